"""A14: whatever is done to a question leads to the right error or the right page, and never lowers what one is told.

Crossed: every question that is asked of somebody x (no answer, each answer, a choice that does not exist, two of
one, none with another, no token, a page replayed). Sent as forms, without a browser: what a browser would send is
all there is. That adding a "yes" or a "not sure" never lowers an outcome is proved for every sheet by `triage
prove`, and asked for here.
"""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from tests.browser.catalogue import LASTING, PREGNANT
from tests.browser.routes import RULES, app
from tests.browser.sheets import picks_for
from triage.ruleset.model import Question
from triage.verification.prove import prove

PEOPLE = {
    "somebody": {},
    "somebody pregnant": PREGNANT,
    "somebody with lasting pain": LASTING,
    "somebody old": {"age_years": "70_plus"},
}
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


class Form:
    """The page of a question, filled in but for that question."""

    def __init__(self, question: Question) -> None:
        self.question = question
        for sheet in PEOPLE.values():
            self.client, self.at, self.sheet = app().test_client(), "/check/1", sheet
            while self.at not in ("/check/answers", "/result"):
                html = self.client.get(self.at).text
                self.asked = list(dict.fromkeys(re.findall(r'name="q_(\w+)"', html)))
                if question.id in self.asked:
                    return
                self.at = self.sends({name: picks_for(RULES.question_by_id[name], sheet) for name in self.asked})
        raise AssertionError(f"nobody is asked {question.id}")

    def sends(self, picks: dict[str, list[str]], token: str | None = None) -> str:
        """Send picks from the page that is open, and say where that leads."""
        if token is None:
            token = TOKEN.search(self.client.get(self.at).text)[1]
        data = {f"q_{name}": picked for name, picked in picks.items()} | {"csrf_token": token}
        answer = self.client.post(self.at, data=data)
        assert answer.status_code == 303
        return answer.location

    def answered(self, picked: list[str], token: str | None = None) -> str:
        """Send this answer with reassuring ones to the rest of the page, and say where that leads."""
        rest = {name: picks_for(RULES.question_by_id[name], self.sheet) for name in self.asked}
        return self.sends(rest | {self.question.id: picked}, token)

    def errors(self) -> int:
        """How many things the page says are wrong."""
        return self.client.get(self.at).text.count('class="nhsuk-error-message"')


@pytest.fixture(params=RULES.questions, ids=lambda question: question.id)
def form(request) -> Form:
    return Form(request.param)


def finished(client: FlaskClient) -> bool:
    """Whether the check gives an outcome."""
    return client.get("/result").status_code == 200


def test_each_answer_leads_on_and_not_sure_shows_its_text_first(form):
    for choice in form.question.choices:
        fresh = Form(form.question)
        after = fresh.answered([choice.id])
        if choice.id == "not_sure" and form.question.if_not_sure:
            assert after == fresh.at
            assert fresh.errors() == 0
            after = fresh.answered([choice.id])
        assert after != fresh.at, choice.id


def test_no_answer_or_one_that_does_not_exist_is_an_error_and_no_outcome(form):
    for picked in ([], ["there_is_no_such_choice"], [""]):
        assert form.answered(picked) == form.at
        assert form.errors() == 1
        assert not finished(form.client)


def test_two_answers_to_one_question_or_none_with_another_are_an_error(form):
    ids = [choice.id for choice in form.question.choices]
    pair = (
        ids[:2]
        if form.question.choose == "one"
        else [form.question.none, next(i for i in ids if i != form.question.none)]
    )
    assert form.answered(pair) == form.at
    assert form.errors() == 1
    assert not finished(form.client)


def test_without_our_token_nothing_counts(form):
    assert form.answered(picks_for(form.question, form.sheet), token="forged") == form.at
    assert not finished(form.client)


def test_a_page_that_is_sent_twice_counts_once(form):
    picks = picks_for(form.question, form.sheet)
    assert form.answered(picks) == form.answered(picks)


def test_neither_a_yes_nor_a_not_sure_lowers_anybody(rules):
    verdicts = {verdict.code: verdict for verdict in prove(rules).verdicts}
    for code, claim in (("P2", "No answer lowers the outcome"), ("P8", "“Not sure”")):
        assert verdicts[code].claim.startswith(claim)
        assert verdicts[code].holds
