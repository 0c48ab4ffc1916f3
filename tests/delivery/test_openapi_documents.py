"""The description of the API says exactly what is served."""

import json

import pytest

from delivery.models import Publication
from delivery.presenting import present
from delivery.problems import STATUS_OF, Problem, ProblemCode, problem_response
from tests.delivery.cards import cards_of
from tests.delivery.documents import AT, PAGE_KEYS, document_of
from tests.delivery.openapi import assert_documented, assert_valid


def test_every_page_is_as_described(library):
    for publication in library.publications:
        assert_valid("Page", document_of(publication))


def test_every_page_is_as_described_whatever_the_time(library):
    row = library.shame
    for at in (row.live_from, row.review_due, row.review_due.replace(year=2031)):
        assert_valid("Page", present(row.revision.snapshot, publication=row, at=at).document)


def test_every_list_is_as_described(library):
    cards = cards_of(library.publications, at=AT)
    assert_valid("CardList", {"results": cards, "next": None, "previous": None})


def test_the_demo_is_as_described(demo):
    for publication in Publication.objects.live(AT):
        assert_valid("Page", document_of(publication))


@pytest.mark.parametrize("code", ProblemCode)
def test_every_problem_is_as_described(rf, code):
    response = problem_response(rf.get("/"), Problem(code))
    assert response.status_code == STATUS_OF[code]
    assert_valid("ProblemDocument", json.loads(response.content))


class TestTheHelperItself:
    """It finds what it is there to find."""

    def test_wrong_values(self, library):
        for key, value in [
            ("pk", 7),
            ("id", "not a uuid"),
            ("id", None),
            ("api_url", "/relative/"),
            ("web_url", "http://www.example.org/"),
            ("published_at", "2026-11-01"),
            ("published_at", "2026-11-01T12:00:00Z"),
            ("reading_minutes", 0),
            ("kind", "poem"),
            ("sections", [{}]),
            ("feedback", {"url": None, "email": "nobody"}),
            ("review", None),
        ]:
            document = {**document_of(library.plain), key: value}
            with pytest.raises(AssertionError, match="Page: "):
                assert_valid("Page", document)

    def test_a_day_that_does_not_exist(self):
        with pytest.raises(AssertionError, match="declared_on"):
            assert_valid("Interests", {"statement": "none", "declared_on": "2026-02-30"})

    def test_missing_keys(self, library):
        whole = document_of(library.plain)
        for key in PAGE_KEYS:
            document = {name: value for name, value in whole.items() if name != key}
            with pytest.raises(AssertionError, match=key):
                assert_valid("Page", document)

    def test_a_key_too_many_deep_inside(self, library):
        document = document_of(library.shame)
        document["sections"][0]["body"]["blocks"][0]["pk"] = 7
        with pytest.raises(AssertionError, match="Page: "):
            assert_valid("Page", document)

    def test_an_answer_of_an_undescribed_status(self, client, db):
        response = client.get("/api/v1/symptoms/")
        response.status_code = 418
        with pytest.raises(AssertionError, match="418"):
            assert_documented("GET", "/api/v1/symptoms/", response)
