"""The app as the public meets it: signed, with rate limits, logs and metrics. Only server and proxy are missing."""

from __future__ import annotations

import logging
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from flask import Flask

from tests.deploy.servers import operator_file, sign_for_tests
from triage.resources import shipped
from triage.ruleset.load import load_ruleset
from triage.ruleset.model import RuleSet
from triage.web.operating.logs import write_json
from triage.web.operating.production import Production, production_app

_ADDRESSES = count(1)


def a_visitor() -> dict[str, str]:
    """What the proxy says of another visitor than ever before, as headers: https, and an address."""
    number = next(_ADDRESSES)
    address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
    return {"Host": "localhost", "X-Forwarded-For": address, "X-Forwarded-Proto": "https"}


def public_app(folder: Path) -> tuple[Flask, RuleSet]:
    """The app with the shipped rule set, and that rule set, signed.

    Args:
        folder: where its operator file and its signed rule set may be written.
    """
    today = datetime.now(UTC).date()
    ruleset = load_ruleset(sign_for_tests(folder / "rules.yaml", today))
    wanted = Production(
        ruleset=ruleset,
        guides=shipped("guides"),
        languages=(),
        secret_keys=[secrets.token_hex(32)],
        operator_file=operator_file(folder, today),
        proxies=1,
        metrics=True,
    )
    return production_app(wanted)[0], ruleset


@contextmanager
def logs_thrown_away() -> Iterator[None]:
    """Write logs as in production, to a file that keeps nothing, and to nobody else."""
    root = logging.getLogger()
    before = root.handlers, root.level
    with Path(os.devnull).open("w") as nowhere:
        with redirect_stderr(nowhere):
            write_json()
        yield
        root.handlers, root.level = before


def addresses_counted(app: Flask) -> int:
    """How many addresses the rate limits keep in memory now, as hashes, wherever they count at the moment."""
    (limiter,) = app.extensions["limiter"]
    return len(limiter.limiter.storage.expirations)


def quiet(app: Flask, seconds: float) -> None:
    """Let nobody come for so long, and then one, at whose request the limits forget who is gone."""
    time.sleep(seconds)
    app.test_client().get("/", base_url="https://localhost", headers={"X-Forwarded-For": "10.255.255.255"})
    time.sleep(0.5)
