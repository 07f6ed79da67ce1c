"""What the pages cost: beside the same pages by Flask-WTF, and by themselves."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import replace
from importlib.metadata import version

from flask import Flask

from tests.benchmarks.baseline import make_baseline, make_constant
from tests.benchmarks.browse import Browser, Picks, Sent, again, by_test_client
from tests.benchmarks.result import Measured
from tests.benchmarks.stopwatch import measure
from triage.ruleset.model import RuleSet
from triage.web.factory import create_app

KEY = "a key for measurements, long enough to be one"


def web(ruleset: RuleSet, picks: Picks) -> Iterator[Measured]:
    """Measure the web app with the rule set, for somebody with these answers to every question."""
    ours, theirs, constant = create_app(ruleset, secret_keys=[KEY]), make_baseline(ruleset, KEY), make_constant()
    visitor, other = Browser(ours), Browser(theirs)
    visitor.send("GET", "/")
    visitor.answer_all(picks)
    visitor.send("GET", "/check/answers")
    visitor.send("GET", "/result")
    walked = [sent.path for sent in visitor.sent if sent.method == "POST"]
    other.answer_all(picks, walked)
    yield from _pages((ours, visitor), (theirs, other), constant, walked)
    yield _whole_journey(ours, visitor)
    yield from sizes(ours, visitor)


def _pages(
    ours: tuple[Flask, Browser], theirs: tuple[Flask, Browser], constant: Flask, walked: list[str]
) -> Iterator[Measured]:
    for path in (walked[0], longest(ours[1])):
        asks = f"page {path.rpartition('/')[2]}, {_questions(ours[1], path)} questions"
        work = {
            f"{who} {method}": again(app, find(browser, method, path))
            for who, (app, browser) in (("ours", ours), ("theirs", theirs))
            for method in ("GET", "POST")
        }
        posted = find(ours[1], "POST", path)
        same = replace(posted, status=200)
        clients = {"constant by client": by_test_client(constant, same), "by client": by_test_client(ours[0], posted)}
        took = measure(work | clients | {"constant": again(constant, same)})
        beside = f"Flask-WTF, WTForms {version('wtforms')}"
        yield _ratio(f"GET, {asks}, beside {beside}", took["theirs GET"], took["ours GET"], at_least=5)
        yield _ratio(f"POST, {asks}, beside {beside}", took["theirs POST"], took["ours POST"])
        yield _in_constants(f"POST, {asks}, by Flask's test client", took["by client"], took["constant by client"])
        yield _in_constants(f"POST, {asks}, straight to the app", took["ours POST"], took["constant"])


def _in_constants(what: str, ours: float, constant: float) -> Measured:
    note = f"{ours * 1e6:.0f} µs to {constant * 1e6:.0f} µs; the goal is in instructions: make instructions"
    return Measured(f"{what}, to a constant response", f"{ours / constant:.1f} x", "", True, note)


def _ratio(what: str, theirs: float, ours: float, at_least: float = 0) -> Measured:
    """How many times as long theirs takes; with ``at_least`` 0, there is no goal and nothing is judged."""
    goal = f">= {at_least:g} x" if at_least else ""
    note = f"{theirs * 1e6:.0f} µs to {ours * 1e6:.0f} µs"
    return Measured(what, f"{theirs / ours:.1f} x", goal, theirs >= at_least * ours, note)


def _whole_journey(app: Flask, visitor: Browser) -> Measured:
    steps = [again(app, sent) for sent in visitor.sent]
    took = measure({"journey": lambda: [step() for step in steps]}, at_least=0.1)["journey"] * 1000
    return Measured(
        "CPU of a whole journey, start to result",
        f"{took:.1f} ms",
        "<= 25 ms",
        took <= 25,
        f"{len(steps)} requests, answers that ask most",
    )


def sizes(app: Flask, visitor: Browser) -> Iterator[Measured]:
    """What a first view and the cookie weigh."""
    for path in ("/", "/check/1"):
        html = Browser(app).send("GET", path).html
        files = re.findall(r'<(?:link rel="stylesheet" href|script src)="([^"]+)"', html)
        parts = [html, *(Browser(app).send("GET", file).html for file in files)]
        size = sum(len(gzip.compress(part.encode(), 6)) for part in parts)
        yield Measured(
            f"first view of {path}, gzip: HTML + CSS + JS",
            f"{size / 1024:.1f} KB",
            "<= 14 KB",
            size <= 14 * 1024,
            " + ".join(str(len(gzip.compress(part.encode(), 6))) for part in parts) + " bytes",
        )
        yield Measured(f"requests of {path}, without the icon", str(len(parts)), "<= 3", len(parts) <= 3, "")
    most = max(sent.cookie_bytes for sent in visitor.sent)
    yield Measured("cookie with all answers", f"{most} B", "<= 700 B", most <= 700, "name and value")


def find(browser: Browser, method: str, path: str) -> Sent:
    """The last request of that kind."""
    return next(sent for sent in reversed(browser.sent) if (sent.method, sent.path) == (method, path))


def longest(browser: Browser) -> str:
    """The path of the page of questions with the most HTML, first page apart."""
    pages = [sent for sent in browser.sent if sent.method == "GET" and re.fullmatch(r"/check/\d+", sent.path)]
    return max(pages[1:], key=lambda sent: len(sent.html)).path


def _questions(browser: Browser, path: str) -> int:
    return len(set(re.findall(r'name="q_(\w+)"', find(browser, "GET", path).html)))
