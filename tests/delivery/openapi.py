"""What the API says of itself, and every answer held against it."""

import json
import re
from copy import deepcopy
from datetime import date, datetime
from functools import cache
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

from django.test import Client
from django.urls import Resolver404, resolve
from drf_spectacular.generators import SchemaGenerator
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import best_match

PROBLEM = "application/problem+json"

# With these parameters an answer has fewer keys than the description says.
SHAPING = {"fields", "rich"}
# The description and the page that shows it.
UNDESCRIBED = {"/api/v1/openapi.json", "/api/v1/docs/"}

FORMATS = FormatChecker(formats=())


@FORMATS.checks("date-time", raises=ValueError)
def is_instant(text):
    if isinstance(text, str):
        datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ")  # noqa: DTZ007
    return True


@FORMATS.checks("date", raises=ValueError)
def is_day(text):
    return not isinstance(text, str) or date.fromisoformat(text).isoformat() == text


@FORMATS.checks("uuid", raises=ValueError)
def is_uuid(text):
    return not isinstance(text, str) or str(UUID(text)) == text


@FORMATS.checks("uri", raises=ValueError)
def is_address(text):
    if not isinstance(text, str):
        return True
    parts = urlsplit(text)
    return parts.scheme == "https" and bool(parts.netloc) and not re.search(r"\s", text)


@FORMATS.checks("email")
def is_email(text):
    return not isinstance(text, str) or re.fullmatch(r"[^@\s]+@[^@\s]+", text) is not None


class DocumentedClient(Client):
    """A client that holds every answer of the API against the description."""

    def request(self, **request):
        response = super().request(**request)
        if request["PATH_INFO"].startswith("/api/"):
            trimmed = SHAPING & parse_qs(request.get("QUERY_STRING", "")).keys()
            assert_documented(
                request["REQUEST_METHOD"], request["PATH_INFO"], response, whole=not trimmed
            )
        return response


@cache
def description():
    """The OpenAPI document that the code makes."""
    return SchemaGenerator().get_schema(request=None, public=True)


def described_operations():
    return [operation["get"] for operation in description()["paths"].values()]


@cache
def components():
    """The schemas as they leave no room: an object has the named properties and no other, unless
    it is said to have more."""
    return _closed(deepcopy(description()["components"]))


@cache
def validator(name, *, whole=True):
    described = components() if whole else _without_required(components())
    schema = {"$ref": f"#/components/schemas/{name}", "components": described}
    return Draft202012Validator(schema, format_checker=FORMATS)


def assert_valid(name, document, *, whole=True):
    """Hold a document against a component, closed, with the formats checked.

    What was trimmed to some fields, or converted to some forms, has no other keys, but fewer.
    """
    fault = best_match(validator(name, whole=whole).iter_errors(document))
    assert fault is None, f"{name}: {fault.json_path}: {fault.message}"


def assert_documented(method, path, response, *, whole=True):
    """Hold an answer against what the description says of its route and status."""
    if path in UNDESCRIBED:
        return
    if method == "OPTIONS" or response.status_code == 301:
        assert response.content == b""
        return
    operation = _operation(path)
    if operation is None:
        _assert_unknown_address(method, response)
        return
    assert str(response.status_code) in operation["responses"], f"{path}: {response.status_code}"
    described = operation["responses"][str(response.status_code)]
    _assert_headers(described["headers"], response)
    content = described.get("content", {})
    if not content or method == "HEAD":
        assert response.content == b""
        return
    media_type = response["Content-Type"]
    assert media_type in content
    name = content[media_type]["schema"]["$ref"].rpartition("/")[2]
    assert_valid(name, read(response), whole=whole or media_type == PROBLEM)


def read(response):
    """The value of JSON, the text of any other file."""
    if response["Content-Type"].endswith("json"):
        return json.loads(response.content)
    return response.content.decode()


def _assert_headers(headers, response):
    described = description()["components"]["headers"]
    for name in headers:
        schema = described[name]["schema"]
        validator = Draft202012Validator(schema, format_checker=FORMATS)
        assert validator.is_valid(response[name]), f"{name}: {response[name]}"


def _operation(path):
    """Return the description of the route at a path, None for an address without one."""
    try:
        route = resolve(path).route
    except Resolver404:
        return None
    template = "/" + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", route)
    found = description()["paths"].get(template)
    return found and found["get"]


def _assert_unknown_address(method, response):
    assert (response.status_code, response["Content-Type"]) == (404, PROBLEM)
    if method != "HEAD":
        assert_valid("ProblemDocument", json.loads(response.content))


def _without_required(schema):
    if isinstance(schema, list):
        return [_without_required(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    return {key: _without_required(value) for key, value in schema.items() if key != "required"}


def _closed(schema):
    if isinstance(schema, list):
        return [_closed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {key: _closed(value) for key, value in schema.items()}
    if isinstance(closed.get("properties"), dict) and closed.get("type") == "object":
        closed.setdefault("additionalProperties", False)
    return closed
