"""Other pages as a document shows them."""

from datetime import datetime
from typing import Any

from delivery import addresses
from delivery.presenting.cards import present_cards
from delivery.presenting.facts import Facts

Json = dict[str, Any]


def neighbour_cards(facts: Facts) -> tuple[dict[str, Json], datetime | None]:
    """Return the cards of all live pages around this one by topic, and until when they are true."""
    rows = {str(row.topic.uuid): row for row in [*facts.linking, *facts.associated]}
    rows.update(facts.neighbours)
    if not rows:
        return {}, None
    cards, boundary = present_cards(list(rows.values()), at=facts.at)
    return {card["topic"]: card for card in cards}, boundary


def present_translations(clinical: Json, fingerprint: str, facts: Facts) -> list[Json]:
    """Return the live pages about the same topic in other languages.

    One is stale when the page that it was translated from says other words by now.
    """
    today = {row.revision.snapshot.clinical["page"]: row.fingerprint for row in facts.translations}
    today[clinical["page"]] = fingerprint
    return [
        {
            "locale": row.locale,
            "path": row.path,
            "web_url": addresses.web_url(kind=row.kind, locale=row.locale, slug=row.slug),
            "stale": _is_stale(row.revision.snapshot.clinical, today),
        }
        for row in facts.translations
    ]


def _is_stale(clinical: Json, today: dict[str, str]) -> bool:
    source = clinical.get("translated_from")
    if not source or source["page"] not in today:
        return False
    return bool(today[source["page"]] != source["fingerprint"])
