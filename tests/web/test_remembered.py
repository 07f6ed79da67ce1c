"""What the visitor's device remembers comes back whole."""

import pytest
from pydantic import ValidationError

from triage.ruleset.fields import LONGEST_PLACE
from triage.ruleset.model import Place
from triage.web.remembered import Codec, Remembered


def test_the_longest_id_of_a_country_comes_back_whole_and_a_longer_one_is_refused(rules):
    longest = "a" * LONGEST_PLACE
    found = Codec(rules).unpack(Codec(rules).pack(Remembered(place=longest), None, 1))
    assert found is not None
    assert found.remembered.place == longest
    words = rules.places[0].model_dump()
    assert Place.model_validate({**words, "id": longest}).id == longest
    with pytest.raises(ValidationError, match=f"at most {LONGEST_PLACE}"):
        Place.model_validate({**words, "id": longest + "a"})
