"""Stored bytes are true: they say what the presenter would say at this instant."""

import orjson

from delivery.encoding import encoded
from delivery.models import Document, Publication
from delivery.presenter import current_presenter
from delivery.presenting import present, present_documents


def assert_stored_bytes_are_true(at):
    """Hold the bytes of all live pages, parts, works and people against what is made afresh.

    ``at`` is not before the last move. Bytes whose boundary has passed are not used, and not held.
    """
    for row in Publication.objects.live(at).with_sources():
        if not _passed(row, at):
            made = present(row.revision.snapshot, publication=row, at=at)
            parts = {str(part.uuid): bytes(part.body) for part in row.parts.all()}
            assert _read(row) | {"parts": _loaded(parts)} == _made(made) | {"parts": made.parts}
            assert _bytes(row) == _encoded(made)
            assert parts == {uuid: orjson.dumps(part) for uuid, part in made.parts.items()}
    live = Document.objects.live(at).with_sources()
    for row in live:
        if not _passed(row, at):
            (made,) = present_documents([row], at=at)
            assert _read(row) == _made(made)
            assert _bytes(row) == _encoded(made)
    for row in Document.objects.exclude(pk__in=live.values("pk")):
        if row.etag and not _passed(row, at):
            stored = (bytes(row.body), bytes(row.card), row.etag, row.presenter)
            assert stored == (b"", b"", "", "")


def assert_all_bytes_are_stored(at):
    """Hold that all that is live has bytes: to be asked when the worker has come by."""
    presenter = current_presenter()
    for row in (*Publication.objects.live(at), *Document.objects.live(at)):
        assert row.is_finished(presenter=presenter, at=at), row


def _passed(row, at):
    """Whether nobody would be given the bytes: their time is over, or they were never made."""
    return not row.is_finished(presenter=row.presenter, at=at) or not row.etag


def _read(row):
    """What the bytes say, first: of two long strings nobody sees where they differ."""
    return {
        "presenter": row.presenter,
        "boundary": row.next_boundary,
        **_loaded({"document": bytes(row.body), "card": bytes(row.card)}),
    }


def _made(made):
    return {
        "presenter": current_presenter(),
        "boundary": made.boundary,
        "document": made.document,
        "card": made.card,
    }


def _bytes(row):
    return (bytes(row.body), row.etag, bytes(row.card))


def _encoded(made):
    return (*encoded(made.document), orjson.dumps(made.card))


def _loaded(bodies):
    return {name: orjson.loads(body) if body else None for name, body in bodies.items()}
