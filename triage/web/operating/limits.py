"""Rate limits, with nothing kept that says who asked.

An address is kept only as a keyed hash that changes every day, and only until its minute is over. Of an IPv6 address
the first 64 bits count, since one household has all that follow.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from ipaddress import IPv6Address, ip_address
from typing import Any

from flask import Flask, request
from flask_limiter import Limiter
from limits.errors import ConfigurationError
from limits.storage import storage_from_string

from triage.web.settings import Part

USUAL = "300 per minute"
"""Of one address: a visitor needs some 30, and a whole clinic may share one address."""

MEMORY = "memory://"
"""Counts in the memory of each process. Where many answer, Redis or Valkey counts for all of them."""

UNLIMITED = frozenset({"machines.healthz", "machines.readyz", "metrics", "static"})
"""Endpoints that machines ask often, or that browsers keep."""

_QUICK: Any = {"socket_connect_timeout": 0.25, "socket_timeout": 0.25}
"""Seconds to wait for a store that may be gone. Nobody waits longer for help because of a counter."""


def unusable(storage: str) -> Iterator[str]:
    """Why requests can never be counted there, if so. That nobody answers there now is no reason."""
    try:
        storage_from_string(storage)
    except (ConfigurationError, ValueError) as error:  # its message may hold a password
        yield f"RATE_LIMIT_STORAGE names no store ({type(error).__name__}): write redis://host:6379, or leave it out"


def limits(secret_key: str, storage: str = MEMORY, rate: str = USUAL) -> Part:
    """What limits the requests of one address. If the store dies, each process counts for itself until it is back.

    Args:
        secret_key: the newest one, with which addresses are hashed.
        storage: ``memory://``, ``redis://host:port`` or ``valkey://host:port``.
        rate: how many requests in which time, such as ``300 per minute``.
    """

    def limit(app: Flask) -> None:
        limiter = Limiter(
            _keyed(secret_key.encode()),
            app=app,
            application_limits=[rate],
            storage_uri=storage,
            storage_options={} if storage.startswith(MEMORY) else _QUICK,
            in_memory_fallback_enabled=True,
            swallow_errors=True,
            key_prefix="bpc",
            request_identifier=_counted_as,
        )
        limiter.request_filter(_is_unlimited)

    return limit


def _counted_as() -> str:
    """Without a name, addresses at which there is no page would not count."""
    return request.endpoint or "none"


def _is_unlimited() -> bool:
    return request.endpoint in UNLIMITED


def _keyed(secret: bytes) -> Callable[[], str]:
    def key() -> str:
        today = datetime.now(UTC).date().isoformat()
        said = f"rate limit {today} {_household(request.remote_addr or '')}"
        return hmac.digest(secret, said.encode(), "sha256").hex()[:32]

    return key


def _household(address: str) -> str:
    try:
        found = ip_address(address)
    except ValueError:
        return address
    return found.exploded[:19] if isinstance(found, IPv6Address) and not found.ipv4_mapped else address
