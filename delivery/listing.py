"""Lists of finished bytes: which rows, in what order, and until when they are the answer.

A list is at most three queries: its rows, the instants at which it becomes another although
nobody writes, and their number when it is asked for. Bytes that are stale cost more.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar

from django.db.models import Case, Count, Exists, F, Min, OuterRef, QuerySet, Value
from django.db.models import When as If
from django.db.models.expressions import Combinable
from django.http import QueryDict

from delivery import reading
from delivery.filters import PublicFilters
from delivery.models import (
    Document,
    DocumentQuerySet,
    Link,
    Part,
    PartKind,
    Publication,
    PublicationQuerySet,
)
from delivery.moments import Moment, earliest, first_of
from delivery.pagination import SORT_KEY, Order, Slice
from delivery.presenting.instants import next_instant
from delivery.presenting.surroundings import When
from delivery.reading import AFRESH, Served

Rows = QuerySet[Any, Any]


def orders(columns: Mapping[str, str], *, tie: str) -> dict[str, Order]:
    """Return the orders by each column, there and back, by the words that ask for them."""
    return {
        f"{sign}{word}": Order(column, tie, descending=sign == "-")
        for word, column in columns.items()
        for sign in ("", "-")
    }


class Listing:
    """One list at an instant, as its filters narrow it."""

    # The columns that say from and until when a row is in the list.
    begins: ClassVar[str]
    ends: ClassVar[str]

    def __init__(self, query: QueryDict, filters: type[PublicFilters], when: When) -> None:
        self.when = when
        self.all = self.of(when.live())
        self.filters = filters(query, self.all, when=when)
        self.rows: Rows = self.filters.narrowed(self.all, without=())

    def of(self, publications: PublicationQuerySet) -> Rows:
        """Return the rows of the list when these are live, fetched with what is served of them."""
        raise NotImplementedError

    def serve(self, rows: Sequence[Any]) -> list[Served]:
        raise NotImplementedError

    def coming(self) -> list[Moment]:
        """When the next row begins that is in this list."""
        if self.when.as_of:
            return []
        scheduled = self.of(Publication.objects.scheduled(self.when.at))
        return [earliest(self.filters.maybe_later(scheduled), self.begins, after=self.when.at)]

    def until(self, part: Slice[Any], served: Sequence[Served]) -> datetime | None:
        """Return until when a slice is the answer, if nobody writes."""
        moments = first_of([*self.coming(), *self.filters.moments(self.all)])
        ends = [self.leaves(self.end_of(row)) for row in part.behind]
        own = (each.boundary for each in served)
        return self.first([*own, *moments, *ends, *self.filters.instants()])

    def counted(self) -> tuple[int, datetime | None]:
        """Return how many rows there are, and until when."""
        total = self.rows.order_by().aggregate(count=Count("pk"), ends=Min(self.end()))
        return total["count"], self.leaves(total["ends"])

    def first(self, instants: Sequence[datetime | None]) -> datetime | None:
        return next_instant(instants, after=self.when.at)

    def end(self) -> Combinable:
        """Return the column of the instants at which rows may leave."""
        return F(self.ends)

    def end_of(self, row: Any) -> datetime | None:
        end: datetime | None = _value(row, self.ends)
        return end

    def leaves(self, end: datetime | None) -> datetime | None:
        return end


class PageListing(Listing):
    """Cards of pages, of one kind or of all."""

    begins, ends = "live_from", "live_until"
    ORDERS = orders(
        {
            "title": SORT_KEY,
            "published_at": "published_at",
            "updated_at": "updated_at",
            "last_reviewed": "last_reviewed",
        },
        tie="page_uuid",
    )

    def __init__(self, *args: Any, kind: str | None, locale: str) -> None:
        self.kind = kind
        self.locale = locale
        super().__init__(*args)

    def of(self, publications: PublicationQuerySet) -> Rows:
        rows = publications.in_locale(self.locale).for_lists()
        return rows.filter(kind=self.kind) if self.kind else rows

    def serve(self, rows: Sequence[Any]) -> list[Served]:
        return reading.cards(rows, self.when)


class PartListing(Listing):
    """Sections or associations, with their provenance: by the titles of their pages."""

    begins, ends = "publication__live_from", "publication__live_until"
    ORDER = Order(SORT_KEY)

    def __init__(self, *args: Any, kind: PartKind, locale: str) -> None:
        self.kind = kind
        self.locale = locale
        super().__init__(*args)

    def of(self, publications: PublicationQuerySet) -> Rows:
        return Part.objects.of(publications.in_locale(self.locale)).of_kind(self.kind).for_lists()

    def serve(self, rows: Sequence[Any]) -> list[Served]:
        return reading.parts(rows, self.when)


class DocumentListing(Listing):
    """Works, or people, that live pages name."""

    begins, ends = "live_from", "next_boundary"
    named: ClassVar[Mapping[str, bool]]

    def serve(self, rows: Sequence[Any]) -> list[Served]:
        return reading.document_cards(rows, self.when)

    def coming(self) -> list[Moment]:
        if self.when.as_of:
            return []
        links = Link.objects.filter(publication=OuterRef("pk"), **self.named)
        naming = Publication.objects.scheduled(self.when.at).filter(Exists(links))
        return [earliest(naming, self.begins, after=self.when.at)]

    def end(self) -> Combinable:
        """A row without bytes has no boundary either: a minimum would pass over it."""
        return Case(If(presented_at=None, then=Value(self.when.at)), default=F(self.ends))

    def end_of(self, row: Document) -> datetime | None:
        return row.next_boundary if row.presented_at else self.when.at

    def leaves(self, end: datetime | None) -> datetime | None:
        """A stored boundary that has passed says no more when the row leaves."""
        return max(end, self.when.at + AFRESH) if end and end <= self.when.at else end


class WorkListing(DocumentListing):
    named: ClassVar[Mapping[str, bool]] = {"reference__isnull": False}
    ORDERS = orders({"title": SORT_KEY}, tie="uuid")

    def of(self, publications: PublicationQuerySet) -> DocumentQuerySet:
        return Document.objects.named_by(publications).works().for_lists()


class PersonListing(DocumentListing):
    named: ClassVar[Mapping[str, bool]] = {"person__isnull": False}
    ORDERS = orders({"name": SORT_KEY}, tie="uuid")

    def of(self, publications: PublicationQuerySet) -> DocumentQuerySet:
        return Document.objects.named_by(publications).people().for_lists()


def _value(row: Any, column: str) -> Any:
    for name in column.split("__"):
        row = getattr(row, name)
    return row
