"""The same pages of questions as one would write them from the Flask-WTF and WTForms manuals, to compare with.

A form class for each page, made once; WTForms' own widgets; CSRF from Flask-WTF; answers in Flask's signed session.
"""

from __future__ import annotations

from typing import Any

from flask import Flask, redirect, render_template, session, url_for
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import RadioField, SelectMultipleField
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from triage.ruleset.model import Page, Question, RuleSet


class CheckboxesField(SelectMultipleField):
    """Several choices as checkboxes, as in the WTForms manual."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


def make_baseline(ruleset: RuleSet, secret_key: str) -> Flask:
    """An app with a page of questions for each page of the rule set, and nothing else."""
    app = Flask(__name__, template_folder="templates")
    app.secret_key = secret_key
    forms = [form_class(page) for page in ruleset.pages]

    @app.route("/check/<int:number>", methods=["GET", "POST"])
    def page(number: int) -> str | Response:
        answers = session.get("answers", {})
        form = forms[number - 1](data=answers)
        if form.validate_on_submit():
            given = {name: picked for name, picked in form.data.items() if name != "csrf_token"}
            session["answers"] = answers | given
            return redirect(url_for("page", number=number + 1), 303)
        title = ruleset.pages[number - 1].title
        return render_template("page.html", form=form, title=title, number=number, total=len(forms))

    return app


def make_constant() -> Flask:
    """An app that always answers the same: what Flask itself costs."""
    app = Flask(__name__)

    @app.route("/check/<int:number>", methods=["GET", "POST"])
    def page(number: int) -> str:
        return "ok"

    return app


def form_class(page: Page) -> type[FlaskForm]:
    """The form of a page."""
    return type("PageForm", (FlaskForm,), {f"q_{question.id}": _field(question) for question in page.questions})


def _field(question: Question) -> Any:
    kind = RadioField if question.choose == "one" else CheckboxesField
    return kind(
        question.text,
        description=question.hint or "",
        choices=[(choice.id, choice.text) for choice in question.shown_choices],
        validators=[InputRequired("Choose an answer")],
    )
