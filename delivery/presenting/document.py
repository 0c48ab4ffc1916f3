"""The whole page document."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from articles.crisis import needs_crisis_resources
from articles.models import CodeMatch, Purpose
from articles.snapshots import Snapshot
from delivery import addresses
from delivery.models import Publication
from delivery.presenting.cards import article_type
from delivery.presenting.crisis import present_crisis_resource
from delivery.presenting.facts import Facts, Subject, gather
from delivery.presenting.images import plain_url, present_hero
from delivery.presenting.instants import next_instant
from delivery.presenting.modules import present_modules
from delivery.presenting.notices import present_notice
from delivery.presenting.parts import Parts
from delivery.presenting.people import present_person_card
from delivery.presenting.references import present_references
from delivery.presenting.review import present_review
from delivery.presenting.statuses import review_instants
from delivery.presenting.surroundings import When
from delivery.presenting.tags import present_tags
from delivery.presenting.texts import Texts
from delivery.presenting.translations import present_translations
from delivery.snapshots import crisis_resources_named, words
from review.records import instant

Json = dict[str, Any]

WORDS_PER_MINUTE = 200
# Social networks ask for 1200 and scale down themselves.
SHARED_WIDTH_PIXELS = 1600


@dataclass(frozen=True)
class Presented:
    """What is served of a page, true until ``boundary`` if nobody writes (None: for good).

    ``card`` is None for a preview. ``parts`` are the sections and associations as the lists of
    them show them, by their uuids.
    """

    document: Json
    card: Json | None
    parts: dict[str, Json]
    boundary: datetime | None


def present(
    snapshot: Snapshot,
    *,
    publication: Publication | None = None,
    at: datetime,
    as_of: datetime | None = None,
) -> Presented:
    """Return the page document of DESIGN 7 as it is at an instant; without publication, a preview.

    A pure function of database, settings and instant. A preview has no review and no dates. With
    ``as_of`` the pages around it are those that were live then; everything live is that of ``at``.
    """
    (presented,) = _present([Subject(snapshot, publication)], When(at, as_of))
    return presented


def present_all(
    publications: Sequence[Publication], *, at: datetime, as_of: datetime | None = None
) -> list[Presented]:
    """Present many at once, in a number of queries that does not grow with them."""
    subjects = [Subject(row.revision.snapshot, row) for row in publications]
    return _present(subjects, When(at, as_of)) if subjects else []


def _present(subjects: Sequence[Subject], when: When) -> list[Presented]:
    return [
        _Page(subject, facts).presented()
        for subject, facts in zip(subjects, gather(subjects, when=when), strict=True)
    ]


class _Page:
    """The chapters of the document, over the same snapshot and facts."""

    def __init__(self, subject: Subject, facts: Facts) -> None:
        self.snapshot = subject.snapshot
        self.clinical = subject.snapshot.clinical
        self.publication = subject.publication
        self.facts = facts
        self.cards = facts.cards
        self.texts = Texts(facts)
        self.parts = Parts(subject.snapshot, facts, self.texts)

    def presented(self) -> Presented:
        row = self.publication
        document = {
            **self.identity(),
            **self.content(),
            **self.surroundings(row.fingerprint if row else self.snapshot.fingerprint),
            "review": present_review(row, self.facts) if row else None,
            **_dates(row),
        }
        own = [row.live_until, *review_instants(row)] if row else []
        return Presented(
            document=document,
            card=self.facts.own_card,
            parts=present_modules(document, self.facts, self.snapshot) if row else {},
            boundary=next_instant([self.facts.boundary, *own], after=self.facts.at),
        )

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
            "alternate_names": self.clinical.get("alternate_names", []),
            "codes": [_code(code) for code in self.clinical.get("codes", [])],
            "summary": self.clinical.get("summary", ""),
            "article_type": article_type(self.clinical),
            "about": self._cards(self.clinical.get("about", [])),
            "purpose": self.clinical.get("purpose", Purpose.INFORMATION.value),
            "funding": self.clinical.get("funding"),
        }

    def content(self) -> Json:
        return {
            "outline": self.parts.outline(),
            "key_points": self.texts.rich(self.clinical.get("key_points", {})),
            "sections": self.parts.sections(),
            "associations": self.parts.associations(self.cards),
            "faqs": [
                {
                    "id": faq["id"],
                    "question": faq["question"],
                    "answer": self.texts.rich(faq["answer"]),
                }
                for faq in self.clinical.get("faqs", [])
            ],
            "calls_to_action": self.parts.calls_to_action(),
            "references": present_references(self.clinical, self.facts),
            "notices": [
                present_notice(notice, self.texts) for notice in self.clinical.get("notices", [])
            ],
            "content_flags": self.clinical.get("content_flags", []),
            "crisis_resources": self._crisis_resources(),
            "screenings": [],
            "images": {
                "hero": present_hero(
                    self.snapshot.presentation, self.clinical.get("hero_caption"), self.facts.images
                )
            },
        }

    def surroundings(self, fingerprint: str) -> Json:
        site = self.facts.site
        presentation = self.snapshot.presentation
        return {
            "byline": [present_person_card(person) for person in self.facts.byline],
            "tags": present_tags(self.snapshot, self.facts.tags),
            "related": self._cards(presentation.get("related", [])),
            "linked_from": [self.cards[str(row.topic.uuid)] for row in self.facts.linking],
            "reading_minutes": max(1, math.ceil(words(self.snapshot) / WORDS_PER_MINUTE)),
            "seo": {
                "title": self.clinical.get("seo_title"),
                "description": self.clinical.get("seo_description"),
                "canonical_url": self.identity()["web_url"],
                "noindex": False,
                "image": self._seo_image(),
            },
            "translations": present_translations(self.clinical, fingerprint, self.facts),
            "feedback": {"url": site.feedback_url or None, "email": site.feedback_email or None},
        }

    def _cards(self, topics: Sequence[str]) -> list[Json]:
        return [self.cards[topic] for topic in topics if topic in self.cards]

    def _seo_image(self) -> str | None:
        hero = self.facts.images.get(self.snapshot.presentation.get("hero_image", ""))
        return plain_url(hero, width=SHARED_WIDTH_PIXELS) if hero else None

    def _crisis_resources(self) -> list[Json]:
        """All of the site's countries on a page that needs them, else those that it names.

        A condition's page needs them too when it shows words of a symptom's page that does.
        """
        snapshots = [self.snapshot, *(row.revision.snapshot for row in self.facts.associated)]
        if any(map(needs_crisis_resources, snapshots)):
            countries = set(self.facts.site.countries)
            shown = [item for item in self.facts.crisis if item.resource.country in countries]
        else:
            named = crisis_resources_named(self.snapshot) | self.parts.crisis_resources_in_live()
            shown = [item for item in self.facts.crisis if str(item.resource.uuid) in named]
        return [present_crisis_resource(version) for version in shown]


def _code(code: Json) -> Json:
    return {
        "system": code["system"],
        "code": code["code"],
        "display": code.get("display"),
        "match": code.get("match", CodeMatch.EXACT.value),
    }


def _dates(publication: Publication | None) -> Json:
    return {
        name: instant(getattr(publication, name)) if publication else None
        for name in ("first_published_at", "published_at", "updated_at")
    }
