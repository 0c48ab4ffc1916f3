"""Single pages."""

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request

from articles.models import Kind
from delivery import addresses, parameters, reading, renderers, schema_documents, serializers
from delivery.addressing import page_at, page_of
from delivery.conditional import purge_keys
from delivery.models import Publication
from delivery.views.documents import DocumentView, Json


class PageView(DocumentView):
    renderer_classes = renderers.OF_WORKS

    def works(self, document: Json) -> list[Json]:
        entries: list[Json] = document["references"]
        return entries

    def file_name(self, document: Json) -> str:
        return f"{document['slug']}-references"

    def page(self, row: Publication, *, fallback_from: str | None = None) -> HttpResponse:
        (served,) = reading.pages([row], self.when)
        keys = [
            f"page-{row.page_uuid}",
            f"topic-{row.topic.uuid}",
            f"kind-{row.kind}",
            f"locale-{row.locale}",
        ]
        return self.answer(
            served,
            headers={"Content-Language": row.locale, **purge_keys(*keys)},
            canonical=addresses.web_url(kind=row.kind, locale=row.locale, slug=row.slug),
            fallback_from=fallback_from,
        )


class PageDetail(PageView):
    """The whole document of one live page."""

    declared: ClassVar[Mapping[str, parameters.Parser]] = {
        "locale": parameters.locale,
        **parameters.of_documents(serializers.Page, parameters.FORMATS_OF_WORKS),
    }
    kind: Kind

    def get(self, request: Request, slug: str) -> HttpResponse:
        row = page_at(
            kind=self.kind, slug=slug, locale=self.locale, when=self.when, query=self.query
        )
        return self.page(row, fallback_from=self.locale if row.locale != self.locale else None)


@extend_schema_view(get=extend_schema(**schema_documents.page_detail(Kind.CONDITION)))
class ConditionDetail(PageDetail):
    kind = Kind.CONDITION


@extend_schema_view(get=extend_schema(**schema_documents.page_detail(Kind.SYMPTOM)))
class SymptomDetail(PageDetail):
    kind = Kind.SYMPTOM


@extend_schema_view(get=extend_schema(**schema_documents.page_detail(Kind.ARTICLE)))
class ArticleDetail(PageDetail):
    kind = Kind.ARTICLE


@extend_schema_view(get=extend_schema(**schema_documents.PAGE_BY_ID))
class PageById(PageView):
    """The whole document of one live page, by its id: in its own language."""

    declared = parameters.of_documents(serializers.Page, parameters.FORMATS_OF_WORKS)

    def get(self, request: Request, uuid: UUID) -> HttpResponse:
        return self.page(page_of(uuid, when=self.when))
