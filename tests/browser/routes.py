"""Every address that the check answers, taken from the app itself: a page that somebody adds is opened without a word.

A part of an address that stands for something (`<guide_id>`) needs an entry in :data:`STANDS_FOR`. A page that is only
there after some answers needs a state in `catalogue.py`: `acceptance/test_a23_titles.py` says which has none.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import product

from flask import Flask

from triage.resources import shipped
from triage.ruleset.load import load_ruleset
from triage.web.factory import create_app
from triage.web.review.parts import PARTS

RULES = load_ruleset(shipped("rules.yaml"))
GUIDES = tuple(sorted(f"/guides/{file.stem}" for file in shipped("guides").glob("*.md")))
STANDS_FOR: dict[str, tuple[str, ...]] = {
    "filename": ("style.css", "app.js", "favicon.svg"),
    "guide_id": tuple(guide.rpartition("/")[2] for guide in GUIDES),
    "part": tuple(part.id for part in PARTS),
    "rule_id": ("fever-with-nerve-sign",),
    "number": tuple(str(number) for number in range(1, len(RULES.pages) + 1)),
}
"""What a part of an address can be."""


@cache
def app() -> Flask:
    """The app as it runs on one's own machine, to be asked about its addresses."""
    return create_app(RULES, secret_keys=["a secret key to ask for addresses"], secure=False)


def addresses() -> Iterator[tuple[str, str]]:
    """The endpoint and the path of everything that can be opened."""
    for rule in app().url_map.iter_rules():
        if "GET" not in (rule.methods or ()):
            continue
        unknown = rule.arguments - STANDS_FOR.keys()
        assert not unknown, f"say in routes.py what {sorted(unknown)} of {rule} can be"
        names = sorted(rule.arguments)
        for parts in product(*(STANDS_FOR[name] for name in names)):
            yield rule.endpoint, _path(rule.endpoint, dict(zip(names, parts, strict=True)))


def _path(endpoint: str, parts: dict[str, str]) -> str:
    values = {name: int(part) if part.isdigit() else part for name, part in parts.items()}
    with app().test_request_context():
        return app().url_for(endpoint, **values)


@cache
def reading() -> tuple[str, ...]:
    """The pages that are there for everybody, without an answer: what the app shows to somebody who only looks."""
    return tuple(dict.fromkeys(path for endpoint, path in addresses() if endpoint != "static" and _is_page(path)))


def endpoint_of(path: str) -> str:
    """What answers at a path."""
    return app().url_map.bind("localhost").match(path, method="GET")[0]


def _is_page(path: str) -> bool:
    answer = app().test_client().get(path)
    return answer.status_code == 200 and answer.mimetype == "text/html" and not path.startswith("/check/")
