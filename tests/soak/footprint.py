"""What a process holds: memory, open files, and objects by kind."""

from __future__ import annotations

import gc
import os
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Footprint:
    """What this process holds after a collection of garbage.

    Attributes:
        kilobytes: of memory that is resident; 0 where the system does not say.
        files: open file descriptors; 0 where the system does not say.
        objects: name of a type → how many objects of it the garbage collector follows.
    """

    kilobytes: int
    files: int
    objects: Counter[str]

    def grown(self, since: Footprint, by: int) -> dict[str, int]:
        """The types of which there are more than ``by`` objects more than there were."""
        more = {name: count - since.objects[name] for name, count in self.objects.items()}
        return {name: count for name, count in more.items() if count > by}


def footprint() -> Footprint:
    """Look at this process now."""
    gc.collect()
    objects = Counter(f"{type(found).__module__}.{type(found).__qualname__}" for found in gc.get_objects())
    status, files = Path("/proc/self/status"), Path("/proc/self/fd")
    resident = re.search(r"VmRSS:\s+(\d+) kB", status.read_text()) if status.exists() else None
    return Footprint(int(resident[1]) if resident else 0, len(os.listdir(files)) if files.exists() else 0, objects)
