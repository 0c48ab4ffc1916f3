"""From a path of the web site to what its front end shows there, or where it sends the reader."""

from datetime import datetime
from http import HTTPStatus
from typing import Any

from delivery.addressing import address_of, missing
from delivery.histories import Asked, Name, past_of
from delivery.models import Publication
from delivery.presenting.surroundings import When
from delivery.web_paths import Outcome, PageAddress, pages_meant

Json = dict[str, Any]


def resolve(path: str, *, when: When) -> tuple[Json, datetime | None]:
    """Return what is at a normal path, and until when, if nobody writes.

    The path is in one language: no other stands in for it. Raises ``Problem``: ``gone`` or
    ``not_found``.
    """
    meant = pages_meant(path)
    live = list(when.live().at_addresses(meant)) if meant else []
    if live:
        row = min(live, key=lambda row: meant.index(_place(row)))
        return _found(row, Outcome.CONTENT), row.live_until
    names = [Name.of_topic(kind=kind, slug=slug, locales=[locale]) for kind, locale, slug in meant]
    past = past_of(Asked(names, [path]), when)
    if past.live is None:
        raise missing(past, when)
    return _found(past.live, Outcome.REDIRECT), past.boundary


def _place(row: Publication) -> PageAddress:
    return PageAddress(row.kind, row.locale, row.slug)


def _found(row: Publication, outcome: Outcome) -> Json:
    moved = outcome == Outcome.REDIRECT
    return {
        "outcome": outcome.value,
        "status": HTTPStatus.PERMANENT_REDIRECT.value if moved else None,
        "id": str(row.page_uuid),
        "topic": str(row.topic.uuid),
        **address_of(row),
    }
