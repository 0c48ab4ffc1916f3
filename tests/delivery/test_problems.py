import json
from datetime import timedelta
from http import HTTPStatus

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from rest_framework import exceptions

from delivery.problems import (
    CODE_OF_STATUS,
    STATUS_OF,
    Moved,
    Problem,
    ProblemCode,
    exception_handler,
    parameter_problem,
    problem_response,
)
from delivery.renderers import JSONRenderer
from delivery.views.base import PublicView
from tests.builders import NOW


def answer(rf, error):
    """What a view of this API answers when this happens in it."""

    class Failing(PublicView):
        def get(self, request):
            raise error

    return Failing.as_view()(rf.get("/"))


def code_of(response):
    return response.status_code, json.loads(response.content)["code"]


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (Problem(ProblemCode.GONE), 410, "gone"),
        (Http404("inner words"), 404, "not_found"),
        (PermissionDenied("inner words"), 403, "forbidden"),
        (exceptions.NotFound("inner words"), 404, "not_found"),
        (exceptions.PermissionDenied("inner words"), 403, "forbidden"),
        (exceptions.MethodNotAllowed("GET"), 405, "method_not_allowed"),
        (exceptions.NotAcceptable("inner words"), 406, "not_acceptable"),
        (exceptions.ParseError("inner words"), 400, "bad_request"),
        (exceptions.UnsupportedMediaType("inner/words"), 400, "bad_request"),
    ],
)
def test_every_error_is_translated(rf, error, status, code):
    response = answer(rf, error)
    assert code_of(response) == (status, code)
    assert response["Content-Type"] == "application/problem+json"
    assert response["Cache-Control"] == "no-store"
    assert b"inner" not in response.content


def test_what_moved(rf):
    moved = Moved(
        "https://api.example.org/there/",
        keys=["one", "two"],
        at=NOW,
        boundary=NOW + timedelta(seconds=90),
    )
    response = answer(rf, moved)
    assert (response["Surrogate-Key"], response["Cache-Tag"]) == ("one two", "one,two")
    assert (response.status_code, response["Location"]) == (308, "https://api.example.org/there/")
    assert response["Cache-Control"] == (
        "public, max-age=0, s-maxage=90, stale-while-revalidate=0, stale-if-error=0"
    )


def test_what_is_not_known_goes_on(rf):
    with pytest.raises(RuntimeError):
        answer(rf, RuntimeError("inner words"))


def test_an_error_of_the_server_is_left_to_the_project(rf):
    request = type("Request", (), {"_request": rf.get("/")})
    assert exception_handler(RuntimeError(), {"request": request}) is None


def test_the_list_of_codes_is_closed():
    assert {code.value: status.value for code, status in STATUS_OF.items()} == {
        "bad_request": 400,
        "unknown_parameter": 400,
        "repeated_parameter": 400,
        "bad_parameter": 400,
        "forbidden": 403,
        "not_found": 404,
        "method_not_allowed": 405,
        "not_acceptable": 406,
        "gone": 410,
        "internal_error": 500,
    }
    assert set(STATUS_OF) == set(ProblemCode)
    for status, code in CODE_OF_STATUS.items():
        assert STATUS_OF[code] == HTTPStatus(status)


def test_the_whole_document(rf):
    problem = parameter_problem(
        ProblemCode.BAD_PARAMETER, name="a/b~c", detail="It cannot be read."
    )
    request = rf.get("/")
    request.request_id = "4a3d3c5e-0000-4000-8000-000000000000"
    assert json.loads(problem_response(request, problem).content) == {
        "type": "about:blank",
        "title": "Bad Request",
        "status": 400,
        "code": "bad_parameter",
        "detail": "It cannot be read.",
        "request_id": "4a3d3c5e-0000-4000-8000-000000000000",
        "errors": [
            {
                "pointer": "/query/a~1b~0c",
                "code": "bad_parameter",
                "detail": "It cannot be read.",
            }
        ],
    }


def test_the_media_type_has_a_renderer():
    renderer = JSONRenderer()
    assert (renderer.media_type, renderer.format) == ("application/json", "json")
    assert renderer.render({"title": "Vergüenza"}) == '{"title":"Vergüenza"}'.encode()
