"""Every page in every state that a visitor can meet, and a quick way to open each in a browser.

The way to a page is walked here without a browser, by posting forms; the browser is then given the cookie. Whole
journeys in the browser are in `test_journeys.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Literal

from flask import Flask
from playwright.sync_api import BrowserContext, Page

from tests.browser.routes import RULES, reading
from tests.browser.sheets import CASES, Sheet, picks_for
from triage.ruleset.model import NOT_SURE, RuleSet

COOKIE = "check"
PREGNANT = {"pregnancy": "late"}
LASTING = {"pain_duration": "over_3m", "age_years": "45_49", "began_before_45": "yes", "cancer_history": "past"}
"""Answers that open the questions which most people are not asked."""

MakeApp = Callable[..., Flask]


@dataclass(frozen=True)
class State:
    """A page in one state.

    Attributes:
        path: its address.
        sheet: what was answered on the way.
        then: what was submitted on the page itself: nothing, or "not sure" wherever that shows a text first.
        ended: why the check had to end, if it had to, or that it was left for a while.
    """

    path: str
    sheet: Sheet = field(default_factory=dict)
    then: Literal["nothing", "not sure"] | None = None
    ended: Literal["expired", "updated", "left"] | None = None


def page_with(*questions: str) -> str:
    """The address of the page that asks these questions."""
    (number,) = {n for n, page in enumerate(RULES.pages, 1) for question in page.questions if question.id in questions}
    return f"/check/{number}"


def _states_of_pages() -> Iterator[tuple[str, State]]:
    for number, page in enumerate(RULES.pages, 1):
        yield f"page {number}", State(f"/check/{number}")
        yield f"page {number} with errors", State(f"/check/{number}", then="nothing")
        if any(question.if_not_sure for question in page.questions):
            yield f"page {number} if not sure", State(f"/check/{number}", then="not sure")


STATES: dict[str, State] = {
    **{path: State(path) for path in (*reading(), "/nowhere", "/check/kept")},
    **dict(_states_of_pages()),
    "signs in pregnancy": State(page_with("pregnancy_flags"), PREGNANT),
    "signs in pregnancy with errors": State(page_with("pregnancy_flags"), PREGNANT, then="nothing"),
    "lasting pain, began before 45": State(page_with("began_before_45"), LASTING),
    "lasting pain, worse on strain": State(page_with("strain_pain"), LASTING),
    "lasting pain, its pattern": State(page_with("axspa_signs"), LASTING),
    "answers": State("/check/answers"),
    "answers of somebody with much to say": State("/check/answers", LASTING | CASES["days"]),
    **{f"result {outcome}": State("/result", sheet) for outcome, sheet in CASES.items()},
    **{f"show {outcome}": State("/show", sheet) for outcome, sheet in CASES.items() if outcome != "guides"},
    "remembers much": State("/remembers", LASTING | CASES["days"]),
    "expired": State("/check/2", ended="expired"),
    "updated": State("/check/2", ended="updated"),
    "left for a while": State("/check/2", ended="left"),
}


class Opener:
    """Puts browser contexts into states.

    Args:
        make: makes an app with the tests' key, from a rule set and perhaps a clock.
        address: where the browser finds the check.
    """

    def __init__(self, make: MakeApp, address: str) -> None:
        self._address = address
        self._cookies: dict[str, str | None] = {}
        now = datetime.now(UTC)
        changed = RuleSet.model_validate(RULES.model_dump() | {"version": "another"})
        self._apps = {
            None: make(RULES),
            "expired": make(RULES, clock=lambda: now - timedelta(hours=25)),
            "left": make(RULES, clock=lambda: now - timedelta(minutes=31)),
            "updated": make(changed),
        }

    def at(self, address: str) -> Opener:
        """The same for a check that is served somewhere else, with the same key."""
        other = copy(self)
        other._address = address
        return other

    def prepare(self, context: BrowserContext, state: State) -> str:
        """Give the context the cookie of a visitor who is there, and say where "there" is."""
        known = repr(state)
        if known not in self._cookies:
            self._cookies[known] = self._cookie_of(state)
        cookie = self._cookies[known]
        if cookie:
            context.add_cookies([{"name": COOKIE, "value": cookie, "url": self._address}])
        return self._address + state.path

    def goes(self, page: Page, state: str) -> None:
        """Open a page in a state of :data:`STATES`, given by its name."""
        page.goto(self.prepare(page.context, STATES[state]))

    def _cookie_of(self, state: State) -> str | None:
        client = self._apps[state.ended].test_client()
        at = "/check/1"
        if state.sheet or state.then or re.match("/check/(?!kept)|/result|/show", state.path):
            while at != state.path and at != "/check/answers" and at != "/result":
                at = self._answers(client, at, state.sheet)
            if state.then:
                unsure = {question.id: NOT_SURE for question in RULES.questions if question.if_not_sure}
                after = self._answers(client, at, unsure, nothing=state.then == "nothing")
                assert after == at, f"{at} let {state.then} pass"
        cookie = client.get_cookie(COOKIE)
        return cookie.value if cookie else None

    def _answers(self, client, at: str, sheet: Sheet, *, nothing: bool = False) -> str:
        html = client.get(at).text
        form: dict[str, str | list[str]] = {"csrf_token": re.search(r'name="csrf_token" value="([^"]+)"', html)[1]}
        names = set() if nothing else set(re.findall(r'name="q_(\w+)"', html))
        form |= {f"q_{name}": picks_for(RULES.question_by_id[name], sheet) for name in names}
        response = client.post(at, data=form)
        assert response.status_code == 303, f"{at}: {response.status_code}"
        return response.location
