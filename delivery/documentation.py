"""The API's description of itself, and a page on which people read it and try it."""

from functools import cache
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from delivery.conditional import respond
from delivery.renderers import HTMLRenderer
from delivery.views.base import PublicView


@cache
def description() -> Any:
    """Return the OpenAPI document, which changes with the code alone."""
    generator = SchemaGenerator()  # type: ignore[no-untyped-call]
    return generator.get_schema(request=None, public=True)  # type: ignore[no-untyped-call]


@extend_schema(exclude=True)
class Description(PublicView):
    """What ``openapi.yaml`` says, as JSON."""

    def get(self, request: Request) -> HttpResponse:
        return respond(request._request, description(), at=self.now, boundary=None)


@extend_schema(exclude=True)
class Documentation(PublicView):
    """Swagger UI, from our own server."""

    renderer_classes = [HTMLRenderer]

    def get(self, request: Request) -> HttpResponse:
        return render(request._request, "delivery/documentation.html")
