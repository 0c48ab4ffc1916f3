"""Finished bytes for readers: those that are stored or, where these are not true, made afresh."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from delivery.encoding import encoded
from delivery.models import Document, Finished, Part, Publication
from delivery.presenter import current_presenter
from delivery.presenting import Presented, PresentedDocument, present_all, present_documents
from delivery.presenting.instants import next_instant
from delivery.presenting.surroundings import When

# What is made afresh for one reader will soon be stored by somebody who has the ledger.
AFRESH = timedelta(seconds=5)

Json = dict[str, Any]


@dataclass(frozen=True)
class Served:
    """``body`` is JSON, right from now until ``boundary`` (None: until somebody writes)."""

    body: bytes
    etag: str
    boundary: datetime | None
    presented_at: datetime


def pages(rows: Sequence[Publication], when: When) -> list[Served]:
    """Return the document of each row. ``rows`` are live, and fetched with their bytes."""
    afresh = _present_unfinished(rows, when)
    return [
        _made(afresh[row.pk].document, afresh[row.pk].boundary, when)
        if row.pk in afresh
        else _stored(row, row.body, row.etag)
        for row in rows
    ]


def cards(rows: Sequence[Publication], when: When) -> list[Served]:
    """Return the card of each row. ``rows`` are live, and fetched with their cards."""
    afresh = _present_unfinished(rows, when)
    return [
        _made(afresh[row.pk].card, afresh[row.pk].boundary, when)
        if row.pk in afresh
        else _stored(row, row.card)
        for row in rows
    ]


def parts(rows: Sequence[Part], when: When) -> list[Served]:
    """Return each section or association; ``rows`` are fetched with their live publications."""
    afresh = _present_unfinished([row.publication for row in rows], when)
    return [
        _made(made.parts[str(row.uuid)], made.boundary, when)
        if (made := afresh.get(row.publication_id))
        else _stored(row.publication, row.body)
        for row in rows
    ]


def documents(rows: Sequence[Document], when: When) -> list[Served]:
    """Return the document of each work or person. ``rows`` are live, and fetched with their bytes."""
    afresh = _document_unfinished(rows, when)
    return [
        _made(afresh[row.pk].document, afresh[row.pk].boundary, when)
        if row.pk in afresh
        else _stored(row, row.body, row.etag)
        for row in rows
    ]


def document_cards(rows: Sequence[Document], when: When) -> list[Served]:
    """Return what a list shows of each work or person. ``rows`` are live, fetched with cards."""
    afresh = _document_unfinished(rows, when)
    return [
        _made(afresh[row.pk].card, afresh[row.pk].boundary, when)
        if row.pk in afresh
        else _stored(row, row.card)
        for row in rows
    ]


def until_when(row: Publication, when: When) -> datetime | None:
    """Return until when the row is what is served at its address, if nobody writes."""
    if when.as_of:
        return None
    finished = row.is_finished(presenter=current_presenter(), at=when.at)
    stored = row.next_boundary if finished else when.at + AFRESH
    return next_instant([row.live_until, stored], after=when.at)


def boundary_of(served: Sequence[Served], *, after: datetime) -> datetime | None:
    """Return until when all of them are right."""
    return next_instant((each.boundary for each in served), after=after)


def _present_unfinished(rows: Sequence[Publication], when: When) -> dict[int, Presented]:
    wanted = _unfinished(rows, when)
    if not wanted:
        return {}
    fetched = list(Publication.objects.filter(pk__in=wanted).with_sources().without_bytes())
    made = present_all(fetched, at=when.at, as_of=when.as_of)
    return {row.pk: each for row, each in zip(fetched, made, strict=True)}


def _document_unfinished(rows: Sequence[Document], when: When) -> dict[int, PresentedDocument]:
    wanted = _unfinished(rows, when)
    if not wanted:
        return {}
    fetched = list(Document.objects.filter(pk__in=wanted).with_sources().without_bytes())
    made = present_documents(fetched, at=when.at, as_of=when.as_of)
    return {row.pk: each for row, each in zip(fetched, made, strict=True)}


def _unfinished(rows: Sequence[Finished], when: When) -> set[int]:
    """The rows whose bytes are not what would be made now: stored bytes are never of the past."""
    presenter = current_presenter()
    return {
        row.pk for row in rows if when.as_of or not row.is_finished(presenter=presenter, at=when.at)
    }


def _made(document: Json | None, boundary: datetime | None, when: When) -> Served:
    body, etag = encoded(document)
    soon = None if when.as_of else when.at + AFRESH
    return Served(body, etag, next_instant([boundary, soon], after=when.at), when.at)


def _stored(row: Finished, body: bytes | memoryview, etag: str = "") -> Served:
    assert row.presented_at is not None  # noqa: S101  (finished bytes have an instant)
    return Served(bytes(body), etag, row.next_boundary, row.presented_at)
