"""The check is not started for the public until everything is in place, and everything that is not is said at once."""

import secrets
from datetime import date

import pytest
from click.testing import CliRunner
from flask import request

from tests.web.operating.conftest import HOST, OPERATOR, TODAY
from triage.cli import main
from triage.web.operating.production import production_app
from triage.web.operating.refusals import NotReady
from triage.web.security import HEADERS, HTTPS_ONLY


def refused(wanted) -> list[str]:
    with pytest.raises(NotReady) as found:
        production_app(wanted)
    return list(found.value.reasons)


def test_with_everything_in_place_there_is_an_app(public):
    assert public().test_client().get("/", base_url=HOST).status_code == 200


def test_everything_that_is_missing_is_said_at_once(wanted, specimen):
    reasons = refused(wanted(ruleset=specimen, secret_keys=[""], operator_file=None, proxies=None))
    assert [reason.split(":")[0] for reason in reasons] == [
        "SECRET_KEY is not set",
        "no operator file",
        "nobody said how many proxies stand in front",
        "no valid sign-off",
    ]
    for reason, remedy in zip(reasons, ["openssl", "--operator", "--trusted-proxies", "triage sign"], strict=True):
        assert remedy in reason


def test_a_weak_key_is_refused_and_never_shown(wanted):
    (reason,) = refused(wanted(secret_keys=["k" * 64]))
    assert "repeats itself" in reason
    assert "kkk" not in reason


@pytest.mark.parametrize(
    "storage", ["redsi://:hunter2@localhost:6379", "redis://:hunter2@localhost:port", "hunter2", "memcached://hunter2"]
)
def test_a_counter_that_cannot_be_one_is_refused_and_never_shown(wanted, storage):
    (reason,) = refused(wanted(storage=storage))
    assert reason.startswith("RATE_LIMIT_STORAGE names no store")
    assert "hunter2" not in reason


def test_a_weak_older_key_is_refused_too(wanted):
    (reason,) = refused(wanted(secret_keys=[secrets.token_hex(32), "short"]))
    assert "SECRET_KEY_FALLBACKS" in reason


def test_a_mistake_in_the_operator_file_is_shown_with_its_line(wanted, tmp_path):
    file = tmp_path / "wrong.yaml"
    file.write_text(OPERATOR.replace("legal_name", "leagl_name"), "utf-8")
    (reason,) = refused(wanted(operator_file=file))
    assert f"{file}:" in reason
    assert "did you mean 'legal_name'?" in reason


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"next_review": date(2001, 1, 1)}, "next review was due"),
        ({"fingerprint": "0" * 16}, "have changed since they were signed"),
        ({"date": date(2999, 1, 1)}, "still to come"),
    ],
)
def test_a_sign_off_that_does_not_hold_is_refused_with_the_reason(wanted, signed, changes, why):
    ruleset = signed.model_copy(update={"review": signed.review.model_copy(update=changes)})
    assert why in refused(wanted(ruleset=ruleset))[0]


def test_a_guide_that_changed_after_the_sign_off_is_refused(wanted, tmp_path):
    for file in wanted().guides.glob("*.md"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "hub.md").write_bytes((tmp_path / "hub.md").read_bytes() + b"\nOne more line.\n")
    assert "have changed since they were signed" in refused(wanted(guides=tmp_path))[0]


@pytest.mark.parametrize(("old", "new"), [("role: Made-up role", "role: Another role"), (str(TODAY), "2001-01-01")])
def test_an_operator_who_names_another_review_is_refused(wanted, tmp_path, old, new):
    file = tmp_path / "wrong.yaml"
    file.write_text(OPERATOR.replace(old, new), "utf-8")
    assert "names another review" in refused(wanted(operator_file=file))[0]


def test_the_command_says_it_all_without_a_traceback(monkeypatch):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    result = CliRunner().invoke(main, ["serve", "--production"], catch_exceptions=False)
    assert result.exit_code == 1
    assert result.output.startswith("This is not ready for the public, so it was not started:\n- SECRET_KEY")


def test_the_place_comes_from_the_operator_file_alone(monkeypatch):
    result = CliRunner().invoke(main, ["serve", "--production", "--place", "uk"], catch_exceptions=False)
    assert result.exit_code == 1
    assert "leave this out" in result.output


@pytest.mark.parametrize("path", ["/", "/check/1", "/nowhere", "/healthz", "/version", "/static/style.css"])
def test_every_response_has_every_header_and_must_stay_on_https(public, path):
    with public().test_client().get(path, base_url=HOST) as response:
        headers = response.headers
    for name, value in (HEADERS | HTTPS_ONLY).items():
        assert headers.getlist(name) == [value]


@pytest.mark.parametrize("host", ["evil.example", "check.example.net.evil.example", "127.0.0.1", "xcheck.example.net"])
def test_another_host_is_refused_with_the_emergency_number(public, host):
    response = public().test_client().get("/check/1", base_url=f"https://{host}")
    assert response.status_code == 400
    assert "999" in response.text
    assert host not in response.text


def test_a_forwarded_host_never_counts(public):
    client = public().test_client()
    assert client.get("/", base_url=HOST, headers={"X-Forwarded-Host": "evil.example"}).status_code == 200
    assert client.get("/", base_url="http://evil.example", headers={"X-Forwarded-Host": HOST}).status_code == 400


def test_only_as_many_proxies_count_as_were_said(public):
    app = public(proxies=2)
    seen = []
    app.before_request_funcs.setdefault(None, []).append(lambda: seen.append(_who()))
    app.test_client().get("/", base_url=HOST, headers={"X-Forwarded-For": "6.6.6.6, 1.1.1.1, 10.0.0.1"})
    assert seen == ["1.1.1.1"]


def _who() -> str | None:

    return request.remote_addr
