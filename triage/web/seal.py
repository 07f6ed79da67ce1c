"""Sealing what the visitor's own device keeps for us: encrypted, unchangeable, and of a length that tells nothing."""

from __future__ import annotations

import os
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

STEP = 64
"""Bytes. Contents are padded to a multiple of this, so that their length says nothing about the answers."""

SHORTEST_KEY = 16
"""Bytes that a secret key has at least."""

_NONCE = 12
_LONGEST = 1024


class Seal:
    """Seals and opens with AES-256-GCM. Contents are never compressed, since compression leaks them by length.

    Args:
        keys: secret keys, the newest first. The first seals; any of them opens, so that keys can be rotated.
        purpose: what the sealed text is for, such as the cookie's name. Text sealed for one purpose does not open
            for another.

    Raises:
        ValueError: there is no key, or a key is shorter than 16 bytes.
    """

    def __init__(self, keys: Sequence[bytes | str], purpose: str) -> None:
        secrets = [key.encode() if isinstance(key, str) else key for key in keys]
        if not secrets or any(len(secret) < SHORTEST_KEY for secret in secrets):
            raise ValueError(f"at least one secret key is needed, and each must be {SHORTEST_KEY} bytes or longer")
        self._ciphers = [AESGCM(_derived(secret)) for secret in secrets]
        self._purpose = purpose.encode()

    def close(self, contents: bytes) -> str:
        """The contents, padded and sealed, as text fit for a cookie."""
        padded = contents.ljust(-(-len(contents) // STEP) * STEP, b"\0")
        nonce = os.urandom(_NONCE)
        sealed = self._ciphers[0].encrypt(nonce, padded, self._purpose)
        return urlsafe_b64encode(nonce + sealed).rstrip(b"=").decode()

    def open(self, text: str) -> bytes | None:
        """The padded contents, or ``None`` for text that was not sealed by one of the keys for this purpose."""
        if len(text) > _LONGEST:
            return None
        try:
            sealed = b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        except ValueError:
            return None
        for cipher in self._ciphers:
            try:
                return cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], self._purpose)
            except (InvalidTag, ValueError):
                continue
        return None


def _derived(secret: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"back-pain-check cookie").derive(secret)
