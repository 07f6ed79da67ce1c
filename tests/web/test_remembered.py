"""What the visitor's device remembers comes back whole."""

from dataclasses import replace

import pytest
from pydantic import ValidationError

from triage.ruleset.fields import LONGEST_PLACE
from triage.ruleset.model import Place
from triage.web.remembered import Codec, Remembered


def test_the_longest_id_of_a_country_comes_back_whole_and_a_longer_one_is_refused(rules):
    longest = "a" * LONGEST_PLACE
    codec = Codec(rules.changed(places=(rules.places[0].changed(id=longest),)), ())
    found = codec.unpack(codec.pack(Remembered(place=longest), None, 1))
    assert found is not None
    assert found.remembered.place == longest
    words = rules.places[0].model_dump()
    assert Place.model_validate({**words, "id": longest}).id == longest
    with pytest.raises(ValidationError, match=f"at most {LONGEST_PLACE}"):
        Place.model_validate({**words, "id": longest + "a"})


def test_a_country_and_a_language_that_are_no_longer_offered_are_forgotten_and_the_answers_are_not(rules):
    first = rules.questions[0]
    known = Remembered({first.id: frozenset([first.choices[0].id])}, place=rules.places[0].id, language="xx", started=5)
    packed = Codec(rules, ["xx"]).pack(known, None, 1)
    assert Codec(rules, ["xx"]).unpack(packed).remembered == known
    assert Codec(rules, []).unpack(packed).remembered == replace(known, language=None)
    contents = packed.replace(rules.places[0].id.encode().ljust(LONGEST_PLACE, b"\0"), b"x" * LONGEST_PLACE)
    assert Codec(rules, ["xx"]).unpack(contents).remembered == replace(known, place=None)
