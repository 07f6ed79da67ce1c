"""A visitor who answers everything from a sheet, tries again when something fails, and notices whatever gets lost."""

from __future__ import annotations

import http.client
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from html import unescape

from tests.answer_sheets import random_sheet
from tests.cluster.versions import MARK, Version
from tests.deploy.browser import Got, Person
from tests.deploy.servers import Front
from triage.engine.sheet import Answers

CANARY = "canary-7d1"
"""Sent in headers and in a field that no form has. Nobody may keep it."""

_MOST_STEPS = 60
_SECONDS_OF_TRYING = 60
_LEFT = 'action="/check/carry-on"'
_ANOTHER_LOOK = "/check/kept"
_TOO_OLD = "We could not take your answers yet"
_UPDATED = "The questions have been updated"


class Lost(Exception):
    """The visitor cannot go on from where they were."""


@dataclass
class Figures:
    """What became of journeys.

    Attributes:
        journeys: that ended with a result.
        requests: that were sent.
        interrupted: what came of requests that failed in flight, after which the visitor tried again.
        sent_again: how often a form had to be sent once more, with all ticks still there.
        asked: how often a visitor had to say that nothing has changed since.
        started_over: when visitors were told that the questions are others now, in seconds of this machine's clock.
        slowest: seconds that a request took at most.
        lost: journeys that could not go on, or on which an answer was gone, in words.
        wrong: results that were not what the plain evaluator says, in words.
    """

    journeys: int = 0
    requests: int = 0
    interrupted: Counter[str] = field(default_factory=Counter)
    sent_again: int = 0
    asked: int = 0
    started_over: list[float] = field(default_factory=list)
    slowest: float = 0.0
    lost: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


class Walker:
    """Goes through one journey after another through the front server.

    Args:
        front: the front server.
        versions: the rule sets that may be in use: the shipped one, and the marked one.
        chance: decides everything that a visitor decides.
        waits: called after each page; it returns when the visitor goes on.
        roams: whether each request comes from another address, and so goes to any replica. Others stay with one.
    """

    def __init__(
        self,
        front: Front,
        versions: Sequence[Version],
        chance: random.Random,
        waits: Callable[[int], None],
        *,
        roams: bool,
    ) -> None:
        self.figures = Figures()
        self._front, self._versions, self._chance, self._waits, self._roams = front, versions, chance, waits, roams
        self._taken: dict[str, int] = {}

    def walks(self, worry: float) -> None:
        """Make one journey, and write down what came of it."""
        self._person = Person(self._front, Referer=f"https://localhost/{CANARY}", User_Agent=CANARY)
        self._taken.clear()
        sheet = random_sheet(self._versions[0].ruleset, self._chance, worry)
        try:
            self._reads(self._answers(sheet), sheet)
            self._looks_back(sheet)
            self.figures.journeys += 1
        except Lost as lost:
            self.figures.lost.append(f"{self._person.address}: {lost}")

    def secrets(self) -> list[str]:
        """What nobody else may know of the latest journey: the address, and the cookie."""
        return [self._person.address, (self._person.cookie or "").partition("=")[2] or self._person.address]

    def _answers(self, sheet: Answers) -> Got:
        """Answer page after page, and open the result."""
        path, steps = "/check/1", 0
        while steps < _MOST_STEPS:
            path, page = self._opens(path)
            if page.status == 400 and "remember your answers here" in page.body:
                raise Lost("told that the browser keeps no cookie")
            if _UPDATED in page.body:
                self.figures.started_over.append(time.monotonic())
                self._taken.clear()
                time.sleep(1)  # to read that; whoever presses faster is refused after 300 requests in a minute
                path, steps = "/check/1", 0
            elif _LEFT in page.body:
                path = self._carries_on(page)
            elif path == "/result":
                return page
            else:
                path = "/result" if path == "/check/answers" else self._fills_in(path, page, sheet)
                self._waits(len(self._taken))
            steps += 1
        raise Lost("the questions do not end")

    def _opens(self, path: str) -> tuple[str, Got]:
        """Open a page and go where that leads, but never back to a page that was taken already."""
        for _ in range(4):
            got = self._sends("GET", path)
            if got.status != 303:
                return path, got
            if got.location in self._taken:
                raise Lost(f"sent from {path} back to {got.location}")
            path = got.location
        raise Lost(f"sent round and round at {path}")

    def _carries_on(self, page: Got) -> str:
        self.figures.asked += 1
        got = self._sends("POST", "/check/carry-on", {"csrf_token": page.token()})
        if got.status != 303 or got.location in self._taken:
            raise Lost(f"carried on to {got.status} {got.headers['Location']}")
        return got.location

    def _fills_in(self, path: str, page: Got, sheet: Answers) -> str:
        asked = page.asks()
        if page.status != 200 or not asked:
            raise Lost(f"{path}: {page.status} without questions")
        if _TOO_OLD in page.body:
            self.figures.sent_again += 1
        self._expects_own_ticks(path, page, sheet, all_of_them=_TOO_OLD in page.body)
        form = {f"q_{question}": sorted(sheet[question]) for question in asked}
        got = self._sends("POST", path, {**form, "csrf_token": page.token(), "q_canary": CANARY})
        if got.status != 303 or got.location in self._taken:
            raise Lost(f"{path} was answered with {got.status} {got.headers['Location']}")
        if got.location not in (path, _ANOTHER_LOOK):
            self._taken[path] = _version_of(page)
        return got.location

    def _sends(self, method: str, path: str, form: dict[str, str | list[str]] | None = None) -> Got:
        """Send a request, and send it again, as Reload does, until there is an answer."""
        until = time.monotonic() + _SECONDS_OF_TRYING
        if self._roams:
            self._person.moves()
        while time.monotonic() < until:
            began = time.monotonic()
            self.figures.requests += 1
            try:
                got = self._person.get(path) if form is None else self._person.post(path, form)
                failed = str(got.status) if got.status >= 500 else None
            except (OSError, http.client.HTTPException) as error:
                failed = type(error).__name__
            self.figures.slowest = max(self.figures.slowest, time.monotonic() - began)
            if failed is None:
                return got
            self.figures.interrupted[failed] += 1
            time.sleep(0.3)
        raise Lost(f"{method} {path}: nobody answers")

    def _expects_own_ticks(self, path: str, page: Got, sheet: Answers, *, all_of_them: bool) -> None:
        ticked = page.ticked()
        for question in page.asks():
            found = ticked.get(question, frozenset())
            if not found <= sheet[question] or (all_of_them and found != sheet[question]):
                raise Lost(f"{path} has {sorted(found)} ticked at {question}, not {sorted(sheet[question])}")

    def _reads(self, result: Got, sheet: Answers) -> None:
        found = re.search(r"<h1[^>]*>(.*?)</h1>", result.body, re.DOTALL)
        told = unescape(re.sub(r"<[^>]+>", "", found[1])).strip() if found else f"status {result.status}"
        by = _version_of(result)
        expected = self._versions[by].heading(sheet)
        if told != expected:
            self.figures.wrong.append(f"{self._person.address}: told {told!r} instead of {expected!r}")
        if set(self._taken.values()) != {by}:
            self.figures.wrong.append(f"{self._person.address}: a result of version {by} from {self._taken}")

    def _looks_back(self, sheet: Answers) -> None:
        """Open a page again: all that was answered there is still ticked.

        On the last page another answer may have ended the questions before a "not sure" was accepted.
        """
        path = self._chance.choice(list(self._taken)[:-1] or ["/check/1"])
        page = self._sends("GET", path)
        if _UPDATED in page.body:
            self.figures.started_over.append(time.monotonic())
        elif _LEFT in page.body:
            self.figures.asked += 1
        elif page.status != 200 or not page.asks():
            raise Lost(f"looked back at {path}: {page.status} {page.headers['Location'] or 'without questions'}")
        else:
            self._expects_own_ticks(path, page, sheet, all_of_them=len(self._taken) > 1)


def _version_of(page: Got) -> int:
    return int(MARK in page.body)
