"""What must hold after every hostile request. What should be remembered is worked out here anew, from the attack."""

from __future__ import annotations

import html
import random
import re
from dataclasses import dataclass, field

from flask import Flask

from tests.answer_sheets import random_sheet
from tests.hostile.attack import CANARY, Attack
from tests.hostile.opened import NAME, holds_something, opened, sealed_bytes
from tests.hostile.people import Waiting
from tests.hostile.wire import Request, Response, send
from triage.engine.compiled import CompiledRuleSet, compile_ruleset
from triage.engine.journey import journey
from triage.engine.reference import outcome_of
from triage.engine.sheet import Answers, why_not
from triage.ruleset.model import NOT_SURE, Question
from triage.web.security import HEADERS
from triage.web.session import CheckSession
from triage.web.site import Site

EXPECTED = frozenset({200, 206, 303, 304, 308, 400, 404, 405, 411, 413, 416})
"""Statuses that a client can bring about. Every other one would be our failure."""

_SEARCH = "/guides"
"""Shows what was searched for, as text. A redirect (308) leads to the same address, tidied up."""

_FORGET = {"/clear", "/check/again"}
_HELD = re.compile(rf"{NAME}=\"?([^;\"]*)")


@dataclass
class Judge:
    """Looks at what came of each attack.

    Attributes:
        faults: everything that should not be, in words.
        counts: what was seen how often.
    """

    app: Flask
    waiting: Waiting
    faults: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._site: Site = self.app.extensions["back_pain_check"]["en"]
        self._compiled: CompiledRuleSet = compile_ruleset(self._site.english)

    def judge(self, attack: Attack, chance: random.Random) -> None:
        """Send the attack, and look at everything that came of it."""
        header = attack.request.headers.get("HTTP_COOKIE", "")
        before = opened(self.app, header)
        self._nobody_elses(header, before)
        try:
            response = send(self.app, attack.request)
        except Exception as error:
            return self._fault(attack, f"the app raised {type(error).__name__}: {error}")
        self._count(f"status {response.status}")
        self._response(attack, response)
        after = self._after(header, response)
        self._remembered(attack, response, before, after, self._has_its_token(attack, before))
        self._told(attack, after, chance)
        return None

    def _fault(self, attack: Attack, says: str) -> None:
        request = attack.request
        self.faults.append(f"{request.method} {request.path[:80]!r} {dict(request.headers)!r:.300}: {says}")

    def _count(self, what: str) -> None:
        self.counts[what] = self.counts.get(what, 0) + 1

    def _nobody_elses(self, header: str, session: CheckSession) -> None:
        """A cookie opens only if it is one that we gave, to the letter."""
        if not holds_something(session):
            return
        self._count("cookies that opened")
        if not any(sealed_bytes(found.strip()) in self.waiting.issued for found in _HELD.findall(header)):
            self.faults.append(f"a cookie opened that was never given: {header[:200]}")

    def _response(self, attack: Attack, response: Response) -> None:
        if response.status not in EXPECTED:
            self._fault(attack, f"status {response.status}")
        for name, value in HEADERS.items():
            if [given for key, given in response.headers if key == name] != [value]:
                self._fault(attack, f"the header {name} is missing or doubled on {response.status}")
        told = response.body + "".join(value for _, value in response.headers).encode()
        if CANARY.encode() in told and response.status != 308 and attack.request.path != _SEARCH:
            self._fault(attack, "a made-up text came back")
        if b"<script>alert" in told:
            self._fault(attack, "a made-up text came back as HTML")
        if response.status >= 400 and b'href="/guides' in response.body.partition(b"<main")[2].partition(b"</main")[0]:
            self._fault(attack, "an error page offers a guide")

    def _after(self, header: str, response: Response) -> CheckSession:
        for name, value in response.headers:
            if name == "Set-Cookie" and value.startswith(f"{NAME}="):
                return opened(self.app, value.partition(";")[0])
        return opened(self.app, header)

    def _has_its_token(self, attack: Attack, before: CheckSession) -> bool:
        """Whether the first token of the form was made for the session that the cookie opened."""
        first = next((value for name, value in attack.form if name == "csrf_token"), "")
        secret = before.get("csrf_token")
        return secret is not None and self.waiting.secret_of.get(first) == secret

    def _remembered(
        self, attack: Attack, response: Response, before: CheckSession, after: CheckSession, ours: bool
    ) -> None:
        """Compare what is remembered with what should be. Nobody's answers change but by a form of their own."""
        was, now = before.remembered.answers, after.remembered.answers
        request = attack.request
        if before.ended or request.path in _FORGET:
            right = now in (was, {})
        elif request.method.upper() != "POST" or not ours or response.status != 303:
            right = now == was
        elif not attack.plain:
            right = all(now[q] == was.get(q) or self._sent(attack, q) >= now[q] for q in now)
        else:
            right = now == self._expected(attack, before)
            self._count("forms taken" if now != was else "forms that changed nothing")
        if not right:
            self._fault(attack, f"remembered {_shown(now)}, before {_shown(was)}, form {attack.form!r:.400}")

    def _sent(self, attack: Attack, question: str) -> frozenset[str]:
        return frozenset(value for name, value in attack.form if name == f"q_{question}")

    def _expected(self, attack: Attack, before: CheckSession) -> Answers:
        """The answers after a form with the right token: for each question asked, what was sent, if it is an answer."""
        known = before.remembered
        page = int(attack.request.path.rpartition("/")[2]) - 1
        trip = journey(self._compiled, known.answers)
        if not trip.may_visit(page):
            return known.answers
        expected = dict(known.answers)
        for question in trip.asked[page]:
            picked = self._sent(attack, question.id)
            expected.pop(question.id, None)
            if picked <= question.choice_by_id.keys() and not why_not(question, picked):
                expected[question.id] = picked
            if _must_read_first(question, picked, known.hinted):
                expected.pop(question.id, None)
        return expected

    def _told(self, attack: Attack, after: CheckSession, chance: random.Random) -> None:
        """The result, if there is one, is what the plain evaluator says, whatever was never asked."""
        known = after.remembered
        if not known.answers or after.ended or known.language:
            return None
        cookie = self._cookie_of(after)
        page = send(self.app, Request("GET", "/result", headers={"HTTP_COOKIE": cookie}))
        if page.status == 303:
            return self._count("no outcome yet")
        h1 = re.search(r"<h1[^>]*>(.*?)</h1>", page.body.decode(), re.DOTALL)
        told = html.unescape(re.sub(r"<[^>]+>", "", h1[1])).strip() if h1 else ""
        if "changed" in told:
            return self._count("asked whether anything has changed")
        ruleset = self._site.english
        words = self._site.words[known.place or self._site.default_place]
        for worry in (0.0, 0.5):
            outcome = outcome_of(ruleset, {**random_sheet(ruleset, chance, worry), **known.answers})
            if not told.startswith(words.outcomes[outcome].name):
                self._fault(attack, f"told {told!r} for {_shown(known.answers)}, which means {outcome}")
        return self._count("outcomes compared")

    def _cookie_of(self, session: CheckSession) -> str:
        interface: object = self.app.session_interface
        contents = interface._codec.pack(  # type: ignore[attr-defined]
            session.remembered, session.get("csrf_token"), int(self._site.clock().timestamp())
        )
        return f"{NAME}={interface._seals[NAME].close(contents)}"  # type: ignore[attr-defined]


def _must_read_first(question: Question, picked: frozenset[str], hinted: frozenset[str]) -> bool:
    return NOT_SURE in picked and question.if_not_sure is not None and question.id not in hinted


def _shown(answers: Answers) -> str:
    return ", ".join(f"{question}={'+'.join(sorted(picked))}" for question, picked in answers.items())
