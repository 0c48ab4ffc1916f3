"""From an address to the page that stands there, stood there, or moved away."""

from datetime import datetime
from typing import Any

from delivery import addresses
from delivery.models import EndingKind, Publication
from delivery.problems import Moved, Problem, ProblemCode
from review.records import instant


def page_at(*, kind: str, slug: str, locale: str, at: datetime) -> Publication:
    """Return the live page whose slug this is, with its sources.

    Raises ``Moved`` when its topic is live under another slug, ``Problem`` ``gone`` when it was
    taken out of the public, ``not_found`` otherwise.
    """
    live = Publication.objects.live(at).standing_at(kind=kind, slug=slug)
    found = live.in_locale(locale).with_sources().first()
    if found:
        return found
    ended = Publication.objects.ended(at).standing_at(kind=kind, slug=slug).in_locale(locale)
    last = ended.first()
    if last is None:
        members = {"available_locales": live.locales()}
        raise Problem(ProblemCode.NOT_FOUND, members=members)
    now_at = Publication.objects.live(at).about(last.topic_id).in_locale(locale).first()
    if now_at:
        raise Moved(addresses.api_url(kind=now_at.kind, locale=now_at.locale, slug=now_at.slug))
    raise _gone(last, at)


def _gone(row: Publication, at: datetime) -> Problem:
    """The page may have had other slugs since: what ended it is said of its last row."""
    history = Publication.objects.ended(at).about(row.topic_id).in_locale(row.locale)
    last = history.first() or row
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
