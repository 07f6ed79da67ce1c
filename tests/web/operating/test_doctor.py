"""The doctor explains each line, fails where the public must not be let in, and looks from outside as visitors do."""

import secrets
from datetime import timedelta

import pytest
from click.testing import CliRunner

from tests.browser.server import serving
from tests.web.operating.conftest import OPERATOR, TODAY
from triage.cli import main
from triage.resources import shipped
from triage.ruleset.fingerprint import fingerprint
from triage.web.operating.doctor import Deployment, examine
from triage.web.operating.operator_file import operator_from
from triage.web.operating.visit import Outside
from triage.web.settings import Settings


@pytest.fixture
def deployment(signed):
    """What an operator who forgot nothing has; tests change parts of it."""

    def make(**given):
        places = tuple(
            place.model_copy(update={"status": "verified", "checked_on": TODAY - timedelta(days=1)})
            for place in signed.places
        )
        checked = signed.model_copy(update={"places": places})
        operator = operator_from(OPERATOR, "operator.yaml", ["uk"])
        usual = {
            "ruleset": checked, "guides": shipped("guides"), "secret_keys": [secrets.token_hex(32)],
            "operator": operator, "proxies": 1, "today": TODAY,
        }  # fmt: skip
        return Deployment(**(usual | given))

    return make


def levels(found: Deployment) -> dict[str, str]:
    return {line.what: line.level for line in examine(found)}


def test_each_thing_is_looked_at_and_said(deployment, signed):
    found = levels(deployment(ruleset=signed))
    assert set(found) == {
        "secret key", "operator file", "device position", "proxies", "fingerprints", "sign-off", "proof", "guides",
        *(f"numbers of {place.name}" for place in signed.places),
    }  # fmt: skip
    assert found["sign-off"] == found["proof"] == found["guides"] == "ok"


@pytest.mark.parametrize(
    ("changes", "what", "level"),
    [
        ({"secret_keys": ["short"]}, "secret key", "fail"),
        ({"operator": None}, "operator file", "fail"),
        ({"proxies": None}, "proxies", "fail"),
        ({"proxies": 0}, "proxies", "warn"),
        ({"today": TODAY + timedelta(days=101)}, "sign-off", "fail"),
        ({"today": TODAY + timedelta(days=90)}, "sign-off", "warn"),
    ],
)
def test_what_is_wrong_is_said_at_its_level(deployment, signed, changes, what, level):
    assert levels(deployment(ruleset=signed))[what] != level
    assert levels(deployment(**({"ruleset": signed} | changes)))[what] == level


def test_both_fingerprints_are_said_each_with_what_it_is_of(deployment, signed):
    (line,) = (line for line in examine(deployment(ruleset=signed)) if line.what == "fingerprints")
    assert f"{fingerprint(signed)} is the rule set" in line.says
    assert f"{signed.review.fingerprint} is all that is signed" in line.says


def test_a_guide_that_is_not_there_is_said(deployment, tmp_path):
    found = levels(deployment(guides=tmp_path))
    assert found["guides"] == "fail"
    assert "proof" not in found


def test_the_places_of_the_rule_set_are_judged_by_age_and_ones_own_most_strictly(deployment):
    whole = deployment()
    assert {levels(whole)[f"numbers of {place.name}"] for place in whole.ruleset.places} == {"ok"}
    later = levels(deployment(today=TODAY + timedelta(days=365)))
    assert later["numbers of United Kingdom"] == "fail"
    assert later["numbers of United States"] == "warn"


def test_every_line_that_is_not_ok_says_what_to_do(deployment, specimen):
    for line in examine(deployment(ruleset=specimen, operator=None, proxies=0)):
        assert line.level == "ok" or line.remedy, line


def test_the_command_exits_with_1_when_the_public_must_not_be_let_in(monkeypatch):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    monkeypatch.setenv("RATE_LIMIT_STORAGE", "mongodb+nothing://x")
    result = CliRunner().invoke(main, ["doctor"], catch_exceptions=False)
    assert result.exit_code == 1
    assert "fail  secret key: SECRET_KEY is not set" in result.output
    assert "fail  rate limits" in result.output
    assert "ok    proof" in result.output


def test_an_operator_file_to_fill_in_is_printed_whole_and_the_missing_one_says_how(monkeypatch):
    printed = CliRunner().invoke(main, ["doctor", "--example"], catch_exceptions=False)
    assert (printed.exit_code, printed.output) == (0, shipped("operator.example.yaml").read_text("utf-8"))
    for args in (["doctor"], ["serve", "--production"]):
        assert (
            "triage doctor --example > operator.yaml" in CliRunner().invoke(main, args, catch_exceptions=False).output
        )


def test_from_outside_an_app_for_oneself_is_not_fit_for_the_public(make_app, specimen):
    with serving(make_app()) as url:
        found = {line.what: line for line in Outside(url).examine(fingerprint(specimen))}
    assert {what for what, line in found.items() if line.level == "fail"} == {
        "https", "headers", "cookie", "version", "hosts"
    }  # fmt: skip
    assert "Strict-Transport-Security" in found["headers"].says
    assert found["ready"].level == found["server"].level == found["metrics"].level == "ok"
    assert found["security.txt"].level == "warn"


def test_another_rule_set_than_the_one_at_hand_is_said(make_app):
    with serving(make_app()) as url:
        found = {line.what: line for line in Outside(url).examine("0" * 16)}
    assert "and this is 0000000000000000" in found["version"].says


def test_a_host_that_the_operator_file_does_not_name_is_said_once_and_nothing_else_is_guessed(make_app):
    with serving(make_app(settings=Settings(hosts=("check.example.net",)))) as url:
        (line,) = Outside(url).examine("0" * 16)
    assert line.level == "fail"
    assert "400" in line.says
    assert "'hosts'" in line.remedy


def test_what_cannot_be_reached_is_said(rules):
    (line,) = Outside("http://127.0.0.1:9").examine("0" * 16)
    assert line.level == "fail"
    assert "cannot be reached" in line.says


def test_an_address_that_is_none_is_said_without_a_traceback(monkeypatch):
    result = CliRunner().invoke(main, ["doctor", "--url", "check.example.org"], catch_exceptions=False)
    assert result.exit_code == 1
    assert "is not an address" in result.output
