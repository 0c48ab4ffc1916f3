"""RIS, as reference managers, publishers and PubMed write it."""

from datetime import date

import pytest

from tests.references.imports.reading import columns, lines, read

ARTICLE = lines(
    "TY  - JOUR",
    "AU  - Cândea, Diana-Mirela",
    "A1  - Szentagotai-Tătar, A.",
    "AU  - WHO Study Group",
    "AU  - Berg, Jan, Jr",
    "TI  - Shame and <i>anxiety</i>: p&lt;.05.",
    "T2  - Journal of anxiety disorders",
    "J2  - J Anxiety Disord",
    "M3  - Journal Article; Meta-Analysis",
    "PY  - 2018",
    "DA  - 2018/08/01/",
    "VL  - 58",
    "IS  - 2",
    "SP  - 78",
    "EP  - 106",
    "SN  - 0887-6185",
    "DO  - https://doi.org/10.1016/S0140-6736(10)60175-4",
    "UR  - https://doi.org/10.1016/S0140-6736(10)60175-4",
    "UR  - https://journal.example.org/shame",
    "AN  - 30075356",
    "DB  - PubMed",
    "C2  - PMC6134338",
    "AB  - Words of the abstract,",
    "  which go on.",
    "ER  - ",
)


def test_an_article():
    assert columns(ARTICLE) == {
        "kind": "journal_article",
        "title": "Shame and anxiety: p<.05",
        "title_markup": "Shame and <i>anxiety</i>: p&lt;.05",
        "authors": [
            {"family": "Cândea", "given": "Diana-Mirela"},
            {"family": "Szentagotai-Tătar", "initials": "A"},
            {"group": "WHO Study Group"},
            {"family": "Berg", "given": "Jan", "suffix": "Jr"},
        ],
        "journal": "Journal of anxiety disorders",
        "journal_abbreviation": "J Anxiety Disord",
        "publication_types": ["Journal Article", "Meta-Analysis"],
        "year": 2018,
        "month": 8,
        "day": 1,
        "volume": "58",
        "issue": "2",
        "pages": "78-106",
        "issn": "0887-6185",
        "doi": "10.1016/s0140-6736(10)60175-4",
        "url": "https://journal.example.org/shame",
        "pmid": "30075356",
        "pmcid": "PMC6134338",
    }


def test_other_kinds():
    assert columns(
        lines(
            "TY  - CHAP",
            "AU  - Adams, A",
            "A2  - Berg, B",
            "TI  - Grief",
            "BT  - Handbook of grief",
            "ET  - 2",
            "PB  - Springer",
            "CY  - Berlin",
            "SP  - 12",
            "EP  - 9",
            "SN  - 978-0-306-40615-7",
            "PY  - 2011",
            "ER  - ",
        )
    ) == {
        "kind": "chapter",
        "title": "Grief",
        "authors": [{"family": "Adams", "initials": "A"}],
        "editors": [{"family": "Berg", "initials": "B"}],
        "container_title": "Handbook of grief",
        "edition": "2",
        "publisher": "Springer",
        "publisher_place": "Berlin",
        "pages": "12-19",
        "isbn": "978-0-306-40615-7",
        "year": 2011,
    }
    assert columns(
        lines(
            "TY  - ELEC",
            "TI  - Depression",
            "T2  - NIMH",
            "UR  - https://www.nimh.nih.gov/d",
            "Y2  - 2024/05/06/",
            "ER  - ",
        )
    ) == {
        "kind": "web_page",
        "title": "Depression",
        "container_title": "NIMH",
        "url": "https://www.nimh.nih.gov/d",
        "accessed_on": date(2024, 5, 6),
    }


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("PY  - 2001/09/06/", {"year": 2001, "month": 9, "day": 6}),
        ("PY  - 2000///Spring", {"year": 2000, "season": "Spring"}),
        ("Y1  - 2001/02/30", {"year": 2001, "month": 2}),
        ("PY  - 2001-09", {"year": 2001, "month": 9}),
        ("DA  - 1998 Dec-1999 Jan", {"year": 1998, "month": 12, "end_year": 1999, "end_month": 1}),
        ("PY  - n.d.", {}),
        ("SP  - e0253035", {"article_number": "e0253035"}),
        ("SP  - 606-613", {"pages": "606-613"}),
        ("C7  - 113993", {"article_number": "113993"}),
        ("UR  - https://pubmed.ncbi.nlm.nih.gov/30075356/", {"pmid": "30075356"}),
        ("N1  - PMID: 30075356", {"pmid": "30075356"}),
        ("AN  - PMID: 30075356", {"pmid": "30075356"}),
        ("M3  - doi: 10.1000/182", {"doi": "10.1000/182"}),
        ("DO  - 10.1002/(SICI)1<1::AID>3.0;2-N", {"doi": "10.1002/(sici)1<1::aid>3.0;2-n"}),
        ("DO  - none", {}),
        ("C2  - Funding", {}),
        ("SN  - 1873-7897 (electronic); 0887-6185", {"issn": "1873-7897"}),
        ("UR  - javascript:alert(1)", {}),
        ("AU  - Plato,", {"authors": [{"group": "Plato"}]}),
        ("AU  - ,", {}),
    ],
)
def test_fields_as_others_write_them(line, expected):
    found = columns(lines("TY  - JOUR", "TI  - Shame", line, "ER  - "))
    assert found == {"kind": "journal_article", "title": "Shame"} | expected


@pytest.mark.parametrize("line", ["DB  - PsycINFO", "KW  - No database"])
def test_an_accession_number_of_another_database(line):
    found = columns(lines("TY  - JOUR", "TI  - Shame", "AN  - 123", line, "ER  - "))
    assert "pmid" not in found


@pytest.mark.parametrize("ending", ["\r\n", "\n", "\r"])
def test_ends_of_lines(ending):
    content = lines(*ARTICLE.splitlines(), ending=ending)
    assert columns(content) == columns(ARTICLE)
    assert columns(f"\ufeff{content}") == columns(ARTICLE)
    assert columns(content.encode("utf-16")) == columns(ARTICLE)


def test_what_programs_write_around_records():
    content = lines("Provider: Ovid", "", *ARTICLE.splitlines(), "", "", *ARTICLE.splitlines())
    assert [each.name for each in read(content)[0]] == [
        "Record 1, “Shame and anxiety: p<.05”",
        "Record 2, “Shame and anxiety: p<.05”",
    ]


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_latin_1(encoding):
    """Also where one record of several is."""
    other = lines("TY  - JOUR", "TI  - Beschämung", "AU  - Müller, Ä", "ER  - ").encode(encoding)
    (first, second), remarks = read(ARTICLE.encode() + other)
    assert first.bibliography == columns(ARTICLE)
    assert second.bibliography["title"] == "Beschämung"
    assert second.bibliography["authors"] == [{"family": "Müller", "initials": "Ä"}]
    assert remarks == [
        "Record 2, “Beschämung”: This is not UTF-8. It was read as Latin-1: look at the accents."
    ]


def test_records_that_do_not_end():
    broken = lines("TY  - JOUR", "TI  - Cut")
    records, _ = read(broken + ARTICLE + broken)
    assert [(each.name, getattr(each, "fault", "")) for each in records] == [
        ("Record 1, “Cut”", "The record does not end: there is no ER."),
        ("Record 2, “Shame and anxiety: p<.05”", ""),
        ("Record 3, “Cut”", "The record does not end: there is no ER."),
    ]


@pytest.mark.parametrize(
    ("written", "title", "markup"),
    [
        ("A <em>b</em> &amp; c", "A b & c", "A <i>b</i> &amp; c"),
        ("&lt;i&gt;A&lt;/i&gt; b", "A b", "<i>A</i> b"),
        ("&amp;lt;sub&amp;gt;2&amp;lt;/sub&amp;gt;", "2", "<sub>2</sub>"),
        ("<jats:italic>A</jats:italic> b<br/>c", "A b c", "<i>A</i> b c"),
        ("10<sup>6</sup> cells", "10⁶ cells", "10<sup>6</sup> cells"),
        ("Ki-67 <55% & CD4<CD8>", "Ki-67 <55% & CD4<CD8>", ""),
        ("<b>Not closed", "Not closed", ""),
        ("<script>alert(1)</script>A <span class='x' onclick=\"y\">b</span>", "A b", ""),
        ("<img src=x onerror=alert(1)>A", "A", ""),
        ("<i> </i>A&nbsp;b\x00\x0b", "A b", ""),
        ("e\u0301tude...", "étude...", ""),
    ],
)
def test_html_in_titles(written, title, markup):
    found = columns(lines("TY  - JOUR", f"TI  - {written}", "ER  - "))
    assert (found["title"], found.get("title_markup", "")) == (title, markup)


def test_what_vouch_says_of_a_retraction():
    ((record,), _) = read(lines("TY  - JOUR", "TI  - A", "N1  - Retracted", "ER  - "))
    assert record.standing == "retracted"
