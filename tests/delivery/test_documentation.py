"""The API's description as JSON, and the page that shows it."""

import pytest

from tests.delivery.openapi import PROBLEM, description

OPENAPI = "/api/v1/openapi.json"
DOCS = "/api/v1/docs/"


def test_the_description(client, db):
    response = client.get(OPENAPI)
    assert (response.status_code, response["Content-Type"]) == (200, "application/json")
    assert response.json() == description()
    assert response["Cache-Control"].startswith("public, max-age=60")
    assert response["Access-Control-Allow-Origin"] == "*"


def test_who_has_the_description_is_told_so(client, db):
    etag = client.get(OPENAPI)["ETag"]
    response = client.get(OPENAPI, headers={"If-None-Match": etag})
    assert (response.status_code, response["ETag"], response.content) == (304, etag, b"")


def test_neither_asks_the_database(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get(OPENAPI)
        client.get(DOCS)


def test_the_page(client, db):
    response = client.get(DOCS)
    assert (response.status_code, response["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert f'data-description="{OPENAPI}"' in response.content.decode()
    assert "<style" not in response.content.decode()


@pytest.mark.parametrize("address", [OPENAPI, DOCS])
@pytest.mark.parametrize(
    ("method", "query", "accept", "status", "code"),
    [
        ("GET", "?format=yaml", "*/*", 400, "unknown_parameter"),
        ("GET", "", "image/png", 406, "not_acceptable"),
        ("POST", "", "*/*", 405, "method_not_allowed"),
        ("DELETE", "", "*/*", 405, "method_not_allowed"),
    ],
)
def test_what_is_refused(client, db, address, method, query, accept, status, code):
    response = client.generic(method, address + query, headers={"Accept": accept})
    assert (response.status_code, response["Content-Type"]) == (status, PROBLEM)
    assert response.json()["code"] == code


@pytest.mark.parametrize("address", [OPENAPI, DOCS])
def test_options_and_head(client, db, address):
    assert client.options(address).status_code == 204
    assert client.head(address).status_code == 200
