"""The media types that the API speaks. Views write the bytes; this names them for negotiation."""

from collections.abc import Mapping
from typing import Any

import orjson
from rest_framework.renderers import BaseRenderer

from references.exports import MEDIA_TYPES, ExportFormat


class JSONRenderer(BaseRenderer):
    media_type = "application/json"
    format = "json"
    charset = None
    render_style = "binary"

    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,
        renderer_context: Mapping[str, Any] | None = None,
    ) -> bytes:
        return orjson.dumps(data)


class HTMLRenderer(JSONRenderer):
    """For the documentation, which people read."""

    media_type = "text/html"
    format = "html"


class JWKSetRenderer(JSONRenderer):
    """For keys, by the name of RFC 7517."""

    media_type = "application/jwk-set+json"
    format = "jwks"


class CSLRenderer(JSONRenderer):
    media_type = MEDIA_TYPES[ExportFormat.CSL]
    format = ExportFormat.CSL.value


class RISRenderer(JSONRenderer):
    media_type = MEDIA_TYPES[ExportFormat.RIS]
    format = ExportFormat.RIS.value


class BibTeXRenderer(JSONRenderer):
    media_type = MEDIA_TYPES[ExportFormat.BIBTEX]
    format = ExportFormat.BIBTEX.value


# JSON first: who accepts everything gets it.
OF_WORKS: list[type[BaseRenderer]] = [JSONRenderer, CSLRenderer, RISRenderer, BibTeXRenderer]
