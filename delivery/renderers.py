"""The media types that the API speaks. Views write the bytes; this names them for negotiation."""

from collections.abc import Mapping
from typing import Any

import orjson
from rest_framework.renderers import BaseRenderer


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
