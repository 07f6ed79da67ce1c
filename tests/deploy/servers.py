"""Real servers for as long as a test needs them: the check as the public meets it, and nginx or HAProxy in front."""

from __future__ import annotations

import os
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
from pathlib import Path

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


def wait_until(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until somebody listens on a port. A server that ends instead is an error, with what it wrote."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert process.poll() is None, log.read_text("utf-8", "replace")
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError(f"nobody listens on {port}: {log.read_text('utf-8', 'replace')}")


def sign_for_tests(folder: Path, today: date) -> Path:
    """A copy of the shipped rule set with a sign-off that somebody made up for tests."""
    signed = sign(
        shipped("rules.yaml").read_bytes(), "rules.yaml", role="Made-up role for tests", body="None",
        until=today + timedelta(days=100), today=today, files=guide_files(shipped("guides")),
    )  # fmt: skip
    file = folder / "rules.yaml"
    file.write_bytes(signed.source)
    return file


def operator_file(folder: Path, reviewed: date) -> Path:
    """The example, for a check that is called localhost."""
    text = (DEPLOY / "operator.example.yaml").read_text("utf-8").replace("- check.example.org", "- localhost")
    text = text.replace("public_url: https://check.example.org", "public_url: https://localhost")
    file = folder / "operator.yaml"
    file.write_text(f"{text}\nreviewer:\n  role: Made-up role for tests\n  date: {reviewed}\n", "utf-8")
    return file


@dataclass
class Check:
    """The check, as ``triage serve --production`` serves it.

    Attributes:
        folder: of its rule set, its operator file, its log and its temporary files.
        port: where it listens.
        key: its secret key.
        more: further arguments and environment.
    """

    folder: Path
    port: int
    key: str
    more: tuple[str, ...] = ()
    environment: Mapping[str, str] | None = None
    process: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> Path:
        return self.folder / f"check-{self.port}.log"

    @property
    def temporary(self) -> Path:
        return self.folder / "tmp"

    def start(self) -> None:
        assert self.process is None or self.process.poll() is not None, "it runs already"
        self.temporary.mkdir(exist_ok=True)
        command = [
            sys.executable, "-m", "triage", "serve", "--production", "--trusted-proxies", "1", "--port", str(self.port),
            "--operator", str(self.folder / "operator.yaml"), "--rules", str(self.folder / "rules.yaml"), *self.more,
        ]  # fmt: skip
        environment = os.environ | {"SECRET_KEY": self.key, "TMPDIR": str(self.temporary)} | (self.environment or {})
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        wait_until(self.port, self.process, self.log)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        assert self.process is not None
        self.process.send_signal(how)
        return self.process.wait(PATIENCE)


@contextmanager
def the_check(folder: Path, *more: str, **environment: str) -> Iterator[Check]:
    """Start the check for the public, and stop it afterwards if it still runs."""
    today = datetime.now(UTC).date()
    sign_for_tests(folder, today)
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
    """

    url: str
    plain_port: int
    certificate: Path
    log: Path


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


@contextmanager
def _running(command: list[str], port: int, log: Path) -> Iterator[None]:
    if not shutil.which(command[0], path="/usr/sbin:/usr/bin"):
        raise FileNotFoundError(f"{command[0]} is not installed: sh tests/servers.sh")
    with log.open("ab") as out:
        process = subprocess.Popen(["/usr/sbin/" + command[0], *command[1:]], stdout=out, stderr=out)
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
def haproxy(folder: Path, *backends: int) -> Iterator[Front]:
    """HAProxy with the shipped file in front of two replicas of the check, with other ports and places."""
    found, key = certificate(folder)
    both = folder / "both.pem"
    both.write_bytes(found.read_bytes() + key.read_bytes())
    plain, sealed = free_port(), free_port()
    log = folder / "front.log"
    changes = {
        "presetenv OUTAGE /var/www/back-pain-check/outage": f"setenv OUTAGE {outage(folder)}",
        "maxconn 10000": "maxconn 1000",  # as few files as a small machine lets a test open
        "/etc/ssl/back-pain-check.pem": str(both),
        "127.0.0.1:8001": f"127.0.0.1:{backends[0]}",
        "127.0.0.1:8002": f"127.0.0.1:{backends[1]}",
        "bind :80": f"bind 127.0.0.1:{plain}",
        "bind :443": f"bind 127.0.0.1:{sealed}",
        "check.example.org": "localhost",
    }
    written = folder / "haproxy.cfg"
    written.write_text(_changed((DEPLOY / "haproxy.cfg").read_text("utf-8"), changes), "utf-8")
    with _running(["haproxy", "-db", "-f", str(written)], sealed, log):
        yield Front(f"https://localhost:{sealed}", plain, found, log)


@contextmanager
def redis(folder: Path) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """Redis, which counts requests for all replicas; gives its port and its process. Nothing of it is kept."""
    port, log = free_port(), folder / "redis.log"
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
    with log.open("ab") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out)
    try:
        wait_until(port, process, log)
        yield port, process
    finally:
        process.terminate()
        process.wait(PATIENCE)


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
