"""BibTeX and biblatex, as reference managers write them."""

from datetime import date

import pytest

from references.exports import ExportFormat, export
from references.models import Reference
from references.records import FaultyRecord
from tests.references.imports.reading import columns, read

ARTICLE = r"""
@comment{jabref-meta: databaseType:bibtex;}
@string{bmj = "BMJ Open"}

@article{dearing2005,
  author    = {Dearing, Ronda L. and van der Berg, Jr., Jan and {World Health Organization}},
  title     = {On the {Importance} of Distinguishing \emph{Shame} from {G}uilt: CO\textsubscript{2}},
  journal   = bmj,
  shortjournal = {BMJ Open},
  year      = 2005, month = aug,
  volume    = {30}, number = {7}, pages = {1392--1404},
  doi       = {10.1016/j.addbeh.2005.02.002},
  pmid      = {16022935}, issn = {0306-4603},
}
"""


def test_an_article():
    assert columns(ARTICLE) == {
        "kind": "journal_article",
        "title": "On the Importance of Distinguishing Shame from Guilt: CO2",
        "title_markup": "On the Importance of Distinguishing <i>Shame</i> from Guilt: "
        "CO<sub>2</sub>",
        "authors": [
            {"family": "Dearing", "given": "Ronda L."},
            {"family": "Berg", "given": "Jan", "particle": "van der", "suffix": "Jr."},
            {"group": "World Health Organization"},
        ],
        "journal": "BMJ Open",
        "journal_abbreviation": "BMJ Open",
        "year": 2005,
        "month": 8,
        "volume": "30",
        "issue": "7",
        "pages": "1392-1404",
        "doi": "10.1016/j.addbeh.2005.02.002",
        "pmid": "16022935",
        "issn": "0306-4603",
    }


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (r"author = {G{\"o}del, Kurt and {\O}stby, M.}", [("Gödel", "Kurt"), ("Østby", None)]),
        (r"author = {Kurt G\"odel}", [("Gödel", "Kurt")]),
        (r"author = {Berg, J. and others}", [("Berg", None), ("others", None)]),
    ],
)
def test_names(entry, said):
    people = columns(f"@article{{a, title = {{A}}, {entry}}}")["authors"]
    assert [(each.get("family"), each.get("given")) for each in people] == said


@pytest.mark.parametrize(
    ("kind", "entry"),
    [
        ("book", "@book{a, title={A}, publisher={Norton}, isbn={9780393707007}}"),
        ("book", "@phdthesis{a, title={A}, school={Yale}}"),
        ("chapter", "@incollection{a, title={A}, booktitle={B}}"),
        ("report", "@techreport{a, title={A}, institution={NIMH}, number={12}}"),
        ("web_page", "@misc{a, title={A}, url={https://example.org/}, urldate={2026-01-02}}"),
        ("web_page", "@online{a, title={A}, url={https://example.org/}}"),
        ("preprint", "@misc{a, title={A}, doi={10.1101/2020.01.01.20016493}}"),
    ],
)
def test_kinds(kind, entry):
    assert columns(entry)["kind"] == kind


def test_a_day_of_biblatex():
    said = columns("@article{a, title={A}, journaltitle={B}, date={2020-03-04}}")
    assert (said["year"], said["month"], said["day"], said["journal"]) == (2020, 3, 4, "B")


def test_an_address_keeps_its_signs():
    said = columns(r"@online{a, title={A}, url={https://example.org/a_b?c=1\&d=2}}")
    assert said["url"] == "https://example.org/a_b?c=1&d=2"


def test_a_faulty_entry_is_named_and_the_others_are_kept():
    content = "@article{a, title = {A}, year = {2020}}\n\n@article{b, title = {B\n\n" + ARTICLE
    records, _ = read(content)
    kept = [each.bibliography["title"] for each in records if not isinstance(each, FaultyRecord)]
    assert "A" in kept
    assert any(isinstance(each, FaultyRecord) for each in records)


def test_latin_1():
    (record,), remarks = read("@article{a, title = {Über Scham}}".encode("latin-1"))
    assert record.bibliography["title"] == "Über Scham"
    assert remarks == ["This is not UTF-8. It was read as Latin-1: look at the accents."]


def test_what_vouch_writes_is_read_back():
    work = Reference(
        title="Shame & guilt: 100% {new} H2O_x",
        title_markup="",
        authors=[{"family": "van Berg", "given": "Jan"}, {"group": "WHO and friends"}],
        journal="Emotion",
        journal_abbreviation="Emot",
        year=2018,
        month=3,
        volume="3",
        issue="2",
        pages="12-19",
        doi="10.1000/a_b(c)<1>",
        pmid="123",
        accessed_on=date(2026, 1, 2),
        url="https://example.org/a_b",
    )
    said = columns(export({"pmid:123": work}, ExportFormat.BIBTEX))
    for name in ("title", "journal", "journal_abbreviation", "year", "month", "volume", "issue"):
        assert said[name] == getattr(work, name)
    assert (said["pages"], said["doi"], said["pmid"]) == ("12-19", work.doi, work.pmid)
    assert (said["url"], said["accessed_on"]) == (work.url, work.accessed_on)
    assert said["authors"][1] == {"group": "WHO and friends"}
