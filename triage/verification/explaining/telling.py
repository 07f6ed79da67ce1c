"""What every report has in common: reasons, sources, counts, examples, promises and vignettes, as lines."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from triage.ruleset.model import Decision, Guarantee, RuleSet
from triage.verification.encode import Encoded
from triage.verification.explaining.alone import Alone
from triage.verification.explaining.bearing import Cited, NamedBy, Resting, Touched
from triage.verification.explaining.criterion_words import Line
from triage.verification.verdict import Example
from triage.verification.words import answer_lines, quoted

STATUS = {
    "verified": "verified: seen in public material",
    "secondary": "second-hand: seen on a secondary page",
    "memory": "from memory: nobody has checked it",
}
"""What the status of a source means."""

NO_SHARE = "These numbers count answer sheets. They are no share of people: most sheets are of nobody."


def indented(lines: Iterable[str], depth: int = 1) -> Iterator[str]:
    """Lines moved to the right."""
    return (f"{'  ' * depth}{line}" for line in lines)


def criterion(lines: Iterable[Line]) -> Iterator[str]:
    """A criterion in words, below its heading."""
    return (f"{'  ' * (line.depth + 1)}{line.text}" for line in lines)


def section(heading: str, lines: Collection[str]) -> Iterator[str]:
    """A heading with its lines below it; nothing when there are none."""
    if lines:
        yield f"{heading}:"
        yield from indented(lines)


def sources(found: tuple[Cited, ...]) -> Iterator[str]:
    """Sources, each with its status."""
    lines = [
        f"{cited.id} ({STATUS[cited.source.status]}). {cited.source.cite}"
        + (f" {cited.source.url}" if cited.source.url else "")
        for cited in found
    ]
    yield from section("Sources", lines or ["none"])


def decision(found: Decision | None) -> Iterator[str]:
    """An open point, if there is one."""
    if found is not None:
        yield f"Open point {found.id}: {found.question}"
        yield from indented([f"Chosen: {found.choice_made}", f"Else: {found.alternatives}", f"Effect: {found.effect}"])


def hanging(encoded: Encoded, alone_decides: str, found: Alone) -> Iterator[str]:
    """How many sheets hang on something, and the nearest; ``alone_decides`` begins the sentence."""
    yield f"{alone_decides} {found.decides:,} of {found.of:,} answer sheets, of {found.fires:,} on which it fires."
    yield NO_SHARE
    yield from person(encoded, "The nearest of those that it decides", found.example)


def person(encoded: Encoded, heading: str, found: Example | None) -> Iterator[str]:
    """An example, below its heading."""
    if found is not None:
        yield f"{heading}:"
        yield from indented(answer_lines(encoded.ruleset, encoded.slots.calm, found))


def naming(ruleset: RuleSet, found: NamedBy) -> Iterator[str]:
    """What looks at a part of the rule set."""
    names = {outcome.id: outcome.name for outcome in ruleset.outcomes}
    yield from section(
        "Rules that look at it", [f"{rule.id}: {quoted(names[rule.outcome])}. {rule.because}" for rule in found.rules]
    )
    yield from section("Groups that name it", found.groups)
    yield from section("Questions that it can open", [f"{q.id}: {quoted(q.text)}" for q in found.questions])
    yield from section("Guarantees about it", [promise(guarantee) for guarantee in found.guarantees])
    yield from section("Notes that it can show", [f"{note.id}: {note.text}" for note in found.notes])
    yield from section("Guides that it can offer", [guide.id for guide in found.guides])


def promise(guarantee: Guarantee) -> str:
    """A guarantee in one line."""
    return f"{guarantee.id}: {guarantee.says}"


def touching(found: tuple[Touched, ...]) -> Iterator[str]:
    """The guarantees that touch something, first those that would break without it."""
    resting_on_it = [promise(touched.guarantee) for touched in found if touched.rests]
    yield from section("Guarantees that would break without it", resting_on_it)
    others = [promise(touched.guarantee) for touched in found if not touched.rests]
    yield from section("Other guarantees about some of the same people", others)


def vignettes(found: Resting) -> Iterator[str]:
    """The vignettes that rest on something."""
    for heading, some in (
        ("Vignettes that it decides", found.decisive),
        ("Vignettes that just miss it", found.near_misses),
    ):
        yield from section(heading, [f"{v.sentence} ({v.file}, line {v.line})" for v in some])
