"""A comparison for people, line by line, and for programs, as plain data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from triage.verification.changes.edits import Edit, edit_groups
from triage.verification.changes.told import Changes, ToldAlone, ToldCase, ToldMove
from triage.verification.words import listed

MOST_LISTED = 5
"""How many changes of one kind the text lists. The page and the JSON have them all."""

WARNING = (
    "Shares are of a made-up crowd whose numbers are mostly assumptions: they compare two files, and are no evidence "
    "of safety. Counts of answer sheets are exact and show that nobody is left out; most sheets are of nobody."
)


def change_lines(changes: Changes) -> Iterator[str]:
    """A comparison as text: lowerings first."""
    yield f"From {changes.old} to {changes.new}, for each of {changes.sheets:,} answer sheets."
    for move in changes.moves:
        yield ""
        yield from _move_lines(move)
    if not changes.moves:
        yield "Nobody gets another outcome."
    yield from _alone_lines(changes)
    yield from _offer_lines(changes)
    yield from _case_lines(changes)
    yield from _edit_lines("What changed in what decides:", changes.edits)
    yield from _edit_lines("Only words changed here:", changes.words)
    yield from _ending(changes)


def _move_lines(move: ToldMove) -> Iterator[str]:
    yield f"{'LOWERED' if move.lowers else 'Raised'} from “{move.old_name}” to “{move.new_name}”: {move.amount}"
    yield f"  Who, among {move.among}:"
    for said in move.conditions:
        yield f"    {said.amount.short}: {said.says}"
    if move.rest is not None:
        yield f"    {move.rest.short}: other combinations"
    yield "  What is behind it:"
    for said in move.behind:
        yield f"    {said.amount.short}: {said.says}" + ("" if said.id in said.says else f" [{said.id}]")
    yield f"  For example: {'; '.join(move.example) or 'everybody with the reassuring answers'}"
    yield from (f"  Accepted: {why}" for why in move.accepted)
    if move.refused:
        name = f"{move.old} -> {move.new}: {', '.join(move.unnamed)}"
        yield f'  NOT ACCEPTED. If it is meant, add to accepts: {{lowered: "{name}", because: ..., source: ...}}'


def _alone_lines(changes: Changes) -> Iterator[str]:
    if changes.not_compared is not None:
        yield ""
        yield f"Not compared, for a choice that only one file has: {changes.not_compared}"
        yield from map(_alone_line, changes.alone)


def _alone_line(alone: ToldAlone) -> str:
    line = f"  {alone.says} [{alone.id}], {alone.amount.short}"
    if not alone.may_lower:
        return f"{line}. Whatever they pick in the other file, nobody is lowered"
    if alone.named:
        return f"{line}. It may lower somebody, which is accepted"
    return f"{line}. NOT ACCEPTED: it may lower somebody. If it is meant, let an entry of accepts name '{alone.id}'"


def _offer_lines(changes: Changes) -> Iterator[str]:
    if changes.offers:
        yield ""
        yield "Guides and notes on results (this lowers nobody):"
        for offer in changes.offers:
            yield f"  {offer.kind} '{offer.id}': {offer.gained.short} get it now, {offer.lost.short} no more"


def _case_lines(changes: Changes) -> Iterator[str]:
    yield ""
    left = f"; {changes.cases_left_out} not, since one file cannot read them" if changes.cases_left_out else ""
    yield f"Vignettes that move: {len(changes.cases)} of {changes.cases_compared} compared{left}"
    yield from map(_case_line, changes.cases)


def _case_line(case: ToldCase) -> str:
    verdict = "as expected" if case.agrees else f"expected {' or '.join(case.expected)}"
    word = "LOWERED" if case.lowers else "raised"
    return f"  {word} from “{case.old_name}” to “{case.new_name}” ({verdict}): {case.sentence} [{case.where}]"


def _edit_lines(heading: str, edits: tuple[Edit, ...]) -> Iterator[str]:
    if edits:
        yield ""
        yield heading
    for group in edit_groups(edits):
        yield f"  {group.name} ({len(group.edits)})"
        yield from (f"    {edit_line(edit)}" for edit in group.edits[:MOST_LISTED])
        if len(group.edits) > MOST_LISTED:
            yield f"    and {len(group.edits) - MOST_LISTED} more: see --html or --json"


def edit_line(edit: Edit) -> str:
    """One change of the file, in a line."""
    before = edit.before if edit.before is None or edit.key else "there"
    match before, edit.after:
        case None, after:
            return f"{edit.name}: new: {after}"
        case before, None:
            return f"{edit.name}: gone: {before}" if edit.key else f"{edit.name}: gone"
        case before, after:
            return f"{edit.name}: was: {before} | is: {after}"


def _ending(changes: Changes) -> Iterator[str]:
    yield ""
    yield from (f"The entry of accepts '{text}' names no lowering of this change." for text in changes.idle)
    yield from changes.silent
    yield f"Crowd: {changes.cohort}. {WARNING}"
    yield f"{verdict(changes)} ({changes.seconds:.1f} seconds)"


def verdict(changes: Changes) -> str:
    """In a sentence, whether somebody is lowered and whether that is accepted."""
    refused = [f"“{move.old_name}” to “{move.new_name}”" for move in changes.moves if move.refused]
    if refused:
        return f"Not accepted: lowered from {listed(refused)}."
    if not changes.accepted:
        return "Not accepted: a choice that only one file has may lower somebody."
    lowered = any(move.lowers for move in changes.moves) or any(alone.may_lower for alone in changes.alone)
    return "Every lowering is accepted." if lowered else "Nobody is lowered."


def change_data(changes: Changes) -> dict[str, Any]:
    """A comparison as plain data, for JSON. Counts are whole numbers without limit; shares are from 0 to 1."""
    data = {"accepted": changes.accepted, "verdict": verdict(changes), **asdict(changes)}
    for told, move in zip(data["moves"], changes.moves, strict=True):
        told["among"] = move.among
        told["refused"] = move.refused
    for told, alone in zip(data["alone"], changes.alone, strict=True):
        told["refused"] = alone.refused
    data["seconds"] = round(changes.seconds, 3)
    return data
