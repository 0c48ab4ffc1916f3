"""Proofs: of one page, of the audit chain, and the keys to check them with."""

from collections.abc import Mapping
from datetime import timedelta
from typing import ClassVar

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request

from articles.models import Kind
from delivery import addresses, parameters, renderers, schema_documents
from delivery.addressing import page_at
from delivery.conditional import purge_keys, respond, send
from delivery.encoding import encoded
from delivery.proofs import head_of_chain, proof_of
from delivery.reading import Served, until_when
from delivery.signatures import public_keys
from delivery.views.base import PublicView

# The chain grows with every move, and nobody purges its head.
HEAD_STAYS = timedelta(seconds=60)


class SignOffDetail(PublicView):
    """The proof of one live page: the words that were signed, by whom, and where that is recorded."""

    declared: ClassVar[Mapping[str, parameters.Parser]] = {
        "locale": parameters.locale,
        "as_of": parameters.day_or_instant,
    }
    kind: Kind

    def get(self, request: Request, slug: str) -> HttpResponse:
        when = parameters.when(self.given, at=self.now)
        row = page_at(
            kind=self.kind,
            slug=slug,
            locale=self.locale,
            when=when,
            query={name: str(request.query_params[name]) for name in self.given},
            to=addresses.proof_url,
        )
        # Its keys are those of the page: they let go of both together.
        keys = purge_keys(f"page-{row.page_uuid}", f"topic-{row.topic.uuid}")
        return respond(
            request._request,
            proof_of(row),
            at=self.now,
            boundary=until_when(row, when),
            headers={"Content-Language": row.locale, **keys},
        )


@extend_schema_view(get=extend_schema(**schema_documents.sign_off(Kind.CONDITION)))
class ConditionSignOff(SignOffDetail):
    kind = Kind.CONDITION


@extend_schema_view(get=extend_schema(**schema_documents.sign_off(Kind.SYMPTOM)))
class SymptomSignOff(SignOffDetail):
    kind = Kind.SYMPTOM


@extend_schema_view(get=extend_schema(**schema_documents.sign_off(Kind.ARTICLE)))
class ArticleSignOff(SignOffDetail):
    kind = Kind.ARTICLE


@extend_schema_view(get=extend_schema(**schema_documents.AUDIT_HEAD))
class AuditHead(PublicView):
    """Where the audit chain ends: who keeps it can tell later that nothing before it was changed."""

    def get(self, request: Request) -> HttpResponse:
        return respond(
            request._request, head_of_chain(), at=self.now, boundary=self.now + HEAD_STAYS
        )


@extend_schema(exclude=True)
class PublicKeys(PublicView):
    """The keys that signed, the one in use first (RFC 7517). At the root, where clients look."""

    renderer_classes = [renderers.JSONRenderer, renderers.JWKSetRenderer]

    def get(self, request: Request) -> HttpResponse:
        body, etag = encoded({"keys": public_keys()})
        return send(
            request._request,
            Served(body, etag, None, self.now),
            at=self.now,
            headers=purge_keys("public-keys"),
            media_type=request.accepted_renderer.media_type,
        )
