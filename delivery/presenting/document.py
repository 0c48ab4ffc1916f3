"""The whole page document."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.text import slugify

from articles import richtext
from articles.models import CrisisResourceVersion, Person
from articles.outline import OutlinePart
from articles.snapshots import Snapshot
from delivery import addresses
from delivery.crisis import needs_crisis_resources
from delivery.models import Publication
from delivery.presenting.facts import Facts, gather, next_instant
from delivery.presenting.references import present_references
from delivery.presenting.review import present_review, review_instants
from delivery.snapshots import (
    citation_keys_in_order,
    crisis_resources_named,
    sections_in_order,
    words,
)
from review.records import instant

Json = dict[str, Any]

WORDS_PER_MINUTE = 200


@dataclass(frozen=True)
class Presented:
    """A document that is true until ``boundary``, if nobody writes before (None: for good)."""

    document: Json
    boundary: datetime | None


def present(
    snapshot: Snapshot, *, publication: Publication | None = None, at: datetime
) -> Presented:
    """Return the page document of DESIGN 7 as it is at an instant; without publication, a preview.

    A pure function of database, settings and instant. A preview has no review and no dates.
    """
    facts = gather(snapshot, publication=publication, at=at)
    numbers = {key: place for place, key in enumerate(citation_keys_in_order(snapshot), start=1)}
    page = _Page(snapshot, facts, numbers, facts.resolved(numbers))
    document = {
        **page.identity(),
        **page.content(),
        **page.surroundings(),
        "review": present_review(publication, facts) if publication else None,
        **_dates(publication),
    }
    own = [publication.live_until, *review_instants(publication)] if publication else []
    return Presented(document, next_instant([facts.boundary, *own], after=at))


class _Page:
    """The chapters of the document, over the same snapshot and facts."""

    def __init__(
        self,
        snapshot: Snapshot,
        facts: Facts,
        numbers: dict[str, int],
        resolved: richtext.Resolved,
    ) -> None:
        self.snapshot = snapshot
        self.clinical = snapshot.clinical
        self.facts = facts
        self.numbers = numbers
        self.resolved = resolved
        self.labels = facts.site.part_labels(self.clinical["locale"])
        self.sections = _with_anchors(sections_in_order(snapshot))

    def identity(self) -> Json:
        address = {
            "kind": self.clinical["kind"],
            "locale": self.clinical["locale"],
            "slug": self.snapshot.presentation["slug"],
        }
        return {
            "id": self.clinical["page"],
            "topic": self.clinical["topic"],
            **address,
            "fallback_from": None,
            "path": addresses.path(**address),
            "web_url": addresses.web_url(**address),
            "api_url": addresses.api_url(**address),
            "title": self.clinical["title"],
            "alternate_names": [],
            "codes": [],
            "summary": self.clinical.get("summary", ""),
            "article_type": None,
            "about": [],
            "purpose": None,
            "funding": None,
        }

    def content(self) -> Json:
        return {
            "outline": self._outline(),
            "key_points": self._rich(self.clinical.get("key_points", {})),
            "sections": [self._section(section) for section in self.sections],
            "associations": {"heading": self.labels["associations"], "notice": None, "items": []},
            "faqs": [
                {
                    "id": faq["id"],
                    "question": faq["question"],
                    "answer": self._rich(faq["answer"]),
                }
                for faq in self.clinical.get("faqs", [])
            ],
            "calls_to_action": [],
            "references": present_references(self.clinical, self.numbers, self.facts),
            "notices": [],
            "content_flags": self.clinical.get("content_flags", []),
            "crisis_resources": self._crisis_resources(),
            "screenings": [],
            "images": {"hero": None},
        }

    def surroundings(self) -> Json:
        site = self.facts.site
        return {
            "byline": [_person_card(person) for person in self.facts.byline],
            "tags": [],
            "related": [],
            "linked_from": [],
            "reading_minutes": max(1, math.ceil(words(self.snapshot) / WORDS_PER_MINUTE)),
            "seo": {
                "title": None,
                "description": None,
                "canonical_url": self.identity()["web_url"],
                "noindex": False,
                "image": None,
            },
            "translations": [
                {
                    "locale": row.locale,
                    "path": row.path,
                    "web_url": addresses.web_url(kind=row.kind, locale=row.locale, slug=row.slug),
                    "stale": False,
                }
                for row in self.facts.translations
            ],
            "feedback": {"url": site.feedback_url or None, "email": site.feedback_email or None},
        }

    def _outline(self) -> list[Json]:
        sections = {section["id"]: section for section in self.sections}
        return [
            {
                "part": entry["part"],
                "id": entry["id"],
                "heading": sections[entry["id"]].get("heading"),
                "anchor": sections[entry["id"]]["anchor"],
            }
            if entry["part"] == OutlinePart.SECTION
            else {
                "part": entry["part"],
                "id": None,
                "heading": self.labels[entry["part"]],
                "anchor": entry["part"].replace("_", "-"),
            }
            for entry in self.clinical.get("outline", [])
        ]

    def _section(self, section: Json) -> Json:
        body = section.get("body", {})
        return {
            "id": section["id"],
            "aspect": section.get("aspect"),
            "urgency": section.get("urgency"),
            "treatment": None,
            "heading": section.get("heading"),
            "anchor": section["anchor"],
            "notice": None,
            "body": self._rich(body),
            "citations": sorted(self.numbers[key] for key in richtext.citation_keys(body)),
        }

    def _rich(self, document: Json) -> Json:
        return {
            "html": richtext.render_html(document, self.resolved),
            "blocks": richtext.render_blocks(document, self.resolved),
        }

    def _crisis_resources(self) -> list[Json]:
        """All of the site's countries on a page that needs them, else those that it names."""
        if needs_crisis_resources(self.snapshot):
            countries = set(self.facts.site.countries)
            shown = [item for item in self.facts.crisis if item.resource.country in countries]
        else:
            named = crisis_resources_named(self.snapshot)
            shown = [item for item in self.facts.crisis if str(item.resource.uuid) in named]
        return [_crisis_resource(version) for version in shown]


def _with_anchors(sections: Sequence[Json]) -> list[Json]:
    """Give each section an anchor that no other part of the page has."""
    taken = {part.value.replace("_", "-") for part in OutlinePart}
    anchored = []
    for place, section in enumerate(sections, start=1):
        base = slugify(section.get("heading", "")) or f"section-{place}"
        anchor = base if base not in taken else f"{base}-{place}"
        taken.add(anchor)
        anchored.append({**section, "anchor": anchor})
    return anchored


def _crisis_resource(version: CrisisResourceVersion) -> Json:
    return {
        "id": str(version.resource.uuid),
        "slug": version.resource.slug,
        "country": version.resource.country,
        "name": version.name,
        "label": version.label,
        "phone": version.phone or None,
        "sms": version.sms or None,
        "sms_body": version.sms_body or None,
        "chat_url": version.chat_url or None,
        "hours": version.hours,
        "audience": version.audience or None,
        "languages": version.languages,
    }


def _person_card(person: Person) -> Json:
    return {
        "id": str(person.uuid),
        "slug": person.slug,
        "printed_name": person.printed_name,
        "profession": person.profession,
        "degrees": person.degrees,
        "orcid": person.orcid or None,
    }


def _dates(publication: Publication | None) -> Json:
    return {
        name: instant(getattr(publication, name)) if publication else None
        for name in ("first_published_at", "published_at", "updated_at")
    }
