"""The shipped nginx and HAProxy files in front of the real server for the public, and what they must hold.

The tests stand in one order and run in one process, as the last ones stop what the others need.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import random
import re
import resource
import signal
import socket
import ssl
import subprocess
import sys
import time
from urllib.parse import urlsplit

import pytest

from tests.answer_sheets import random_sheet
from tests.deploy.browser import Person
from tests.deploy.servers import PATIENCE, ROOT, is_alive
from tests.deploy.traces import kept, traces, written
from triage.engine import reference
from triage.engine.sheet import Answers
from triage.ruleset.model import RuleSet
from triage.web.security import HEADERS, HTTPS_ONLY


@pytest.fixture(scope="module")
def sheets(rules: RuleSet) -> list[Answers]:
    """Answer sheets of people who are well, ill, and very ill."""
    chance = random.Random(8)
    return [random_sheet(rules, chance, worry) for worry in (0.0, 0.03, 0.5)]


def heading(rules: RuleSet, sheet: Answers) -> str:
    outcome = rules.outcome_by_id[reference.outcome_of(rules, sheet)]
    return re.escape(outcome.heading.split("{", maxsplit=1)[0]).replace("'", "(?:'|&#39;|’)")


def test_journeys_end_with_the_outcome_that_the_engine_gives(deployment, rules, sheets):
    for sheet in sheets:
        person = Person(deployment.front)
        result = person.goes_through(sheet)
        assert result.status == 200
        assert re.search(heading(rules, sheet), result.body)
        assert person.cookie.startswith("__Host-check=")


@pytest.mark.parametrize("path", ["/", "/check/1", "/guides/hub", "/nowhere", "/static/style.css", "/version"])
def test_every_header_arrives_once_and_nobody_says_their_version(deployment, path):
    headers = Person(deployment.front).get(path).headers
    for name, value in (HEADERS | HTTPS_ONLY).items():
        assert headers.get_all(name) == [value]
    assert not re.search(r"\d", headers.get("Server", ""))
    assert "X-Powered-By" not in headers


def test_pages_are_never_compressed_and_styles_may_be(deployment):
    person = Person(deployment.front)
    assert person.get("/check/1", Accept_Encoding="gzip").headers["Content-Encoding"] is None


def test_what_visitors_write_into_the_headers_of_proxies_never_counts(deployment):
    forged = {"X_Forwarded_For": "6.6.6.6", "X_Forwarded_Proto": "http", "X_Forwarded_Host": "evil.example"}
    got = Person(deployment.front).get("/check/2", **forged)
    assert got.status == 303
    assert "evil" not in got.headers["Location"]
    assert urlsplit(got.headers["Location"]).scheme in ("", "https")
    assert Person(deployment.front, Forwarded="for=6.6.6.6;host=evil.example").get("/").status == 200


def test_plain_http_leads_to_https_with_the_path_and_without_the_query(deployment):
    connection = http.client.HTTPConnection("127.0.0.1", deployment.front.plain_port, timeout=30)
    connection.request("GET", "/guides/hub?secret=1", headers={"Host": "localhost"})
    answer = connection.getresponse()
    connection.close()
    assert (answer.status, answer.headers["Location"]) == (301, "https://localhost/guides/hub")


def test_a_line_break_that_is_written_into_an_address_begins_no_header(deployment):
    path = "/%0d%0aSet-Cookie:%20__Host-check=a/%20b"
    connection = http.client.HTTPConnection("127.0.0.1", deployment.front.plain_port, timeout=30)
    connection.request("GET", path, headers={"Host": "localhost"})
    answer = connection.getresponse()
    connection.close()
    assert (answer.status, answer.headers["Location"]) == (301, f"https://localhost{path}")
    assert "Set-Cookie" not in answer.headers


def test_another_name_gets_nothing(deployment):
    try:
        status = Person(deployment.front, Host="evil.example").get("/").status
    except http.client.RemoteDisconnected:
        status = 444
    assert status in (404, 444)


@pytest.mark.parametrize("path", ["/metrics", "//metrics", "/%6detrics", "/metric%73?x"])
def test_machines_pages_that_are_nobodys_business_are_closed(deployment, path):
    assert Person(deployment.front).get(path).status == 404


def test_too_big_a_form_gets_the_emergency_number(deployment):
    got = Person(deployment.front).post("/check/1", {"q_age_years": "a" * 20_000})
    assert got.status == 413
    assert "tel:999" in got.body


@pytest.mark.parametrize("size", [20_000, 200_000])
def test_too_big_a_header_is_refused_and_others_are_served(deployment, size):
    with contextlib.suppress(ConnectionError, ssl.SSLError):  # hanging up is a refusal too
        assert Person(deployment.front, X_Big="a" * size).get("/").status in (400, 431)
    assert Person(deployment.front).get("/").status == 200


@pytest.mark.parametrize("size", [3_000, 7_000])
def test_too_long_an_address_gets_the_emergency_number_and_every_header(deployment, size):
    got = Person(deployment.front).get(f"/?{'a' * size}")
    assert got.status == 414
    assert "tel:999" in got.body
    for name, value in (HEADERS | HTTPS_ONLY).items():
        assert got.headers.get_all(name) == [value]
    assert got.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("method", ["DELETE", "PUT", "TRACE", "PROPFIND"])
def test_a_method_that_no_page_has_is_refused(deployment, method):
    assert Person(deployment.front)._send(method, "/check/1", None, {}).status in (400, 405)


def sealed(deployment, address: str = "127.0.0.1") -> ssl.SSLSocket:
    """A connection to the front server on which a test writes what it likes."""
    port = urlsplit(deployment.front.url).port
    trust = ssl.create_default_context(cafile=str(deployment.front.certificate))
    plain = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE, source_address=(address, 0))
    return trust.wrap_socket(plain, server_hostname="localhost")


def test_a_slow_visitor_is_cut_off_while_others_are_served(deployment):
    with sealed(deployment) as slow:
        slow.settimeout(0.5)
        began = time.monotonic()
        open_ = True
        while open_ and time.monotonic() - began < 30:
            try:
                slow.sendall(b"GET / HTTP/1.1\r\n" if time.monotonic() - began < 0.5 else b"X-Slow: a\r\n")
                open_ = slow.recv(100) not in (b"",) and time.monotonic() - began < 1
            except TimeoutError:
                assert Person(deployment.front).get("/help-now").status == 200
            except OSError:
                open_ = False
        assert not open_, "still open after 30 seconds"


def test_visitors_who_send_a_form_in_pieces_without_an_end_take_nothing_from_others(deployment):
    begin = b"POST /guides HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\na000\r\n" + b"q" * 0xA000
    with contextlib.ExitStack() as open_:
        visitors = [open_.enter_context(sealed(deployment)) for _ in range(20)]
        for piece in (begin, *[b"\r\n1\r\nq"] * 8):
            for visitor in visitors:
                with contextlib.suppress(OSError):  # hung up on, which is right
                    visitor.sendall(piece)
            began = time.monotonic()
            assert Person(deployment.front).get("/help-now").status == 200
            assert time.monotonic() - began < 5
            time.sleep(1)


def test_one_address_cannot_take_all_connections(deployment):
    port = urlsplit(deployment.front.url).port
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(4_000, most), most))
    with contextlib.ExitStack() as open_:
        with contextlib.suppress(ConnectionResetError):  # refused, which is right
            for _ in range(2_500):  # more than HAProxy may have here, and than two processes may have files by default
                open_.enter_context(socket.create_connection(("127.0.0.1", port), PATIENCE, ("127.0.0.3", 0)))
        began = time.monotonic()
        assert Person(deployment.front).get("/help-now").status == 200
        assert time.monotonic() - began < 5


def test_the_doctor_finds_nothing_that_fails(deployment):
    check = deployment.checks[0]
    command = [
        sys.executable, "-m", "triage", "doctor", "--operator", str(check.folder / "operator.yaml"),
        "--rules", str(check.folder / "rules.yaml"), "--trusted-proxies", "1", "--url", deployment.front.url,
        "--trust", str(deployment.front.certificate),
    ]  # fmt: skip
    environment = os.environ | {
        "SECRET_KEY": check.key,
        "RATE_LIMIT_STORAGE": f"redis://127.0.0.1:{deployment.redis.port}",
    }
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert "fail " not in done.stdout, done.stdout
    assert done.returncode == 0, done.stderr
    for what in ("https", "headers", "cookie", "hosts", "metrics", "version", "rate limits", "security.txt"):
        assert f"ok    {what}: " in done.stdout


def test_the_metrics_of_all_processes_are_added_up(deployment):
    check = deployment.checks[0]

    def counted() -> float:
        text = check.says("/metrics")
        return sum(map(float, re.findall(r'_count\{route="pages.privacy",status="2xx"\} ([0-9.]+)', text)))

    before = counted()
    for _ in range(30):
        check.says("/privacy")
    assert counted() == before + 30


def test_all_processes_count_one_address_together_and_forged_addresses_are_no_way_out(deployment):
    person = Person(deployment.front)
    statuses = [person.get("/privacy", X_Forwarded_For=f"9.9.{n // 250}.{n % 250}").status for n in range(330)]
    refused = person.get("/check/1")
    assert statuses[:250] == [200] * 250
    assert 429 in statuses or refused.status == 429
    if refused.status == 429:
        assert "tel:999" in refused.body
    assert Person(deployment.front).get("/privacy").status == 200


def test_no_answer_is_in_anything_that_any_of_them_wrote(deployment, rules, sheets):
    person = Person(deployment.front, Referer="https://localhost/canary-7d1", User_Agent="canary-7d1")
    person.goes_through(sheets[1])
    token = person.get("/check/1").token()
    person.post("/check/1?canary-7d1=1", {"q_canary": "canary-7d1", "csrf_token": token})
    person.post("/check/1", {"q_canary": "canary-7d1" * 2000})
    secret = {choice for picked in sheets[1].values() for choice in picked if "_" in choice}
    words = [*secret, *(question.id for question in rules.questions), "canary-7d1", person.address, token]
    assert traces(deployment.folder, deployment.redis, words) == []
    assert len(list(written(deployment.folder))) >= 5
    keys = list(kept(deployment.redis))
    assert keys
    assert not any(b"127.1" in key for key in keys)


def test_every_line_of_the_log_is_json_without_an_address(deployment):
    logs = [check.log.read_text("utf-8").splitlines() for check in deployment.checks]
    lines = [json.loads(line) for log in logs for line in log]
    answered = [line for line in lines if line.get("message") == "answered"]
    assert len(answered) > 50
    assert {line["route"] for line in answered} >= {"check.show", "check.answer", "result.result"}
    assert sum("Listening at" in line["message"] for line in lines) >= len(logs)
    assert not any(re.search(r"127\.1\.", json.dumps(line)) for line in lines)


@pytest.mark.parametrize(
    ("length", "body", "status"),
    [
        ("Content-Length: 8", b"place=uk", b"303"),
        ("Content-Length: 9", b"place=uk", b"400"),
        ("Transfer-Encoding: chunked", b"8\r\nplace=uk\r\n0\r\n\r\n", b"411"),
        ("Transfer-Encoding: chunked", b"ZZ\r\nplace=uk\r\n0\r\n\r\n", b"411"),
        ("Transfer-Encoding: chunked", b"-1\r\nplace=uk\r\n0\r\n\r\n", b"411"),
        ("Transfer-Encoding: chunked", b"5000\r\n" + b"x" * 0x5000 + b"\r\n0\r\n\r\n", b"411"),
    ],
)
def test_a_form_that_may_not_be_whole_is_refused_with_the_number(deployment, length, body, status):
    head = f"POST /place HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-Proto: https\r\n{length}\r\n"
    kind = "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
    with socket.create_connection(("127.0.0.1", deployment.checks[0].port), PATIENCE) as visitor:
        visitor.sendall(f"{head}{kind}".encode() + body)
        visitor.shutdown(socket.SHUT_WR)
        with visitor.makefile("rb") as answer:
            said = answer.read()
    assert said.startswith(b"HTTP/1.1 " + status), said[:200]
    assert status == b"303" or b"tel:999" in said


def test_when_redis_dies_everybody_is_still_served(deployment):
    deployment.redis.stop(signal.SIGKILL)
    person = Person(deployment.front)
    assert [person.get("/privacy").status for _ in range(12)] == [200] * 12


def test_a_form_that_is_being_sent_when_the_server_is_told_to_stop_is_still_answered(deployment):
    check = deployment.checks[-1]
    with socket.create_connection(("127.0.0.1", check.port)) as visitor:
        visitor.settimeout(PATIENCE)
        visitor.sendall(b"POST /place HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-Proto: https\r\n")
        visitor.sendall(b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 8\r\n\r\npla")
        time.sleep(1)
        check.process.terminate()
        time.sleep(1)
        visitor.sendall(b"ce=uk")
        visitor.sendall(b"")
        answer = visitor.recv(1000)
    assert answer.startswith(b"HTTP/1.1 303"), answer
    assert check.process.wait(PATIENCE) == 0


def test_when_one_of_two_replicas_is_gone_nobody_notices_and_when_both_are_the_numbers_are_shown(
    deployment, rules, sheets
):
    """A16: what the page itself must be is looked at in `tests/browser/acceptance/test_a16_outage.py`."""
    *others, gone = deployment.checks
    assert not is_alive(gone.port)
    if others:
        for sheet in sheets:
            assert Person(deployment.front).goes_through(sheet).status == 200
    for other in others:
        other.stop()
    for path in ("/", "/check/3", "/result", "/help-now"):
        _is_outage_page(Person(deployment.front).get(path))
    _is_outage_page(Person(deployment.front).post("/check/1", {"q_x": "y"}))


def _is_outage_page(got) -> None:
    assert got.status == 503
    assert len(got.body.encode()) < 10_000
    assert "tel:999" in got.body
    assert got.body.count("<li>") >= 4
    for name, value in (HEADERS | HTTPS_ONLY).items():
        assert got.headers.get_all(name) == [value]
    assert got.headers["Cache-Control"] == "no-store"
    assert got.headers["Content-Type"] == "text/html; charset=utf-8"


def test_all_that_the_page_for_an_outage_leads_to_is_there_in_an_outage(deployment, rules):
    person = Person(deployment.front)
    seen, left = set(), set(_links(person.get("/check/1").body))
    while left:
        path = left.pop()
        got = person.get(path)
        assert (path, got.status) == (path, 200)
        for name, value in (HEADERS | HTTPS_ONLY).items():
            assert got.headers.get_all(name) == [value], (path, name)
        seen.add(path)
        left |= set(_links(got.body)) - seen if path.endswith(".html") else set()
    assert len([path for path in seen if path.endswith("/help-now.html")]) == len(rules.places)


def _links(page: str) -> list[str]:
    return re.findall(r'href="(/[^"]*)"', page)


def test_after_a_restart_journeys_go_on_where_they_were(deployment, rules, sheets):
    for check in deployment.checks:
        check.start()
    until = time.monotonic() + PATIENCE
    person = Person(deployment.front)
    while person.get("/").status != 200:
        assert time.monotonic() < until
        time.sleep(0.5)
    assert person.goes_through(sheets[0]).status == 200
    before = person.cookie
    for check in deployment.checks:
        check.stop()
        check.start()
    person.cookie = before
    while person.get("/").status != 200:
        assert time.monotonic() < until + PATIENCE
        time.sleep(0.5)
    result = person.get("/result")
    assert result.status == 200
    assert re.search(heading(rules, sheets[0]), result.body)
