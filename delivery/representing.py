"""Making the stored bytes anew, inside the transaction of whoever changed what they show."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

import orjson

from delivery.dependents import documents_named_by, shown_with
from delivery.encoding import encoded
from delivery.models import Change, ChangeKind, Document, Finished, Part, Publication
from delivery.presenter import current_presenter
from delivery.presenting import Presented, present_all, present_documents
from delivery.sorting import sort_key
from review.ledger import Turn

Json = dict[str, Any]

# So that the memory for one site-wide change does not grow with the site.
ROWS_AT_ONCE = 500


def rows_changed(rows: Collection[int], turn: Turn) -> None:
    """Make all bytes anew that show something of rows that begin, end or are planned otherwise."""
    represent(shown_with(rows, at=turn.at), turn)
    represent_documents(documents_named_by(rows), turn)


def represent(rows: Collection[int], turn: Turn) -> None:
    """Make the bytes of the live ones among the rows, and of their parts; log what changed."""
    ordered = sorted(rows)
    for start in range(0, len(ordered), ROWS_AT_ONCE):
        _represent(ordered[start : start + ROWS_AT_ONCE], turn)


def represent_documents(documents: Collection[int], turn: Turn) -> None:
    """Make the bytes of works and people; take those away that no live page names any more."""
    if not documents:
        return
    named = Document.objects.filter(pk__in=documents).with_sources()
    rows = list(named.without_bytes().order_by("pk"))
    live = set(Document.objects.live(turn.at).filter(pk__in=documents).values_list("pk", flat=True))
    shown = [row for row in rows if row.pk in live]
    gone = [row for row in rows if row.pk not in live]
    changes = {row: ChangeKind.WITHDRAWN for row in gone if row.etag}
    for row in gone:
        _empty(row)
        # When a page begins to name it, it is in the list before anybody has made its bytes.
        row.sort_key = sort_key(row.sorted_by)
    for row, presented in zip(shown, present_documents(shown, at=turn.at), strict=True):
        kind = ChangeKind.REFRESHED if row.etag else ChangeKind.PUBLISHED
        if _finish(row, presented.document, presented.card, presented.boundary, turn.at):
            changes[row] = kind
        row.sort_key = sort_key(row.sorted_by)
    Document.objects.bulk_update([*gone, *shown], [*Finished.BYTES, "sort_key"])
    _log([Change(kind=kind, document=row) for row, kind in changes.items()], turn)


def _represent(pks: Sequence[int], turn: Turn) -> None:
    live = Publication.objects.live(turn.at).filter(pk__in=pks).with_sources()
    rows = list(live.without_bytes().order_by("pk"))
    all_presented = present_all(rows, at=turn.at)
    had = {row.pk for row in rows if row.etag}
    written, changed = [], _finish_parts(rows, all_presented)
    for row, presented in zip(rows, all_presented, strict=True):
        before = (row.presenter, row.next_boundary)
        if _finish(row, presented.document, presented.card, presented.boundary, turn.at):
            changed.add(row.pk)
        if row.pk in changed or before != (row.presenter, row.next_boundary):
            written.append(row)
    Publication.objects.bulk_update(written, Finished.BYTES)
    # What is public for the first time has a change of its own.
    refreshed = [row for row in rows if row.pk in changed & had]
    _log([Change(kind=ChangeKind.REFRESHED, publication=row) for row in refreshed], turn)


def _finish(
    row: Finished, document: Json, card: Json | None, boundary: datetime | None, at: datetime
) -> bool:
    """Put the bytes on the row; whether they are others than before."""
    before = row.etag
    row.body, row.etag = encoded(document)
    row.card = orjson.dumps(card)
    row.presenter, row.next_boundary = current_presenter(), boundary
    if row.etag != before:
        row.presented_at = at
    return row.etag != before


def _empty(row: Finished) -> None:
    row.body = row.card = b""
    row.etag = row.presenter = ""
    row.presented_at = row.next_boundary = None


def _finish_parts(rows: Sequence[Publication], all_presented: Iterable[Presented]) -> set[int]:
    """Store the bytes of the parts, and return the publications that had others."""
    parts = Part.objects.filter(publication__in=rows)
    by_place = {(part.publication_id, str(part.uuid)): part for part in parts}
    written = []
    for row, presented in zip(rows, all_presented, strict=True):
        for uuid, document in presented.parts.items():
            # A row from before there were parts gets them from the worker.
            part, body = by_place.get((row.pk, uuid)), orjson.dumps(document)
            if part and bytes(part.body) != body:
                part.body = body
                written.append(part)
    Part.objects.bulk_update(written, ["body"])
    return {part.publication_id for part in written}


def _log(changes: Sequence[Change], turn: Turn) -> None:
    for change in changes:
        change.number, change.at = turn.next_change(), turn.at
    Change.objects.bulk_create(changes)
