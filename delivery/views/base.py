"""What all views of the read-only API have in common."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar, cast

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from rest_framework.request import Request
from rest_framework.views import APIView

from delivery import parameters
from delivery.conditional import send
from delivery.exporting import file_of
from delivery.negotiation import ByQuality
from delivery.reading import Served
from references.exports import ExportFormat

METHODS = "GET, HEAD, OPTIONS"
# What front ends and their libraries send by themselves.
ALLOWED_HEADERS = "If-None-Match, X-Request-ID, Cache-Control, Content-Type"


class PublicView(APIView):
    """Open to everybody, from every origin, with declared parameters only."""

    content_negotiation_class = ByQuality
    http_method_names = ["get", "head", "options"]
    declared: ClassVar[Mapping[str, parameters.Parser]] = {}

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        self.now = timezone.now()
        # Another method is refused as such, whatever its parameters.
        if request.method in ("GET", "HEAD"):
            self.given = parameters.read(request.query_params, self.declared)
            parameters.check_forms(self.given)
            if self.export_format:
                parameters.check_file(self.given)

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        # Who names a format in the address means it, whatever the browser accepts.
        named = "format" in request.query_params
        return super().perform_content_negotiation(request, force=force or named)

    def options(  # type: ignore[override]
        self, request: Request, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        response = HttpResponse(status=204)
        response["Allow"] = METHODS
        response["Access-Control-Allow-Methods"] = METHODS
        response["Access-Control-Allow-Headers"] = ALLOWED_HEADERS
        response["Access-Control-Max-Age"] = "86400"
        return response

    def finalize_response(  # type: ignore[override]
        self, request: Request, response: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        final = cast(HttpResponse, super().finalize_response(request, response, *args, **kwargs))
        final["Vary"] = "Accept"
        return final

    @property
    def export_format(self) -> ExportFormat | None:
        """The format of the file that is asked for, by its name or by its media type; or none."""
        accepted = self.request.accepted_renderer.format
        asked = self.given.get("format", accepted)
        return ExportFormat(asked) if asked in ExportFormat.values else None

    def send_file(
        self,
        export_format: ExportFormat,
        served: Served,
        *,
        entries: Sequence[Any],
        name: str,
        headers: Mapping[str, str],
    ) -> HttpResponse:
        """Send the works of what is served as a file, which is right as long as that is."""
        file = file_of(entries, export_format, name=name)
        return send(
            self.request._request,
            replace(served, body=file.body, etag=file.etag),
            at=self.now,
            headers={**headers, **file.headers},
            media_type=file.media_type,
        )

    @property
    def locale(self) -> str:
        locale: str = self.given.get("locale", settings.CONTENT_LOCALES[0])
        return locale
