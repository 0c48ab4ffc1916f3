"""What a document shows that is not its own: looked up in a fixed number of queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from articles import richtext
from articles.models import CrisisResourceVersion, Person, Site
from articles.snapshots import Snapshot
from delivery import addresses
from delivery.models import Publication
from delivery.snapshots import citation_keys_in_order, rich_texts
from references.models import Reference
from review.models import Credential


@dataclass(frozen=True)
class Facts:
    """Live facts at ``at``. ``boundary`` is the next instant at which one of them changes alone."""

    at: datetime
    site: Site
    references: Mapping[str, Reference]
    crisis: Sequence[CrisisResourceVersion]
    byline: Sequence[Person]
    credentials: Sequence[Credential]
    neighbours: Mapping[str, Publication]
    translations: Sequence[Publication]
    boundary: datetime | None

    def resolved(self, numbers: Mapping[str, int]) -> richtext.Resolved:
        """Return what the rich texts of the document point at."""
        return richtext.Resolved(
            citations={
                key: richtext.ResolvedCitation(number, str(self.references[key].uuid))
                for key, number in numbers.items()
                if key in self.references
            },
            page_links={topic: _page_link(row) for topic, row in self.neighbours.items()},
            crisis_lines={
                str(version.resource.uuid): richtext.CrisisLine(
                    version.name, version.phone, version.sms, version.label
                )
                for version in self.crisis
            },
        )


def gather(snapshot: Snapshot, *, publication: Publication | None, at: datetime) -> Facts:
    """Look up all that the snapshot names, and what stands beside it in public."""
    signer = publication.sign_off.person if publication else None
    signer_credentials = list(Credential.objects.filter(person=signer)) if signer else []
    around = _around(snapshot, at)
    own_topic = snapshot.clinical["topic"]
    live = [row for row in around if row.live_from <= at]
    return Facts(
        at=at,
        site=Site.objects.current(),
        references=Reference.objects.by_keys(citation_keys_in_order(snapshot)),
        crisis=list(CrisisResourceVersion.objects.served()),
        byline=_byline(snapshot),
        credentials=[item for item in signer_credentials if item.is_active(at.date())],
        neighbours=_by_topic(snapshot, live),
        translations=[
            row
            for row in sorted(live, key=lambda row: row.locale)
            if str(row.topic.uuid) == own_topic and row.locale != snapshot.clinical["locale"]
        ],
        boundary=next_instant(
            [*_range_ends(around), *credential_ends(signer_credentials)], after=at
        ),
    )


def next_instant(instants: Iterable[datetime | None], *, after: datetime) -> datetime | None:
    return min((instant for instant in instants if instant and instant > after), default=None)


def credential_ends(credentials: Iterable[Credential]) -> list[datetime | None]:
    """The instants at which credentials begin or cease to hold: an expiry day is a day it holds."""
    begins = [midnight(item.issued) for item in credentials]
    return [*begins, *(midnight(i.expires + timedelta(days=1)) for i in credentials if i.expires)]


def midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=UTC)


def _around(snapshot: Snapshot, at: datetime) -> list[Publication]:
    """Live and scheduled rows of the page's own topic and of every topic that it links to."""
    topics = {UUID(snapshot.clinical["topic"]), *map(UUID, _linked_topics(snapshot))}
    standing = Publication.objects.live(at) | Publication.objects.scheduled(at)
    return list(standing.filter(topic__uuid__in=topics).select_related("topic", "revision"))


def _linked_topics(snapshot: Snapshot) -> set[str]:
    return {
        topic for document in rich_texts(snapshot) for topic in richtext.page_link_topics(document)
    }


def _by_topic(snapshot: Snapshot, live: Sequence[Publication]) -> dict[str, Publication]:
    locale = snapshot.clinical["locale"]
    return {str(row.topic.uuid): row for row in live if row.locale == locale}


def _range_ends(rows: Iterable[Publication]) -> list[datetime | None]:
    return [instant for row in rows for instant in (row.live_from, row.live_until)]


def _byline(snapshot: Snapshot) -> list[Person]:
    uuids = snapshot.presentation.get("byline", [])
    people = {str(person.uuid): person for person in Person.objects.filter(uuid__in=uuids)}
    return [people[uuid] for uuid in uuids if uuid in people]


def _page_link(row: Publication) -> richtext.PageLink:
    return richtext.PageLink(
        topic=str(row.topic.uuid),
        kind=row.kind,
        slug=row.slug,
        path=row.path,
        web_url=addresses.web_url(kind=row.kind, locale=row.locale, slug=row.slug),
        title=row.revision.snapshot.clinical["title"],
    )
