"""What the API says of itself, and every answer held against it."""

import json
import re
from copy import deepcopy
from datetime import date, datetime
from functools import cache
from urllib.parse import urlsplit
from uuid import UUID

from django.test import Client
from django.urls import Resolver404, resolve
from drf_spectacular.generators import SchemaGenerator
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import best_match

PROBLEM = "application/problem+json"

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
            assert_documented(request["REQUEST_METHOD"], request["PATH_INFO"], response)
        return response


@cache
def description():
    """The OpenAPI document that the code makes."""
    return SchemaGenerator().get_schema(request=None, public=True)


@cache
def components():
    """The schemas as they leave no room: an object has the named properties and no other."""
    return _closed(deepcopy(description()["components"]))


@cache
def validator(name):
    schema = {"$ref": f"#/components/schemas/{name}", "components": components()}
    return Draft202012Validator(schema, format_checker=FORMATS)


def assert_valid(name, document):
    """Hold a document against a component, closed, with the formats checked."""
    fault = best_match(validator(name).iter_errors(document))
    assert fault is None, f"{name}: {fault.json_path}: {fault.message}"


def assert_documented(method, path, response):
    """Hold an answer against what the description says of its route and status."""
    if method == "OPTIONS" or response.status_code == 301:
        assert response.content == b""
        return
    operation = _operation(path)
    if operation is None:
        _assert_unknown_address(method, response)
        return
    assert str(response.status_code) in operation["responses"], f"{path}: {response.status_code}"
    content = operation["responses"][str(response.status_code)].get("content", {})
    if not content or method == "HEAD":
        assert response.content == b""
        return
    ((media_type, described),) = content.items()
    assert response["Content-Type"] == media_type
    assert_valid(described["schema"]["$ref"].rpartition("/")[2], json.loads(response.content))


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


def _closed(schema):
    if isinstance(schema, list):
        return [_closed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {key: _closed(value) for key, value in schema.items()}
    if isinstance(closed.get("properties"), dict) and closed.get("type") == "object":
        closed["additionalProperties"] = False
    return closed
