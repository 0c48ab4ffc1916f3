import logging

import pytest

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


def test_unknown_addresses_elsewhere(client):
    assert client.get("/nothing-here/").status_code == 404
