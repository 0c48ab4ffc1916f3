"""What documents show that is not their own: looked up in a fixed number of queries for all."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from articles import richtext
from articles.models import CrisisResourceVersion, Image, Person, Site, Tag
from articles.snapshots import Snapshot, images_of
from delivery import addresses
from delivery.models import Publication
from delivery.presenting.cards import Cards
from delivery.presenting.credentials import credentials_of, second_reviews_of
from delivery.presenting.images import images_by_uuid, resolved_picture
from delivery.presenting.instants import credential_ends, next_instant, range_ends
from delivery.presenting.surroundings import Surroundings, When, surroundings_of, texts_on
from delivery.presenting.tags import tags_of
from delivery.snapshots import citation_keys_in_order
from references.models import Reference
from review.models import Credential, SecondReview
from review.reviewer_line import jurisdictions

Json = dict[str, Any]


@dataclass(frozen=True)
class Subject:
    """A page to present: its words and, unless it is a preview, its public row."""

    snapshot: Snapshot
    publication: Publication | None


@dataclass(frozen=True)
class Seconded:
    """A second review whose signer has a licence, with the credentials that hold."""

    review: SecondReview
    credentials: Sequence[Credential]


@dataclass(frozen=True)
class Facts:
    """Live facts about one page. ``boundary``: when one of them changes next although nobody writes.

    ``neighbours`` are the live pages that this one names, by topic; ``cards`` those of all live
    pages around it, by topic. The rest is as in ``Surroundings``.
    """

    at: datetime
    as_of: datetime | None
    locale: str
    site: Site
    references: Mapping[str, Reference]
    crisis: Sequence[CrisisResourceVersion]
    byline: Sequence[Person]
    credentials: Sequence[Credential]
    second_reviews: "Sequence[Seconded]"
    neighbours: Mapping[str, Publication]
    associated: Sequence[Publication]
    linking: Sequence[Publication]
    translations: Sequence[Publication]
    cards: Mapping[str, Json]
    own_card: Json | None
    tags: Mapping[str, Tag]
    images: Mapping[str, Image]
    numbers: Mapping[str, int]
    boundary: datetime | None

    def sign_off_url(self, row: Publication) -> str:
        """Return where the proof of this page is, or of one around it."""
        return addresses.sign_off_url(
            kind=row.kind, locale=row.locale, slug=row.slug, as_of=self.as_of
        )

    @property
    def resolved(self) -> richtext.Resolved:
        """What the rich texts of the document point at."""
        return richtext.Resolved(
            locale=self.locale,
            citations={
                key: richtext.ResolvedCitation(number, str(self.references[key].uuid))
                for key, number in self.numbers.items()
                if key in self.references
            },
            page_links={topic: page_link(row) for topic, row in self.neighbours.items()},
            crisis_lines={
                str(version.resource.uuid): richtext.CrisisLine(
                    str(version.resource.uuid),
                    version.name,
                    version.phone,
                    version.sms,
                    version.label,
                )
                for version in self.crisis
            },
            pictures={uuid: resolved_picture(image) for uuid, image in self.images.items()},
        )


def gather(subjects: Sequence[Subject], *, when: When) -> list[Facts]:
    """Look up all that the pages name, and what stands beside them in public."""
    snapshots = [subject.snapshot for subject in subjects]
    surroundings = surroundings_of(snapshots, when)
    everything = _Everything(subjects, surroundings, when)
    return [
        everything.facts(subject, around)
        for subject, around in zip(subjects, surroundings, strict=True)
    ]


def page_link(row: Publication) -> richtext.PageLink:
    """Return what a link to a live page says of it."""
    return richtext.PageLink(
        topic=str(row.topic.uuid),
        kind=row.kind,
        slug=row.slug,
        path=row.path,
        web_url=addresses.web_url(kind=row.kind, locale=row.locale, slug=row.slug),
        title=row.revision.snapshot.clinical["title"],
    )


class _Everything:
    """The facts of all the pages, each kind of fact by one query."""

    def __init__(
        self, subjects: Sequence[Subject], surroundings: Sequence[Surroundings], when: When
    ) -> None:
        self.when = when
        rows = _distinct(
            [
                *(subject.publication for subject in subjects if subject.publication),
                *(row for each in surroundings for row in each.shown if when.is_live(row)),
            ]
        )
        snapshots = [
            *(subject.snapshot for subject in subjects),
            *(row.revision.snapshot for row in rows),
        ]
        self.site = Site.objects.current()
        self.crisis = list(CrisisResourceVersion.objects.served())
        self.credentials = credentials_of(row.sign_off.person_id for row in rows)
        self.second_reviews, self.second_credentials = second_reviews_of(
            subject.publication for subject in subjects if subject.publication
        )
        self.tags = tags_of(snapshots)
        self.images = images_by_uuid(
            [
                *(uuid for subject in subjects for uuid in images_of(subject.snapshot)),
                *(snapshot.presentation.get("hero_image", "") for snapshot in snapshots),
            ]
        )
        self.cards = Cards(
            credentials=self.credentials, tags=self.tags, images=self.images, at=when.at
        )
        self.people = _people(subject.snapshot for subject in subjects)
        self.numbers = {
            id(around): _numbers(subject.snapshot, around.associated)
            for subject, around in zip(subjects, surroundings, strict=True)
        }
        keys = {key for numbers in self.numbers.values() for key in numbers}
        self.references = Reference.objects.with_signals().by_keys(keys)

    def facts(self, subject: Subject, around: Surroundings) -> Facts:
        clinical, publication = subject.snapshot.clinical, subject.publication
        held = self.credentials[publication.sign_off.person_id] if publication else []
        seconds = self._seconds(publication) if publication else []
        live = [row for row in around.around if self.when.is_live(row)]
        neighbours = {str(row.topic.uuid): row for row in live if row.locale == clinical["locale"]}
        rows = {str(row.topic.uuid): row for row in (*around.linking, *around.associated)}
        cards = {topic: self.cards.of(row) for topic, row in {**rows, **neighbours}.items()}
        own = self.cards.of(publication) if publication else None
        return Facts(
            at=self.when.at,
            as_of=self.when.as_of,
            locale=clinical["locale"],
            site=self.site,
            references=self.references,
            crisis=self.crisis,
            byline=_in_order(subject.snapshot, self.people),
            credentials=[item for item in held if item.is_active(self.when.at.date())],
            second_reviews=[item for item in seconds if jurisdictions(item.credentials)],
            neighbours=neighbours,
            associated=around.associated,
            linking=around.linking,
            translations=[
                row
                for row in sorted(live, key=lambda row: row.locale)
                if str(row.topic.uuid) == clinical["topic"] and row.locale != clinical["locale"]
            ],
            cards={topic: card.json for topic, card in cards.items()},
            own_card=own.json if own else None,
            tags=self.tags,
            images=self.images,
            numbers=self.numbers[id(around)],
            boundary=next_instant(
                [
                    *([] if self.when.as_of else range_ends([*around.naming, *around.around])),
                    *credential_ends(held),
                    *(end for item in seconds for end in self._ends(item)),
                    *(card.boundary for card in cards.values()),
                    own.boundary if own else None,
                ],
                after=self.when.at,
            ),
        )

    def _seconds(self, row: Publication) -> list[Seconded]:
        today = self.when.at.date()
        return [
            Seconded(
                review,
                [
                    item
                    for item in self.second_credentials.get(review.person_id, [])
                    if item.is_active(today)
                ],
            )
            for review in self.second_reviews[row.page_id, row.fingerprint]
        ]

    def _ends(self, item: Seconded) -> list[datetime | None]:
        return credential_ends(self.second_credentials.get(item.review.person_id, []))


def _distinct(rows: Iterable[Publication]) -> list[Publication]:
    return list({row.pk: row for row in rows}.values())


def _numbers(snapshot: Snapshot, associated: Sequence[Publication]) -> dict[str, int]:
    """Number the page's own citations, then those that only live parts need."""
    live = [
        key
        for row in associated
        for text in texts_on(row, snapshot.clinical["topic"])
        for key in richtext.citation_keys(text)
    ]
    keys = dict.fromkeys([*citation_keys_in_order(snapshot), *live])
    return {key: number for number, key in enumerate(keys, start=1)}


def _people(snapshots: Iterable[Snapshot]) -> dict[str, Person]:
    uuids = {uuid for snapshot in snapshots for uuid in snapshot.presentation.get("byline", [])}
    if not uuids:
        return {}
    return {str(person.uuid): person for person in Person.objects.filter(uuid__in=uuids)}


def _in_order(snapshot: Snapshot, people: Mapping[str, Person]) -> list[Person]:
    return [people[uuid] for uuid in snapshot.presentation.get("byline", []) if uuid in people]
