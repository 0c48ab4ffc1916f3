"""The canonical bytes of a recorded row, and the hash that the audit chain keeps of them.

Each recorded model lists its ``RECORDED`` fields, so that a later column changes no old hash.
"""

import hashlib
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import Model

from articles.canonical import canonical_bytes


def row_hash(row: Model) -> str:
    """Return the SHA-256, in hexadecimal, of the row's recorded fields."""
    return hashlib.sha256(row_bytes(row)).hexdigest()


def row_bytes(row: Model) -> bytes:
    """Return the canonical bytes of the row's recorded fields; of another row they hold its uuid."""
    record = {name: _plain(getattr(row, name)) for name in row.RECORDED}  # type: ignore[attr-defined]
    return canonical_bytes(record)


def instant(at: datetime) -> str:
    """Return an instant as ISO 8601 in UTC with microseconds, always of the same length."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    if isinstance(value, Model):
        return str(value.uuid)  # type: ignore[attr-defined]
    if value is None or isinstance(value, int | str | list | dict):
        return value
    return value.isoformat() if isinstance(value, date) else str(value)
