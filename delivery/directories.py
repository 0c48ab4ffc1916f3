"""Short public lists that come whole, and the site itself. Each is right until its boundary."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.conf import settings

from articles.models import CrisisResourceVersion, Site, Tag
from delivery import addresses
from delivery.models import Link, Publication
from delivery.presenter import current_presenter
from delivery.presenting.crisis import present_crisis_resource
from delivery.presenting.instants import next_instant
from delivery.reading import AFRESH
from delivery.sorting import sort_key
from review.records import instant

Json = dict[str, Any]
Dated = tuple[list[Json], datetime | None]


def every_path(*, kind: str | None, locale: str | None, at: datetime) -> Dated:
    """Return where every live page is, in the order of the paths."""
    rows = list(Publication.objects.live(at).of(kind=kind, locale=locale).to_list_paths())
    begins = Publication.objects.scheduled(at).of(kind=kind, locale=locale).next_turn(at)
    presenter = current_presenter()
    finished = [row.is_finished(presenter=presenter, at=at) for row in rows]
    ends = [instant for row in rows for instant in (row.live_until, row.next_boundary)]
    soon = None if all(finished) else at + AFRESH
    results = [
        _path(row, row.etag if is_finished else None)
        for row, is_finished in zip(rows, finished, strict=True)
    ]
    return results, next_instant([begins, soon, *ends], after=at)


def live_tags(*, locale: str, at: datetime) -> Dated:
    """Return the tags of live pages in a language, by name."""
    live = Publication.objects.live(at).of(locale=locale)
    named = Link.objects.filter(publication__in=live, tag__isnull=False).values("tag")
    tags = sorted(Tag.objects.filter(pk__in=named), key=lambda tag: (sort_key(tag.name), tag.slug))
    results = [
        {
            "slug": tag.slug,
            "name": tag.name,
            "pages_url": addresses.pages_url(tag=tag.slug, **_in(locale)),
        }
        for tag in tags
    ]
    return results, Publication.objects.standing(at).of(locale=locale).next_turn(at)


def crisis_resources(*, countries: Collection[str] | None) -> list[Json]:
    """Return what is served of some countries, or of all, and in the order of printing."""
    served = CrisisResourceVersion.objects.served()
    return [
        present_crisis_resource(version)
        for version in served
        if countries is None or version.resource.country in countries
    ]


def site(*, locale: str) -> Json:
    """Return what the public may know of the site, with its labels in a language."""
    row = Site.objects.current()
    return {
        "name": row.name,
        "legal_name": row.legal_name or None,
        "logo": None,
        "telephone": row.telephone or None,
        "countries": row.countries,
        "feedback": {"url": row.feedback_url or None, "email": row.feedback_email or None},
        "locale": locale,
        "locales": list(settings.CONTENT_LOCALES),
        "labels": row.part_labels(locale),
    }


def _path(row: Publication, etag: str | None) -> Json:
    address = {"kind": row.kind, "locale": row.locale, "slug": row.slug}
    return {
        "id": str(row.page_uuid),
        "topic": str(row.topic.uuid),
        **address,
        "path": row.path,
        "web_url": addresses.web_url(**address),
        "api_url": addresses.api_url(**address),
        "updated_at": instant(row.updated_at),
        "etag": etag,
    }


def _in(locale: str) -> dict[str, str]:
    return {} if locale == settings.CONTENT_LOCALES[0] else {"locale": locale}
