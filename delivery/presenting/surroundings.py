"""The public rows around some pages: who names them, whom they name, their translations.

Looked up for all of the pages at once, in a number of queries that does not grow with theirs.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch

from articles import richtext
from articles.models import Kind, Strength
from articles.snapshots import Snapshot
from delivery.models import Link, LinkRole, Publication, PublicationQuerySet
from delivery.snapshots import shown_on_condition, topics_named

Json = dict[str, Any]


@dataclass(frozen=True)
class When:
    """``at`` is the instant of everything live; ``as_of`` that of the publications, if another."""

    at: datetime
    as_of: datetime | None = None

    def rows(self) -> PublicationQuerySet:
        """The rows that are live, with those that begin later: they bound what is true now."""
        if self.as_of is None:
            return Publication.objects.standing(self.at)
        return Publication.objects.as_of(self.as_of)

    def live(self) -> PublicationQuerySet:
        """The rows that the public may read, now or as of then."""
        if self.as_of is None:
            return Publication.objects.live(self.at)
        return Publication.objects.as_of(self.as_of)

    def is_live(self, row: Publication) -> bool:
        return row.live_from <= (self.as_of or self.at)


@dataclass(frozen=True)
class Surroundings:
    """Public rows around one page, live and scheduled ones of its language.

    ``naming`` name its topic; ``associated`` are those of them that are live and speak of it as a
    condition, in the order in which they are shown; ``linking`` the other live ones.
    ``around`` are about topics that it shows, or its own in another language.
    """

    naming: Sequence[Publication]
    associated: Sequence[Publication]
    linking: Sequence[Publication]
    around: Sequence[Publication]

    @property
    def shown(self) -> list[Publication]:
        """All rows of which the page shows something when they are live."""
        return [*self.linking, *self.associated, *self.around]


def surroundings_of(snapshots: Sequence[Snapshot], when: When) -> list[Surroundings]:
    """Return what stands around each of the pages."""
    naming = _Naming(snapshots, when)
    associated = [naming.associated(snapshot.clinical) for snapshot in snapshots]
    shown = [
        _topics_shown(snapshot, rows) for snapshot, rows in zip(snapshots, associated, strict=True)
    ]
    about = _by_topic(when.rows().filter(topic__uuid__in=_uuids(set().union(*shown))))
    return [
        Surroundings(
            naming=naming.of(snapshot.clinical),
            associated=speaking,
            linking=naming.linking(snapshot.clinical),
            around=[row for topic in topics for row in about[topic]],
        )
        for snapshot, speaking, topics in zip(snapshots, associated, shown, strict=True)
    ]


def texts_on(row: Publication, topic: str) -> list[Json]:
    """What a symptom's page says about a condition, as the condition's page shows it."""
    return [
        shown_on_condition(item)
        for item in row.revision.snapshot.clinical["associations"]
        if item["condition"] == topic
    ]


class _Naming:
    """The rows that name the pages' topics, and how."""

    def __init__(self, snapshots: Sequence[Snapshot], when: When) -> None:
        self.when = when
        self.roles: dict[tuple[int, str], set[str]] = defaultdict(set)
        self.rows: dict[str, list[Publication]] = defaultdict(list)
        topics = _uuids({snapshot.clinical["topic"] for snapshot in snapshots})
        links = Link.objects.filter(topic__uuid__in=topics)
        naming = (
            when.rows()
            .filter(Exists(links.filter(publication=OuterRef("pk"))))
            .with_cards()
            .prefetch_related(Prefetch("links", queryset=links.select_related("topic")))
        )
        for row in sorted(naming, key=lambda row: (_title(row), row.path)):
            for topic in sorted(self._note(row) - {str(row.topic.uuid)}):
                self.rows[topic].append(row)

    def of(self, clinical: Json) -> list[Publication]:
        return [row for row in self.rows[clinical["topic"]] if row.locale == clinical["locale"]]

    def associated(self, clinical: Json) -> list[Publication]:
        """Those that speak of this condition, the firmest first; titles decide among equals."""
        if clinical["kind"] != Kind.CONDITION:
            return []
        topic = clinical["topic"]
        speaking = [
            row
            for row in self.of(clinical)
            if self.when.is_live(row) and LinkRole.ASSOCIATION in self.roles[row.pk, topic]
        ]
        return sorted(speaking, key=lambda row: _rank(row, topic))

    def linking(self, clinical: Json) -> list[Publication]:
        """Those that name it otherwise than by an association, which has its own part."""
        return [
            row
            for row in self.of(clinical)
            if self.when.is_live(row)
            and self.roles[row.pk, clinical["topic"]] - {LinkRole.ASSOCIATION}
        ]

    def _note(self, row: Publication) -> set[str]:
        named = set()
        for link in row.links.all():
            topic = str(link.topic.uuid)  # type: ignore[union-attr]
            self.roles[row.pk, topic].add(link.role)
            named.add(topic)
        return named


def _topics_shown(snapshot: Snapshot, associated: Sequence[Publication]) -> set[str]:
    """The page's own topic and all that it shows a link to, in live parts as well."""
    own = snapshot.clinical["topic"]
    named = set().union(*topics_named(snapshot).values())
    texts = [text for row in associated for text in texts_on(row, own)]
    return named | {own} | {topic for text in texts for topic in richtext.page_link_topics(text)}


def _by_topic(rows: PublicationQuerySet) -> dict[str, list[Publication]]:
    found: dict[str, list[Publication]] = defaultdict(list)
    for row in rows.with_cards():
        found[str(row.topic.uuid)].append(row)
    return found


def _uuids(topics: Iterable[str]) -> list[UUID]:
    return [UUID(topic) for topic in topics]


def _title(row: Publication) -> str:
    title: str = row.revision.snapshot.clinical["title"]
    return title


def _rank(row: Publication, topic: str) -> int:
    (strength,) = (
        item["strength"]
        for item in row.revision.snapshot.clinical["associations"]
        if item["condition"] == topic
    )
    return Strength.values.index(strength)
