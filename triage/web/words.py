"""The words of results and safety nets for each country, filled in once when the app is made."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from triage.ruleset.model import Outcome, Place, RuleSet
from triage.web.language import InEnglish

_BLANK = re.compile(r"\{(\w+)\}")
_BLANKS = ("emergency_number", "advice_name", "advice_number", "closed", "doctor", "your_doctor", "hospital", "name")


@dataclass(frozen=True)
class Watch:
    """A safety net: what to watch for, under what to do then.

    Attributes:
        level: id of the outcome that the signs call for.
        heading: what to do, ending with "if:".
        signs: what to watch for.
    """

    level: str
    heading: str
    signs: tuple[str, ...]


@dataclass(frozen=True)
class OutcomeWords:
    """What a result says, in one country's words. Named as in :class:`Outcome`."""

    id: str
    name: str
    heading: str
    told: str
    steps: tuple[str, ...]
    if_you_cant: tuple[str, ...]
    say: str | None
    watch: tuple[Watch, ...]


@dataclass(frozen=True)
class Parts:
    """A text cut at its phone numbers.

    Attributes:
        pieces: the text in pieces, each with whether it is a phone number.
        in_english: whether it stays English on a page in another language.
    """

    pieces: tuple[tuple[str, bool], ...]
    in_english: bool


@dataclass(frozen=True)
class PlaceWords:
    """Everything that reads differently from country to country.

    Attributes:
        place: the country.
        outcomes: outcome id → its words.
        watches: outcome id → its safety net.
        notes: note id → its text.
    """

    place: Place
    outcomes: Mapping[str, OutcomeWords]
    watches: Mapping[str, Watch]
    notes: Mapping[str, str]

    def parts(self, text: str) -> Parts:
        """The text cut at the phone numbers of this country."""
        numbers = [number for number in (self.place.emergency_number, self.place.advice_number) if number]
        pattern = "|".join(rf"(?<!\w){re.escape(number)}(?!\w)" for number in numbers)
        pieces = re.split(f"({pattern})", text)
        cut = tuple((piece, index % 2 == 1) for index, piece in enumerate(pieces) if piece)
        return Parts(cut, isinstance(text, InEnglish))


def filled(text: str, place: Place) -> str:
    """The text with each ``{blank}`` replaced by the country's word for it.

    Raises:
        ValueError: the text has a blank that no country fills, or one that this country leaves empty.
    """

    def word(blank: re.Match[str]) -> str:
        value = getattr(place, blank[1]) if blank[1] in _BLANKS else None
        if value is None:
            raise ValueError(f"the place '{place.id}' has nothing for {blank[0]} in: {text}")
        return str(value)

    return _BLANK.sub(word, text)


def words_for(ruleset: RuleSet, place: Place, english: Place) -> PlaceWords:
    """Fill in every text for one country.

    Args:
        ruleset: whose texts.
        place: the country.
        english: the country in English words, for the texts that stay English.

    Raises:
        ValueError: as :func:`filled` does.
    """

    def fill(text: str) -> str:
        return InEnglish(filled(text, english)) if isinstance(text, InEnglish) else filled(text, place)

    watches = {
        level: Watch(
            level,
            fill(ruleset.outcome_by_id[level].watch_heading or ruleset.outcome_by_id[level].heading),
            tuple(map(fill, signs)),
        )
        for level, signs in ruleset.safety_net.items()
    }
    return PlaceWords(
        place=place,
        outcomes={outcome.id: _outcome_words(outcome, fill, watches) for outcome in ruleset.outcomes},
        watches=watches,
        notes={note.id: fill(note.text) for note in ruleset.notes},
    )


def _outcome_words(outcome: Outcome, fill: Callable[[str], str], watches: Mapping[str, Watch]) -> OutcomeWords:
    return OutcomeWords(
        id=outcome.id,
        name=outcome.name,
        heading=fill(outcome.heading),
        told=fill(outcome.told),
        steps=tuple(map(fill, outcome.steps)),
        if_you_cant=tuple(map(fill, outcome.if_you_cant)),
        say=fill(outcome.say) if outcome.say else None,
        watch=tuple(watches[level] for level in outcome.watch),
    )
