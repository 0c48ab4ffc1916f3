"""Keyset pages: a list stays in step while it is read, however long it is, in both directions."""

import base64
import json
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q

from delivery.models import Publication, PublicationQuerySet
from review.records import instant

LIMIT_DEFAULT = 20
LIMIT_MAX = 100


@dataclass(frozen=True)
class Cursor:
    """A place between two rows of the order ``-published_at, page uuid`` in one list."""

    kind: str
    locale: str
    published_at: datetime
    page: UUID
    backwards: bool

    @classmethod
    def parse(cls, text: str) -> "Cursor":
        """Read a cursor back. Raises ``ValueError`` for one that was not made here."""
        try:
            padded = text + "=" * (-len(text) % 4)
            content = json.loads(base64.b64decode(padded, altchars=b"-_"))
            kind, locale, published_at, page, backwards = content
            at = datetime.strptime(published_at, "%Y-%m-%dT%H:%M:%S.%f%z")
            cursor = cls(kind, locale, at, UUID(page), bool(backwards))
            if str(cursor) != text:
                raise ValueError("spelled in another way")
        except (ValueError, TypeError, AttributeError, OverflowError, RecursionError):
            raise ValueError("take it from next or previous of a list") from None
        return cursor

    def __str__(self) -> str:
        place = [instant(self.published_at), str(self.page), int(self.backwards)]
        content = [self.kind, self.locale, *place]
        packed = json.dumps(content, separators=(",", ":")).encode()
        return base64.urlsafe_b64encode(packed).decode().rstrip("=")


@dataclass(frozen=True)
class Slice:
    """``behind`` is the row that tells of a further slice, if there is one."""

    rows: list[Publication]
    behind: list[Publication]
    next: Cursor | None
    previous: Cursor | None


def slice_of(rows: PublicationQuerySet, *, limit: int, cursor: Cursor | None) -> Slice:
    """Return at most ``limit`` rows from the cursor on, in one query."""
    backwards = cursor is not None and cursor.backwards
    order = ["published_at", "-page__uuid"] if backwards else ["-published_at", "page__uuid"]
    found = list(_beyond(rows, cursor).order_by(*order)[: limit + 1])
    more, kept = len(found) > limit, found[:limit]
    if backwards:
        kept.reverse()
    has_next = bool(kept) and (more or backwards)
    has_previous = bool(kept) and (more if backwards else cursor is not None)
    return Slice(
        rows=kept,
        behind=found[limit:],
        next=_cursor(kept[-1], backwards=False) if has_next else None,
        previous=_cursor(kept[0], backwards=True) if has_previous else None,
    )


def address(base: str, cursor: Cursor | None, parameters: dict[str, str]) -> str | None:
    """Return the absolute address of a neighbouring slice with the same other parameters."""
    if cursor is None:
        return None
    return f"{base}?{urlencode({**parameters, 'cursor': str(cursor)})}"


def _beyond(rows: PublicationQuerySet, cursor: Cursor | None) -> PublicationQuerySet:
    if cursor is None:
        return rows
    if cursor.backwards:
        return rows.filter(
            Q(published_at__gt=cursor.published_at)
            | Q(published_at=cursor.published_at, page__uuid__lt=cursor.page)
        )
    return rows.filter(
        Q(published_at__lt=cursor.published_at)
        | Q(published_at=cursor.published_at, page__uuid__gt=cursor.page)
    )


def _cursor(row: Publication, *, backwards: bool) -> Cursor:
    return Cursor(row.kind, row.locale, row.published_at, row.page.uuid, backwards)
