"""Many visitors at once on a real server with threads, each with answers of their own: no two ever mix."""

from __future__ import annotations

import random
import re
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit

from flask import Flask

from tests.answer_sheets import random_sheet
from tests.browser.server import serving
from triage.engine.reference import outcome_of
from triage.engine.sheet import Answers
from triage.ruleset.model import RuleSet
from triage.web.site import Site

_INPUT = re.compile(r'<input[^>]*?name="q_(\w+)"[^>]*?>')
_MOST_PAGES = 40
_VALUE = re.compile(r'value="([^"]*)"')


@dataclass
class Member:
    """One of the crowd: a browser on a connection of its own, who looks back at earlier pages all the time.

    Attributes:
        host: address and port of the server.
        who: gives the headers with which they come to each journey, as a proxy would send them.
        mistakes: what they saw that was not theirs.
        journeys: how many they finished.
    """

    host: str
    who: Callable[[], dict[str, str]] = dict
    cookie: str = ""
    mistakes: list[str] = field(default_factory=list)
    journeys: int = 0

    def __post_init__(self) -> None:
        self._connection = HTTPConnection(self.host, timeout=60)
        self._headers = self.who()

    def leaves(self) -> None:
        """Close the connection."""
        self._connection.close()

    def request(self, method: str, path: str, form: dict[str, object] | None = None) -> tuple[int, str, str]:
        """Status, address to go to, and body."""
        headers = self._headers | ({"Cookie": self.cookie} if self.cookie else {})
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self._connection.request(method, path, urlencode(form or {}, doseq=True), headers)
        response = self._connection.getresponse()
        for value in response.headers.get_all("Set-Cookie") or []:
            self.cookie = value.partition(";")[0]
        return response.status, urlsplit(response.headers.get("Location", "")).path, response.read().decode()

    def goes_through(self, sheet: Answers, told: str, chance: random.Random) -> None:
        """Answer everything from a sheet, look back now and then, and read the result.

        Args:
            sheet: an answer to every question.
            told: how the result's heading must begin.
            chance: decides when to look back.
        """
        self._headers = self.who()
        self.request("POST", "/check/again")
        path, done = "/check/1", dict[str, set[str]]()
        for _ in range(_MOST_PAGES):
            if not path.startswith("/check/") or path == "/check/answers":
                break
            status, _, page = self.request("GET", path)
            self._expect(status == 200, f"{path}: {status}")
            asked = list(dict.fromkeys(_INPUT.findall(page)))
            form = {f"q_{question}": sorted(sheet[question]) for question in asked}
            token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
            status, path_next, _ = self.request("POST", path, {**form, "csrf_token": token[1] if token else ""})
            done[path] = set(asked)
            path = path_next
            if chance.random() < 0.3:
                self._looks_back(chance.choice(list(done)), sheet)
        _, _, result = self.request("GET", "/result")
        h1 = re.search(r"<h1[^>]*>(.*?)</h1>", result, re.DOTALL)
        heading = unescape(re.sub(r"<[^>]+>", "", h1[1])).strip() if h1 else ""
        self._expect(heading.startswith(told), f"told {heading!r} instead of {told!r}")
        self.journeys += 1

    def _looks_back(self, path: str, sheet: Answers) -> None:
        _, _, page = self.request("GET", path)
        for box in _INPUT.finditer(page):
            value = _VALUE.search(box[0])
            if " checked" in box[0] and value:
                self._expect(value[1] in sheet[box[1]], f"{path}: {box[1]}={value[1]} is somebody else's")

    def _expect(self, holds: bool, otherwise: str) -> None:
        if not holds:
            self.mistakes.append(otherwise)


def crowd(
    app: Flask,
    ruleset: RuleSet,
    members: int,
    journeys: int,
    seed: int,
    who: Callable[[], dict[str, str]] = dict,
) -> list[Member]:
    """Let so many people go through so many journeys each of an app, all at once, and hand them back.

    Args:
        app: what they meet.
        ruleset: what it asks.
        members: how many people.
        journeys: of each.
        seed: of everything that they decide.
        who: gives the headers with which somebody comes to a journey.
    """
    site: Site = app.extensions["back_pain_check"]["en"]
    words = site.words[site.default_place]
    with serving(app, behind_proxy=True) as address, _hurried_threads():
        people = [Member(urlsplit(address).netloc, who) for _ in range(members)]

        def lives(member: Member, own_seed: int) -> None:
            chance = random.Random(own_seed)
            for _ in range(journeys):
                sheet = random_sheet(ruleset, chance, worry=chance.choice((0.0, 0.05, 0.4)))
                member.goes_through(sheet, words.outcomes[outcome_of(ruleset, sheet)].name, chance)
            member.leaves()

        threads = [
            threading.Thread(target=lives, args=(member, seed * 1000 + index)) for index, member in enumerate(people)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return people


@contextmanager
def _hurried_threads() -> Iterator[None]:
    """Threads take turns five hundred times as often, so that what they share shows sooner."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(usual)
