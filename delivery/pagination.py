"""Keyset pages: a list stays in step while it is read, however long it is, in both directions.

A list is in the order of one column and, among equals, of uuids, both rising or both falling: the
databases then compare ``(value, uuid)`` with those of the cursor, and mean the same by it.
"""

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import F, Model, QuerySet
from django.db.models.fields.tuple_lookups import TupleGreaterThan, TupleLessThan

from review.records import instant

Row = TypeVar("Row", bound=Model)

LIMIT_DEFAULT = 20
LIMIT_MAX = 100

# Of names: bytes that stand for them (``delivery.sorting``).
SORT_KEY = "sort_key"

# More than the longest title gives.
CURSOR_CHARACTERS = 20_000


@dataclass(frozen=True)
class Order:
    """``column`` is ``sort_key`` or one of instants; ``tie`` is unique."""

    column: str
    tie: str = "uuid"
    descending: bool = False

    def columns(self, *, backwards: bool) -> list[str]:
        sign = "-" if self.descending != backwards else ""
        return [sign + self.column, sign + self.tie]

    def place(self, row: Model) -> tuple[str, UUID]:
        """Return where a row stands, as a cursor names it."""
        value = getattr(row, self.column)
        if self.column != SORT_KEY:
            return instant(value), getattr(row, self.tie)
        return _packed(bytes(value)), getattr(row, self.tie)

    def value(self, named: str) -> datetime | bytes:
        """Return what a cursor names. Raises ``ValueError``."""
        if self.column == SORT_KEY:
            return _unpacked(named)
        return datetime.strptime(named, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)


@dataclass(frozen=True)
class Cursor:
    """A place between two rows of one list; ``binding`` says of which."""

    binding: str
    value: str
    uuid: UUID
    backwards: bool

    @classmethod
    def parse(cls, text: str) -> "Cursor":
        """Read a cursor back. Raises ``ValueError`` for one that was not made here."""
        try:
            if len(text) > CURSOR_CHARACTERS:
                raise ValueError("too long")
            binding, value, uuid, backwards = json.loads(_unpacked(text))
            cursor = cls(str(binding), str(value), UUID(uuid), bool(backwards))
            if str(cursor) != text:
                raise ValueError("spelled in another way")
        except (ValueError, TypeError, AttributeError, RecursionError):
            raise ValueError("take it from next or previous of a list") from None
        return cursor

    def __str__(self) -> str:
        content = [self.binding, self.value, str(self.uuid), int(self.backwards)]
        return _packed(json.dumps(content, separators=(",", ":")).encode())


@dataclass(frozen=True)
class Slice(Generic[Row]):
    """``behind`` is the row that tells of a further slice, if there is one."""

    rows: list[Row]
    behind: list[Row]
    next: Cursor | None
    previous: Cursor | None


def binding(list_name: str, given: Mapping[str, str]) -> str:
    """Return what ties a cursor to a list: to its name and to the parameters that make it."""
    content = json.dumps([list_name, sorted(given.items())]).encode()
    return hashlib.sha256(content).hexdigest()[:16]


def slice_of(
    rows: "QuerySet[Row]", *, order: Order, limit: int, cursor: Cursor | None, binding: str
) -> Slice[Row]:
    """Return at most ``limit`` rows from the cursor on, in one query. Raises ``ValueError``."""
    backwards = cursor is not None and cursor.backwards
    beyond = _beyond(rows, order, cursor) if cursor else rows
    found = list(beyond.order_by(*order.columns(backwards=backwards))[: limit + 1])
    more, kept = len(found) > limit, found[:limit]
    if backwards:
        kept.reverse()
    if cursor and not kept:
        return _nothing_left(cursor)
    has_next = more or backwards
    has_previous = more if backwards else cursor is not None
    return Slice(
        rows=kept,
        behind=found[limit:],
        next=Cursor(binding, *order.place(kept[-1]), backwards=False) if has_next else None,
        previous=Cursor(binding, *order.place(kept[0]), backwards=True) if has_previous else None,
    )


def _nothing_left(cursor: Cursor) -> Slice[Any]:
    """What was beyond the cursor has gone: the way back begins where the cursor stands."""
    back = replace(cursor, backwards=not cursor.backwards)
    return Slice(
        rows=[],
        behind=[],
        next=back if cursor.backwards else None,
        previous=None if cursor.backwards else back,
    )


def address(base: str, cursor: Cursor | None, parameters: Mapping[str, str]) -> str | None:
    """Return the absolute address of a neighbouring slice with the same other parameters."""
    if cursor is None:
        return None
    return f"{base}?{urlencode({**parameters, 'cursor': str(cursor)})}"


def _beyond(rows: "QuerySet[Row]", order: Order, cursor: Cursor) -> "QuerySet[Row]":
    compare: Any = TupleLessThan if order.descending != cursor.backwards else TupleGreaterThan
    place = (order.value(cursor.value), cursor.uuid)
    return rows.filter(compare((F(order.column), F(order.tie)), place))


def _packed(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def _unpacked(text: str) -> bytes:
    padded = text + "=" * (-len(text) % 4)
    content = base64.b64decode(padded.encode("ascii"), altchars=b"-_", validate=True)
    if _packed(content) != text:
        raise ValueError("spelled in another way")
    return content
