"""A visitor who opens pages and answers them, as a browser without JavaScript would."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from flask import Flask
from werkzeug.test import TestResponse

from tests.web.conscience import Opened, inspect
from triage.engine.sheet import read_answers
from triage.ruleset.model import RuleSet

Picks = Mapping[str, str | list[str]]


class Visitor:
    """Opens pages, each of which is inspected, and sends forms."""

    def __init__(self, app: Flask, ruleset: RuleSet) -> None:
        self.client = app.test_client()
        self.language = "en"
        self._ruleset = ruleset

    def opens(self, path: str, status: int = 200) -> Opened:
        """Open a page, which must answer with the status and not send us elsewhere."""
        response = self.client.get(path)
        assert response.status_code == status, f"{path}: {response.status_code} {response.location or ''}"
        return inspect(urlsplit(path).path, response, self.language)

    def chooses(self, language: str, path: str = "/") -> Opened:
        """Press a language's link on a page."""
        links = [link.get("href") for link in self.opens(path).all("a[@hreflang]")]
        assert f"?lang={language}" in links
        self.language = language
        return self.opens(f"{path}?lang={language}")

    def is_sent_from(self, path: str) -> str:
        """Open a page that must send us elsewhere, and say where to."""
        response = self.client.get(path)
        assert response.status_code == 303, f"{path}: {response.status_code}"
        return response.location

    def submits(self, path: str, **picks: str | list[str]) -> TestResponse:
        """Open a page of questions and send its form with these picks, whatever they are."""
        token = self.opens(path).token()
        return self.client.post(path, data=_form(picks) | {"csrf_token": token})

    def answers(self, path: str, **picks: str | list[str]) -> str:
        """Answer a page with choices that exist, and say where that leads."""
        read_answers(self._ruleset, picks)
        asked = self.opens(path).asks()
        assert set(picks) <= set(asked), f"{path} asks {asked}"
        response = self.submits(path, **picks)
        assert response.status_code == 303
        return response.location

    def goes_through(self, sheet: Picks) -> str:
        """Start afresh, answer page after page from a sheet, and say where the questions end."""
        read_answers(self._ruleset, sheet)
        self.client.post("/check/again")
        path = "/check/1"
        while path not in ("/check/answers", "/result"):
            before, asked = path, self.opens(path).asks()
            path = self.answers(path, **{question: sheet[question] for question in asked})
            if path == before:
                path = self.answers(path, **{question: sheet[question] for question in asked})
            assert path != before, self.opens(path).errors()
        return path

    def carries_on(self, path: str = "/check/1") -> str:
        """Say that nothing has changed since, on a page that asks so, and say where that leads."""
        response = self.client.post("/check/carry-on", data={"csrf_token": self.opens(path).token()})
        assert response.status_code == 303
        return response.location

    def cookie(self) -> str | None:
        """The sealed session."""
        found = self.client.get_cookie("check")
        return found.value if found else None

    def has_cookie(self, value: str) -> None:
        """Put another session in its place."""
        self.client.set_cookie("check", value)


def _form(picks: Picks) -> dict[str, str | list[str]]:
    return {f"q_{question}": picked for question, picked in picks.items()}
