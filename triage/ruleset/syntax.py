"""What a YAML parser's complaint means, in words for people who write rule sets."""

from __future__ import annotations

_QUOTE = "put the whole text in quotes"
_CLOSE = "close it, and put a comma between the items"

_MEANINGS = (
    ("mapping values are not allowed", "there is a second ': ' in this line", _QUOTE),
    ("sequence entries are not allowed", "a list item may not begin here", "begin each '- item' on its own line"),
    ("could not find expected ':'", "this is neither 'key: text' nor '- item'", "add the key, or indent the line"),
    ("unexpected end of stream", "a quote is opened here and never closed", "close the quote"),
    ("expected ',' or ']'", "the list that begins here is not closed where it should be", _CLOSE),
    ("expected ',' or '}'", "the keys in braces that begin here are not closed where they should be", _CLOSE),
    ("unknown escape", "a backslash in double quotes begins an escape, and this is none", "use single quotes"),
    ("hexadecimal", "this escape needs hexadecimal digits", "write the character itself"),
    ("cannot start any token", "text may not begin with this character", _QUOTE),
    ("undefined tag handle", "text may not begin with '!'", _QUOTE),
    ("<block end>", "this line does not fit under the lines above it", "indent it like the lines it belongs with"),
    ("<document start>", "this does not belong to the text above it", "indent it, or give it a key"),
    ("expected the node content", "there is nothing between these signs", "write the item, or delete the comma"),
)


def meaning(complaint: str) -> tuple[str, str]:
    """What is wrong, and what to do, for a parser's complaint."""
    for sign, message, remedy in _MEANINGS:
        if sign in complaint:
            return message, remedy
    return f"this is not YAML: {complaint}", "compare it with a part of the file that is read"
