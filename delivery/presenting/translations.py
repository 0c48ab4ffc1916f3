"""The same subject in other languages."""

from typing import Any

from delivery import addresses
from delivery.presenting.facts import Facts

Json = dict[str, Any]


def present_translations(clinical: Json, fingerprint: str, facts: Facts) -> list[Json]:
    """Return the live pages about the same topic in other languages.

    One is stale when the page that it was translated from says other words by now.
    """
    today = {row.revision.snapshot.clinical["page"]: row.fingerprint for row in facts.translations}
    today[clinical["page"]] = fingerprint
    return [
        {
            "id": str(row.page_uuid),
            "locale": row.locale,
            "slug": row.slug,
            "path": row.path,
            "web_url": addresses.web_url(kind=row.kind, locale=row.locale, slug=row.slug),
            "api_url": addresses.api_url(kind=row.kind, locale=row.locale, slug=row.slug),
            "title": row.revision.snapshot.clinical["title"],
            "stale": _is_stale(row.revision.snapshot.clinical, today),
        }
        for row in facts.translations
    ]


def _is_stale(clinical: Json, today: dict[str, str]) -> bool:
    source = clinical.get("translated_from")
    if not source or source["page"] not in today:
        return False
    return bool(today[source["page"]] != source["fingerprint"])
