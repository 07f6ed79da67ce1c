"""A17: what the browser asks for, sends and keeps, and what the server writes down, holds nothing of a visitor.

Every other browser test is watched for the same things: `watch.py`. Crossed: every outcome x addresses, titles,
headers and the log; every address of the app x every id of the rule set.
"""

from __future__ import annotations

import json
import logging
import re

import pytest
from playwright.sync_api import BrowserType, expect

from tests.browser.conftest import chromium, make_app
from tests.browser.routes import addresses, app, reading
from tests.browser.sheets import CASES
from tests.browser.walkers import ByMouse
from tests.browser.watch import STORED


def test_reading_sets_no_cookie(page):
    for path in reading():
        page.goto(path)
    assert page.context.cookies() == []


def test_the_browser_keeps_one_cookie_which_scripts_cannot_read_and_nothing_else(visitor):
    visitor.goes_to_the_result(CASES["same_day"])
    (cookie,) = visitor.page.context.cookies()
    assert (cookie["httpOnly"], cookie["sameSite"], cookie["expires"]) == (True, "Lax", -1)
    assert visitor.page.evaluate("document.cookie") == ""
    assert visitor.page.evaluate(STORED) == [0, 0, 0, 0, 0]


def test_nothing_tells_where_the_visitor_came_from(visitor):
    visitor.starts()
    visitor.answers({})
    assert visitor.page.evaluate("document.referrer") == ""


def test_a_browser_that_blocks_cookies_is_told_so_with_the_emergency_number(
    browser_type: BrowserType, tmp_path, rules, address
):
    (tmp_path / "Default").mkdir()
    blocked = {"profile": {"default_content_setting_values": {"cookies": 2}}}
    (tmp_path / "Default" / "Preferences").write_text(json.dumps(blocked), encoding="utf-8")
    context = browser_type.launch_persistent_context(tmp_path, **chromium())
    walker = ByMouse(context.pages[0], rules, address)
    walker.starts()
    for _ in range(2):
        if walker.page.get_by_role("button", name="Continue").count():
            walker.answers({})
    assert context.cookies() == []
    walker.page.reload()
    expect(walker.page.get_by_role("heading", level=1)).to_have_text("We can’t remember your answers here")
    expect(walker.page.get_by_role("main").get_by_role("link", name="999").first).to_be_visible()
    context.close()


def test_no_address_can_hold_an_answer_a_topic_or_an_outcome(rules):
    telling = {outcome.id for outcome in rules.outcomes if outcome.id != "guides"}
    telling |= {question.id for question in rules.questions}
    telling |= {choice.id for question in rules.questions for choice in question.choices if len(choice.id) > 3}
    paths = {path for endpoint, path in addresses() if endpoint != "static" and not endpoint.startswith("review.")}
    paths |= {rule.rule for rule in app().url_map.iter_rules() if "POST" in (rule.methods or ())}
    told = [path for path in paths if telling & {path.replace("-", "_").strip("/"), *re.split(r"[/-]", path)}]
    assert told == []


@pytest.mark.parametrize("outcome", CASES)
def test_no_address_title_header_or_line_of_the_log_says_what_somebody_answered(visitor, caplog, rules, outcome):
    caplog.set_level(logging.DEBUG)
    said: list[str] = []
    titles: list[str] = []

    def noted(response) -> None:
        headers = [value for name, value in response.headers.items() if name != "set-cookie"]
        said.extend([response.url, *headers, *response.request.headers.values()])

    visitor.page.on("response", noted)
    visitor.page.on("load", lambda page: titles.append(page.title()))
    visitor.goes_to_the_result(CASES[outcome])
    visitor.page.wait_for_load_state()
    titles.append(visitor.page.title())
    logged = [record.getMessage() for record in caplog.records if not record.name.startswith("asyncio")]
    words = " ".join([*said, *titles, *logged])
    telling = set(rules.question_by_id) | {one.id for one in rules.outcomes if one.id != "guides"}
    assert len(said) > 20
    assert titles[-1] == "What to do now - Back pain check"
    assert [id for id in telling if re.search(rf"\b{id}\b", words)] == []
    assert not [question.text for question in rules.questions if question.text in words]


def test_a_crash_in_the_middle_of_a_form_says_nothing_of_it(rules, caplog, monkeypatch):
    client = make_app(rules).test_client()
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/check/1").text)[1]

    def breaks(*_: object) -> None:
        raise RuntimeError("planted")

    monkeypatch.setattr("triage.web.check.read", breaks)
    caplog.set_level(logging.DEBUG)
    answer = client.post("/check/1", data={"csrf_token": token, "q_very_unwell": "yes", "q_canary": "canary-4711"})
    assert answer.status_code == 500
    assert "999" in answer.text
    assert caplog.records
    written = caplog.text + "".join(str(record.__dict__) for record in caplog.records)
    for canary in ("canary", "very_unwell", token):
        assert canary not in written
        assert canary not in answer.text
