"""Errors of the API: a closed list of codes, translated into problem documents in one place.

RFC 9457, ``application/problem+json``, with ``code``, ``request_id`` and, where a part of the
request is at fault, ``errors[].pointer``.
"""

from collections.abc import Sequence
from datetime import datetime
from http import HTTPStatus
from typing import Any

import orjson
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from rest_framework import exceptions

from delivery.conditional import cache_control, purge_keys

CONTENT_TYPE = "application/problem+json"

Json = dict[str, Any]


class ProblemCode(models.TextChoices):
    BAD_REQUEST = "bad_request", "The request cannot be understood."
    UNKNOWN_PARAMETER = "unknown_parameter", "The request names a parameter that does not exist."
    REPEATED_PARAMETER = "repeated_parameter", "The request gives a parameter more than once."
    BAD_PARAMETER = "bad_parameter", "The value of a parameter cannot be used."
    FORBIDDEN = "forbidden", "This may not be read."
    NOT_FOUND = "not_found", "There is nothing at this address."
    METHOD_NOT_ALLOWED = "method_not_allowed", "This API is read with GET, HEAD and OPTIONS."
    NOT_ACCEPTABLE = "not_acceptable", "The resource is not to be had in the media types asked for."
    GONE = "gone", "This page was taken out of the public."
    INTERNAL_ERROR = (
        "internal_error",
        "Something went wrong here; the request id helps to find out what.",
    )


STATUS_OF = {
    ProblemCode.BAD_REQUEST: HTTPStatus.BAD_REQUEST,
    ProblemCode.UNKNOWN_PARAMETER: HTTPStatus.BAD_REQUEST,
    ProblemCode.REPEATED_PARAMETER: HTTPStatus.BAD_REQUEST,
    ProblemCode.BAD_PARAMETER: HTTPStatus.BAD_REQUEST,
    ProblemCode.FORBIDDEN: HTTPStatus.FORBIDDEN,
    ProblemCode.NOT_FOUND: HTTPStatus.NOT_FOUND,
    ProblemCode.METHOD_NOT_ALLOWED: HTTPStatus.METHOD_NOT_ALLOWED,
    ProblemCode.NOT_ACCEPTABLE: HTTPStatus.NOT_ACCEPTABLE,
    ProblemCode.GONE: HTTPStatus.GONE,
    ProblemCode.INTERNAL_ERROR: HTTPStatus.INTERNAL_SERVER_ERROR,
}

CODE_OF_STATUS = {
    400: ProblemCode.BAD_REQUEST,
    403: ProblemCode.FORBIDDEN,
    404: ProblemCode.NOT_FOUND,
    405: ProblemCode.METHOD_NOT_ALLOWED,
    406: ProblemCode.NOT_ACCEPTABLE,
}


# Characters of a parameter's name that an answer repeats.
NAME_MAX = 100


class Problem(Exception):
    """An answer that is an error. ``members`` are further members of the problem document."""

    def __init__(
        self,
        code: ProblemCode,
        *,
        detail: str = "",
        errors: list[Json] | None = None,
        members: Json | None = None,
    ) -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail or str(code.label)
        self.errors = errors or []
        self.members = members or {}


class Moved(Exception):
    """What was asked for stands at another address from ``at`` on, until ``boundary`` at least.

    ``keys`` are those by which caches let go of that.
    """

    def __init__(
        self, location: str, *, keys: Sequence[str], at: datetime, boundary: datetime | None
    ) -> None:
        super().__init__(location)
        self.location = location
        self.keys = keys
        self.at = at
        self.boundary = boundary


def parameter_problem(code: ProblemCode, *, name: str, detail: str) -> Problem:
    """Return the problem of one query parameter, named by ``errors[].pointer``."""
    token = name[:NAME_MAX].replace("~", "~0").replace("/", "~1")  # RFC 6901
    errors = [{"pointer": f"/query/{token}", "code": code.value, "detail": detail}]
    return Problem(code, detail=detail, errors=errors)


def problem_response(request: HttpRequest, problem: Problem) -> HttpResponse:
    """Return the problem document as a response that no cache keeps."""
    status = STATUS_OF[problem.code]
    body = {
        "type": "about:blank",
        "title": status.phrase,
        "status": status.value,
        "code": problem.code.value,
        "detail": problem.detail,
        "request_id": getattr(request, "request_id", None),
        "errors": problem.errors,
        **problem.members,
    }
    response = HttpResponse(orjson.dumps(body), status=status, content_type=CONTENT_TYPE)
    response["Cache-Control"] = "no-store"
    return response


def exception_handler(error: Exception, context: Json) -> HttpResponse | None:
    """Translate every error that a view raises; what is not known here becomes a 500."""
    request = context["request"]._request
    if isinstance(error, Problem):
        return problem_response(request, error)
    if isinstance(error, Moved):
        return _permanent_redirect(error)
    if isinstance(error, Http404):
        return problem_response(request, Problem(ProblemCode.NOT_FOUND))
    if isinstance(error, PermissionDenied):
        return problem_response(request, Problem(ProblemCode.FORBIDDEN))
    if not isinstance(error, exceptions.APIException):
        return None
    code = CODE_OF_STATUS.get(error.status_code, ProblemCode.BAD_REQUEST)
    response = problem_response(request, Problem(code))
    if code == ProblemCode.METHOD_NOT_ALLOWED:
        response["Allow"] = "GET, HEAD, OPTIONS"
    return response


def _permanent_redirect(moved: Moved) -> HttpResponse:
    response = HttpResponse(status=HTTPStatus.PERMANENT_REDIRECT)
    response["Location"] = moved.location
    response["Cache-Control"] = cache_control(moved.at, moved.boundary)
    for name, value in purge_keys(*moved.keys).items():
        response[name] = value
    return response
