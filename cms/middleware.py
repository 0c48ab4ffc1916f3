"""What every request gets: an id, a line in the log, and the time zone of the person asking."""

import re
import uuid
from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django_structlog.middlewares import RequestMiddleware

from cms.errors import is_for_api, method_not_allowed

GetResponse = Callable[[HttpRequest], HttpResponse]
METHODS = ("GET", "HEAD", "OPTIONS")
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


class RequestIdMiddleware:
    """Gives the request an id and the response the same one as `X-Request-ID`.

    An id sent with the request is kept only when it looks like a UUID: the value is written to
    logs and headers, and must not be a way to write anything else there.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        sent = request.META.get("HTTP_X_REQUEST_ID", "")
        request_id = sent.lower() if UUID.fullmatch(sent) else str(uuid.uuid4())
        request.META["HTTP_X_REQUEST_ID"] = request_id
        request.request_id = request_id  # type: ignore[attr-defined]
        response = self.get_response(request)
        response["X-Request-ID"] = request_id
        return _without_length(response)


def _without_length(response: HttpResponse) -> HttpResponse:
    """An answer that has no content has no length of it (RFC 9110, 8.6); Django says 0."""
    if response.status_code in (HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED):
        for name in ("Content-Length", "Content-Type"):
            response.headers.pop(name, None)
    return response


class ApiCorsMiddleware:
    """Lets every origin read every answer under /api/: redirects and errors too, whoever made them."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if is_for_api(request):
            response["Access-Control-Allow-Origin"] = "*"
            response["Access-Control-Expose-Headers"] = "ETag, Link, X-Request-ID"
        return response


class ApiMethodsMiddleware:
    """Refuses under /api/ whatever would write: before a missing slash sends it anywhere."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_for_api(request) and request.method not in METHODS:
            return method_not_allowed(request)
        return self.get_response(request)


class RequestLogMiddleware(RequestMiddleware):
    @staticmethod
    def format_request(request: HttpRequest) -> str:
        """Without the query string: what somebody searched for may be about their health."""
        return f"{request.method} {request.path}"


class TimeZoneMiddleware:
    """Shows times in the admin in the zone that the person chose.

    Elsewhere nothing looks at the user: it would read the session, and mark what is public as
    varying with the cookie.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            return self.get_response(request)
        finally:
            timezone.deactivate()

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        match = request.resolver_match
        if match and match.app_name == "admin" and request.user.is_authenticated:
            timezone.activate(ZoneInfo(request.user.time_zone))
