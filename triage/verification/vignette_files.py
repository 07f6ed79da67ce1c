"""Vignette files, read strictly: every question and choice exists, every sheet is complete, every answer counts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from triage.engine.reference import counted
from triage.engine.sheet import Answers, why_not
from triage.errors import TriageError
from triage.ruleset.load import file_bytes
from triage.ruleset.model import RuleSet
from triage.ruleset.problem import Located, Problems
from triage.ruleset.read import read
from triage.verification.words import answers_phrase
from triage.verification.written import Written

_NEEDED = ("vignette", "answers", "expect")
_OPTIONAL = ("acceptable", "source", "case", "serious", "because", "not_because", "known_miss")
_NEEDED_OF_PIN = ("answers", "expect")
_KNOWN_OF_PIN = (*_NEEDED_OF_PIN, "because", "not_because")


@dataclass(frozen=True)
class Vignette:
    """A written case with the expected outcome.

    Attributes:
        sentence: who it is about, and what is wrong.
        answers: a complete sheet: the vignette's own answers, and the file's ``otherwise`` for the other questions.
        expect: the outcomes that are right.
        acceptable: further outcomes that are not wrong.
        source: where the case comes from.
        file: name of its file.
        line: of its sentence in the file, from 1.
        case: the id that the source gives it.
        serious: whether the source says that something serious is behind it; ``None`` when it does not say.
        because: the id of a rule, or ``question=choice``, that alone gives the outcome.
        not_because: one that must not fire, though little is missing.
        known_miss: why the rules get it wrong.
        pin: whether it was written from the rules, to hold one part of them in place. It is no evidence of anything.
    """

    sentence: str
    answers: Answers
    expect: tuple[str, ...]
    acceptable: tuple[str, ...]
    source: str
    file: str
    line: int
    case: str | None
    serious: bool | None
    because: str | None
    not_because: str | None
    known_miss: str | None
    pin: bool = False

    @property
    def allowed(self) -> tuple[str, ...]:
        """Every outcome that is not wrong."""
        return self.expect + self.acceptable


class VignetteProblems(Problems):
    """Vignettes that must not be run."""


def read_vignettes(place: Path, ruleset: RuleSet) -> tuple[Vignette, ...]:
    """The vignettes of a file, or of every ``*.yaml`` file in a folder and below, in the order of the files' names.

    Raises:
        VignetteProblems: something in them means nothing to the rule set; says everything that is wrong.
        TriageError: there is no such file, or no vignette file in the folder.
    """
    paths = sorted(place.rglob("*.yaml")) if place.is_dir() else [place]
    if not paths:
        raise TriageError(f"{place}: there is no vignette file (*.yaml) here")
    found: list[Vignette] = []
    problems: list[Located] = []
    seen: dict[str, str] = {}
    for path in paths:
        document = read(file_bytes(path), str(path))
        if document.data != "":
            found += _File(Written(document, (), document.data), path.name, ruleset, seen).vignettes()
        problems += sorted(document.problems, key=lambda problem: problem.span)
    if problems:
        raise VignetteProblems(problems)
    return tuple(found)


@dataclass(frozen=True)
class _File:
    """A file being read. ``seen`` has the sentences so far, of all files, with where each stands."""

    whole: Written
    name: str
    ruleset: RuleSet
    seen: dict[str, str]

    def vignettes(self) -> list[Vignette]:
        parts = self.whole.keyed(("otherwise", "vignettes"), ("source", "pins", "otherwise", "vignettes"))
        if not {"otherwise", "vignettes"} <= parts.keys():
            return []
        source = parts["source"].text() if "source" in parts else None
        otherwise = self._otherwise(parts["otherwise"])
        if _true_or_false(parts.get("pins")):
            return [self._pin(item, otherwise, source) for item in parts["vignettes"].items()]
        return [self._vignette(item, otherwise, source) for item in parts["vignettes"].items()]

    def _otherwise(self, written: Written) -> Answers:
        named = written.named()
        left = [question.id for question in self.ruleset.questions if question.id not in named]
        if named and left:
            remedy = "answer every question, so that every vignette's sheet is complete"
            written.refuse("missing-answer", f"no answer here to: {', '.join(left)}", remedy, at_key=True)
        return self._answers(written) if named else {}

    def _vignette(self, item: Written, otherwise: Answers, source: str | None) -> Vignette:
        needed = _NEEDED if source else (*_NEEDED, "source")
        parts = item.keyed(needed, (*_NEEDED, *_OPTIONAL))
        texts = {key: parts[key].text() for key in ("vignette", "source", "case", "known_miss") if key in parts}
        _, sheet = self._sheet(parts.get("answers"), otherwise)
        self._refuse_twice(parts.get("vignette"))
        return Vignette(
            sentence=texts.get("vignette", ""),
            answers=sheet,
            expect=self._outcomes(parts.get("expect")),
            acceptable=self._outcomes(parts.get("acceptable")),
            source=texts.get("source", source or ""),
            file=self.name,
            line=item.line,
            case=texts.get("case"),
            serious=_true_or_false(parts.get("serious")),
            because=self._rule(parts.get("because")),
            not_because=self._rule(parts.get("not_because")),
            known_miss=texts.get("known_miss"),
        )

    def _pin(self, item: Written, otherwise: Answers, source: str | None) -> Vignette:
        """A vignette whose sentence is made of its answers, in the words of the form."""
        parts = item.keyed(_NEEDED_OF_PIN, _KNOWN_OF_PIN)
        answers, sheet = self._sheet(parts.get("answers"), otherwise)
        ordered = {
            question.id: answers[question.id]
            for question in self.ruleset.questions
            if question.choice_by_id.keys() & answers.get(question.id, frozenset())
        }
        sentence = answers_phrase(self.ruleset, ordered)
        self._refuse_again(item, sentence, "delete one of the two: both pin the same answers")
        return Vignette(
            sentence=sentence,
            answers=sheet,
            expect=self._outcomes(parts.get("expect")),
            acceptable=(),
            source=source or "",
            file=self.name,
            line=item.line,
            case=None,
            serious=None,
            because=self._rule(parts.get("because")),
            not_because=self._rule(parts.get("not_because")),
            known_miss=None,
            pin=True,
        )

    def _sheet(self, written: Written | None, otherwise: Answers) -> tuple[Answers, Answers]:
        """The answers of a case, and the sheet that they make with those that its file gives otherwise."""
        answers = self._answers(written) if written else {}
        sheet = {**otherwise, **answers}
        if written and not self.whole.document.problems:
            self._refuse_uncounted(written, answers, sheet)
        return answers, sheet

    def _answers(self, written: Written) -> Answers:
        found: dict[str, frozenset[str]] = {}
        for part in written.named().values():
            question_id = part.name_of("question", self.ruleset.question_by_id, at_key=True)
            if question_id is None:
                continue
            question = self.ruleset.question_by_id[question_id]
            picked = [name.name_of("choice", question.choice_by_id) for name in part.names()]
            choices = frozenset(choice for choice in picked if choice)
            refusal = why_not(question, choices) if None not in picked else None
            if refusal:
                part.refuse("wrong-answer", refusal, "write what the person would pick")
            found[question_id] = choices
        return found

    def _refuse_uncounted(self, written: Written, answers: Answers, sheet: Answers) -> None:
        """An answer that nobody asks for would make the sentence say more than the sheet."""
        counting = counted(self.ruleset, sheet)
        for question, part in written.named().items():
            if question in answers and question not in counting:
                part.refuse(
                    "not-asked",
                    "this person is not asked this question, so the answer counts for nothing",
                    "delete it, or give the answers that lead to the question",
                    at_key=True,
                )

    def _refuse_twice(self, sentence: Written | None) -> None:
        if sentence is not None:
            self._refuse_again(sentence, sentence.text(), "say what is different about this person")

    def _refuse_again(self, written: Written, sentence: str, remedy: str) -> None:
        key = " ".join(sentence.casefold().split())
        if key in self.seen:
            written.refuse("duplicate-vignette", f"the same sentence stands in {self.seen[key]}", remedy)
        self.seen.setdefault(key, f"{self.name}, line {written.line}")

    def _outcomes(self, part: Written | None) -> tuple[str, ...]:
        named = [name.name_of("outcome", self.ruleset.outcome_by_id) for name in part.names()] if part else []
        return tuple(outcome for outcome in named if outcome)

    def _rule(self, part: Written | None) -> str | None:
        known = {rule.id for rule in self.ruleset.rules} | {
            f"{question.id}={choice.id}" for question in self.ruleset.questions for choice in question.choices
        }
        return part.name_of("rule", known) if part else None


def _true_or_false(part: Written | None) -> bool | None:
    if part is None:
        return None
    if part.data not in ("true", "false"):
        part.refuse("wrong-word", "this is neither true nor false", "write true or false")
    return part.data == "true"
