import pytest

from triage.ruleset.problem import Located, RuleSetProblems, Span


def located(line: str, span: Span) -> Located:
    return Located("rules.yaml", span, "unknown-choice", "there is no choice 'x'", "add it", line)


def test_a_problem_shows_place_message_code_line_caret_and_remedy():
    assert str(located("when: {fever: x}", Span(14, 15, 14, 16))) == (
        "rules.yaml:14:15: there is no choice 'x' [unknown-choice]\n"
        "14 | when: {fever: x}\n"
        "   |               ^\n"
        "   = add it"
    )


@pytest.mark.parametrize(
    ("line", "span", "caret"),
    [
        ("äöü: xy", Span(1, 6, 1, 8), "     ^^"),
        ("腰痛: xy", Span(1, 5, 1, 7), "      ^^"),
        ("a: 腰痛", Span(1, 4, 1, 6), "   ^^^^"),
        ("e\u0301: xy", Span(1, 5, 1, 7), "   ^^"),
        ("a: 'it", Span(1, 4, 2, 3), "   ^^^"),
        ("a: x", Span(1, 5, 1, 5), "    ^"),
    ],
)
def test_the_caret_stands_under_its_place_on_a_terminal(line, span, caret):
    assert str(located(line, span)).splitlines()[2] == f"  | {caret}"


def test_of_a_long_line_the_part_around_the_place_is_shown():
    shown = str(located("x" * 5_000 + "HERE" + "x" * 5_000, Span(1, 5_001, 1, 5_005))).splitlines()
    start = shown[2].index("^")
    assert shown[1][start : start + 4] == "HERE"
    assert len(shown[1]) < 200


def test_characters_that_would_hide_others_are_shown_as_blanks():
    assert str(located("a:\tb\x1b[2J", Span(1, 3, 1, 4))).splitlines()[1] == "1 | a: b [2J"


def test_of_very_many_problems_the_first_fifty_are_shown():
    text = str(RuleSetProblems([located("a", Span(1, 1, 1, 2))] * 60))
    assert text.count("[unknown-choice]") == 50
    assert text.endswith("... and 10 more")
