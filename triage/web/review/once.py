"""Parts that take long to make: made when they are first asked for, and once, however many ask at a time."""

from __future__ import annotations

from functools import cached_property
from threading import RLock
from typing import Any, Protocol, TypeVar

T = TypeVar("T")


class _Locked(Protocol):
    lock: RLock


class Once(cached_property[T]):
    """A cached property of something with a ``lock``: whoever comes second waits for the first, then finds it made."""

    def __get__(self, instance: Any, owner: type[Any] | None = None) -> Any:
        if instance is None:
            return self
        locked: _Locked = instance
        with locked.lock:
            if self.attrname not in instance.__dict__:
                super().__get__(instance, owner)
            return instance.__dict__[self.attrname]
