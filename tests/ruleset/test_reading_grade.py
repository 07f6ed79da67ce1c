import pytest

from triage.ruleset.reading_grade import reading_grade, sentences, syllables


@pytest.mark.parametrize(
    ("word", "count"),
    [
        *(("numb", 1), ("pain", 1), ("alone", 2), ("little", 2), ("checked", 1), ("needed", 2), ("times", 1)),
        *(("changes", 2), ("any", 2), ("over", 2), ("fever", 2), ("diet", 2), ("tingling", 2), ("weakness", 2)),
        *(("emergency", 4), ("medical", 3), ("bladder", 2), ("wiping", 2), ("2", 1), ("GP", 2), ("I", 1)),
    ],
)
def test_syllables_are_counted_as_spoken(word, count):
    assert syllables(word) == count


def test_a_sentence_ends_at_its_mark_or_line_but_not_at_a_decimal_point():
    assert sentences("Is it 38.5 C? Then call.\nNow") == ["Is it 38.5 C", "Then call", "Now"]


def test_the_grade_is_that_of_the_published_formula():
    # 6 words, 1 sentence, 6 syllables: 0.39 * 6 + 11.8 * 1 - 15.59
    assert reading_grade("The cat sat on the mat.") == pytest.approx(-1.45)
    assert reading_grade("") == 0


def test_plain_words_are_easy_and_the_words_of_clinicians_are_hard():
    assert reading_grade("Have you gone numb between your legs? It may feel odd when you wipe.") < 6
    assert reading_grade("Are you experiencing diminished perineal sensation or urinary retention?") > 12
