"""A PostgreSQL server of one's own, on a socket in a folder, for as long as a test needs it."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def postgres() -> Iterator["Server"]:
    """Start a server that nobody can reach but through its folder; stop it and remove everything afterwards.

    Raises:
        FileNotFoundError: PostgreSQL is not installed; ``sh tests/servers.sh`` installs it.
    """
    folder = Path(tempfile.mkdtemp(prefix="pg"))  # a short path: a socket's may not be long
    server = Server(folder)
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


class Server:
    """A server in a folder. It refuses to run as root, so root runs it as the user that Debian made for it."""

    def __init__(self, folder: Path) -> None:
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
        if not found:
            raise FileNotFoundError("PostgreSQL is not installed: sh tests/servers.sh")
        self.programs = found[-1]
        self.folder = folder
        self.user = "postgres" if os.getuid() == 0 else None
        if self.user:
            shutil.chown(folder, self.user)

    def start(self) -> None:
        self._run("initdb", "-D", f"{self.folder}/data", "-A", "trust", "-U", "tester", "-E", "UTF8", "--no-sync")
        options = f"-c listen_addresses= -c unix_socket_directories={self.folder} -c fsync=off"
        self._run("pg_ctl", "-D", f"{self.folder}/data", "-w", "-l", f"{self.folder}/log", "-o", options, "start")

    def stop(self) -> None:
        if (self.folder / "data" / "postmaster.pid").exists():
            self._run("pg_ctl", "-D", f"{self.folder}/data", "-m", "immediate", "stop")

    def psql(self, sql: str, given: str = "") -> str:
        """What statements print, as CSV without a header. ``given`` is standard input."""
        command = [
            "psql",
            "-h",
            str(self.folder),
            "-U",
            "tester",
            "-d",
            "postgres",
            "-v",
            "ON_ERROR_STOP=1",
            "--csv",
            "-t",
        ]
        return self._run(*command, "-q", "-c", sql, given=given)

    def _run(self, program: str, *args: str, given: str = "") -> str:
        done = subprocess.run(
            [self.programs / program, *args], input=given, text=True, capture_output=True, user=self.user,
            cwd="/", env=os.environ | {"LC_ALL": "C.UTF-8"}, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout
