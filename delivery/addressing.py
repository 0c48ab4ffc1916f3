"""From an address to the page that stands there, stood there, or moved away.

A slug names a topic, in all languages: it is that of the topic's page in one of them, now or once.
"""

from datetime import datetime
from typing import Any

from delivery import addresses
from delivery.models import EndingKind, Publication, PublicationQuerySet
from delivery.problems import Moved, Problem, ProblemCode
from review.records import instant


def page_at(*, kind: str, slug: str, locale: str, at: datetime) -> Publication:
    """Return the live page, in that language, of the topic that the slug names, with its sources.

    Raises ``Moved`` when the topic has left the slug, ``Problem`` ``gone`` when the page was taken
    out of the public, ``not_found`` otherwise.
    """
    live = Publication.objects.live(at)
    named = live.standing_at(kind=kind, slug=slug)
    found = _about_what(named, live).in_locale(locale).with_sources().first()
    if found:
        return found
    ended = Publication.objects.ended(at)
    once_named = named | ended.standing_at(kind=kind, slug=slug)
    rows = {row.locale: row for row in _about_what(once_named, live)}
    if locale in rows:
        raise _moved(rows[locale], at)
    last = _about_what(once_named, ended).in_locale(locale).first()
    if last:
        raise _gone(last, at)
    raise Problem(ProblemCode.NOT_FOUND, members={"available_locales": sorted(rows)})


def _about_what(named: PublicationQuerySet, rows: PublicationQuerySet) -> PublicationQuerySet:
    """Those of the rows that are about the topic of the named ones, found in the same query."""
    # A slug that was ever public is that of one topic.
    topic: Any = named.values("topic")[:1]
    return rows.about(topic)


def _moved(row: Publication, at: datetime) -> Moved:
    location = addresses.api_url(kind=row.kind, locale=row.locale, slug=row.slug)
    return Moved(location, at=at, boundary=row.live_until)


def _gone(last: Publication, at: datetime) -> Problem:
    ending = {
        "kind": last.ending or EndingKind.EXPIRED.value,
        "notice": last.ending_notice or None,
        "ended_at": instant(last.live_until or at),
        "successor": _successor(last, at),
    }
    return Problem(ProblemCode.GONE, members={"ending": ending})


def _successor(row: Publication, at: datetime) -> dict[str, Any] | None:
    if row.successor_id is None:
        return None
    live = Publication.objects.live(at).about(row.successor_id).in_locale(row.locale)
    page = live.select_related("topic", "revision").first()
    if page is None:
        return None
    address = {"kind": page.kind, "locale": page.locale, "slug": page.slug}
    return {
        "topic": str(page.topic.uuid),
        **address,
        "path": page.path,
        "web_url": addresses.web_url(**address),
        "api_url": addresses.api_url(**address),
        "title": page.revision.snapshot.clinical["title"],
    }
