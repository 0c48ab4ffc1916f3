"""CSL-JSON, as Vouch, Zotero and Crossref write it."""

import json
from datetime import date

import pytest

from references.imports import MalformedJson, UnknownFormat
from tests.references.imports.reading import columns, read

ARTICLE = {
    "id": "pmid:30075356",
    "type": "article-journal",
    "title": "Shame and <i>anxiety</i>",
    "author": [
        {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der", "suffix": "Jr"},
        {"literal": "WHO Study Group"},
        {"family": "Adams", "given": "A B"},
    ],
    "issued": {"date-parts": [[2018, 8, 1]]},
    "container-title": "Journal of anxiety disorders",
    "container-title-short": "J Anxiety Disord",
    "volume": 58,
    "issue": "2",
    "page": "78-106",
    "DOI": "10.1016/S0140-6736(10)60175-4",
    "PMID": "30075356",
    "PMCID": "PMC6134338",
    "ISSN": "0887-6185",
    "URL": "https://journal.example.org/shame",
    "custom": {"standing": "retracted", "publication_types": ["Journal Article"]},
}


def one(**fields):
    return columns(json.dumps([{"type": "article-journal", "title": "Shame", **fields}]))


def test_an_article():
    ((record,), remarks) = read(json.dumps([ARTICLE]))
    assert remarks == []
    assert record.bibliography == {
        "kind": "journal_article",
        "title": "Shame and anxiety",
        "title_markup": "Shame and <i>anxiety</i>",
        "authors": [
            {"family": "Berg", "given": "Jan", "particle": "van der", "suffix": "Jr"},
            {"group": "WHO Study Group"},
            {"family": "Adams", "initials": "AB"},
        ],
        "year": 2018,
        "month": 8,
        "day": 1,
        "journal": "Journal of anxiety disorders",
        "journal_abbreviation": "J Anxiety Disord",
        "volume": "58",
        "issue": "2",
        "pages": "78-106",
        "doi": "10.1016/s0140-6736(10)60175-4",
        "pmid": "30075356",
        "pmcid": "PMC6134338",
        "issn": "0887-6185",
        "url": "https://journal.example.org/shame",
        "publication_types": ["Journal Article"],
    }
    assert record.standing == "retracted"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"issued": {"date-parts": [["2018", "Aug"]]}}, {"year": 2018, "month": 8}),
        (
            {"issued": {"date-parts": [[1998, 12], [1999, 1]]}},
            {"year": 1998, "month": 12, "end_year": 1999, "end_month": 1},
        ),
        (
            {"issued": {"date-parts": [[2018, 7], [2018, 8]]}},
            {"year": 2018, "month": 7, "end_month": 8},
        ),
        ({"issued": {"date-parts": [[2018], [2017, 8]]}}, {"year": 2018}),
        ({"issued": {"date-parts": [[None]]}}, {}),
        ({"issued": {"date-parts": [[2000]], "season": 1}}, {"year": 2000, "season": "Spring"}),
        ({"issued": {"raw": "2018-07-05"}}, {"year": 2018, "month": 7, "day": 5}),
        ({"issued": {"literal": "no date"}}, {}),
        ({"issued": "2018"}, {"year": 2018}),
        ({"accessed": {"date-parts": [[2024, 5, 6]]}}, {"accessed_on": date(2024, 5, 6)}),
        ({"title": ["Guilt", "Other"]}, {"title": "Guilt"}),
        ({"container-title": ["Emotion"]}, {"journal": "Emotion"}),
        ({"author": [{"name": "WHO"}]}, {"authors": [{"group": "WHO"}]}),
        ({"author": [{"given": "Plato"}, {}]}, {"authors": [{"family": "Plato"}]}),
        ({"ISSN": ["1873-7897", "0887-6185"]}, {"issn": "1873-7897"}),
        ({"URL": "https://doi.org/10.1000/182"}, {"doi": "10.1000/182"}),
        ({"note": "PMID: 7\nPMCID: PMC8"}, {"pmid": "7", "pmcid": "PMC8"}),
        ({"PMID": 30075356}, {"pmid": "30075356"}),
        ({"page": "e77", "number": "e77"}, {"article_number": "e77"}),
        ({"type": "report", "number": "5"}, {"kind": "report", "report_number": "5"}),
        ({"type": "unheard-of"}, {"kind": "report"}),
        ({"title": "A \ud800b"}, {"title": "A b"}),
        ({"custom": 5, "volume": {}, "language": "en", "DOI": True}, {}),
    ],
)
def test_fields_as_others_write_them(fields, expected):
    assert one(**fields) == {"kind": "journal_article", "title": "Shame"} | expected


@pytest.mark.parametrize(
    "wrapped", [lambda item: item, lambda item: [item], lambda item: {"items": [item]}]
)
def test_one_item_or_a_list(wrapped):
    assert columns(json.dumps(wrapped(ARTICLE)))["pmid"] == "30075356"


def test_faulty_items_name_themselves():
    items = [5, ARTICLE, {"title": "B", "author": "Smith"}, {"title": "C", "issued": [2018]}]
    items.append({"title": "D", "issued": {"date-parts": [["20x8"]]}})
    records, _ = read(json.dumps(items))
    assert [(each.name, getattr(each, "fault", "")) for each in records] == [
        ("Record 1", "This is no item of CSL-JSON."),
        ("Record 2, “Shame and anxiety”", ""),
        ("Record 3, “B”", "“author” is no list of names."),
        ("Record 4, “C”", "A date is no object."),
        ("Record 5, “D”", "The date-parts of a date are no numbers."),
    ]


def test_latin_1():
    content = json.dumps([{"title": "Beschämung"}], ensure_ascii=False).encode("latin-1")
    ((record,), remarks) = read(content)
    assert record.bibliography["title"] == "Beschämung"
    assert remarks == ["This is not UTF-8. It was read as Latin-1: look at the accents."]


@pytest.mark.parametrize("content", ["[", '[{"title": "A"}', "[1,]", "[" * 100_000])
def test_what_is_no_json(content):
    with pytest.raises(MalformedJson, match=r"This is no complete JSON: "):
        read(content)


@pytest.mark.parametrize("content", [b"", b"\x00\xff", b"Title,Year\nShame,2018\n", b"PK\x03\x04"])
def test_what_is_no_file_of_works(content):
    with pytest.raises(UnknownFormat, match=r"This is no file of works: give"):
        read(content)
