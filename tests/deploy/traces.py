"""What the servers wrote and what Redis holds, searched for words that nobody may find there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from redis import Redis as Client

from tests.deploy.servers import Redis

_OURS = ("rules.yaml", "operator.yaml")
"""Names of the files that the tests themselves put there end like this."""


def written(folder: Path) -> Iterator[Path]:
    """Every file that a server wrote into a folder: logs of all of them, temporary files, files in which to count."""
    for file in sorted(folder.rglob("*")):
        if file.is_file() and not file.name.endswith(_OURS) and "www" not in file.parts:
            yield file


def kept(store: Redis) -> Iterator[bytes]:
    """Every key that Redis holds, with what it holds under it."""
    with Client(port=store.port) as client:
        for key in client.scan_iter():
            yield key + b" " + (client.dump(key) or b"")


def traces(folder: Path, store: Redis, words: Iterable[str]) -> list[str]:
    """Where words stand that nobody may find, as "place: word".

    Args:
        folder: of everything that the servers write.
        store: counts their requests, and must be running.
        words: whole ones are looked for.
    """
    any_of = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, words))})(?![\w-])".encode())
    texts = [(file.name, file.read_bytes()) for file in written(folder)]
    texts += [("Redis", entry) for entry in kept(store)]
    return [f"{place}: {found[0].decode()}" for place, text in texts for found in any_of.finditer(text)]
