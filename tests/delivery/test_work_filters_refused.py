"""What the list of works cannot be asked."""

import pytest

PATH = "/api/v1/references/"
STANDINGS = (
    "current or corrected or concern or retracted or superseded or withdrawn or is_notice or "
    "preprint or unknown"
)
YEAR = "give a year with four digits, such as 2018"
PAGE = (
    "give kind|slug, such as symptom|shame, or the id of a page; "
    "the kinds are condition, symptom, article"
)
NUL = "it holds a character that no value has"

REFUSED = [
    ("standing", "", f"give {STANDINGS}"),
    ("standing", "Retracted", f"give {STANDINGS}"),
    ("standing", "retracted,fine", f"give {STANDINGS}"),
    ("standing", "retracted, current", f"give {STANDINGS}"),
    ("standing", "current\x00", f"give {STANDINGS}"),
    ("publication_type", "", "it is empty"),
    ("publication_type", "Review,", "it is empty"),
    ("publication_type", "a\x00b", NUL),
    ("publication_type", ",".join(["a"] * 101), "give at most 100 values"),
    ("year", "", YEAR),
    ("year", "18", YEAR),
    ("year", "20180", YEAR),
    ("year", "2018.0", YEAR),
    ("year", "-018", YEAR),
    ("year", "2018,", YEAR),
    ("year", "2018-2020", YEAR),
    ("year", "2018\n", YEAR),
    ("year", "\u0662\u0660\u0661\u0668", YEAR),
    ("year", "\x00", YEAR),
    ("year_from", "2018,2019", YEAR),
    ("year_to", "2018-01-01", YEAR),
    ("journal", "", "it is empty"),
    ("journal", "\x00", NUL),
    ("journal", ",", "it is empty"),
    ("cited_by", "", PAGE),
    ("cited_by", "shame", PAGE),
    ("cited_by", "symptom|", PAGE),
    ("cited_by", "|shame", PAGE),
    ("cited_by", "poem|shame", PAGE),
    ("cited_by", "Symptom|shame", PAGE),
    ("cited_by", "symptom|shame,", PAGE),
    ("cited_by", "/symptoms/shame/", PAGE),
    ("cited_by", "00000000-0000-0000-0000-00000000000", PAGE),
    ("cited_by", "symptom|a\x00b", NUL),
    ("cited_by", ",".join(["symptom|a"] * 101), "give at most 100 values"),
]


@pytest.mark.parametrize(("name", "value", "message"), REFUSED, ids=range(len(REFUSED)))
def test_values_that_are_refused(client, db, name, value, message):
    response = client.get(PATH, {name: value})
    detail = f"{name}: {message}."
    document = response.json()
    assert (response.status_code, document["code"]) == (400, "bad_parameter")
    assert document["errors"] == [
        {"pointer": f"/query/{name}", "code": "bad_parameter", "detail": detail}
    ]


@pytest.mark.parametrize("name", ["standing", "year", "year_from", "journal", "cited_by"])
def test_given_twice(client, db, name):
    response = client.get(f"{PATH}?{name}=a&{name}=a")
    assert (response.status_code, response.json()["code"]) == (400, "repeated_parameter")


def test_the_filters_of_other_lists(client, db):
    for name in ("reference", "tag", "condition", "kind", "journal_abbreviation", "pmid", "doi"):
        response = client.get(PATH, {name: "a"})
        assert (response.status_code, response.json()["code"]) == (400, "unknown_parameter")


def test_many_values(client, db):
    pages = ",".join(f"symptom|slug-{number}" for number in range(100))
    names = ",".join(f"Name {number}, with a comma" for number in range(100))
    for name, value in {"cited_by": pages, "publication_type": names, "journal": names}.items():
        assert client.get(PATH, {name: value}).json()["results"] == []
