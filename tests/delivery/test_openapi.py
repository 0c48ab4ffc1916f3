"""The description of the API is sound, and says what the views take."""

import re

import pytest
from django.urls import resolve
from openapi_spec_validator import OpenAPIV31SpecValidator

from articles.richtext import components as rich_text_components
from tests.delivery.openapi import components, description

# Something that may stand in a path, by the name of its place.
IN_PATHS = {
    "slug": "shame",
    "identifier": "30075356",
    "uuid": "00000000-0000-4000-8000-000000000000",
}


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
    there = {
        f"#/components/{kind}/{name}"
        for kind, components in description()["components"].items()
        for name in components
    }
    assert set(references(description())) - there == set()
    assert set(rich_text_components()) <= set(description()["components"]["schemas"])


def test_no_object_is_left_open_by_mistake():
    """Where the helper cannot close an object, it is one of a room that does not exist yet."""
    assert sorted(open_objects(components()["schemas"])) == ["Page.screenings"]


def references(value):
    """The components that a part of the description points at."""
    if isinstance(value, list):
        for entry in value:
            yield from references(entry)
    elif isinstance(value, dict):
        for key, entry in value.items():
            if key == "$ref":
                yield entry
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
    view = resolve(re.sub(r"{(\w+)}", lambda found: IN_PATHS[found[1]], path)).func.view_class
    in_query = [entry["name"] for entry in operation["parameters"] if entry["in"] == "query"]
    assert sorted(in_query) == sorted(view.declared)
    assert {"200", "304", "400", "405", "406"} <= set(operation["responses"])
    assert operation["summary"]


def test_operations_have_names_of_their_own():
    names = [operation["operationId"] for operation in operations().values()]
    assert sorted(names) == [
        "list_articles",
        "list_associations",
        "list_conditions",
        "list_crisis_resources",
        "list_pages",
        "list_paths",
        "list_people",
        "list_references",
        "list_sections",
        "list_symptoms",
        "list_tags",
        "read_article",
        "read_article_sign_off",
        "read_audit_head",
        "read_condition",
        "read_condition_sign_off",
        "read_page",
        "read_person",
        "read_reference",
        "read_site",
        "read_symptom",
        "read_symptom_sign_off",
        "resolve",
    ]
