"""Pictures in the demo. Elsewhere the operator's web server or CDN serves what MEDIA_URL names."""

import re

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

# Nothing else lies there, and nothing else is served.
NAME = re.compile(r"images/[0-9a-f-]{36}/(?:picture|[0-9]+)\.(avif|webp|jpg)")
CONTENT_TYPES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}


@require_safe
def picture(request: HttpRequest, name: str) -> FileResponse:
    """Serve a picture for good: another one has another address."""
    known = NAME.fullmatch(name)
    if not settings.DEBUG or not known or not default_storage.exists(name):
        raise Http404
    response = FileResponse(default_storage.open(name), content_type=CONTENT_TYPES[known[1]])
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    response["X-Content-Type-Options"] = "nosniff"
    response["Access-Control-Allow-Origin"] = "*"
    return response
