"""Pictures in the demo. Elsewhere the operator's web server or CDN serves what MEDIA_URL names."""

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

# By ending: nothing else lies there, and nothing else is served.
CONTENT_TYPES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}


@require_safe
def picture(request: HttpRequest, image: str, name: str, ending: str) -> FileResponse:
    """Serve a picture for good: another one has another address."""
    path = f"images/{image}/{name}.{ending}"
    if not settings.DEBUG or not default_storage.exists(path):
        raise Http404
    response = FileResponse(default_storage.open(path), content_type=CONTENT_TYPES[ending])
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    response["X-Content-Type-Options"] = "nosniff"
    response["Access-Control-Allow-Origin"] = "*"
    return response
