"""What a document shows that is not its own: looked up in a fixed number of queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from articles import richtext
from articles.models import CrisisResourceVersion, Image, Kind, Person, Site, Strength, Tag
from articles.snapshots import Snapshot, images_of
from delivery import addresses
from delivery.models import LinkRole, Publication
from delivery.presenting.credentials import credentials_of
from delivery.presenting.images import images_by_uuid, resolved_picture
from delivery.presenting.instants import credential_ends, next_instant, range_ends
from delivery.snapshots import citation_keys_in_order, shown_on_condition, topics_named
from references.models import Reference
from review.models import Credential

Json = dict[str, Any]


@dataclass(frozen=True)
class Facts:
    """Live facts at ``at``. ``boundary`` is the next instant at which one of them changes alone.

    ``neighbours`` are the live pages that this one names, by topic; ``associated`` the live symptom
    pages that speak of this condition, in the order in which they are shown; ``linking`` the other live pages that name this one.
    """

    at: datetime
    site: Site
    references: Mapping[str, Reference]
    crisis: Sequence[CrisisResourceVersion]
    byline: Sequence[Person]
    credentials: Sequence[Credential]
    neighbours: Mapping[str, Publication]
    associated: Sequence[Publication]
    linking: Sequence[Publication]
    translations: Sequence[Publication]
    tags: Mapping[str, Tag]
    images: Mapping[str, Image]
    numbers: Mapping[str, int]
    boundary: datetime | None

    @property
    def resolved(self) -> richtext.Resolved:
        """What the rich texts of the document point at."""
        return richtext.Resolved(
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


def gather(snapshot: Snapshot, *, publication: Publication | None, at: datetime) -> Facts:
    """Look up all that the snapshot names, and what stands beside it in public."""
    clinical = snapshot.clinical
    own, locale = clinical["topic"], clinical["locale"]
    signer = publication.sign_off.person_id if publication else None
    signer_credentials = credentials_of([signer])[signer] if signer else []
    naming = _naming(own, locale, at)
    associated = _associated([row for row in naming if _is_live(row, at)], clinical)
    around = _around(snapshot, associated, at)
    live = [row for row in around if _is_live(row, at)]
    numbers = _numbers(snapshot, associated)
    instants = [*range_ends([*naming, *around]), *credential_ends(signer_credentials)]
    return Facts(
        at=at,
        site=Site.objects.current(),
        references=Reference.objects.by_keys(list(numbers)),
        crisis=list(CrisisResourceVersion.objects.served()),
        byline=_byline(snapshot),
        credentials=[item for item in signer_credentials if item.is_active(at.date())],
        neighbours={str(row.topic.uuid): row for row in live if row.locale == locale},
        associated=associated,
        linking=[row for row in naming if _is_live(row, at) and _links(row)],
        translations=[
            row
            for row in sorted(live, key=lambda row: row.locale)
            if str(row.topic.uuid) == own and row.locale != locale
        ],
        tags=tags_of([snapshot]),
        images=images_by_uuid(images_of(snapshot)),
        numbers=numbers,
        boundary=next_instant(instants, after=at),
    )


def tags_of(snapshots: Iterable[Snapshot]) -> dict[str, Tag]:
    """Return the tags of the pages by slug; asks nothing where there is none."""
    slugs = {slug for snapshot in snapshots for slug in snapshot.presentation.get("tags", [])}
    return {tag.slug: tag for tag in Tag.objects.filter(slug__in=slugs)} if slugs else {}


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


def _naming(topic: str, locale: str, at: datetime) -> list[Publication]:
    """Live and scheduled rows of other pages in this language that name the topic."""
    rows = Publication.objects.standing(at).naming(UUID(topic)).in_locale(locale).with_cards()
    return sorted(rows, key=lambda row: (row.revision.snapshot.clinical["title"], row.path))


def _around(
    snapshot: Snapshot, associated: Sequence[Publication], at: datetime
) -> list[Publication]:
    """Live and scheduled rows of the page's own topic and of every topic that it shows a link to."""
    named = set().union(*topics_named(snapshot).values())
    shown = [text for row in associated for text in _texts_on(row, snapshot.clinical["topic"])]
    named |= {topic for text in shown for topic in richtext.page_link_topics(text)}
    topics = {UUID(topic) for topic in named | {snapshot.clinical["topic"]}}
    rows = Publication.objects.standing(at).filter(topic__uuid__in=topics)
    return list(rows.with_cards())


def _numbers(snapshot: Snapshot, associated: Sequence[Publication]) -> dict[str, int]:
    """Number the page's own citations, then those that only live parts need."""
    topic = snapshot.clinical["topic"]
    live = [
        key
        for row in associated
        for text in _texts_on(row, topic)
        for key in richtext.citation_keys(text)
    ]
    keys = dict.fromkeys([*citation_keys_in_order(snapshot), *live])
    return {key: number for number, key in enumerate(keys, start=1)}


def _texts_on(row: Publication, topic: str) -> list[Json]:
    return [
        shown_on_condition(item)
        for item in row.revision.snapshot.clinical["associations"]
        if item["condition"] == topic
    ]


def _associated(rows: Sequence[Publication], clinical: Json) -> list[Publication]:
    """The rows that speak of this condition, the firmest first; the titles decide among equals."""
    if clinical["kind"] != Kind.CONDITION:
        return []
    speaking = [row for row in rows if _has_role(row, LinkRole.ASSOCIATION)]
    return sorted(speaking, key=lambda row: _rank(row, clinical["topic"]))


def _has_role(row: Publication, role: LinkRole) -> bool:
    return any(link.role == role for link in row.links.all())


def _rank(row: Publication, topic: str) -> int:
    (strength,) = (
        item["strength"]
        for item in row.revision.snapshot.clinical["associations"]
        if item["condition"] == topic
    )
    return Strength.values.index(strength)


def _links(row: Publication) -> bool:
    """Whether the row names the topic otherwise than by an association, which has its own part."""
    return any(link.role != LinkRole.ASSOCIATION for link in row.links.all())


def _is_live(row: Publication, at: datetime) -> bool:
    """Tell the live rows among those that stand: what is scheduled begins later."""
    return row.live_from <= at


def _byline(snapshot: Snapshot) -> list[Person]:
    uuids = snapshot.presentation.get("byline", [])
    people = {str(person.uuid): person for person in Person.objects.filter(uuid__in=uuids)}
    return [people[uuid] for uuid in uuids if uuid in people]
