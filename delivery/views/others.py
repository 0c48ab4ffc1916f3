"""Works, people, and what front ends ask beside the pages."""

import re
from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request

from articles.models import Kind
from delivery import (
    directories,
    locales,
    parameters,
    reading,
    renderers,
    schema_documents,
    serializers,
    web_paths,
)
from delivery.conditional import purge_keys, respond
from delivery.models import Document
from delivery.models.documents import DocumentQuerySet
from delivery.presenting.surroundings import When
from delivery.problems import Problem, ProblemCode
from delivery.resolving import resolve
from delivery.views.base import PublicView
from delivery.views.documents import DocumentView, Json

PMID = re.compile(r"[1-9][0-9]{0,8}", re.ASCII)
UUID_TEXT = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII | re.IGNORECASE)


class NamedView(DocumentView):
    """The document of a work or a person: there exactly while a live page names it."""

    key: str

    def one_of(self, rows: DocumentQuerySet) -> HttpResponse:
        row = rows.to_serve().first()
        if row is None:
            raise Problem(ProblemCode.NOT_FOUND)
        (served,) = reading.documents([row], self.when)
        return self.answer(served, headers=purge_keys(f"{self.key}-{row.uuid}"))

    def live(self) -> DocumentQuerySet:
        return Document.objects.named_by(self.when.live())


@extend_schema_view(get=extend_schema(**schema_documents.REFERENCE))
class ReferenceDetail(NamedView):
    """A work, by its PMID or its id."""

    renderer_classes = renderers.OF_WORKS
    declared = parameters.of_documents(serializers.ReferenceDocument, parameters.FORMATS_OF_WORKS)
    key = "reference"

    def get(self, request: Request, identifier: str) -> HttpResponse:
        if PMID.fullmatch(identifier):
            return self.one_of(self.live().work_with_pmid(identifier))
        if UUID_TEXT.fullmatch(identifier):
            return self.one_of(self.live().work(UUID(identifier)))
        raise Problem(ProblemCode.NOT_FOUND)

    def works(self, document: Json) -> list[Json]:
        return [document]

    def file_name(self, document: Json) -> str:
        return f"pmid-{document['pmid']}" if document["pmid"] else f"reference-{document['id']}"


@extend_schema_view(get=extend_schema(**schema_documents.PERSON))
class PersonDetail(NamedView):
    """An author or a reviewer."""

    declared = parameters.of_documents(serializers.PersonDocument)
    key = "person"

    def get(self, request: Request, slug: str) -> HttpResponse:
        return self.one_of(self.live().person(slug))


class WholeList(PublicView):
    """A list that comes whole."""

    def whole(self, results: list[Any], key: str, boundary: Any = None) -> HttpResponse:
        document = {"results": results, "next": None, "previous": None}
        return respond(
            self.request._request,
            document,
            at=self.now,
            boundary=boundary,
            headers=purge_keys(key),
        )


@extend_schema_view(get=extend_schema(**schema_documents.PATHS))
class Paths(WholeList):
    """Where every live page is: all that a static build asks for first."""

    declared: ClassVar[Mapping[str, parameters.Parser]] = {
        "kind": parameters.one_of(Kind.values),
        "locale": parameters.locale,
    }

    def get(self, request: Request) -> HttpResponse:
        results, boundary = directories.every_path(
            kind=self.given.get("kind"), locale=self.given.get("locale"), at=self.now
        )
        return self.whole(results, "paths", boundary)


@extend_schema_view(get=extend_schema(**schema_documents.TAGS))
class Tags(WholeList):
    """The tags of live pages in one language."""

    declared: ClassVar[Mapping[str, parameters.Parser]] = {"locale": parameters.locale}

    def get(self, request: Request) -> HttpResponse:
        results, boundary = directories.live_tags(locale=self.locale, at=self.now)
        return self.whole(results, "tags", boundary)


@extend_schema_view(get=extend_schema(**schema_documents.CRISIS_RESOURCES))
class CrisisResources(WholeList):
    """Help in a crisis: what two people have checked."""

    declared: ClassVar[Mapping[str, parameters.Parser]] = {"country": parameters.countries}

    def get(self, request: Request) -> HttpResponse:
        found = directories.crisis_resources(countries=self.given.get("country"))
        return self.whole(found, "crisis-resources")


@extend_schema_view(get=extend_schema(**schema_documents.SITE))
class SiteDetail(PublicView):
    """Whose content this is, and the labels of the parts of its pages."""

    declared: ClassVar[Mapping[str, parameters.Parser]] = {"locale": parameters.locale}

    def get(self, request: Request) -> HttpResponse:
        locale = locales.chain(self.locale)[0]
        return respond(
            request._request,
            directories.site(locale=locale),
            at=self.now,
            boundary=None,
            headers={"Content-Language": locale, **purge_keys("site")},
        )


@extend_schema_view(get=extend_schema(**schema_documents.RESOLVE))
class Resolve(PublicView):
    """What stands at a path of the web site."""

    declared: ClassVar[Mapping[str, parameters.Parser]] = {"path": web_paths.asked}

    def get(self, request: Request) -> HttpResponse:
        if "path" not in self.given:
            raise parameters.bad("path", "say which path is meant")
        found, boundary = resolve(self.given["path"], when=When(self.now))
        return respond(
            request._request,
            found,
            at=self.now,
            boundary=boundary,
            headers=purge_keys(f"page-{found['id']}", f"topic-{found['topic']}"),
        )
