"""Visitors who find everything by what it says, with a mouse or with nothing but a keyboard."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page

from tests.browser.sheets import Sheet, picks_for
from triage.ruleset.model import Question, RuleSet

FOCUSED = """() => {
  const at = document.activeElement, set = at.closest('fieldset');
  return {
    kind: at.type || at.tagName.toLowerCase(),
    words: (at.labels && at.labels.length ? at.labels[0] : at).innerText.trim(),
    question: set ? set.querySelector('legend').innerText : null,
    checked: at.checked === true,
  };
}"""
"""What has the focus, in the words that a person sees. Reads only."""


PICKED = """() => [...document.querySelectorAll('input:checked')].map(
  input => [input.closest('fieldset').querySelector('legend').innerText, input.value])"""


class Walker(ABC):
    """Goes through the check. How a thing is picked or pressed is up to the kinds of walkers below.

    Args:
        page: the browser's page.
        rules: what the words of questions and choices mean.
        address: where the check is.
    """

    def __init__(self, page: Page, rules: RuleSet, address: str) -> None:
        self.page = page
        self.address = address
        self.pages_answered = 0
        self.questions_answered = 0
        self._by_text = {question.text: question for question in rules.questions}

    @abstractmethod
    def pick(self, question: Question, choices: list[str]) -> None:
        """Pick choices, given by their words."""

    @abstractmethod
    def press(self, words: str) -> None:
        """Press a link or a button, and wait for the page that it leads to."""

    def path(self) -> str:
        """The path of the page that is open."""
        return urlsplit(self.page.url).path

    def starts(self) -> None:
        """Go from the start page to the first page of questions."""
        self.page.goto(self.address)
        self.press("Agree and start")

    def asked(self) -> list[Question]:
        """The questions of the page that is open."""
        return [self._by_text[text] for text in self.page.locator("legend").all_inner_texts()]

    def picked(self) -> list[tuple[str, str]]:
        """What is picked on this page: the question's text with the choice's id, for each."""
        return [tuple(pair) for pair in self.page.evaluate(PICKED)]

    def told(self) -> list[str]:
        """What the result says that the visitor told us, and what it says to do: words that give answers away."""
        said = self.page.locator("#told li:not(.bpc-no-print)").all_text_contents()
        assert said, "the result gives no reason"
        return [*said, self.page.get_by_role("heading", level=1).inner_text().splitlines()[-1]]

    def fills(self, sheet: Sheet) -> None:
        """Pick an answer to every question of this page."""
        for question in self.asked():
            picks = picks_for(question, sheet)
            self.pick(question, [choice.text for choice in question.shown_choices if choice.id in picks])
            self.questions_answered += 1

    def answers(self, sheet: Sheet) -> None:
        """Answer this page, and go on."""
        self.fills(sheet)
        self.press("Continue")
        self.pages_answered += 1

    def answers_until(self, path: str, sheet: Sheet) -> None:
        """Answer page after page until this one."""
        while self.path() != path:
            assert self.pages_answered < 30, f"never reached {path}"
            self.answers(sheet)

    def goes_to_the_result(self, sheet: Sheet) -> None:
        """From the start page to the result, by way of the check of the answers if there is one."""
        self.starts()
        while self.path().rpartition("/")[2].isdigit():
            assert self.pages_answered < 30, f"never got past {self.path()}"
            self.answers(sheet)
        if self.path() == "/check/answers":
            self.press("See what to do")
        assert self.path() == "/result"


class ByMouse(Walker):
    """Clicks. Finds a choice by its label in the group that has the question's text as its name."""

    def pick(self, question: Question, choices: list[str]) -> None:
        group = self.page.get_by_role("group", name=question.text, exact=True)
        for words in choices:
            group.get_by_label(words, exact=True).click()

    def press(self, words: str) -> None:
        button, link = (self.page.get_by_role(role, name=words, exact=True) for role in ("button", "link"))
        with self.page.expect_navigation():
            button.or_(link).first.click()


class ByKeyboard(Walker):
    """Uses Tab, Shift+Tab, arrows, Space and Enter, and nothing else, and counts them."""

    presses = 0

    def pick(self, question: Question, choices: list[str]) -> None:
        if question.choose == "any":
            for words in choices:
                self._tab_to(lambda at, words=words: (at["question"], at["words"]) == (question.text, words))
                self._key("Space")
            return
        at = self._tab_to(lambda at: at["question"] == question.text)
        texts = [choice.text for choice in question.shown_choices]
        steps = texts.index(choices[0]) - texts.index(at["words"])
        if steps == 0 and not at["checked"]:
            self._key("Space")
        for _ in range(abs(steps)):
            self._key("ArrowDown" if steps > 0 else "ArrowUp")
        assert self.focused() == {"kind": "radio", "words": choices[0], "question": question.text, "checked": True}

    def press(self, words: str) -> None:
        self._tab_to(lambda at: at["kind"] in ("a", "submit") and at["words"] == words)
        with self.page.expect_navigation():
            self._key("Enter")

    def follows(self, words: str) -> None:
        """Follow a link to a place on the same page."""
        self._tab_to(lambda at: at["kind"] == "a" and at["words"] == words)
        self._key("Enter")

    def answers(self, sheet: Sheet) -> None:
        """Skip to the questions first, as somebody who knows the page would."""
        self._tab_to(lambda at: at["words"] == "Skip to main content")
        self._key("Enter")
        super().answers(sheet)

    def goes_back_to(self, matches: Callable[[dict[str, Any]], bool]) -> None:
        """Go backwards with Shift+Tab."""
        self._tab_to(matches, "Shift+Tab")

    def focused(self) -> dict[str, Any]:
        """What has the focus."""
        return self.page.evaluate(FOCUSED)

    def _tab_to(self, matches: Callable[[dict[str, Any]], bool], key: str = "Tab") -> dict[str, Any]:
        passed = []
        for _ in range(60):
            self._key(key)
            at = self.focused()
            if matches(at):
                return at
            passed.append(at["words"][:40])
        raise AssertionError(f"{key} never got there; it passed {passed}")

    def _key(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.presses += 1
