"""Works as reference managers read them: each file is read back by a program of others."""

import json
from datetime import date

import bibtexparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from references.exports import ExportFormat, export
from references.models import Reference
from tests.references.citation_cases import CASES, people, person
from tests.references.citation_oracle import WORKS
from tests.references.exporting import WHOLE, bibtex, bibtex_names, csl, exported, ris

HOSTILE = "} @x{y, \\n\r\nER  - \r\nTY  - BOOK %$#_{~^\" 'and' <b"


def test_csl():
    assert csl(**WHOLE) == {
        "id": "pmid:11556941",
        "type": "article-journal",
        "title": "Effect of <i>N</i>-methyl-D-aspartate on H<sub>2</sub>O & the PHQ-9",
        "author": [
            {"literal": "WHO Study Group"},
            {
                "family": "Berg",
                "given": "Jan",
                "non-dropping-particle": "van der",
                "suffix": "Jr",
            },
            {"family": "Adams", "given": "A B"},
        ],
        "issued": {"date-parts": [[2020, 3, 14]]},
        "container-title": "Lancet (London, England)",
        "container-title-short": "Lancet",
        "volume": "395",
        "issue": "9",
        "page": "606-613",
        "DOI": "10.1016/s0140-6736(10)60175-4",
        "PMID": "11556941",
        "PMCID": "PMC1495268",
        "ISSN": "0140-6736",
        "custom": {
            "standing": "retracted",
            "publication_types": ["Journal Article", "Review"],
        },
    }


def test_ris():
    assert exported("ris", **WHOLE).split("\r\n") == [
        "TY  - JOUR",
        "AU  - WHO Study Group",
        "AU  - van der Berg, Jan, Jr",
        "AU  - Adams, A B",
        "TI  - Effect of N-methyl-D-aspartate on H2O & the PHQ-9",
        "T2  - Lancet (London, England)",
        "J2  - Lancet",
        "M3  - Journal Article; Review",
        "PY  - 2020",
        "DA  - 2020/03/14/",
        "VL  - 395",
        "IS  - 9",
        "SP  - 606",
        "EP  - 613",
        "SN  - 0140-6736",
        "DO  - 10.1016/s0140-6736(10)60175-4",
        "UR  - https://doi.org/10.1016/s0140-6736%2810%2960175-4",
        "AN  - 11556941",
        "DB  - PubMed",
        "C2  - PMC1495268",
        "ID  - pmid:11556941",
        "N1  - Retracted",
        "ER  - ",
        "",
    ]
    assert ris(**WHOLE) == {
        "type_of_reference": "JOUR",
        "authors": ["WHO Study Group", "van der Berg, Jan, Jr", "Adams, A B"],
        "title": "Effect of N-methyl-D-aspartate on H2O & the PHQ-9",
        "secondary_title": "Lancet (London, England)",
        "alternate_title1": "Lancet",
        "type_of_work": "Journal Article; Review",
        "year": "2020",
        "date": "2020/03/14/",
        "volume": "395",
        "number": "9",
        "start_page": "606",
        "end_page": "613",
        "issn": "0140-6736",
        "doi": "10.1016/s0140-6736(10)60175-4",
        "urls": ["https://doi.org/10.1016/s0140-6736%2810%2960175-4"],
        "accession_number": "11556941",
        "name_of_database": "PubMed",
        "custom2": "PMC1495268",
        "id": "pmid:11556941",
        "notes": ["Retracted"],
    }


@pytest.mark.parametrize(
    ("kind", "fields", "in_csl", "in_ris", "in_bibtex"),
    [
        (
            "book",
            {"edition": "2nd", "publisher": "House", "publisher_place": "Rome", "isbn": "1"},
            {"type": "book", "publisher": "House", "publisher-place": "Rome", "ISBN": "1"},
            {"type_of_reference": "BOOK", "publisher": "House", "edition": "2nd", "issn": "1"},
            {"type": "book", "publisher": "House", "address": "Rome", "isbn": "1"},
        ),
        (
            "chapter",
            {"container_title": "A Book", "editors": people(1), "pages": "9"},
            {
                "type": "chapter",
                "container-title": "A Book",
                "editor": [{"family": "Ab", "given": "A A"}],
                "page": "9",
            },
            {
                "type_of_reference": "CHAP",
                "secondary_title": "A Book",
                "secondary_authors": ["Ab, A A"],
                "start_page": "9",
            },
            {"type": "incollection", "booktitle": "A {Book}", "editor": "Ab, A A", "pages": "9"},
        ),
        (
            "report",
            {"report_number": "12", "publisher": "WHO"},
            {"type": "report", "number": "12", "publisher": "WHO"},
            {"type_of_reference": "RPRT", "number": "12", "publisher": "WHO"},
            {"type": "techreport", "number": "12", "institution": "WHO"},
        ),
        (
            "web_page",
            {
                "container_title": "A Site",
                "url": "https://example.org/a_b%20c?x=1&y={z}",
                "accessed_on": date(2024, 5, 6),
            },
            {
                "type": "webpage",
                "container-title": "A Site",
                "URL": "https://example.org/a_b%20c?x=1&y={z}",
                "accessed": {"date-parts": [[2024, 5, 6]]},
            },
            {
                "type_of_reference": "ELEC",
                "urls": ["https://example.org/a_b%20c?x=1&y={z}"],
                "access_date": "2024/05/06/",
            },
            {
                "type": "misc",
                "howpublished": "A Site",
                "url": "https://example.org/a_b%20c?x=1&y=%7Bz%7D",
                "urldate": "2024-05-06",
            },
        ),
        (
            "preprint",
            {"journal_abbreviation": "bioRxiv", "journal": "bioRxiv : the preprint server"},
            {"type": "article", "genre": "Preprint", "publisher": "bioRxiv"},
            {"type_of_reference": "UNPB", "secondary_title": "bioRxiv"},
            {"type": "misc", "howpublished": "bioRxiv"},
        ),
        (
            "journal_article",
            {"volume": "5", "article_number": "e77", "year": 2021},
            {"page": "e77", "number": "e77", "issued": {"date-parts": [[2021]]}},
            {"start_page": "e77", "date": "2021///"},
            {"pages": "e77"},
        ),
        (
            "journal_article",
            {"year": 1998, "month": 12, "end_year": 1999, "end_month": 1},
            {"issued": {"date-parts": [[1998, 12], [1999, 1]]}},
            {"year": "1998", "date": "1998/12//"},
            {"year": "1998", "month": "dec"},
        ),
        (
            "journal_article",
            {"year": 2000, "season": "Spring"},
            {"issued": {"date-parts": [[2000]], "season": "Spring"}},
            {"date": "2000///Spring"},
            {"year": "2000"},
        ),
        (
            "journal_article",
            {"published_online": date(2024, 5, 6)},
            {"issued": {"date-parts": [[2024, 5, 6]]}},
            {"date": "2024/05/06/"},
            {"year": "2024", "month": "may"},
        ),
    ],
)
def test_each_kind_of_work(kind, fields, in_csl, in_ris, in_bibtex):
    for read, expected in ((csl, in_csl), (ris, in_ris), (bibtex, in_bibtex)):
        assert read(kind=kind, **fields).items() >= expected.items()


@pytest.mark.parametrize("name", [*CASES, *WORKS])
def test_every_work_of_the_styles_is_read_back(name):
    fields = {**CASES, **{name: (fields,) for name, fields in WORKS.items()}}[name][0]
    plain = fields["title"].rstrip(".").replace("<i>", "").replace("</i>", "")
    for tag in ("sub", "sup"):
        plain = plain.replace(f"<{tag}>", "").replace(f"</{tag}>", "")
    assert csl(**fields)["type"]
    assert ris(**fields)["title"] == plain
    assert len(ris(**fields).get("authors", [])) == len(fields.get("authors", []))
    assert len(bibtex_names(**fields)) == len(fields.get("authors", []))


def test_what_was_not_checked_is_not_called_clean_nor_retracted():
    assert csl(standing="retracted")["custom"]["standing"] == "unknown"
    assert "notes" not in ris(standing="retracted")
    assert "note" not in bibtex(standing="retracted")


@pytest.mark.parametrize("field", ["title", "journal", "volume", "issue", "pages", "pmcid"])
def test_no_value_breaks_out_of_its_field(field):
    fields = {"year": 2020, "authors": [person("Doe", "J")], field: HOSTILE}
    assert csl(**fields)
    record = ris(**fields)
    assert (record["type_of_reference"], record["year"]) == ("JOUR", "2020")
    entry = bibtex(**fields)
    assert (entry["type"], entry["year"], entry["author"]) == ("article", "2020", "Doe, J")


def test_nor_does_a_name():
    authors = [person(HOSTILE, given=HOSTILE), {"group": HOSTILE}]
    assert len(csl(authors=authors)["author"]) == 2
    assert len(ris(authors=authors)["authors"]) == 2
    assert bibtex(authors=authors)["title"] == "T"


@given(words=st.text(min_size=1).filter(str.split))
def test_whatever_the_words_the_files_can_be_read(words):
    fields = {"title": words, "journal": words, "year": 2020, "authors": [{"group": words}]}
    assert csl(**fields)["issued"] == {"date-parts": [[2020]]}
    assert ris(**fields)["year"] == "2020"
    assert bibtex(**fields)["year"] == "2020"
    assert len(bibtex_names(**fields)) == 1


def test_keys_stay_apart():
    works = {
        key: Reference(title=key)
        for key in ("doi:10.1/a(b)", "doi:10.1/a_28b_29", "doi:10.1/a{b}", "doi:10.1/é", "pmid:1")
    }
    library = bibtexparser.parse_string(export(works, ExportFormat.BIBTEX).decode())
    assert library.failed_blocks == []
    assert len({entry.key for entry in library.entries}) == 5
    assert [item["id"] for item in json.loads(export(works, ExportFormat.CSL))] == list(works)


def test_no_works():
    assert [export({}, each) for each in ExportFormat] == [b"[]", b"", b""]


def test_thousands_of_authors():
    """A consortium is named to its last member in every format."""
    work = Reference(title="Many", authors=people(20) * 150)
    made = {each: export({work.key: work}, each).decode() for each in ExportFormat}
    assert len(json.loads(made[ExportFormat.CSL])[0]["author"]) == 3_000
    assert made[ExportFormat.RIS].count("AU  - ") == 3_000
    assert made[ExportFormat.BIBTEX].count(" and ") == 2_999
