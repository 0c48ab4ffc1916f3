import logging

import pytest
from django.test import Client

PROBLEMS = {
    400: ("Bad Request", "bad_request", "The request cannot be understood."),
    403: ("Forbidden", "forbidden", "This may not be read."),
    404: ("Not Found", "not_found", "There is nothing at this address."),
    500: (
        "Internal Server Error",
        "internal_error",
        "Something went wrong here; the request id helps to find out what.",
    ),
}


@pytest.fixture
def client(client):
    client.raise_request_exception = False
    logging.disable(logging.CRITICAL)
    yield client
    logging.disable(logging.NOTSET)


@pytest.fixture
def strict():
    """A client that is held to the checks against requests of other sites."""
    return Client(enforce_csrf_checks=True)


def expected(status, response):
    title, code, detail = PROBLEMS[status]
    return {
        "type": "about:blank",
        "title": title,
        "status": status,
        "code": code,
        "detail": detail,
        "request_id": response["X-Request-ID"],
        "errors": [],
    }


@pytest.mark.urls("tests.cms.failing_urls")
@pytest.mark.parametrize("status", PROBLEMS)
def test_the_api_answers_with_problem_documents(client, status):
    response = client.get(f"/api/v1/{status}/")
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Cache-Control"] == "no-store"
    assert response.json() == expected(status, response)


@pytest.mark.urls("tests.cms.failing_urls")
@pytest.mark.parametrize("status", PROBLEMS)
def test_elsewhere_are_plain_pages(client, status):
    response = client.get(f"/{status}/")
    assert response.status_code == status
    assert response["Content-Type"].startswith("text/html")
    if status not in {403, 404}:
        assert b"inner words" not in response.content


def test_a_host_that_is_not_ours_is_a_problem_too(client):
    response = client.get("/api/v1/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert response.json() == expected(400, response)


@pytest.mark.parametrize("debug", [False, True])
@pytest.mark.parametrize("path", ["/api/", "/api/v2/pages/", "/api/v1/nothing-here/"])
def test_unknown_addresses_of_the_api(client, settings, path, debug):
    settings.DEBUG = debug
    response = client.get(path)
    assert response.status_code == 404
    assert response.json() == expected(404, response)


@pytest.mark.parametrize("path", ["/api/", "/api/v2/pages/", "/api/v1/nothing-here/"])
def test_options_of_unknown_addresses_of_the_api(strict, path):
    response = strict.options(path)
    assert response.status_code == 404
    assert response.json() == expected(404, response)
    assert response["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("debug", [False, True])
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("path", ["/api/", "/api/v1/nothing-here/", "/api/v1/symptoms"])
def test_nothing_is_written_anywhere(strict, settings, path, method, debug):
    """Not even where a missing slash would send a reader on."""
    settings.DEBUG = debug
    response = getattr(strict, method)(path)
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert response.json()["code"] == "method_not_allowed"
    assert response["Access-Control-Allow-Origin"] == "*"


@pytest.mark.urls("tests.cms.failing_urls")
def test_a_request_of_another_site(strict):
    elsewhere = strict.post("/403/")
    assert elsewhere.status_code == 403
    assert elsewhere["Content-Type"].startswith("text/html")
    assert b"CSRF" in elsewhere.content


@pytest.mark.parametrize("method", ["get", "head", "options"])
@pytest.mark.parametrize("path", ["/api/v1/symptoms", "/api/v1/nothing-here"])
def test_an_address_of_the_api_without_its_last_slash(strict, path, method):
    response = getattr(strict, method)(path)
    assert (response.status_code, response["Location"]) == (301, f"{path}/")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Access-Control-Expose-Headers"] == "ETag, Link, X-Request-ID"


def test_an_address_of_the_api_without_tls(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    response = client.get("/api/v1/symptoms/")
    assert response.status_code == 301
    assert response["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("path", ["/livez", "/admin/login/", "/nothing-here/", "/apis/"])
def test_only_the_api_is_open_to_other_sites(client, db, path):
    assert "Access-Control-Allow-Origin" not in client.get(path)


def test_unknown_addresses_elsewhere(client):
    assert client.get("/nothing-here/").status_code == 404


@pytest.mark.parametrize(
    "limit", [{"DATA_UPLOAD_MAX_MEMORY_SIZE": 100}, {"DATA_UPLOAD_MAX_NUMBER_FIELDS": 1}]
)
def test_a_form_that_is_too_long_is_told_what_to_do(client, db, settings, limit):
    for name, value in limit.items():
        setattr(settings, name, value)
    response = client.post(
        "/admin/login/",
        "username=a&password=" + "b" * 200,
        content_type="application/x-www-form-urlencoded",
    )

    assert response.status_code == 413
    assert "your words are still in the form" in response.content.decode()
