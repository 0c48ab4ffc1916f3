"""Whatever is asked of a list: the right status, a problem document with a code, never a 500."""

import pytest

LISTS = [
    "/api/v1/conditions/",
    "/api/v1/symptoms/",
    "/api/v1/articles/",
    "/api/v1/pages/",
    "/api/v1/associations/",
    "/api/v1/sections/",
    "/api/v1/references/",
    "/api/v1/people/",
]
IN_ALL = ["ordering", "limit", "cursor", "count", "fields", "rich", "as_of", "format"]

QUERIES = [
    ("%ff=%ff", "unknown_parameter"),
    ("=", "unknown_parameter"),
    ("=1", "unknown_parameter"),
    ("%00", "unknown_parameter"),
    ("limit%00=1", "unknown_parameter"),
    ("LIMIT=1", "unknown_parameter"),
    ("limit[]=1", "unknown_parameter"),
    ("page_size=1", "unknown_parameter"),
    ("pk=1", "unknown_parameter"),
    ("page__uuid=1", "unknown_parameter"),
    ("search=shame", "unknown_parameter"),
    ("limit=1&limit=1", "repeated_parameter"),
    ("limit=1&limit=2", "repeated_parameter"),
    ("fields=title&fields=id", "repeated_parameter"),
    ("limit=0", "bad_parameter"),
    ("limit=-1", "bad_parameter"),
    ("limit=101", "bad_parameter"),
    ("limit=1e9", "bad_parameter"),
    ("limit=%ff", "bad_parameter"),
    ("limit=", "bad_parameter"),
    ("limit", "bad_parameter"),
    ("cursor=", "bad_parameter"),
    ("cursor=%ff%fe", "bad_parameter"),
    ("cursor=" + "A" * 20_000, "bad_parameter"),
    ("count=", "bad_parameter"),
    ("count=true", "bad_parameter"),
    ("count=exact,exact", "bad_parameter"),
    ("fields=", "bad_parameter"),
    ("fields=%00", "bad_parameter"),
    ("fields=%ff", "bad_parameter"),
    ("fields=results", "bad_parameter"),
    ("fields=" + "." * 20_000, "bad_parameter"),
    ("fields=" + "," * 20_000, "bad_parameter"),
    ("fields=" + "id." * 6_000, "bad_parameter"),
    ("rich=", "bad_parameter"),
    ("rich=pdf", "bad_parameter"),
    ("rich=" + ",".join(["html"] * 101), "bad_parameter"),
    ("fields=" + ",".join(["id"] * 101), "bad_parameter"),
    ("rich=html,%00", "bad_parameter"),
    ("format=", "bad_parameter"),
    ("format=xml", "bad_parameter"),
    ("format=api", "bad_parameter"),
    ("as_of=", "bad_parameter"),
    ("as_of=now", "bad_parameter"),
    ("as_of=2026-11-01T12:00:00", "bad_parameter"),
    ("as_of=2026-11-01T12:00:00+01:00", "bad_parameter"),
    ("as_of=2026-02-30T12:00:00Z", "bad_parameter"),
    ("as_of=2026-11-01T12:00:60Z", "bad_parameter"),
    ("as_of=0001-01-01T00:00:00%2B23:59", "bad_parameter"),
    ("as_of=9999-12-31T23:59:59-23:59", "bad_parameter"),
    ("as_of=9999-12-31T23:59:59Z", "bad_parameter"),
    ("as_of=%00", "bad_parameter"),
    ("ordering=pk", "bad_parameter|unknown_parameter"),
    ("limit=" + "1" * 20_000, "bad_parameter"),
    ("x" * 20_000, "unknown_parameter"),
    ("x=" + "%F0%9F%A6%86" * 1_700, "unknown_parameter"),
    ("a&" * 4_000, "unknown_parameter"),
    ("a=1&" * 6_000, "bad_request|unknown_parameter"),
]


@pytest.mark.parametrize(("query", "codes"), QUERIES, ids=range(len(QUERIES)))
def test_queries_that_are_refused(client, db, query, codes):
    for path in LISTS:
        response = client.get(f"{path}?{query}")
        document = response.json()
        assert response.status_code == 400
        assert document["code"] in codes.split("|")
        assert response["Content-Type"] == "application/problem+json"
        assert response["Cache-Control"] == "no-store"
        if document["code"] != "bad_request":
            assert document["errors"][0]["pointer"].startswith("/query/")


@pytest.mark.parametrize("path", LISTS)
def test_other_methods(client, db, path):
    for method in ("post", "put", "patch", "delete", "trace"):
        response = getattr(client, method)(path)
        assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, OPTIONS")
        assert method == "trace" or response.json()["code"] == "method_not_allowed"


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("accept", ["image/png", "text/html", "application/xml", "x", "*/x"])
def test_other_media_types(client, db, path, accept):
    response = client.get(path, headers={"accept": accept})
    assert (response.status_code, response.json()["code"]) == (406, "not_acceptable")


@pytest.mark.parametrize("path", LISTS)
def test_conditional_requests(client, db, path):
    etag = client.get(path)["ETag"]
    for given, status in {
        etag: 304,
        f"W/{etag}": 304,
        f'"x", {etag}, W/"y"': 304,
        "*": 304,
        '"x"': 200,
        etag.strip('"'): 200,
        "": 200,
        "\xff": 200,
        '"' * 9_999: 200,
    }.items():
        response = client.get(path, headers={"if-none-match": given})
        assert (response.status_code, response["ETag"]) == (status, etag), given
    assert client.get(f"{path}?format=json")["ETag"] == etag


@pytest.mark.parametrize("path", LISTS)
def test_locales(client, db, path):
    for locale in ("", "x", "english", "en_US", "en-", "e" * 9_999, "%00", "%ff", "en%20"):
        response = client.get(f"{path}?locale={locale}")
        everywhere = path in ("/api/v1/references/", "/api/v1/people/")
        code = "unknown_parameter" if everywhere else "bad_parameter"
        assert (response.status_code, response.json()["code"]) == (400, code)


@pytest.mark.parametrize("path", LISTS)
def test_nothing_is_public(client, db, path):
    assert client.get(path).json() == {"results": [], "next": None, "previous": None}
    counted = client.get(path, {"count": "exact"}).json()
    assert counted == {"results": [], "next": None, "previous": None, "count": 0}
    for as_of in ("0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "2026-11-02T00:00:00.5-11:00"):
        assert client.get(path, {"as_of": as_of}).json()["results"] == []


def test_the_parameters_that_all_have(client, db):
    for path in LISTS:
        detail = client.get(f"{path}?x").json()["detail"]
        own = {"ordering"} if path not in ("/api/v1/associations/", "/api/v1/sections/") else set()
        for name in set(IN_ALL) - {"ordering"} | own:
            assert f" {name}" in detail
