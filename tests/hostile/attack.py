"""Requests that no page of ours makes. Every choice is drawn from one source of chance, and so repeatable."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from flask import Flask

from tests.hostile.opened import NAME
from tests.hostile.people import Person
from tests.hostile.wire import Request
from triage.ruleset.model import RuleSet

CANARY = "zq7hostile"
"""In every text that an attacker makes up. It must never come back, nor reach a log."""

_TEXTS = (
    "", " ", "yes", "no", "not_sure", "none", "0", "1", "true", "null", "[]", "{}", "__proto__", "é", "腰痛", "😀",
    "\u202e", "a\x00b", "\ud800", "%00", "%", "../../etc/passwd", "' OR 1=1 --", "{{7*7}}", "${7*7}", "%s%n",
    "<script>alert(1)</script>", "\r\nSet-Cookie: check=x", "9" * 400, "-1", "1e309", "NaN",
)  # fmt: skip
_METHODS = ("HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "FOO", "get", "post", "", "GET\x00")
_KINDS = (
    "application/json", "text/plain", "multipart/form-data", "multipart/form-data; boundary=", "text/xml", "",
    "application/x-www-form-urlencoded; charset=utf-16", "APPLICATION/X-WWW-FORM-URLENCODED", ";;;", "é", "a" * 3000,
    "multipart/form-data; boundary=" + "x" * 300, "application/x-www-form-urlencoded, text/plain",
)  # fmt: skip
_HEADERS = {
    "HTTP_HOST": ("", "evil.example", "é", "a b", "[::1", "127.0.0.1:99999999", "x" * 3000, "a@b", "<script>"),
    "HTTP_X_FORWARDED_FOR": ("127.0.0.1", "x" * 5000),
    "HTTP_X_FORWARDED_HOST": ("evil.example",),
    "HTTP_X_HTTP_METHOD_OVERRIDE": ("DELETE",),
    "HTTP_ORIGIN": ("https://evil.example", "null", "\xff"),
    "HTTP_SEC_FETCH_SITE": ("cross-site", "same-site", "none", "", "x", "same-origin"),
    "HTTP_ACCEPT_LANGUAGE": ("de", ",,,;q=x", "x" * 5000),
    "HTTP_RANGE": ("bytes=0-1", "bytes=-99999999999", "bytes=9-1,0-0,x"),
    "HTTP_IF_NONE_MATCH": ("*", 'W/"', "x" * 3000),
    "HTTP_IF_MODIFIED_SINCE": ("x", "Sun, 06 Nov 9999 08:49:37 GMT", "Mon, 01 Jan 0000 00:00:00 GMT"),
    "HTTP_EXPECT": ("100-continue", "x"),
    "HTTP_TRANSFER_ENCODING": ("chunked", "x"),
    "HTTP_CONTENT_ENCODING": ("gzip",),
    "HTTP_AUTHORIZATION": ("Basic x", "Bearer " + CANARY),
    "CONTENT_LENGTH": ("", "-1", "x", "0", "7", "99999999999999999999"),
    "SERVER_PROTOCOL": ("HTTP/0.9", "HTTP/9.9", "x"),
}


@dataclass(frozen=True)
class Attack:
    """A hostile request, and what its sender meant by it.

    Attributes:
        request: what is sent.
        form: the fields that it sends, in order.
        plain: whether nothing but the fields, the cookie and the token is odd, so that the app reads ``form`` as is.
    """

    request: Request
    form: tuple[tuple[str, str], ...]
    plain: bool


@dataclass(frozen=True)
class Attacker:
    """Draws attacks on one app."""

    ruleset: RuleSet
    paths: tuple[str, ...]

    @classmethod
    def of(cls, app: Flask, ruleset: RuleSet) -> Attacker:
        """An attacker who knows every route of the app, its guides and its files."""
        values: Mapping[str, Sequence[str]] = {
            "number": [*map(str, range(-1, len(ruleset.pages) + 2)), "9" * 40, "1.5", "01", "one", "%31"],
            "guide_id": [*(offer.id for offer in ruleset.guides), "../rules", ".", "é", "x" * 3000],
            "rule_id": [*(rule.id for rule in ruleset.rules[:3]), "nothing", "é"],
            "part": ["questions", "rules", "sources", "guarantees", "outcomes", "matrix", "nothing", "é", "..%2f"],
            "filename": ["style.css", "app.js", "../factory.py", "..%2f..%2frules.yaml", "", "style.css/", "\x00"],
        }
        paths = [
            rule.rule.replace(f"<{rule.arguments and _written(rule.rule)}>", value)
            for rule in app.url_map.iter_rules()
            for value in (values[next(iter(rule.arguments))] if rule.arguments else [""])
        ]
        return cls(
            ruleset, tuple(dict.fromkeys([*paths, "//", "/check//1", "/nowhere", "", "*", "/é", "/.git/config"]))
        )

    def attack(self, chance: random.Random, victim: Person, others: Sequence[Person]) -> Attack:
        """One hostile request against somebody's visit."""
        if chance.random() < 0.55:
            return self._form(chance, victim, others)
        return self._anything(chance, victim, others)

    def _form(self, chance: random.Random, victim: Person, others: Sequence[Person]) -> Attack:
        """A form for a page of questions: the fields, the cookie or the token are wrong."""
        page = chance.choice((victim.page, victim.page, chance.randint(0, victim.page), self._any_page(chance)))
        form = _shuffled(chance, [*self._fields(chance, page), *_token(chance, victim, others)])
        headers = {"CONTENT_TYPE": "application/x-www-form-urlencoded", **_cookie(chance, victim, others)}
        body = urlencode(form, errors="surrogatepass").encode()
        return Attack(Request("POST", f"/check/{page + 1}", "", _as_bytes(headers), body), tuple(form), plain=True)

    def _anything(self, chance: random.Random, victim: Person, others: Sequence[Person]) -> Attack:
        """Any route with any method, headers and body."""
        page = self._any_page(chance)
        form = _shuffled(chance, [*self._fields(chance, page), *_token(chance, victim, others)])
        path = quote(chance.choice(self.paths), safe="/%*\x00") if chance.random() < 0.5 else chance.choice(self.paths)
        body = urlencode(form, errors="surrogatepass").encode()
        headers = {"CONTENT_TYPE": "application/x-www-form-urlencoded", **_cookie(chance, victim, others)}
        for _ in range(chance.randint(0, 3)):
            name = chance.choice(list(_HEADERS))
            headers[name] = chance.choice(_HEADERS[name])
        if chance.random() < 0.3:
            headers["CONTENT_TYPE"] = chance.choice(_KINDS)
        if chance.random() < 0.3:
            body = _broken(chance, body)
        method = chance.choice(("GET", "GET", "POST", "POST", "POST", chance.choice(_METHODS)))
        (path,) = _as_bytes({"": path}).values()
        return Attack(Request(method, path, _query(chance), _as_bytes(headers), body), tuple(form), plain=False)

    def _any_page(self, chance: random.Random) -> int:
        return chance.randrange(len(self.ruleset.pages))

    def _fields(self, chance: random.Random, page: int) -> list[tuple[str, str]]:
        """Some answers to the page's questions, some to others, and some to none; right, wrong, doubled or empty."""
        fields: list[tuple[str, str]] = []
        everywhere = self.ruleset.questions
        wrong = chance.choice((0.0, 0.1, 0.5))
        for question in [*self.ruleset.pages[page].questions, *chance.sample(everywhere, chance.randint(0, 2))]:
            for _ in range(chance.choice((1, 1, 1, 1, 2, 0))):
                right = chance.choice(question.choices).id
                fields.append((f"q_{question.id}", made_up(chance) if chance.random() < wrong else right))
        for _ in range(chance.choice((0, 0, 1, 3))):
            name = chance.choice(
                ("place", "back", "lang", "outcome", "q_", "validate", "data", "q_validate", "csrf", "q")
            )
            fields.append((chance.choice((name, made_up(chance))), made_up(chance)))
        return fields


def made_up(chance: random.Random) -> str:
    """A text that is no choice of any question, with the canary in it more often than not."""
    text = chance.choice(_TEXTS)
    return text if chance.random() < 0.3 else text + CANARY


def _written(rule: str) -> str:
    return rule[rule.index("<") + 1 : rule.index(">")]


def _shuffled(chance: random.Random, fields: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return chance.sample(fields, len(fields))


def _token(chance: random.Random, victim: Person, others: Sequence[Person]) -> list[tuple[str, str]]:
    """The victim's own token more often than not; else somebody else's, an altered one, two, or none."""
    own = chance.choice([*victim.tokens, ""])
    theirs = chance.choice([token for other in others for token in other.tokens] or [""])
    tokens = chance.choice(([own], [own], [own], [theirs], [own[:-1]], [own, theirs], [made_up(chance)], []))
    return [("csrf_token", token) for token in tokens]


def _cookie(chance: random.Random, victim: Person, others: Sequence[Person]) -> dict[str, str]:
    """The victim's own cookie more often than not; else another."""
    own, theirs = victim.cookies[-1], chance.choice(others).cookies[-1]
    header = _other_cookie(chance, own, theirs, victim) if chance.random() < 0.4 else f"{NAME}={own}"
    return {"HTTP_COOKIE": header} if header != f"{NAME}=" else {}


def _altered(chance: random.Random, text: str) -> str:
    if not text:
        return made_up(chance)
    at = chance.randrange(len(text))
    return text[:at] + chance.choice("AZaz09-_=+/") + text[at + 1 :]


def _other_cookie(chance: random.Random, own: str, theirs: str, victim: Person) -> str:
    """An old, stolen, cut, altered, joined or invented cookie, or several."""
    return chance.choice(
        (
            f"{NAME}={chance.choice(victim.cookies)}",
            f"{NAME}={theirs}",
            f"{NAME}={own[: chance.randint(0, len(own))]}",
            f"{NAME}={_altered(chance, own)}",
            f"{NAME}={own[: len(own) // 2]}{theirs[len(theirs) // 2 :]}",
            f"{NAME}={own}{theirs}",
            f"{NAME}={own}; {NAME}={theirs}",
            f'x={theirs}; {NAME.upper()}={theirs}; {NAME}="{own}"',
            f"{NAME}={made_up(chance)}",
            f"{NAME}=" + "A" * chance.choice((1, 16, 280, 1024, 9000)),
            ";;=;" + made_up(chance) * 20,
        )
    )


def _broken(chance: random.Random, body: bytes) -> bytes:
    """A body that was cut, filled up, or is something else altogether."""
    return chance.choice(
        (
            body[: chance.randint(0, len(body))],
            body + b"&" + b"x" * 20_000,
            b"&".join(b"q_%d=x" % number for number in range(1500)),
            chance.randbytes(chance.randint(1, 400)),
            b"",
            b'{"q_age": ["' + CANARY.encode() + b'"]}',
            b"--x\r\nContent-Disposition: form-data; name=",
            b"%" * 100,
        )
    )


def _as_bytes(headers: Mapping[str, str]) -> dict[str, str]:
    """Each text with a character for each of its bytes, as a server hands them on."""
    return {name: value.encode("utf-8", "surrogatepass").decode("latin-1") for name, value in headers.items()}


def _query(chance: random.Random) -> str:
    """Mostly nothing; else names that we know and others, and now and then bytes that are no text."""
    if chance.random() < 0.05:
        return chance.choice(("\x80", "lang=\xff", "%80", "lang=%ff", "?", "&&=;"))
    asked = ("lang", "country", "q_age", "csrf_token", "v", "")
    pairs = [(chance.choice(asked), made_up(chance)) for _ in range(chance.choice((0, 0, 1, 3)))]
    return urlencode(pairs, errors="surrogatepass")
