"""The public is asked nothing that no clinician stands behind: the leaflet takes the place of the questions."""

from datetime import UTC, datetime, time, timedelta

import pytest

from triage.web.factory import create_app
from triage.web.settings import Settings


@pytest.fixture
def on(signed):
    """A visitor's client on a day after the sign-off."""

    def client(days):
        now = datetime.combine(signed.review.next_review, time(12), UTC) + timedelta(days=days)
        app = create_app(
            signed, secret_keys=["k" * 32], clock=lambda: now, review=False, settings=Settings(needs_sign_off=True)
        )
        return app.test_client()

    return client


def test_the_questions_are_asked_on_the_last_day_of_the_sign_off(on):
    assert on(0).get("/check/1", base_url="https://localhost").status_code == 200
    assert on(0).get("/readyz").json["asks"] is True


@pytest.mark.parametrize("path", ["/", "/check/1", "/result"])
def test_from_the_next_day_on_whoever_wants_to_be_asked_gets_the_leaflet_and_why(on, path):
    client = on(1)
    response = client.get(path, base_url="https://localhost")
    assert (response.status_code, response.location) == (303, "/leaflet")
    page = client.get("/leaflet").get_data(as_text=True)
    assert "A clinician has to review it again." in page
    assert client.get("/readyz").json["asks"] is False
    assert client.get("/help-now").status_code == 200


def test_without_a_sign_off_the_leaflet_alone_is_shown_to_the_public(public, specimen):
    client = public(ruleset=specimen, leaflet=True, leaflet_reason="We are checking the questions.").test_client()
    start = client.get("/", base_url="https://check.example.net", headers={"X-Forwarded-Proto": "https"})
    assert (start.status_code, start.location) == (303, "/leaflet")
    assert "We are checking the questions." in client.get("/leaflet", base_url="https://check.example.net").text
