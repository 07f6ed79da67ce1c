"""Every code that ``triage check`` can report, with what it means. ``tests/broken/`` has a file for each."""

READING = {
    "too-large": "The file has more bytes or parts than are read.",
    "too-deep": "Lists and keys are nested too deep.",
    "not-utf-8": "The file is not UTF-8 text.",
    "control-character": "A character that hides itself, moves the text or ends the line.",
    "tab": "A tab: editors disagree on its width.",
    "syntax": "The line is not YAML.",
    "empty-file": "The file holds nothing.",
    "empty-value": "A key or list item with nothing after it.",
    "bad-key": "A key that is not a word.",
    "duplicate-key": "The same key twice; YAML readers would silently drop one.",
    "anchor": "'&name', which repeats parts of a file.",
    "alias": "'*name', which repeats parts of a file.",
    "merge-key": "'<<', which copies keys from elsewhere.",
    "tag": "'!tag', which changes the kind of what follows.",
    "directive": "A line that begins with '%'.",
    "several-documents": "More than one YAML document in the file.",
}
"""Found while reading. A rule set with one of these is never run."""

SHAPE = {
    "unknown-key": "A key that means nothing where it stands.",
    "missing-key": "A key that is needed is missing.",
    "wrong-kind": "Text where a list or keys belong, or the other way round.",
    "wrong-word": "A word that is not one of the few that may stand here.",
    "bad-id": "An id with other letters or joints than its kind has.",
    "not-a-date": "A date that is not year-month-day.",
    "not-a-number": "A count that is not a whole number from 1 on.",
    "empty-list": "A list with fewer entries than it needs.",
    "long-text": "A text that is too long.",
    "bad-criterion": "A criterion in none of the forms that there are.",
    "two-keys": "A criterion with more than one key.",
    "not-used": "'not' in a criterion: a worse answer could then lower an outcome.",
}
"""Found by the model. A rule set with one of these is never run."""

INTEGRITY = {
    "duplicate-id": "Two of a kind have the same id.",
    "reserved-id": "A question id that has another meaning in criteria.",
    "unknown-question": "A question that does not exist is named.",
    "unknown-choice": "A choice that its question does not have is named.",
    "unknown-group": "A group that does not exist is named.",
    "unknown-outcome": "An outcome that does not exist is named.",
    "unknown-source": "A source that is not in the bibliography is named.",
    "unknown-decision": "A decision that does not exist is named.",
    "unknown-safety-net": "A result watches for an outcome that has no safety net.",
    "group-cycle": "A group is part of its own meaning.",
    "missing-none": "Several choices may be picked, and none says 'none of these'.",
    "none-on-one": "'none' on a question with one choice to pick.",
    "missing-not-sure": "A question does not offer 'not_sure'.",
    "missing-reassuring": "A red-flag question names no reassuring choice.",
    "reassuring-raises": "The reassuring choice carries an outcome.",
    "opt-out-raises": "The choice of somebody who would rather not say carries an outcome.",
    "context-outcome": "A choice of a context question carries an outcome.",
    "outcome-raises-nothing": "A choice or rule carries the least urgent outcome.",
    "ask-when-forward": "'ask_when' looks at its own page or a later one.",
    "at-least-too-many": "'at_least' wants more parts than it lists.",
    "guarantee-bound": "A guarantee has not exactly one of at_least, at_most and exactly.",
    "bad-lowered": "An accepted lowering does not say from which outcome to which less urgent one, and what is behind.",
}
"""Found when the parts are put together. A rule set with one of these is never run."""

LINTS = {
    "missing-you-said": "A choice that matters has no words to repeat it in.",
    "missing-i-say": "A red flag has no sentence with which the person can tell a service.",
    "missing-clinical": "A red flag has no clinician's term.",
    "missing-sources": "A red-flag question or a rule rests on no source.",
    "raises-nothing-unsaid": "A choice of a red-flag question raises nothing and does not say why.",
    "raises-nothing-contradiction": "A choice carries an outcome and says why it raises nothing.",
    "unused-group": "Nothing names the group.",
    "unused-source": "Nothing rests on the source.",
    "unused-decision": "Nothing is marked with the decision.",
    "unused-safety-net": "No result shows the safety net.",
    "forbidden-word": "A word that no result may use.",
    "disease-name": "A result names a disease that the person was not asked about.",
    "reading-grade": "The text is harder to read than grade 6.",
    "long-sentence": "A sentence has more than 20 words.",
    "undated-new": "'New' without a time.",
    "two-questions": "More than one question mark in a question.",
    "late-emergency": "A choice that means the most urgent outcome stands after page 3.",
    "too-many-pages": "There are more than 12 pages.",
    "too-many-questions": "A page has more than 4 questions.",
    "unknown-placeholder": "A {word} that nothing fills in.",
    "missing-time": "A heading does not say by when.",
    "long-heading": "A heading has 10 words or more.",
    "missing-safety-net": "A result does not say when to get the most urgent help.",
    "safety-net-length": "A safety net has fewer than 2 lines or more than 5.",
    "stale-place": "A country's numbers were last checked more than 12 months ago.",
    "review-changed": "The contents are not those that were signed.",
    "review-dates": "The dates of a sign-off cannot be so, or it is for more than a year.",
    "review-overdue": "The next review is overdue.",
}
"""Found by the checks. A rule set with only these can be run, and is not ready for sign-off."""

TRANSLATIONS = {
    "unknown-text": "A translation of a text that the rule set does not have.",
    "missing-text": "A text is not translated. English is shown.",
    "stale-text": "The English of a translated text has changed since. English is shown.",
    "other-blanks": "A translated text has other {blanks} than its English. English is shown.",
    "other-language": "A translation says that it is in another language than its file's name.",
    "missing-never": "A translation has no list of words that no result may use.",
}
"""Found in the ``rules.<language>.yaml`` beside a rule set. It can be used, with English where a text cannot."""

CODES: dict[str, str] = {**READING, **SHAPE, **INTEGRITY, **LINTS, **TRANSLATIONS}
"""Every code and its meaning."""
