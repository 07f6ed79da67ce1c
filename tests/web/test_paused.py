"""The kill switch: the leaflet takes the place of the questions, and nobody gets a cookie."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from tests.web.visitor import Visitor
from triage.cli import main as cli
from triage.web import serve as serving

ASKING = ["/", "/check/1", "/check/3", "/check/answers", "/check/kept", "/result", "/reminder", "/remembers"]
STAYING = ["/help-now", "/guides", "/guides/hub", "/about", "/privacy", "/poster", "/phone-script", "/cleared"]


@pytest.fixture(scope="module")
def paused_app(make_app):
    return make_app(leaflet=True)


@pytest.fixture
def reader(paused_app, specimen, clock) -> Visitor:
    return Visitor(paused_app, specimen)


def test_the_leaflet_says_that_the_check_is_paused_since_when_and_whom_to_call(reader):
    text = reader.opens("/leaflet").text
    assert "The interactive check is paused while we fix something." in text
    assert "since 22 November 2026" in text
    assert "If you feel very ill now, call 999." in text


def test_the_reason_is_shown_if_there_is_one(make_app, specimen, clock):
    app = make_app(leaflet=True, leaflet_reason="No clinician has signed it yet.")
    text = Visitor(app, specimen).opens("/leaflet").text
    assert "The interactive check is paused. No clinician has signed it yet." in text
    assert "fix something" not in text


@pytest.mark.parametrize("path", ASKING)
def test_whoever_wants_to_be_asked_is_shown_the_leaflet(reader, path):
    assert reader.is_sent_from(path) == "/leaflet"
    assert reader.client.head(path).status_code == 303


def test_the_country_that_a_publishers_link_names_is_kept_on_the_way(reader):
    assert reader.is_sent_from("/?country=usa") == "/leaflet?country=usa"
    assert reader.is_sent_from("/?country=atlantis") == "/leaflet"


@pytest.mark.parametrize("path", STAYING)
def test_reading_stays(reader, path):
    assert "Set-Cookie" not in reader.opens(path).response.headers


def test_no_request_at_all_gets_a_cookie_or_a_form_of_questions(paused_app):
    for rule in paused_app.url_map.iter_rules():
        path = rule.rule.replace("<int:number>", "1").replace("<guide_id>", "hub").replace("<path:filename>", "app.js")
        for method in rule.methods - {"OPTIONS"}:
            with paused_app.test_client().open(f"{path}?lang=en&country=usa", method=method) as response:
                assert response.headers.get("Set-Cookie", "check=;").startswith("check=;"), f"{method} {path}"
                assert "q_" not in response.get_data(as_text=True) or path.startswith(("/static", "/review")), (
                    f"{method} {path}"
                )


def test_an_answer_sent_from_a_page_opened_before_leads_to_the_leaflet(reader):
    response = reader.client.post("/check/1", data={"q_fever": "yes"})
    assert (response.status_code, response.location) == (303, "/leaflet")


def test_the_country_can_still_be_changed(reader):
    response = reader.client.post("/place", data={"place": "usa", "back": "/help-now"})
    assert response.location == "/help-now?country=usa"
    assert "Set-Cookie" not in response.headers
    assert reader.opens(response.location).text.index("911") < reader.opens(response.location).text.index("999")


def test_a_cookie_from_before_can_be_cleared_and_is_not_renewed(make_app, reader, specimen, well):
    before = Visitor(make_app(), specimen)
    before.goes_through(well)
    reader.has_cookie(before.cookie())
    assert "Set-Cookie" not in reader.opens("/help-now").response.headers
    assert reader.client.post("/clear").status_code == 303
    assert reader.cookie() is None


def test_the_command_serves_the_leaflet(monkeypatch):
    made = {}

    def patient_server(app, listening):
        listening.close()
        made["app"] = app
        return _Quiet()

    monkeypatch.setattr(serving, "patient_server", patient_server)
    monkeypatch.setattr(serving.socket, "create_server", lambda _: _Listening())
    result = CliRunner().invoke(cli, ["serve", "--leaflet", "--leaflet-reason", "We are moving.", "--port", "0"])
    assert result.exit_code == 0, result.output
    assert "We are moving." in made["app"].test_client().get("/leaflet").text


class _Listening:
    def getsockname(self) -> tuple[str, int]:
        return "127.0.0.1", 8000

    def close(self) -> None: ...


class _Quiet:
    def run(self) -> None: ...

    def close(self) -> None: ...
