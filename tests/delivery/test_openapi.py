"""The description of the API is sound, and says exactly what is served."""

import json

import pytest
from django.urls import resolve
from django.utils import timezone
from openapi_spec_validator import OpenAPIV31SpecValidator

from articles.richtext import components as rich_text_components
from cms.demo import Demo
from delivery import serializers
from delivery.models import Publication
from delivery.presenting import present, present_cards
from delivery.problems import STATUS_OF, Problem, ProblemCode, problem_response
from tests.builders import NOW, PASSWORD
from tests.delivery.library import make_library
from tests.delivery.openapi import (
    assert_documented,
    assert_valid,
    components,
    description,
)

AT = timezone.now()

PAGE_KEYS = [
    "id",
    "topic",
    "kind",
    "locale",
    "slug",
    "fallback_from",
    "path",
    "web_url",
    "api_url",
    "title",
    "alternate_names",
    "codes",
    "summary",
    "article_type",
    "about",
    "purpose",
    "funding",
    "outline",
    "key_points",
    "sections",
    "associations",
    "faqs",
    "calls_to_action",
    "references",
    "notices",
    "content_flags",
    "crisis_resources",
    "screenings",
    "images",
    "byline",
    "tags",
    "related",
    "linked_from",
    "reading_minutes",
    "seo",
    "translations",
    "feedback",
    "review",
    "first_published_at",
    "published_at",
    "updated_at",
]
CARD_KEYS = [
    "id",
    "topic",
    "kind",
    "locale",
    "slug",
    "path",
    "web_url",
    "api_url",
    "title",
    "summary",
    "alternate_names",
    "image",
    "tags",
    "article_type",
    "review",
    "first_published_at",
    "published_at",
    "updated_at",
]
PROBLEM_KEYS = ["type", "title", "status", "code", "detail", "request_id", "errors"]

# The parts of a page document, by the key under which they stand.
PART_KEYS = {
    "outline": ["part", "id", "heading", "anchor"],
    "key_points": ["html", "blocks"],
    "sections": [
        "id",
        "aspect",
        "urgency",
        "treatment",
        "heading",
        "anchor",
        "notice",
        "body",
        "citations",
    ],
    "associations": ["heading", "notice", "items"],
    "faqs": ["id", "question", "answer"],
    "references": [
        "number",
        "note",
        "key",
        "id",
        "pmid",
        "doi",
        "pmcid",
        "title",
        "authors",
        "journal",
        "year",
        "publication_types",
        "standing",
        "formatted",
        "links",
    ],
    "crisis_resources": [
        "id",
        "slug",
        "country",
        "name",
        "label",
        "phone",
        "sms",
        "sms_body",
        "chat_url",
        "hours",
        "audience",
        "languages",
    ],
    "images": ["hero"],
    "byline": ["id", "slug", "printed_name", "profession", "degrees", "orcid"],
    "seo": ["title", "description", "canonical_url", "noindex", "image"],
    "translations": ["locale", "path", "web_url", "stale"],
    "review": [
        "status",
        "line",
        "last_reviewed",
        "review_due",
        "revision",
        "fingerprint",
        "scope",
        "independent",
        "sign_off_url",
        "reviewers",
    ],
    "feedback": ["url", "email"],
}
REVIEWER_KEYS = [
    "printed_name",
    "profession",
    "degrees",
    "board_certifications",
    "licensed_in",
    "interests",
]


@pytest.fixture
def library(cast):
    return make_library(cast)


def document_of(publication):
    return present(publication.revision.snapshot, publication=publication, at=AT).document


def operations():
    return {
        path: operation["get"]
        for path, operation in description()["paths"].items()
        if list(operation) == ["get"]
    }


def test_it_is_openapi():
    assert description()["openapi"] == "3.1.1"
    OpenAPIV31SpecValidator(description()).validate()


def test_everything_that_it_points_at_is_there():
    schemas = description()["components"]["schemas"]
    pointed_at = set(references(description()))
    assert {name for name in pointed_at if name not in schemas} == set()
    assert set(rich_text_components()) <= set(schemas)


def test_no_object_is_left_open_by_mistake():
    """Where the helper cannot close an object, it is one of a room that does not exist yet."""
    assert sorted(open_objects(components()["schemas"])) == [
        "Associations.items",
        "Card.image",
        "Images.hero",
        "Page.calls_to_action",
        "Page.codes",
        "Page.notices",
        "Page.screenings",
    ]


def references(value):
    """The names of the components that a part of the description points at."""
    if isinstance(value, list):
        for entry in value:
            yield from references(entry)
    elif isinstance(value, dict):
        for key, entry in value.items():
            if key == "$ref":
                yield entry.removeprefix("#/components/schemas/")
            else:
                yield from references(entry)


def open_objects(schemas):
    for name, schema in schemas.items():
        for key, described in schema.get("properties", {}).items():
            inner = described.get("items", described)
            if "object" in inner.get("type", ()) and inner.get("additionalProperties") is not False:
                yield f"{name}.{key}"


def test_it_is_read_only():
    assert list(operations()) == list(description()["paths"])


@pytest.mark.parametrize("path", list(description()["paths"]))
def test_an_operation_says_what_the_view_takes(path):
    operation = operations()[path]
    view = resolve(path.replace("{slug}", "shame")).func.view_class
    in_query = [entry["name"] for entry in operation["parameters"] if entry["in"] == "query"]
    assert sorted(in_query) == sorted(view.declared)
    assert {"200", "304", "400", "405", "406"} <= set(operation["responses"])
    assert operation["summary"]


def test_operations_have_names_of_their_own():
    names = [operation["operationId"] for operation in operations().values()]
    assert sorted(names) == [
        "list_conditions",
        "list_symptoms",
        "read_condition",
        "read_symptom",
    ]


@pytest.mark.parametrize(
    ("serializer", "keys"),
    [
        (serializers.Page, PAGE_KEYS),
        (serializers.Card, CARD_KEYS),
        (serializers.CardList, ["results", "next", "previous"]),
        (serializers.ProblemDocument, PROBLEM_KEYS),
        (serializers.ProblemError, ["pointer", "code", "detail"]),
        (serializers.NotFoundDocument, [*PROBLEM_KEYS, "available_locales"]),
        (serializers.GoneDocument, [*PROBLEM_KEYS, "ending"]),
        (serializers.Ending, ["kind", "notice", "ended_at", "successor"]),
        (
            serializers.Successor,
            ["topic", "kind", "locale", "slug", "path", "web_url", "api_url", "title"],
        ),
        (serializers.Reviewer, REVIEWER_KEYS),
        (serializers.CardReview, ["status", "last_reviewed", "review_due"]),
    ],
)
def test_what_leaves_is_a_list_that_can_be_read(serializer, keys):
    assert sorted(serializer().fields) == sorted(keys)


def test_what_leaves_of_a_page(library):
    for publication in library.publications:
        document = document_of(publication)
        assert list(document) == PAGE_KEYS
        for part, keys in PART_KEYS.items():
            entries = document[part] if isinstance(document[part], list) else [document[part]]
            assert all(list(entry) == keys for entry in entries)
        assert [list(reviewer) for reviewer in document["review"]["reviewers"]] == [REVIEWER_KEYS]


def test_every_part_is_filled_somewhere(library):
    document = document_of(library.shame)
    for part in PART_KEYS:
        assert document[part] not in ([], None)


def test_what_leaves_of_a_card(library):
    cards, _ = present_cards(library.publications, at=AT)
    assert [list(card) for card in cards] == [CARD_KEYS] * 4


def test_every_page_is_as_described(library):
    for publication in library.publications:
        assert_valid("Page", document_of(publication))


def test_every_page_is_as_described_whatever_the_time(library):
    row = library.shame
    for at in (row.live_from, row.review_due, row.review_due.replace(year=2031)):
        assert_valid("Page", present(row.revision.snapshot, publication=row, at=at).document)


def test_every_list_is_as_described(library):
    cards, _ = present_cards(library.publications, at=AT)
    assert_valid("CardList", {"results": cards, "next": None, "previous": None})


def test_the_demo_is_as_described(db):
    Demo(password=PASSWORD, now=NOW).load()
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
