"""What is counted in instructions, and the program that counts it inside valgrind: ``python -m ... FOLDER``.

A request goes straight to the app: that is the part which we can make dearer or cheaper. The submit also goes through
Flask's test client, which makes the request and reads the response, as a server has to.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from tests.benchmarks.baseline import make_baseline, make_constant
from tests.benchmarks.browse import Browser, again, by_test_client
from tests.benchmarks.callgrind import Counter
from tests.benchmarks.length import strain
from tests.benchmarks.web import KEY, find, longest
from triage.engine.assess import assess
from triage.engine.compiled import compile_ruleset
from triage.resources import shipped
from triage.ruleset.load import load_ruleset
from triage.web.factory import create_app

CALLS = 5
"""Of each piece of work. A request of fixed data takes the same instructions each time, within some hundred."""


def works() -> dict[str, Callable[[], object]]:
    """Name → what to do: the page with the most HTML, the same as others would write it, and one assessment."""
    ruleset = load_ruleset(shipped("rules.yaml"))
    sheet = strain(ruleset)
    visitor = Browser(create_app(ruleset, secret_keys=[KEY]))
    visitor.answer_all({question: sorted(picked) for question, picked in sheet.items()})
    path = longest(visitor)
    other = Browser(make_baseline(ruleset, KEY))
    other.answer_all({question: sorted(picked) for question, picked in sheet.items()}, [path])
    submit, constant = find(visitor, "POST", path), make_constant()
    compiled = compile_ruleset(ruleset)
    return {
        "constant": again(constant, replace(submit, status=200)),
        "constant, by Flask's test client": by_test_client(constant, replace(submit, status=200)),
        "assess": lambda: assess(compiled, sheet),
        "submit, by Flask's test client": by_test_client(visitor.app, submit),
        **dict(_requests(visitor, path, "")),
        **dict(_requests(other, path, " of Flask-WTF")),
    }


def _requests(browser: Browser, path: str, whose: str) -> Iterator[tuple[str, Callable[[], object]]]:
    yield f"question page{whose}", again(browser.app, find(browser, "GET", path))
    yield f"submit{whose}", again(browser.app, find(browser, "POST", path))


def main() -> None:
    """Count, and print the counts as JSON."""
    counter = Counter(Path(sys.argv[1]))
    print(json.dumps({name: counter.instructions(do, CALLS) for name, do in works().items()}))


if __name__ == "__main__":
    main()
