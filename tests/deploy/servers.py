"""Real servers for as long as a test needs them: the check as the public meets it, and nginx or HAProxy in front."""

from __future__ import annotations

import os
import resource
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from http.client import HTTPResponse
from pathlib import Path
from typing import cast

from tests.operator_file import filled_in
from triage.resources import shipped
from triage.ruleset.signoff import guide_files
from triage.verification.signing import sign

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "docs" / "deploy"
PATIENCE = 60
"""Seconds to wait for a server to start or stop, on a busy machine."""


def free_port() -> int:
    """A port of this machine that nobody listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def wait_until(port: int, process: subprocess.Popen[bytes], log: Path, host: str = "127.0.0.1") -> None:
    """Wait until somebody listens on a port. A server that ends instead is an error, with what it wrote."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert process.poll() is None, log.read_text("utf-8", "replace")
        with socket.socket() as tried:
            if tried.connect_ex((host, port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(f"nobody listens on {port}: {log.read_text('utf-8', 'replace')}")


def sign_for_tests(file: Path, today: date, source: bytes | None = None) -> Path:
    """Write a rule set, the shipped one unless told, with a sign-off that somebody made up for tests."""
    signed = sign(
        source or shipped("rules.yaml").read_bytes(), "rules.yaml", role="Made-up role for tests", body="None",
        until=today + timedelta(days=100), today=today, files=guide_files(shipped("guides")),
    )  # fmt: skip
    file.write_bytes(signed.source)
    return file


def operator_file(folder: Path, reviewed: date) -> Path:
    """An operator file for a check that is called localhost."""
    text = filled_in().replace("- check.example.net", "- localhost")
    text = text.replace("public_url: https://check.example.net", "public_url: https://localhost")
    file = folder / "operator.yaml"
    file.write_text(f"{text}\nreviewer:\n  role: Made-up role for tests\n  date: {reviewed}\n", "utf-8")
    return file


@dataclass
class Check:
    """The check, as ``triage serve --production`` serves it.

    Attributes:
        folder: of its operator file, its log and its temporary files.
        port: where it listens.
        key: its secret key.
        more: further arguments.
        environment: more of it.
        host: the address of this machine on which it listens.
        rules: its rule set; ``rules.yaml`` of the folder unless told.
        disk: where its log goes instead of a file of the folder.
    """

    folder: Path
    port: int
    key: str
    more: tuple[str, ...] = ()
    environment: Mapping[str, str] | None = None
    host: str = "127.0.0.1"
    rules: Path | None = None
    disk: Path | None = None
    process: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> Path:
        return self.disk or self.folder / f"check-{self.port}.log"

    @property
    def temporary(self) -> Path:
        return self.folder / "tmp"

    def start(self) -> None:
        self.sets_out()
        self.is_there()

    def sets_out(self) -> None:
        """Start it, and do not wait."""
        assert self.process is None or self.process.poll() is not None, "it runs already"
        self.temporary.mkdir(exist_ok=True)
        command = [
            sys.executable, "-m", "triage", "serve", "--production", "--trusted-proxies", "1",
            "--host", self.host, "--port", str(self.port), "--operator", str(self.folder / "operator.yaml"),
            "--rules", str(self.rules or self.folder / "rules.yaml"), *self.more,
        ]  # fmt: skip
        environment = os.environ | {"SECRET_KEY": self.key, "TMPDIR": str(self.temporary)} | (self.environment or {})
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True
            )

    def is_there(self) -> None:
        """Wait until it listens."""
        assert self.process is not None
        wait_until(self.port, self.process, self.log, self.host)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        assert self.process is not None
        self.process.send_signal(how)
        return self.process.wait(PATIENCE)

    def says(self, path: str) -> str:
        """What it answers to somebody who asks it directly."""
        with self._asked(path) as answer:
            return str(answer.read().decode())

    def date(self) -> datetime:
        """What time it has."""
        with self._asked("/healthz") as answer:
            return parsedate_to_datetime(answer.headers["Date"])

    def _asked(self, path: str) -> HTTPResponse:
        asked = urllib.request.Request(f"http://{self.host}:{self.port}{path}", headers={"Host": "localhost"})
        return cast(HTTPResponse, urllib.request.urlopen(asked, timeout=PATIENCE))

    def all_get(self, how: signal.Signals) -> None:
        """Send a signal to the process and to all that it started, at once, as when the machine dies."""
        assert self.process is not None
        os.killpg(self.process.pid, how)


@contextmanager
def the_check(folder: Path, *more: str, **environment: str) -> Iterator[Check]:
    """Start the check for the public, and stop it afterwards if it still runs."""
    today = datetime.now(UTC).date()
    sign_for_tests(folder / "rules.yaml", today)
    operator_file(folder, today)
    check = Check(folder, free_port(), secrets.token_hex(32), more, environment)
    check.start()
    try:
        yield check
    finally:
        if check.process and check.process.poll() is None:
            check.stop()


@dataclass
class Front:
    """A server in front of the check.

    Attributes:
        url: where it answers by https.
        plain_port: where it answers by http.
        certificate: whose certificates count.
        log: everything that it writes.
        talk: the socket on which HAProxy says how it finds the replicas.
    """

    url: str
    plain_port: int
    certificate: Path
    log: Path
    talk: Path | None = None


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for localhost, and its key, made for this test."""
    key, found = folder / "key.pem", folder / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(found)],
        check=True, capture_output=True,
    )  # fmt: skip
    return found, key


def outage(folder: Path) -> Path:
    """The pages for an outage, as ``triage static`` writes them."""
    place = folder / "www" / "outage"
    subprocess.run([sys.executable, "-m", "triage", "static", "-o", str(place)], cwd=ROOT, check=True)
    return place


def _with_few_files() -> None:
    """As systemd starts a service, unless its unit says otherwise."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (1024, most))


@contextmanager
def _running(command: list[str], port: int, log: Path) -> Iterator[None]:
    if not shutil.which(command[0], path="/usr/sbin:/usr/bin"):
        raise FileNotFoundError(f"{command[0]} is not installed: sh tests/servers.sh")
    with log.open("ab") as out:
        process = subprocess.Popen(
            ["/usr/sbin/" + command[0], *command[1:]], stdout=out, stderr=out, preexec_fn=_with_few_files
        )
    try:
        wait_until(port, process, log)
        yield
    finally:
        process.terminate()
        process.wait(PATIENCE)


@contextmanager
def nginx(folder: Path, backend: int) -> Iterator[Front]:
    """nginx with the shipped files in front of the check, with other ports and places."""
    found, key = certificate(folder)
    outage(folder)
    plain, sealed = free_port(), free_port()
    log = folder / "front.log"
    changes = {
        "worker_processes auto;": "worker_processes 2; daemon off; user root;",
        "worker_rlimit_nofile 65536;": "worker_rlimit_nofile 8192;",  # as few files as a small machine lets a test open
        "worker_connections 20000;": "worker_connections 4096;",
        "pid /run/nginx.pid;": f"pid {folder}/nginx.pid;",
        "/var/log/nginx/back-pain-check.log": f"{folder}/access.log",
        "/var/log/nginx/back-pain-check-error.log": f"{folder}/error.log",
        "/etc/nginx/back-pain-check-proxy.conf": f"{folder}/proxy.conf",
        "/etc/ssl/back-pain-check.crt": str(found),
        "/etc/ssl/back-pain-check.key": str(key),
        "/var/www/back-pain-check": str(folder / "www"),
        "127.0.0.1:8000": f"127.0.0.1:{backend}",
        "listen 80": f"listen 127.0.0.1:{plain}",
        "listen 443": f"listen 127.0.0.1:{sealed}",
        "check.example.org": "localhost",
        "default_type application": (
            f"client_body_temp_path {folder}/bodies; proxy_temp_path {folder}/proxied; default_type application"
        ),
    }
    (folder / "proxy.conf").write_text((DEPLOY / "nginx-proxy.conf").read_text("utf-8"), "utf-8")
    written = folder / "nginx.conf"
    written.write_text(_changed((DEPLOY / "nginx.conf").read_text("utf-8"), changes), "utf-8")
    with _running(["nginx", "-c", str(written), "-e", str(log)], sealed, log):
        yield Front(f"https://localhost:{sealed}", plain, found, log)


@contextmanager
def haproxy(folder: Path, *checks: Check) -> Iterator[Front]:
    """HAProxy with the shipped file in front of replicas of the check, with other ports and places."""
    found, key = certificate(folder)
    both = folder / "both.pem"
    both.write_bytes(found.read_bytes() + key.read_bytes())
    plain, sealed = free_port(), free_port()
    log, talk = folder / "front.log", folder / "haproxy.sock"
    changes = {
        "\nglobal\n": f"\nglobal\n    stats socket {talk} mode 600\n",
        "presetenv OUTAGE /var/www/back-pain-check/outage": f"setenv OUTAGE {outage(folder)}",
        "maxconn 10000": "maxconn 1000",  # as few files as a small machine lets a test open
        "/etc/ssl/back-pain-check.pem": str(both),
        "    server one 127.0.0.1:8001\n    server two 127.0.0.1:8002\n": "".join(
            f"    server replica{number} {check.host}:{check.port}\n" for number, check in enumerate(checks)
        ),
        "bind :80": f"bind 127.0.0.1:{plain}",
        "bind :443": f"bind 127.0.0.1:{sealed}",
        "check.example.org": "localhost",
    }
    written = folder / "haproxy.cfg"
    written.write_text(_changed((DEPLOY / "haproxy.cfg").read_text("utf-8"), changes), "utf-8")
    with _running(["haproxy", "-db", "-f", str(written)], sealed, log):
        yield Front(f"https://localhost:{sealed}", plain, found, log, talk)


@dataclass
class Redis:
    """Redis, which counts requests for all replicas. Nothing of it is kept."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        log = self.folder / "redis.log"
        command = ["redis-server", "--port", str(self.port), "--save", "", "--dir", str(self.folder)]
        with log.open("ab") as out:
            self.process = subprocess.Popen([*command, "--bind", "127.0.0.1"], stdout=out, stderr=out)
        wait_until(self.port, self.process, log)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        assert self.process is not None
        self.process.send_signal(how)
        self.process.wait(PATIENCE)


@contextmanager
def redis(folder: Path) -> Iterator[Redis]:
    """Start Redis, and stop it afterwards if it still runs."""
    store = Redis(folder, free_port())
    store.start()
    try:
        yield store
    finally:
        store.stop(signal.SIGKILL)


def _changed(text: str, changes: Mapping[str, str]) -> str:
    for old, new in changes.items():
        assert old in text, f"the shipped file no longer has: {old}"
        text = text.replace(old, new)
    return text


def is_alive(port: int) -> bool:
    """Whether the check answers on a port of this machine."""
    try:
        asked = urllib.request.Request(f"http://127.0.0.1:{port}/healthz", headers={"Host": "localhost"})
        with urllib.request.urlopen(asked, timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False
