"""The parts of a review, and where each thing stands: on pages of their own, or in the one file that holds them all."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """One page of the review, which is one part of the pack.

    Attributes:
        id: its name, that of its template, and the end of its address.
        title: its heading.
        short: its name in the list of pages.
        in_pack: whether the pack has it.
    """

    id: str
    title: str
    short: str
    in_pack: bool = True

    @property
    def is_sheet(self) -> bool:
        """Whether it is printed on one sheet on its side."""
        return self.id == "matrix"

    @property
    def address(self) -> str:
        """Of the page."""
        return "/review" if self.id == "status" else f"/review/{self.id}"


PARTS = (
    Part("status", "Review of the rule set", "Status"),
    Part("questions", "Every question and what its answers do", "Questions"),
    Part("matrix", "All answers on one sheet", "Matrix"),
    Part("rules", "Every rule in words", "Rules"),
    Part("try", "Try a person by hand", "Try it", in_pack=False),
    Part("proofs", "Guarantees and proofs", "Proofs"),
    Part("vignettes", "Vignettes", "Vignettes"),
    Part("population", "A simulated crowd", "Population"),
    Part("decisions", "Points open for a decision", "Decisions"),
    Part("hazards", "Hazard log", "Hazards"),
    Part("changes", "What changed", "Changes"),
    Part("sources", "Sources", "Sources"),
    Part("sign", "Sign-off sheet", "Sign-off"),
)
"""Every part, in the order in which a reviewer reads them."""


@dataclass(frozen=True)
class Links:
    """What stands before an id to make the address of what it names, and before a part's id likewise."""

    rule: str
    question: str
    source: str
    decision: str
    guarantee: str
    part: str


PAGES = Links(
    rule="/review/rule/",
    question="/review/questions#question-",
    source="/review/sources#source-",
    decision="/review/decisions#decision-",
    guarantee="/review/proofs#guarantee-",
    part="/review/",
)
"""The addresses of the pages under ``/review``."""

PACK = Links("#rule-", "#question-", "#source-", "#decision-", "#guarantee-", "#part-")
"""The addresses inside the review pack."""
