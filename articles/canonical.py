"""One byte form for one value, so that a signature can rest on bytes.

RFC 8785 (JSON Canonicalization Scheme) over strings in NFC with ``\\n`` line ends. Empty values
are left out of objects, so that a new optional field changes no old fingerprint. Numbers are
integers; everything else that counts is a string.
"""

import hashlib
import re
import unicodedata
from typing import Any

import rfc8785
from django.core.exceptions import ValidationError

# C0 and C1 controls but tab and line ends, lone surrogates, and the two non-characters that XML and
# JSON readers stumble over. The two overrides of direction (U+202D, U+202E) would let a page show
# other words than those that were signed.
REFUSED_CHARACTERS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202d\u202e\ufffe\uffff]"
)

# The deepest rich text needs fewer than 50. Each level costs Python up to three calls of 1,000.
MAX_DEPTH = 100

EMPTY: tuple[Any, ...] = (None, "", [], {})


def canonical_bytes(value: object) -> bytes:
    """Return the canonical UTF-8 bytes of a JSON value.

    Raises ``ValidationError`` for NUL, lone surrogates, numbers that are no integers, integers
    beyond 2^53 - 1, keys that are no strings, keys that differ in their spelling alone and values
    nested deeper than ``MAX_DEPTH``.

    >>> canonical_bytes({"title": "Shame", "summary": "", "n": 1})
    b'{"n":1,"title":"Shame"}'
    """
    try:
        return rfc8785.dumps(canonical_value(value))
    except rfc8785.CanonicalizationError as error:
        raise ValidationError(str(error), code="not_canonical") from error


def canonical_value(value: Any, *, depth: int = 0) -> Any:
    """Return the value that the canonical bytes spell: normalised, without what is empty."""
    if depth > MAX_DEPTH:
        raise ValidationError("The value is nested too deeply.", code="not_canonical")
    if isinstance(value, str):
        return _canonical_text(value)
    if isinstance(value, dict):
        return _canonical_object(value, depth)
    if isinstance(value, list | tuple):
        return [canonical_value(item, depth=depth + 1) for item in value]
    if value is None or isinstance(value, bool | int):
        return value
    raise ValidationError(
        "A value of type %(type)s has no canonical form.",
        code="not_canonical",
        params={"type": type(value).__name__},
    )


def fingerprint(canonical: bytes) -> str:
    """Return the SHA-256 of canonical bytes, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical).hexdigest()


def _canonical_object(value: dict[Any, Any], depth: int) -> dict[str, Any]:
    entries = {
        _canonical_key(key): canonical_value(item, depth=depth + 1) for key, item in value.items()
    }
    if len(entries) < len(value):
        raise ValidationError("Two keys are one key, spelled in two ways.", code="not_canonical")
    return {key: item for key, item in entries.items() if item not in EMPTY}


def _canonical_key(key: object) -> str:
    if not isinstance(key, str):
        raise ValidationError("Keys are texts.", code="not_canonical")
    return _canonical_text(key)


def _canonical_text(text: str) -> str:
    if REFUSED_CHARACTERS.search(text):
        raise ValidationError(
            "The text holds a character that cannot be stored: delete it and type it again.",
            code="bad_character",
        )
    unix = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", unix)
