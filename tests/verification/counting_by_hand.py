"""A second way to count answer sheets: question by question, remembering what is left of each rule."""

from collections import Counter
from functools import cache

from tests.verification.brute_force import answers_to
from triage.engine.sheet import satisfying
from triage.ruleset import mentions
from triage.ruleset.criteria import All, AnyOf, AtLeast, Criterion, InGroup, Picked
from triage.ruleset.model import Question, RuleSet

Rest = bool | Criterion


class CountByHand:
    """Counts the sheets of a rule set."""

    def __init__(self, ruleset: RuleSet) -> None:
        self.ruleset = ruleset
        self.gates = tuple(question.ask_when or True for question in ruleset.questions)

    def sheets(self) -> int:
        """How many sheets there are."""
        return self._count(frozenset(), len(self.ruleset.outcomes))

    def sheets_up_to(self, rank: int) -> int:
        """How many have an outcome that is no more urgent."""
        ranks = self.ruleset.rank
        return self._count(frozenset(r.when for r in self.ruleset.rules if ranks[r.outcome] > rank), rank)

    def _count(self, rules: frozenset[Criterion], most: int) -> int:
        @cache
        def count(at: int, gates: tuple[Rest, ...], left: frozenset[Rest]) -> int:
            """The sheets from question ``at`` on. A rule that fires makes none, one that cannot is forgotten."""
            if True in left:
                return 0
            if at == len(self.ruleset.questions):
                return 1
            named = frozenset().union(*(self._named(rule, at) for rule in (*gates, *left)))
            picks = ways(at, named) if gates[0] is True else {frozenset(): 1}
            return sum(many * count(at + 1, *next_step(at, picked, gates, left)) for picked, many in picks.items())

        @cache
        def ways(at: int, named: frozenset[str]) -> Counter[frozenset[str]]:
            """The answers that give no more than ``most``, as far as they are named, and how many are the same."""
            question = self.ruleset.questions[at]
            return Counter(p & named for p in answers_to(question) if self._rank(question, p) <= most)

        @cache
        def rest(criterion: Criterion, question: str, picked: frozenset[str]) -> Rest:
            return self._rest(criterion, question, picked)

        def next_step(at, picked, gates, left):
            question = self.ruleset.questions[at].id
            after = [rest(rule, question, picked) for rule in left]
            opened = [gate if isinstance(gate, bool) else rest(gate, question, picked) for gate in gates[1:]]
            return tuple(opened), frozenset(rule for rule in after if rule is not False)

        return count(0, self.gates, frozenset(rules))

    def _named(self, criterion: Rest, at: int) -> frozenset[str]:
        """The choices of a question that satisfy a leaf of a criterion."""
        question = self.ruleset.questions[at]
        leaves = [] if isinstance(criterion, bool) else mentions.picked(self.ruleset, [criterion])
        picked = [satisfying(question, leaf.choices) for leaf in leaves if leaf.question == question.id]
        return frozenset().union(*picked)

    def _rank(self, question: Question, picked: frozenset[str]) -> int:
        outcomes = [question.choice_by_id[choice].outcome for choice in picked]
        return max((self.ruleset.rank[outcome] for outcome in outcomes if outcome), default=0)

    def _rest(self, criterion: Criterion, question: str, picked: frozenset[str]) -> Rest:
        """What is left of a criterion once a question is answered, or skipped with nothing picked."""
        match criterion:
            case Picked(question=named, choices=choices):
                if named != question:
                    return criterion
                return not satisfying(self.ruleset.question_by_id[named], choices).isdisjoint(picked)
            case InGroup(group=group):
                return self._rest(self.ruleset.groups[group], question, picked)
            case All(parts=parts):
                return self._at_least(len(parts), parts, question, picked)
            case AnyOf(parts=parts):
                return self._at_least(1, parts, question, picked)
            case AtLeast(n=n, parts=parts):
                return self._at_least(n, parts, question, picked)

    def _at_least(self, n: int, parts: tuple[Criterion, ...], question: str, picked: frozenset[str]) -> Rest:
        rests = [self._rest(part, question, picked) for part in parts]
        n -= sum(rest is True for rest in rests)
        left = tuple(rest for rest in rests if not isinstance(rest, bool))
        if n <= 0:
            return True
        return AtLeast(n, left) if n <= len(left) else False
