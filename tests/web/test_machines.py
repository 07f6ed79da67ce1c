"""What machines ask: alive, ready, which version, whom to tell about a hole."""

from datetime import UTC, datetime

import pytest

from tests.web.operating.conftest import OPERATOR
from triage import VERSION
from triage.ruleset.fingerprint import fingerprint
from triage.web.operating.operator_file import operator_from
from triage.web.settings import Settings

PATHS = ["/healthz", "/readyz", "/version"]


@pytest.mark.parametrize("path", PATHS)
def test_machines_get_no_cookie_and_keep_nothing(visitor, path):
    response = visitor.client.get(path)
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in response.headers


def test_ready_means_proved(visitor, specimen):
    state = visitor.client.get("/readyz").get_json()
    assert state == {"ready": True, "proved": True, "fingerprint": fingerprint(specimen), "asks": True}


def test_the_version_names_the_app_the_rule_set_and_the_state_of_its_review(visitor, specimen):
    told = visitor.client.get("/version").get_json()
    assert told["app"] == VERSION
    assert told["rule_set"] == {"version": specimen.version, "fingerprint": fingerprint(specimen)}
    assert told["asks"] is True
    assert told["review"]["state"] == "draft"
    assert told["review"]["why_not"] == "nobody has signed these contents"
    assert told["review"]["reviewed_on"] is None


def test_the_version_is_that_of_the_result_page(visitor, well):
    visitor.goes_through(well)
    told = visitor.client.get("/version").get_json()
    page = visitor.opens("/result").response.text
    assert told["rule_set"]["fingerprint"] in page


def test_nobody_answers_for_a_check_on_ones_own_machine(visitor):
    visitor.opens("/.well-known/security.txt", 404)


@pytest.mark.parametrize(
    ("contact", "line"),
    [
        ("security@check.example.net", "Contact: mailto:security@check.example.net"),
        ("https://check.example.net/hole", "Contact: https://check.example.net/hole"),
    ],
)
def test_security_txt_has_what_rfc_9116_asks_for(make_app, clock, contact, line):
    text = OPERATOR.replace("security@check.example.net", contact)
    operator = operator_from(text, "operator.yaml", ["uk"])
    response = make_app(settings=Settings(operator=operator)).test_client().get("/.well-known/security.txt")
    lines = dict(entry.split(": ", 1) for entry in response.text.splitlines())
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert line in response.text.splitlines()
    assert lines["Canonical"] == "https://check.example.net/.well-known/security.txt"
    expires = datetime.strptime(lines["Expires"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    assert 30 < (expires - clock()).days < 366
