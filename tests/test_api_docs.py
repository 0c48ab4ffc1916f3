"""docs/api.md: every request gives the answer that is printed beneath it, on the demo."""

import json
import re

import pytest
from django.conf import settings as project
from django.test import Client

from tests.api_docs import (
    Request,
    difference,
    difference_of_headers,
    paths,
    printed_requests,
    sections,
)
from tests.delivery.openapi import description

GUIDE = (project.BASE_DIR / "docs/api.md").read_text(encoding="utf-8")
# Lists and pages of a kind have one section for all kinds.
SAME = re.compile("/(conditions|symptoms|articles)/")


@pytest.fixture
def local(settings):
    """Where `make run` serves."""
    settings.API_URL = settings.SITE_URL = "http://localhost:8000"
    settings.MEDIA_URL = "http://localhost:8000/media/"


@pytest.mark.once
def test_every_request_gives_its_answer(local, demo):
    wrong = {}
    for printed in printed_requests(GUIDE):
        request = Request.parse(printed.command)
        response = request.asked(Client())
        if printed.kind == "http":
            found = difference_of_headers(printed.answer, response)
        elif printed.kind == "json":
            found = difference(json.loads(printed.answer), request.shown(response))
        else:
            found = "" if response.status_code == 200 else f"{response.status_code}"
        if found:
            wrong[printed.command] = found
    assert wrong == {}


def test_every_section_has_a_request():
    without = [name for name, words in sections(GUIDE).items() if not printed_requests(words)]
    assert without == []


def test_every_block_of_the_guide_is_read():
    assert len(printed_requests(GUIDE)) == GUIDE.count("```sh\n")


def test_every_operation_is_asked_for():
    asked = {SAME.sub("/pages/", path) for path in paths(GUIDE)}
    for path in description()["paths"]:
        pattern = re.sub(r"{\w+}", "[^/]+", SAME.sub("/pages/", path))
        assert any(re.fullmatch(pattern, each) for each in asked), f"docs/api.md asks for no {path}"


@pytest.mark.parametrize(
    ("printed", "actual"),
    [
        ({"a": 1}, {"a": 1, "b": 2}),
        ({"a": 1, "…": "…"}, {"b": 2}),
        ([1], [1, 2]),
        ([1, 2, "…"], [1]),
        ("one … three", "one two"),
        ({"a": [{"b": 1}]}, {"a": [{"b": 2}]}),
        (1, "1"),
        (None, 0),
    ],
)
def test_a_difference_is_found(printed, actual):
    assert difference(printed, actual)


@pytest.mark.parametrize(
    ("printed", "actual"),
    [
        ({"a": 1, "…": "…"}, {"a": 1, "b": 2}),
        ([1, "…"], [1, 2]),
        ([1, "…"], [1]),
        ("one … three", "one two three"),
        ({"a": "…"}, {"a": [None]}),
    ],
)
def test_what_is_left_out_makes_none(printed, actual):
    assert difference(printed, actual) == ""
