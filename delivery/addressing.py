"""From an address to the page that stands there, stood there, or moved away.

A slug names a topic, in all languages: it is that of the topic's page in one of them, now or once.
"""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import orjson

from delivery import addresses
from delivery.histories import Asked, Name, Past, past_of
from delivery.locales import chain
from delivery.models import EndingKind, Publication
from delivery.models.publications import TAKEN_BACK
from delivery.presenting.surroundings import When
from delivery.problems import Moved, Problem, ProblemCode
from review.records import instant

Json = dict[str, Any]


def page_at(
    *,
    kind: str,
    slug: str,
    locale: str,
    when: When,
    query: Mapping[str, str],
    to: Callable[..., str] = addresses.detail_url,
) -> Publication:
    """Return the live page of the topic that the slug names, in the language nearest to a tag.

    Raises ``Moved`` when the topic has left the slug, to the address that ``to`` makes, with the
    same ``query``; ``Problem`` ``gone`` when the page was taken out of the public, ``not_found``
    otherwise.
    """
    locales = chain(locale)
    found = when.live().named(kind=kind, slug=slug).best_first(locales).to_serve().first()
    if found:
        return found
    name = Name.of_topic(kind=kind, slug=slug, locales=locales)
    past = past_of(Asked([name], _paths(kind, slug, locales), locales), when)
    if past.live:
        keys = [f"topic-{past.live.topic.uuid}"]
        location = _location(to(kind=past.live.kind, slug=past.live.slug), query)
        raise Moved(location, keys=keys, at=when.at, boundary=past.boundary)
    raise missing(past, when)


def page_of(page: UUID, *, when: When) -> Publication:
    """Return the live row of a page. Raises ``Problem``: ``gone`` or ``not_found``."""
    found = when.live().of_page(page).to_serve().first()
    if found:
        return found
    raise missing(past_of(Asked([Name.of_page(page)]), when), when)


def missing(past: Past, when: When) -> Problem:
    """Return the problem of an address at which nothing is live: ``gone`` or ``not_found``."""
    if past.ended is None:
        return Problem(ProblemCode.NOT_FOUND, members={"available_locales": past.locales})
    row: Any = past.ended
    kind = _ending(row, when)
    notice = row.recall_notice if kind == EndingKind.RECALLED else row.ending_notice
    ending = {
        "kind": kind,
        "notice": notice or row.ending_notice or None,
        "ended_at": instant(row.live_until or when.at),
        "successor": _successor(past.successor) if past.successor else None,
    }
    return Problem(ProblemCode.GONE, members={"ending": ending})


def address_of(row: Publication) -> Json:
    """Return where a page is, on the web site and here."""
    address = {"kind": row.kind, "locale": row.locale, "slug": row.slug}
    return {
        **address,
        "path": row.path,
        "web_url": addresses.web_url(**address),
        "api_url": addresses.api_url(**address),
    }


def _paths(kind: str, slug: str, locales: list[str]) -> list[str]:
    """Where the page would stand on the web site, if it had this slug: who imported an address
    meant one of these."""
    return [
        make(kind=kind, locale=locale, slug=slug).rstrip("/") + "/"
        for locale in locales
        for make in (addresses.path, addresses.web_path)
    ]


def _location(base: str, query: Mapping[str, str]) -> str:
    return f"{base}?{urlencode(query)}" if query else base


def _ending(row: Any, when: When) -> str:
    # What was taken back since was public at the instant, and ended later.
    was_public = when.as_of and row.live_until and row.live_until > when.as_of
    if was_public and row.ending not in TAKEN_BACK:
        was_recalled = row.recall_notice is not None
        return EndingKind.RECALLED.value if was_recalled else EndingKind.REVOKED.value
    return row.ending or EndingKind.EXPIRED.value


def _successor(row: Publication) -> Json:
    return {"topic": str(row.topic.uuid), **address_of(row), "title": _title(row)}


def _title(row: Publication) -> str:
    # The words of a row never change: its card has the title, whoever made it.
    card = orjson.loads(bytes(row.card) or b"null") or row.revision.snapshot.clinical
    title: str = card["title"]
    return title
