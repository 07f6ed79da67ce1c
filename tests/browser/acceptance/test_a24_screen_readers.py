"""A24: what screen readers are told of each page of the journey is what somebody has read and agreed to:
`aria/*.yaml`.

Crossed: every state of the journey, errors and endings too, in English. `python -m tests.browser.goldens` writes
them anew.
"""

from __future__ import annotations

import re

from tests.browser.goldens import ARIA, JOURNEY, file_of, heard


def test_screen_readers_are_told_what_was_agreed(shown):
    if shown.view.state in JOURNEY and shown.view.language == "en":
        assert heard(shown.page) == file_of(shown.view.state).read_text("utf-8")


def test_every_control_has_a_name(shown):
    told = shown.page.locator("body").aria_snapshot()
    nameless = re.findall(
        r"^\s*- (?:radio|checkbox|button|combobox|link|textbox|searchbox)(?::| \[|$)", told, re.MULTILINE
    )
    assert nameless == []
    for legend in shown.page.locator("fieldset > legend").all_inner_texts():
        assert legend.strip()
    assert shown.page.locator("fieldset:not(:has(> legend))").count() == 0


def test_there_is_one_golden_for_each_state_of_the_journey_and_no_other():
    assert {file.name for file in ARIA.iterdir()} == {file_of(state).name for state in JOURNEY}
    assert len({file_of(state) for state in JOURNEY}) == len(JOURNEY)
