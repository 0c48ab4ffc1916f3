import pytest

from tests.references.pubmed.files import SMALLEST, article, bibliography, read_one


def dated(inside):
    found = bibliography(pub_date=f"<PubDate>{inside}</PubDate>")
    names = ("year", "month", "day", "end_year", "end_month", "season")
    return {name: found[name] for name in names if name in found}


@pytest.mark.parametrize(
    ("words", "columns"),
    [
        ("2018 Jul-Aug", {"year": 2018, "month": 7, "end_month": 8}),
        ("1998 Dec-1999 Jan", {"year": 1998, "month": 12, "end_year": 1999, "end_month": 1}),
        (
            "1998 Dec 25-1999 Jan 5",
            {"year": 1998, "month": 12, "day": 25, "end_year": 1999, "end_month": 1},
        ),
        ("1998-1999", {"year": 1998, "end_year": 1999}),
        ("1975-76", {"year": 1975, "end_year": 1976}),
        ("1999-00", {"year": 1999, "end_year": 2000}),
        ("1999-1998", {"year": 1999}),
        ("2000 Spring-Summer", {"year": 2000, "season": "Spring-Summer"}),
        ("2000-2001 Winter", {"year": 2000, "end_year": 2001, "season": "Winter"}),
        ("1979 3rd Quarter", {"year": 1979, "season": "3rd Quarter"}),
        ("2019 Jan 14-21", {"year": 2019, "month": 1, "day": 14}),
        ("2019 Jan 30-Feb 2", {"year": 2019, "month": 1, "day": 30, "end_month": 2}),
        ("2018 July", {"year": 2018, "month": 7}),
        ("2018", {"year": 2018}),
        ("Fall 2016", {"year": 2016, "season": "Fall"}),
        ("Jul-Aug 2018", {"year": 2018, "month": 7, "end_month": 8}),
        ("undated", {}),
    ],
)
def test_dates_of_medline(words, columns):
    assert dated(f"<MedlineDate>{words}</MedlineDate>") == columns


@pytest.mark.parametrize(
    ("inside", "columns"),
    [
        ("<Year>2018</Year><Month>07</Month>", {"year": 2018, "month": 7}),
        ("<Year>2018</Year><Month>Jul</Month><Day>9</Day>", {"year": 2018, "month": 7, "day": 9}),
        ("<Year>2018</Year><Month>13</Month><Day>9</Day>", {"year": 2018}),
        ("<Year>2018</Year><Month>7</Month><Day>32</Day>", {"year": 2018, "month": 7}),
        ("<Year>2018</Year><Season>Autumn</Season>", {"year": 2018, "season": "Autumn"}),
        ("<Year>2018</Year><Month>Spring</Month>", {"year": 2018, "season": "Spring"}),
    ],
)
def test_dates_of_issues(inside, columns):
    assert dated(inside) == columns


def test_a_date_is_kept_as_it_is_written():
    record = read_one(
        article(pub_date="<PubDate><MedlineDate>2019 Jan 14-21</MedlineDate></PubDate>")
    )
    assert record.further["JournalIssue"]["PubDate"] == {"MedlineDate": "2019 Jan 14-21"}


def test_a_day_that_is_none_is_no_electronic_date():
    found = bibliography(
        parts='<ArticleDate DateType="Electronic"><Year>2018</Year><Month>02</Month>'
        "<Day>30</Day></ArticleDate>"
    )
    assert found == SMALLEST
