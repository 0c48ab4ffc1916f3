"""MEDLINE's tagged format, which PubMed saves as .nbib."""

from datetime import date

from tests.references.imports.reading import columns, lines, read

ARTICLE = lines(
    "",
    "PMID- 30075356",
    "OWN - NLM",
    "STAT- MEDLINE",
    "LR  - 20220408",
    "IS  - 1873-7897 (Electronic)",
    "IS  - 0887-6185 (Linking)",
    "VI  - 58",
    "IP  - 2",
    "DP  - 2018 Aug",
    "TI  - Shame and anxiety: an enormous title that goes on in the next line, as all",
    "      long ones do.",
    "PG  - 78-106",
    "LID - S0887-6185(18)30166-6 [pii]",
    "LID - 10.1016/J.Janxdis.2018.07.005 [doi]",
    "AB  - Words - with a line",
    "      that begins anew.",
    "FAU - Cândea, Diana-Mirela",
    "AU  - Cândea DM",
    "AUID- ORCID: 0000",
    "AD  - Department, Cluj.",
    "FAU - Jones, Alan B 3rd",
    "AU  - Jones AB 3rd",
    "AU  - Old AB",
    "CN  - WHO Study Group",
    "FIR - Investigator, Ida",
    "IR  - Investigator I",
    "LA  - eng",
    "PT  - Journal Article",
    "PT  - Meta-Analysis",
    "DEP - 20180726",
    "PL  - Netherlands",
    "TA  - J Anxiety Disord",
    "JT  - Journal of anxiety disorders",
    "JID - 8710131",
    "PMC - PMC6134338",
    "RIN - Lancet. 2020;1:1. PMID: 31000000",
    "SO  - J Anxiety Disord. 2018 Aug;58:78-106.",
    ending="\n",
)


def test_an_article():
    ((record,), remarks) = read(ARTICLE)
    assert remarks == []
    assert record.bibliography == {
        "kind": "journal_article",
        "title": "Shame and anxiety: an enormous title that goes on in the next line, as all "
        "long ones do",
        "pmid": "30075356",
        "doi": "10.1016/j.janxdis.2018.07.005",
        "pmcid": "PMC6134338",
        "authors": [
            {"family": "Cândea", "given": "Diana-Mirela", "initials": "DM"},
            {"family": "Jones", "given": "Alan B", "initials": "AB", "suffix": "3rd"},
            {"family": "Old", "initials": "AB"},
            {"group": "WHO Study Group"},
        ],
        "journal": "Journal of anxiety disorders",
        "journal_abbreviation": "J Anxiety Disord",
        "nlm_unique_id": "8710131",
        "issn": "1873-7897",
        "issn_electronic": "1873-7897",
        "issn_linking": "0887-6185",
        "year": 2018,
        "month": 8,
        "published_online": date(2018, 7, 26),
        "volume": "58",
        "issue": "2",
        "pages": "78-106",
        "languages": ["eng"],
        "publication_types": ["Journal Article", "Meta-Analysis"],
    }
    assert record.corrections == [
        {"type": "RetractionIn", "source": "Lancet. 2020;1:1.", "pmid": "31000000"}
    ]


def test_several_records():
    content = lines("PMID- 1", "TI  - A.", "", "PMID- 2", "TI  - B.", "PMID- 3", "TI  - C.", "")
    records, _ = read(content)
    assert [(each.name, each.pmid) for each in records] == [
        ("Record 1, “A”", "1"),
        ("Record 2, “B”", "2"),
        ("Record 3, “C”", "3"),
    ]


def test_a_chapter_of_a_book():
    found = columns(
        lines(
            "PMID- 2",
            "BTI - StatPearls",
            "TI  - Anhedonia",
            "PT  - Study Guide",
            "PB  - StatPearls Publishing",
            "PL  - Treasure Island (FL)",
            "DP  - 2024 Jan",
        )
    )
    assert found == {
        "kind": "chapter",
        "title": "Anhedonia",
        "pmid": "2",
        "container_title": "StatPearls",
        "publisher": "StatPearls Publishing",
        "publisher_place": "Treasure Island (FL)",
        "publication_types": ["Study Guide"],
        "year": 2024,
        "month": 1,
    }


def test_article_numbers_and_odd_dates():
    found = columns(lines("PMID- 1", "TI  - A", "PG  - e0253035", "DP  - 2000 Spring-Summer"))
    assert found["article_number"] == "e0253035"
    assert (found["year"], found["season"]) == (2000, "Spring-Summer")


def test_a_preprint_with_names_in_full_alone():
    found = columns(
        lines(
            "PMID- 1",
            "TI  - A",
            "FAU - Cândea, Diana-Mirela",
            "FAU - Group for Shame",
            "AU  - Group for Shame",
            "FED - Editor, Ed",
            "ED  - Editor E",
            "PT  - Preprint",
            "JT  - bioRxiv",
            "AU  - ",
        )
    )
    assert found == {
        "kind": "preprint",
        "title": "A",
        "pmid": "1",
        "authors": [{"family": "Cândea", "given": "Diana-Mirela"}, {"group": "Group for Shame"}],
        "editors": [{"family": "Editor", "given": "Ed", "initials": "E"}],
        "journal": "bioRxiv",
        "publication_types": ["Preprint"],
    }


def test_a_book():
    found = columns(lines("PMID- 1", "BTI - Grief", "ISBN- 9780306406157"))
    assert found == {"kind": "book", "title": "Grief", "pmid": "1", "isbn": "9780306406157"}
