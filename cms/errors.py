"""Answers to errors that no view has met: problem documents under /api/, plain pages elsewhere."""

from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import defaults
from django.views.decorators.csrf import csrf_exempt

from delivery.problems import Problem, ProblemCode, problem_response

API_PATH = "/api/"
# Where clients look for keys (RFC 8615), so it cannot stand with the rest of the API.
PUBLIC_KEYS_PATH = "/.well-known/jwks.json"


def is_for_api(request: HttpRequest) -> bool:
    return request.path.startswith(API_PATH) or request.path == PUBLIC_KEYS_PATH


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if is_for_api(request):
        return problem_response(request, Problem(ProblemCode.BAD_REQUEST))
    if isinstance(exception, (RequestDataTooBig, TooManyFieldsSent)):
        # The editor's script warns before a form is sent; this is for whoever has none.
        return render(request, "desk/too_long.html", status=413)
    return defaults.bad_request(request, exception)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    if is_for_api(request):
        return problem_response(request, Problem(ProblemCode.FORBIDDEN))
    return defaults.permission_denied(request, exception)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if is_for_api(request):
        return problem_response(request, Problem(ProblemCode.NOT_FOUND))
    return defaults.page_not_found(request, exception)


def method_not_allowed(request: HttpRequest) -> HttpResponse:
    response = problem_response(request, Problem(ProblemCode.METHOD_NOT_ALLOWED))
    response["Allow"] = "GET, HEAD, OPTIONS"
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    if is_for_api(request):
        return problem_response(request, Problem(ProblemCode.INTERNAL_ERROR))
    return defaults.server_error(request)


@csrf_exempt
def api_not_found(request: HttpRequest, **_captured: Any) -> HttpResponse:
    """The last route of the API. With DEBUG on, Django would answer an unknown address with a
    page for developers instead of calling `not_found`."""
    return problem_response(request, Problem(ProblemCode.NOT_FOUND))
