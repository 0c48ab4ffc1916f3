"""What no filter can be asked."""

import pytest

LISTS = {
    "/api/v1/conditions/": "symptom",
    "/api/v1/symptoms/": "condition",
    "/api/v1/articles/": "condition, symptom, article_type",
    "/api/v1/pages/": "kind, condition, symptom, article_type",
}
SYSTEMS = "icd-10-cm, icd-11, snomed-ct, mesh"
CODE = f"give system|code, such as mesh|D012753; the systems are {SYSTEMS}"
WORK = "give a PMID, such as 30075356, or the uuid of a reference"
DAY = "give a day such as 2026-11-01, or an instant such as 2026-11-01T12:00:00Z"
STATUS = "give current or due_soon or overdue or reviewer_lapsed"
KIND = "give condition or symptom or article"
NUL = "it holds a character that no value has"

REFUSED = [
    ("kind", "poem", KIND),
    ("kind", "", KIND),
    ("kind", "symptom,", KIND),
    ("kind", "symptom,poem", KIND),
    ("kind", "Symptom", KIND),
    ("article_type", "poem", "give blog_post or guide or explainer"),
    ("review_status", "fresh", STATUS),
    ("review_status", "current overdue", STATUS),
    ("reference", "0", WORK),
    ("reference", "123456789", WORK),
    ("reference", "\u0661\u0662\u0663", WORK),
    ("reference", "pmid:30075356", WORK),
    ("reference", "30075356,", WORK),
    ("reference", "{00000000-0000-0000-0000-000000000007}", WORK),
    ("reference", "00000000-0000-0000-0000-00000000000", WORK),
    ("reference", "\x00", WORK),
    ("code", "R45.89", CODE),
    ("code", "icd-10-cm|", CODE),
    ("code", "|R45.89", CODE),
    ("code", "icd-9|290", CODE),
    ("code", "mesh|\x00", NUL),
    ("published_after", "", DAY),
    ("published_after", "2026-02-30", DAY),
    ("published_after", "2026-11", DAY),
    ("published_after", "20261101", DAY),
    ("published_after", "2026-11-01T12:00:00", DAY),
    ("published_after", "2026-11-01T12:00:00 01:00", DAY),
    ("published_after", "2026-11-01T25:00:00Z", DAY),
    ("published_after", "2026-11-01,2026-11-02", DAY),
    ("published_after", "yesterday", DAY),
    ("published_after", "2026-11-01\x00", DAY),
    ("reviewed_after", "0001-01-01T00:00:00+23:59", DAY),
    ("reviewed_after", "9999-12-31T23:59:59-23:59", DAY),
    ("condition", "", "it is empty"),
    ("condition", "ptsd,", "it is empty"),
    ("symptom", "a\x00b", NUL),
    ("tag", "\x00", NUL),
    ("author", ",", "it is empty"),
    ("tag", ",".join(["a"] * 101), "give at most 100 values"),
]


@pytest.mark.parametrize(("name", "value", "message"), REFUSED, ids=range(len(REFUSED)))
def test_values_that_are_refused(client, db, name, value, message):
    response = client.get("/api/v1/pages/", {name: value})
    detail = f"{name}: {message}."
    document = response.json()
    assert (response.status_code, document["code"]) == (400, "bad_parameter")
    assert document["errors"] == [
        {"pointer": f"/query/{name}", "code": "bad_parameter", "detail": detail}
    ]


def test_aspects_are_named(client, db):
    response = client.get("/api/v1/pages/", {"aspect": "Overwiev"})
    assert response.json()["detail"].startswith("aspect: give Overview or Symptoms or Causes or")


@pytest.mark.parametrize("path", LISTS)
def test_the_filters_of_each_list(client, db, path):
    common = "reference, author, reviewer, tag, aspect, code, published_after, reviewed_after, review_status"
    response = client.get(path, {"q": "shame"})
    assert response.json()["code"] == "unknown_parameter"
    assert response.json()["detail"].startswith(
        f"The parameters here are {common}, {LISTS[path]}, locale, ordering, limit,"
    )


@pytest.mark.parametrize("name", ["condition", "tag", "review_status", "published_after"])
def test_given_twice(client, db, name):
    response = client.get(f"/api/v1/symptoms/?{name}=a&{name}=a")
    assert (response.status_code, response.json()["code"]) == (400, "repeated_parameter")


def test_many_values(client, db):
    values = ",".join(f"slug-{number}" for number in range(100))
    for name in ("condition", "symptom", "tag", "author"):
        assert client.get("/api/v1/pages/", {name: values}).json()["results"] == []
