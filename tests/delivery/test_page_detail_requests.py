"""Methods and headers, of the request and of the answer."""

from hashlib import sha256

import pytest

from tests.delivery.problems import problem

PATH = "/api/v1/symptoms/shame/"


def test_the_headers(client, publication):
    response = client.get(PATH)
    assert {
        name: response[name]
        for name in response.headers
        if name.lower()
        in {
            "content-type",
            "etag",
            "cache-control",
            "vary",
            "access-control-allow-origin",
            "access-control-expose-headers",
            "allow",
            "content-length",
            "set-cookie",
            "last-modified",
            "content-language",
            "link",
            "surrogate-key",
            "cache-tag",
        }
    } == {
        "Content-Type": "application/json",
        "ETag": f'"{sha256(response.content).hexdigest()}"',
        "Cache-Control": (
            "public, max-age=60, s-maxage=300, stale-while-revalidate=60, stale-if-error=600"
        ),
        "Vary": "Accept",
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Expose-Headers": "ETag, Link, X-Request-ID",
        "Allow": "GET, HEAD, OPTIONS",
        "Content-Length": str(len(response.content)),
        "Content-Language": "en",
        "Last-Modified": "Sun, 01 Nov 2026 12:00:00 GMT",
        "Link": '<https://www.example.org/symptoms/shame/>; rel="canonical", '
        '<https://api.example.org/api/v1/openapi.json>; rel="describedby"',
        "Surrogate-Key": " ".join(keys_of(publication)),
        "Cache-Tag": ",".join(keys_of(publication)),
    }


def keys_of(row):
    return [f"page-{row.page.uuid}", f"topic-{row.topic.uuid}", "kind-symptom", "locale-en"]


def test_a_format_that_is_named_is_meant(client, publication):
    response = client.get(PATH, {"format": "json"}, headers={"accept": "image/png"})
    assert (response.status_code, response.content) == (200, client.get(PATH).content)


def test_the_host_of_the_request_enters_nothing(client, publication):
    other = client.get(PATH, headers={"host": "localhost:8000"})
    assert other.content == client.get(PATH).content


def test_a_cookie_makes_no_difference(client, cast, publication):
    anonymous = client.get(PATH)
    client.force_login(cast.editor)
    known = client.get(PATH)
    assert (known.content, known["Vary"], known.cookies) == (
        anonymous.content,
        anonymous["Vary"],
        anonymous.cookies,
    )


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
def test_other_methods(client, publication, method):
    response = getattr(client, method)(PATH)
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert response.json() == problem(
        response,
        title="Method Not Allowed",
        status=405,
        code="method_not_allowed",
        detail="This API is read with GET, HEAD and OPTIONS.",
    )


def test_another_method_is_refused_whatever_the_parameters_are(client, publication):
    assert client.post(f"{PATH}?lokale=en").status_code == 405


def test_head(client, publication):
    got, head = client.get(PATH), client.head(PATH)
    assert (head.status_code, head.content) == (200, b"")
    for name in ("ETag", "Content-Type", "Content-Length", "Cache-Control", "Vary"):
        assert head[name] == got[name]
    assert client.head("/api/v1/symptoms/nothing/").status_code == 404


def test_options(client, publication):
    response = client.options(
        PATH,
        headers={
            "origin": "https://front.example",
            "access-control-request-method": "GET",
            "access-control-request-headers": "if-none-match",
        },
    )
    assert (response.status_code, response.content) == (204, b"")
    assert {
        name: value
        for name, value in response.headers.items()
        if name == "Allow" or name.startswith("Access-Control")
    } == {
        "Allow": "GET, HEAD, OPTIONS",
        "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
        "Access-Control-Allow-Headers": "If-None-Match, X-Request-ID, Cache-Control, Content-Type",
        "Access-Control-Max-Age": "86400",
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Expose-Headers": "ETag, Link, X-Request-ID",
    }


@pytest.mark.parametrize(
    "accept", ["image/png", "text/html", "application/xml, text/*;q=0.5", "nonsense", ";;,/"]
)
def test_not_acceptable(client, publication, accept):
    response = client.get(PATH, headers={"accept": accept})
    assert response.status_code == 406
    assert response.json() == problem(
        response,
        title="Not Acceptable",
        status=406,
        code="not_acceptable",
        detail="The resource is not to be had in the media types asked for.",
    )


@pytest.mark.parametrize(
    "accept",
    [
        "*/*",
        "application/*",
        "application/json",
        "application/json; q=0.1, image/png",
        "text/html,application/xhtml+xml,*/*;q=0.8",
    ],
)
def test_acceptable(client, publication, accept):
    assert client.get(PATH, headers={"accept": accept}).content == client.get(PATH).content
