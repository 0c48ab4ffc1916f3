"""Answers to errors that no view has met: problem documents under /api/, plain pages elsewhere."""

from http import HTTPStatus
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.views import defaults

API_PATH = "/api/"
DETAILS = {
    HTTPStatus.BAD_REQUEST: ("bad_request", "The request cannot be understood."),
    HTTPStatus.FORBIDDEN: ("forbidden", "This may not be read."),
    HTTPStatus.NOT_FOUND: ("not_found", "There is nothing at this address."),
    HTTPStatus.INTERNAL_SERVER_ERROR: (
        "internal_error",
        "Something went wrong here; the request id helps to find out what.",
    ),
}


def is_for_api(request: HttpRequest) -> bool:
    return request.path.startswith(API_PATH)


def problem(request: HttpRequest, status: HTTPStatus) -> HttpResponse:
    """A problem document (RFC 9457)."""
    code, detail = DETAILS[status]
    body = {
        "type": "about:blank",
        "title": status.phrase,
        "status": status.value,
        "code": code,
        "detail": detail,
        "request_id": getattr(request, "request_id", None),
    }
    response = HttpResponse(
        orjson.dumps(body), status=status, content_type="application/problem+json"
    )
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = "no-store"
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if is_for_api(request):
        return problem(request, HTTPStatus.BAD_REQUEST)
    return defaults.bad_request(request, exception)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    if is_for_api(request):
        return problem(request, HTTPStatus.FORBIDDEN)
    return defaults.permission_denied(request, exception)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if is_for_api(request):
        return problem(request, HTTPStatus.NOT_FOUND)
    return defaults.page_not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    if is_for_api(request):
        return problem(request, HTTPStatus.INTERNAL_SERVER_ERROR)
    return defaults.server_error(request)


def api_not_found(request: HttpRequest, **_captured: Any) -> HttpResponse:
    """The last route of the API. With DEBUG on, Django would answer an unknown address with a
    page for developers instead of calling `not_found`."""
    return problem(request, HTTPStatus.NOT_FOUND)
