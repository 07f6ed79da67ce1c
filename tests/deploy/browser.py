"""A person at the front server: https, one cookie, forms. Nothing here knows what runs behind."""

from __future__ import annotations

import http.client
import re
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from urllib.parse import urlencode, urlsplit

from tests.deploy.servers import Front
from triage.engine.sheet import Answers


@dataclass(frozen=True)
class Got:
    """An answer of the server."""

    status: int
    headers: http.client.HTTPMessage
    body: str

    @property
    def location(self) -> str:
        return urlsplit(self.headers["Location"]).path

    def asks(self) -> list[str]:
        return list(dict.fromkeys(re.findall(r'<input[^>]*name="q_(\w+)"', self.body)))

    def ticked(self) -> dict[str, frozenset[str]]:
        """What is ticked at each question that has a tick."""
        found: dict[str, frozenset[str]] = {}
        for box in re.findall(r"<input[^>]* checked[^>]*>", self.body):
            question, choice = (re.findall(rf'{name}="([^"]*)"', box)[0] for name in ("name", "value"))
            name = question.removeprefix("q_")
            found[name] = found.get(name, frozenset()) | {choice}
        return found

    def token(self) -> str:
        return re.findall(r'name="csrf_token"[^>]*value="([^"]+)"', self.body)[0]


_addresses = count(2)


class Person:
    """Opens pages and sends forms through the front server, with a cookie and an address of their own."""

    def __init__(self, front: Front, **headers: str) -> None:
        self.moves()
        self._port = urlsplit(front.url).port
        self._trust = ssl.create_default_context(cafile=str(front.certificate))
        self._headers = {"Host": "localhost", **{name.replace("_", "-"): value for name, value in headers.items()}}
        self.cookie: str | None = None

    def moves(self) -> None:
        """Come from another address from now on, as a phone does on its way."""
        number = next(_addresses)
        self.address = f"127.{1 + number // 62_500}.{number // 250 % 250}.{number % 250}"

    def get(self, path: str, **headers: str) -> Got:
        return self._send("GET", path, None, headers)

    def post(self, path: str, form: Mapping[str, str | list[str]], **headers: str) -> Got:
        return self._send("POST", path, urlencode(form, doseq=True), headers)

    def goes_through(self, sheet: Answers) -> Got:
        """Answer page after page from a sheet, and open the result."""
        path = "/check/1"
        for _ in range(40):
            if path in ("/check/answers", "/result"):
                return self.get("/result")
            page = self.get(path)
            assert page.status == 200, (path, page.status, page.body[:300])
            form = {f"q_{question}": sorted(sheet[question]) for question in page.asks()}
            sent = self.post(path, form | {"csrf_token": page.token()})
            assert sent.status == 303, (path, sent.status)
            path = sent.location
        raise AssertionError("the questions do not end")

    def _send(self, method: str, path: str, body: str | None, more: Mapping[str, str]) -> Got:
        connection = http.client.HTTPSConnection(
            "localhost", self._port, timeout=30, context=self._trust, source_address=(self.address, 0)
        )
        headers = self._headers | {name.replace("_", "-"): value for name, value in more.items()}
        if self.cookie:
            headers["Cookie"] = self.cookie
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            got = Got(answer.status, answer.headers, answer.read().decode("utf-8", "replace"))
        finally:
            connection.close()
        for cookie in got.headers.get_all("Set-Cookie") or []:
            self.cookie = cookie.split(";")[0]
        return got
