"""JSON as bytes with a strong entity tag: equal documents have equal bytes and tags."""

import hashlib
from typing import Any

import orjson


def encoded(document: Any) -> tuple[bytes, str]:
    """Return the bytes of a document and their entity tag, quotation marks included."""
    body = orjson.dumps(document)
    return body, etag_of(body)


def etag_of(body: bytes) -> str:
    return f'"{hashlib.sha256(body).hexdigest()}"'
