"""Static files go out compressed: a slow phone shows nothing before it has the whole stylesheet.

Pages are never compressed: how well a page compresses tells what is in it.
"""

from __future__ import annotations

import gzip
from functools import lru_cache

from flask import Flask, Response, request

WORDS = ("text/css", "text/javascript", "image/svg+xml")
"""Kinds of files that compress well."""


def pack_static_files(app: Flask) -> None:
    """Send static files with gzip to browsers that take it."""
    app.after_request(_packed)


def _packed(response: Response) -> Response:
    if request.endpoint != "static" or response.status_code != 200 or response.mimetype not in WORDS:
        return response
    response.vary.add("Accept-Encoding")
    if request.accept_encodings["gzip"] > 0:
        response.direct_passthrough = False
        response.set_data(_gzip(response.get_data()))
        response.headers["Content-Encoding"] = "gzip"
        response.headers.remove("ETag")  # it names the file as it is; the address changes with the file anyway
    return response


@lru_cache(maxsize=32)
def _gzip(contents: bytes) -> bytes:
    return gzip.compress(contents, compresslevel=9, mtime=0)
