"""What the filters of lists ask of publications, and of works: each question is one ``EXISTS``, or
one of two, or a column.

Slugs are those of pages that are live, or were as of then, in whatever language.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import DateTimeField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet

from articles.models import Kind, Profession
from delivery.membership import HoldsAny
from delivery.models import Link, LinkRole, Part, PartKind, Publication
from delivery.moments import Moment, earliest, turns
from delivery.presenting.statuses import DUE_SOON
from delivery.presenting.surroundings import When
from references.models import Standing
from review.models import Credential, CredentialKind
from review.models.credentials import midnight


@dataclass(frozen=True)
class Named:
    """The topics that slugs of a kind name."""

    kind: Kind
    slugs: Sequence[str]
    when: When

    def topics(self) -> QuerySet[Any, Any]:
        live = self.when.live().filter(kind=self.kind, slug__in=self.slugs)
        return live.order_by().values("topic")

    def moments(self) -> list[Moment]:
        """When a page comes or goes that bears one of the slugs, or is about such a topic."""
        if self.when.as_of:
            return []
        bearing = Q(slug__in=self.slugs) | Q(topic__in=self.topics())
        rows = Publication.objects.filter(bearing, kind=self.kind)
        return turns(rows, after=self.when.at)


def names(named: Named, *roles: LinkRole) -> Exists:
    """Whether a publication names one of the topics in one of the roles."""
    links = Link.objects.filter(publication=OuterRef("pk"), role__in=roles)
    return Exists(links.filter(topic__in=named.topics()))


def is_named_by(named: Named) -> Exists:
    """Whether the live page of one of the topics, in the same language, associates this one."""
    links = Link.objects.filter(topic=OuterRef("topic"), role=LinkRole.ASSOCIATION)
    speaking = named.when.live().filter(topic__in=named.topics()).order_by().values("pk")
    return Exists(links.filter(publication__in=speaking, publication__locale=OuterRef("locale")))


def is_linked(named: Named, *roles: LinkRole) -> Q:
    """Whether one of both is so. Each has its own index: SQLite uses none for both at once."""
    return Q(names(named, *roles)) | Q(is_named_by(named))


def cites(uuids: Sequence[UUID], pmids: Sequence[str]) -> Exists:
    """Whether a publication cites one of the works."""
    works = Q(reference__uuid__in=uuids) | Q(reference__pmid__in=pmids)
    own = Link.objects.filter(publication=OuterRef("pk"), role=LinkRole.CITATION)
    return Exists(own.filter(works))


def links_to(role: LinkRole, **target: Any) -> Exists:
    return Exists(Link.objects.filter(publication=OuterRef("pk"), role=role, **target))


def has_section(aspects: Sequence[str]) -> Exists:
    parts = Part.objects.filter(publication=OuterRef("pk"), kind=PartKind.SECTION)
    return Exists(parts.filter(aspect__in=aspects))


def has_status(statuses: Iterable[str], when: When) -> Q:
    """Whether ``presenting.statuses.review_status`` is one of these. It is always that of today."""
    at = when.at
    overdue = Q(review_due__lte=at)
    due_soon = Q(review_due__lte=at + DUE_SOON)
    licensed = Q(Exists(_licences(when)))
    conditions = {
        "overdue": overdue,
        "reviewer_lapsed": ~overdue & ~licensed,
        "due_soon": ~overdue & licensed & due_soon,
        "current": ~due_soon & licensed,
    }
    asked = Q(pk__in=[])
    for status in statuses:
        asked |= conditions[status]
    return asked


def status_moments(rows: QuerySet[Any, Any], when: When) -> list[Moment]:
    """When one of the rows comes to be due, or due soon. Licences change at midnight alone."""
    due_soon_from = ExpressionWrapper(F("review_due") - DUE_SOON, DateTimeField())
    return [
        earliest(rows, "review_due", after=when.at),
        earliest(rows.annotate(due_soon_from=due_soon_from), "due_soon_from", after=when.at),
    ]


def has_standing(standings: Iterable[str]) -> Q:
    """Whether ``citation_styles.known_standing`` of a work is one of these."""
    checked = Q(reference__standing_checked_at__isnull=False)
    asked = checked & Q(reference__standing__in=standings)
    return asked | ~checked if Standing.UNKNOWN in standings else asked


def is_of_type(names: Sequence[str]) -> HoldsAny:
    return HoldsAny("reference__publication_types", names)


def is_in_journal(names: Sequence[str]) -> Q:
    columns = ("journal", "journal_abbreviation", "issn")
    return Q(*((f"reference__{column}__in", names) for column in columns), _connector=Q.OR)


def is_cited_by(pages: Sequence[UUID], named: Iterable[Named], when: When) -> Exists:
    """Whether one of the pages, or a page of one of the topics, cites a work."""
    citing = Q(page_uuid__in=pages)
    for each in named:
        citing |= Q(topic__in=each.topics())
    publications = when.live().filter(citing).order_by().values("pk")
    links = Link.objects.filter(reference=OuterRef("reference"), role=LinkRole.CITATION)
    return Exists(links.filter(publication__in=publications))


def next_midnight(when: When) -> datetime:
    return midnight(when.at.date() + timedelta(days=1))


def _licences(when: When) -> QuerySet[Credential]:
    """Those on which the line of a publication's signer may stand: see ``presenting.credentials``."""
    return (
        Credential.objects.verified_by_others()
        .active(when.at.date())
        .filter(
            person=OuterRef("sign_off__person"),
            person__profession=Profession.PHYSICIAN,
            kind=CredentialKind.LICENCE,
        )
    )
