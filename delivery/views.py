"""The read-only API."""

from collections.abc import Mapping
from typing import Any, ClassVar, cast

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.views import APIView

from articles.models import Kind
from delivery import pagination, parameters, schema
from delivery.addressing import page_at
from delivery.conditional import respond
from delivery.models import Publication
from delivery.presenting import present, present_cards
from delivery.presenting.instants import next_instant

METHODS = "GET, HEAD, OPTIONS"


class PublicView(APIView):
    """Open to everybody, from every origin, with declared parameters only."""

    http_method_names = ["get", "head", "options"]
    declared: ClassVar[Mapping[str, parameters.Parser]] = {}

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        self.now = timezone.now()
        if request.method != "OPTIONS":
            self.given = parameters.read(request.query_params, self.declared)

    def options(  # type: ignore[override]
        self, request: Request, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        response = HttpResponse(status=204)
        response["Allow"] = METHODS
        response["Access-Control-Allow-Methods"] = METHODS
        response["Access-Control-Allow-Headers"] = "If-None-Match, X-Request-ID"
        response["Access-Control-Max-Age"] = "86400"
        return response

    def finalize_response(  # type: ignore[override]
        self, request: Request, response: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        final = cast(HttpResponse, super().finalize_response(request, response, *args, **kwargs))
        final["Vary"] = "Accept"
        return final

    @property
    def locale(self) -> str:
        locale: str = self.given.get("locale", settings.CONTENT_LOCALES[0])
        return locale


class PageList(PublicView):
    """The live pages of one kind in one language, the newest first."""

    declared = parameters.LIST_PARAMETERS
    kind: Kind

    def get(self, request: Request) -> HttpResponse:
        live = Publication.objects.live(self.now).in_list(kind=self.kind, locale=self.locale)
        part = pagination.slice_of(
            live,
            limit=self.given.get("limit", pagination.LIMIT_DEFAULT),
            cursor=parameters.cursor(self.given, kind=self.kind, locale=self.locale),
        )
        cards, boundary = present_cards(part.rows, at=self.now)
        coming = Publication.objects.next_beginning(kind=self.kind, locale=self.locale, at=self.now)
        document = {
            "results": cards,
            "next": self._address(request, part.next),
            "previous": self._address(request, part.previous),
        }
        ends = [row.live_until for row in part.behind]
        until = next_instant([boundary, coming, *ends], after=self.now)
        return respond(request._request, document, at=self.now, boundary=until)

    def _address(self, request: Request, cursor: pagination.Cursor | None) -> str | None:
        base = settings.API_URL + reverse(f"{self.kind}-list")
        kept = {name: request.query_params[name] for name in self.given if name != "cursor"}
        return pagination.address(base, cursor, kept)


class PageDetail(PublicView):
    """The whole document of one live page."""

    declared = parameters.DETAIL_PARAMETERS
    kind: Kind

    def get(self, request: Request, slug: str) -> HttpResponse:
        row = page_at(kind=self.kind, slug=slug, locale=self.locale, at=self.now)
        presented = present(row.revision.snapshot, publication=row, at=self.now)
        return respond(
            request._request, presented.document, at=self.now, boundary=presented.boundary
        )


@extend_schema_view(get=extend_schema(**schema.page_list(Kind.CONDITION)))
class ConditionList(PageList):
    kind = Kind.CONDITION


@extend_schema_view(get=extend_schema(**schema.page_detail(Kind.CONDITION)))
class ConditionDetail(PageDetail):
    kind = Kind.CONDITION


@extend_schema_view(get=extend_schema(**schema.page_list(Kind.SYMPTOM)))
class SymptomList(PageList):
    kind = Kind.SYMPTOM


@extend_schema_view(get=extend_schema(**schema.page_detail(Kind.SYMPTOM)))
class SymptomDetail(PageDetail):
    kind = Kind.SYMPTOM


@extend_schema_view(get=extend_schema(**schema.page_list(Kind.ARTICLE)))
class ArticleList(PageList):
    kind = Kind.ARTICLE


@extend_schema_view(get=extend_schema(**schema.page_detail(Kind.ARTICLE)))
class ArticleDetail(PageDetail):
    kind = Kind.ARTICLE
