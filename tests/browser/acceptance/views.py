"""What "all pages" means: every state of every route, in English and in two languages that nobody speaks.

English: every state, the clinicians' pages under /review among them. The long language and the one from right to left:
every state but /review, which is in English whatever language visitors read, and but all guides except one, since
guides that are not translated are shown in English.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.browser.catalogue import STATES
from tests.browser.routes import GUIDES
from tests.languages import LONG, RIGHT_TO_LEFT

MADE = (LONG, RIGHT_TO_LEFT)
"""The two languages."""


@dataclass(frozen=True)
class View:
    """A state of the check in a language.

    Attributes:
        state: name in :data:`STATES`.
        language: its code.
    """

    state: str
    language: str = "en"

    def __str__(self) -> str:
        return f"{self.state} {self.language}"


IN_ENGLISH = tuple(View(state) for state in STATES)
READ_ABROAD = tuple(
    name for name, state in STATES.items() if name not in GUIDES[1:] and not state.path.startswith("/review")
)
EVERY_VIEW = IN_ENGLISH + tuple(View(state, made[0]) for made in MADE for state in READ_ABROAD)
