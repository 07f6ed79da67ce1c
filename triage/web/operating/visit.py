"""What ``triage doctor`` sees of a running deployment from outside, as a visitor would."""

from __future__ import annotations

import http.client
import json
import socket
import ssl
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import Message
from urllib.parse import urlsplit

from triage.errors import TriageError
from triage.web.operating.examined import Examined
from triage.web.security import HEADERS, HTTPS_ONLY

_SECONDS_TO_WAIT = 10
_MOST_BYTES = 100_000
_SOON = timedelta(days=14)
_ELSEWHERE = "not-a-host-of-this-check.invalid"
_NOT_A_HOST = "this host is probably not among 'hosts' of its operator file: add it, or give an address that is"


@dataclass(frozen=True)
class _Seen:
    status: int
    headers: Message
    body: str


@dataclass(frozen=True)
class Outside:
    """A deployment at an address.

    Attributes:
        url: such as ``https://check.example.org``, without a path.
        trust: whose certificates count; those of this machine when ``None``.
    """

    url: str
    trust: ssl.SSLContext | None = None

    def examine(self, fingerprint: str) -> Iterator[Examined]:
        """Look at it from outside.

        Args:
            fingerprint: of the rule set that should run there.
        """
        try:
            first = self._get("/")
            if first.status == 400:
                yield Examined("fail", self.url, "it answers 400, so nothing else can be looked at", _NOT_A_HOST)
                return
            seen = {path: self._get(path) for path in ("/check/1", "/readyz", "/version", "/metrics")}
            named = self._get("/.well-known/security.txt")
        except (OSError, http.client.HTTPException) as error:
            yield Examined("fail", self.url, f"it cannot be reached: {error}", "is it running, and is the name right?")
            return
        yield self._secure()
        yield _headers(seen["/check/1"].headers)
        yield _cookie(seen["/check/1"].headers)
        yield _server(first.headers)
        yield _ready(seen["/readyz"])
        yield _same(seen["/version"], fingerprint)
        yield _metrics(seen["/metrics"])
        yield self._stranger()
        yield _security_txt(named)

    def _stranger(self) -> Examined:
        """What a visitor gets who calls it by another name. That the front server hangs up is as good as a refusal."""
        try:
            seen = self._get("/", host=_ELSEWHERE)
        except (OSError, http.client.HTTPException):
            return Examined("ok", "hosts", "it hangs up on who calls it by another name")
        if seen.status < 300:
            return Examined("fail", "hosts", "it answers by any name", "name its hosts in the operator file")
        return Examined("ok", "hosts", "it answers by its own names only")

    def _get(self, path: str, host: str | None = None) -> _Seen:
        connection = self._connection()
        try:
            connection.request("GET", path, headers={"Host": host} if host else {})
            answer = connection.getresponse()
            return _Seen(answer.status, answer.headers, answer.read(_MOST_BYTES).decode("utf-8", "replace"))
        finally:
            connection.close()

    def _connection(self) -> http.client.HTTPConnection:
        host, port = self._where()
        if not self.url.startswith("https:"):
            return http.client.HTTPConnection(host, port, timeout=_SECONDS_TO_WAIT)
        return http.client.HTTPSConnection(host, port, timeout=_SECONDS_TO_WAIT, context=self._trusted())

    def _where(self) -> tuple[str, int | None]:
        parts = urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/"):
            raise TriageError(f"--url: '{self.url}' is not an address; write https://check.example.org")
        return parts.hostname, parts.port

    def _trusted(self) -> ssl.SSLContext:
        return self.trust or ssl.create_default_context()

    def _secure(self) -> Examined:
        if not self.url.startswith("https:"):
            return Examined("fail", "https", "this is http: the cookie never comes back", "give the https address")
        host, port = self._where()
        with (
            socket.create_connection((host, port or 443), _SECONDS_TO_WAIT) as plain,
            self._trusted().wrap_socket(plain, server_hostname=host) as sealed,
        ):
            found = sealed.getpeercert() or {}
        ends = datetime.fromtimestamp(ssl.cert_time_to_seconds(str(found["notAfter"])), UTC)
        if ends - datetime.now(UTC) < _SOON:
            return Examined("warn", "https", f"the certificate ends on {ends.date()}", "renew it")
        return Examined("ok", "https", f"the certificate holds up to {ends.date()}")


def _headers(headers: Message) -> Examined:
    wrong = [name for name, value in (HEADERS | HTTPS_ONLY).items() if headers.get_all(name) != [value]]
    if wrong:
        says = f"missing, changed or doubled: {', '.join(wrong)}"
        return Examined("fail", "headers", says, "let the front server pass them on and add none")
    return Examined("ok", "headers", "all as they were sent, HSTS among them")


def _cookie(headers: Message) -> Examined:
    cookies = [text for text in headers.get_all("Set-Cookie") or [] if text.startswith("__Host-check=")]
    if cookies and all(part in cookies[0] for part in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/")):
        return Examined("ok", "cookie", "bound to this host and hidden from scripts")
    return Examined("fail", "cookie", "the first page of questions sets none", "does the front server drop Set-Cookie?")


def _server(headers: Message) -> Examined:
    named = headers.get("Server", "")
    if any(letter.isdigit() for letter in named):
        return Examined("warn", "server", f"it says its version: {named}", "nginx: server_tokens off")
    return Examined("ok", "server", "it does not say its version")


def _ready(seen: _Seen) -> Examined:
    if seen.status == 200 and _told(seen).get("ready") is True:
        return Examined("ok", "ready", "proved, and taking visitors")
    return Examined("fail", "ready", f"/readyz answers {seen.status}", "look into the log")


def _same(seen: _Seen, fingerprint: str) -> Examined:
    told = _told(seen)
    rule_set, review = told.get("rule_set"), told.get("review")
    runs = rule_set.get("fingerprint") if isinstance(rule_set, dict) else None
    if runs != fingerprint:
        return Examined(
            "fail",
            "version",
            f"it runs the rule set {runs}, and this is {fingerprint}",
            "deploy again, or name --rules",
        )
    if not isinstance(review, dict) or review.get("state") != "signed":
        return Examined("fail", "version", "it does not run signed contents", "see: sign-off")
    return Examined("ok", "version", f"it runs this rule set, signed: {runs}")


def _metrics(seen: _Seen) -> Examined:
    if seen.status == 200:
        return Examined("warn", "metrics", "everybody can read /metrics", "deny it in the front server")
    return Examined("ok", "metrics", "closed to the public")


def _security_txt(seen: _Seen) -> Examined:
    if seen.status == 200 and "Contact: " in seen.body:
        return Examined("ok", "security.txt", "there")
    return Examined("warn", "security.txt", f"answers {seen.status}", "let the front server pass /.well-known on")


def _told(seen: _Seen) -> Mapping[str, object]:
    try:
        told = json.loads(seen.body)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}
