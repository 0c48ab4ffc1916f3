"""Lists: finished bytes, joined."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar

import orjson
from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers as drf
from rest_framework.request import Request

from articles.models import Kind
from delivery import filter_sets, pagination, parameters, renderers, schema_lists, serializers
from delivery.conditional import purge_keys, send
from delivery.encoding import etag_of
from delivery.filters import PublicFilters
from delivery.listing import Listing, PageListing, PartListing, PersonListing, WorkListing
from delivery.models import PartKind
from delivery.pagination import Order, Slice
from delivery.reading import Served
from delivery.shaping import shaped
from delivery.views.base import PublicView
from references.exports import ExportFormat


def declared(
    filters: type[PublicFilters],
    shape: type[drf.Serializer[Any]],
    *,
    orders: Mapping[str, Order] | None = None,
    in_locale: bool = True,
    formats: Iterable[str] = (parameters.JSON,),
) -> dict[str, parameters.Parser]:
    """Return the parameters of a list. Its filters read their own values."""
    ordering = {"ordering": parameters.one_of(orders)} if orders else {}
    locale = {"locale": parameters.locale} if in_locale else {}
    return {
        **dict.fromkeys(filters.base_filters, str),
        **locale,
        **ordering,
        **parameters.SLICE_PARAMETERS,
        **parameters.of_documents(shape, formats),
    }


class PublicList(PublicView):
    """``name`` is that of the route."""

    name: str
    filters: type[PublicFilters] = filter_sets.NoFilters
    orders: ClassVar[Mapping[str, Order]] = {}
    default_ordering = ""

    def listing(self, *arguments: Any) -> Listing:
        raise NotImplementedError

    def get(self, request: Request) -> HttpResponse:
        when = parameters.when(self.given, at=self.now)
        listing = self.listing(request.query_params, self.filters, when)
        part = self._slice(listing)
        served = listing.serve(part.rows)
        boundary = listing.until(part, served)
        neighbours = {
            "next": self._address(request, part.next),
            "previous": self._address(request, part.previous),
        }
        headers = {**purge_keys(self.name), **_links(neighbours)}
        if self.export_format:
            return self._file(self.export_format, served, boundary, headers)
        members: dict[str, Any] = dict(neighbours)
        if "count" in self.given:
            members["count"], ends = listing.counted()
            boundary = listing.first([boundary, ends])
        body = _joined([shaped(each.body, self.given) for each in served], members)
        answer = Served(body, etag_of(body), boundary, self.now)
        return send(request._request, answer, at=self.now, headers=headers)

    def _file(
        self,
        export_format: ExportFormat,
        served: Sequence[Served],
        boundary: datetime | None,
        headers: Mapping[str, str],
    ) -> HttpResponse:
        return self.send_file(
            export_format,
            Served(b"", "", boundary, self.now),
            entries=[orjson.loads(each.body) for each in served],
            name="references",
            headers=headers,
        )

    @property
    def order(self) -> Order:
        return self.orders[self.given.get("ordering", self.default_ordering)]

    def _slice(self, listing: Listing) -> Slice[Any]:
        binding = self._binding()
        return pagination.slice_of(
            listing.rows,
            order=self.order,
            limit=self.given.get("limit", pagination.LIMIT_DEFAULT),
            cursor=parameters.cursor(self.given, binding=binding, order=self.order),
            binding=binding,
        )

    def _binding(self) -> str:
        """The list, with all that says which rows it has and in what order."""
        narrowing = {*self.filters.base_filters, "as_of"}
        given = {name: str(self.given[name]) for name in self.given if name in narrowing}
        ordering = self.given.get("ordering", self.default_ordering)
        return pagination.binding(self.name, {**given, "ordering": ordering, "locale": self.locale})

    def _address(self, request: Request, cursor: pagination.Cursor | None) -> str | None:
        base = settings.API_URL + reverse(self.name)
        kept = {name: request.query_params[name] for name in self.given if name != "cursor"}
        return pagination.address(base, cursor, kept)


class PageList(PublicList):
    """The live pages in one language, the newest first; of one kind, or of all."""

    orders = PageListing.ORDERS
    default_ordering = "-published_at"
    kind: Kind | None

    def listing(self, *arguments: Any) -> Listing:
        return PageListing(*arguments, kind=self.kind, locale=self.locale)


@extend_schema_view(get=extend_schema(**schema_lists.CONDITIONS))
class ConditionList(PageList):
    name = "condition-list"
    kind = Kind.CONDITION
    filters = filter_sets.ConditionFilters
    declared = declared(filters, serializers.Card, orders=PageListing.ORDERS)


@extend_schema_view(get=extend_schema(**schema_lists.SYMPTOMS))
class SymptomList(PageList):
    name = "symptom-list"
    kind = Kind.SYMPTOM
    filters = filter_sets.SymptomFilters
    declared = declared(filters, serializers.Card, orders=PageListing.ORDERS)


@extend_schema_view(get=extend_schema(**schema_lists.ARTICLES))
class ArticleList(PageList):
    name = "article-list"
    kind = Kind.ARTICLE
    filters = filter_sets.ArticleFilters
    declared = declared(filters, serializers.Card, orders=PageListing.ORDERS)


@extend_schema_view(get=extend_schema(**schema_lists.PAGES))
class AnyPageList(PageList):
    name = "page-list"
    kind = None
    filters = filter_sets.AnyPageFilters
    declared = declared(filters, serializers.Card, orders=PageListing.ORDERS)


class PartList(PublicList):
    """Parts of live pages in one language, by the titles of these and in reading order."""

    orders: ClassVar[Mapping[str, Order]] = {"": PartListing.ORDER}
    kind: PartKind

    def listing(self, *arguments: Any) -> Listing:
        return PartListing(*arguments, kind=self.kind, locale=self.locale)


@extend_schema_view(get=extend_schema(**schema_lists.ASSOCIATIONS))
class AssociationList(PartList):
    name = "association-list"
    kind = PartKind.ASSOCIATION
    filters = filter_sets.AssociationFilters
    declared = declared(filters, serializers.AssociationItem)


@extend_schema_view(get=extend_schema(**schema_lists.SECTIONS))
class SectionList(PartList):
    name = "section-list"
    kind = PartKind.SECTION
    filters = filter_sets.SectionFilters
    declared = declared(filters, serializers.SectionItem)


@extend_schema_view(get=extend_schema(**schema_lists.REFERENCES))
class ReferenceList(PublicList):
    """The works that live pages cite, in whatever language."""

    name = "reference-list"
    filters = filter_sets.WorkFilters
    orders = WorkListing.ORDERS
    default_ordering = "title"
    renderer_classes = renderers.OF_WORKS
    declared = declared(
        filters,
        serializers.Work,
        orders=WorkListing.ORDERS,
        in_locale=False,
        formats=parameters.FORMATS_OF_WORKS,
    )

    def listing(self, *arguments: Any) -> Listing:
        return WorkListing(*arguments)


@extend_schema_view(get=extend_schema(**schema_lists.PEOPLE))
class PersonList(PublicList):
    """Authors and reviewers of live pages."""

    name = "person-list"
    orders = PersonListing.ORDERS
    default_ordering = "name"
    declared = declared(
        filter_sets.NoFilters,
        serializers.ListedPerson,
        orders=PersonListing.ORDERS,
        in_locale=False,
    )

    def listing(self, *arguments: Any) -> Listing:
        return PersonListing(*arguments)


def _joined(results: list[bytes], members: Mapping[str, Any]) -> bytes:
    """Return the envelope around results that are JSON already."""
    return b'{"results":[' + b",".join(results) + b"]," + orjson.dumps(members)[1:]


def _links(neighbours: Mapping[str, str | None]) -> dict[str, str]:
    """Return the header that says the same as the body (RFC 8288)."""
    relations = {"next": "next", "previous": "prev"}
    links = [
        f'<{address}>; rel="{relations[name]}"' for name, address in neighbours.items() if address
    ]
    return {"Link": ", ".join(links)} if links else {}
