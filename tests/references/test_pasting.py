"""Which works somebody means who pastes identifiers, addresses or citations."""

import time

import pytest

from references.pasting import LONG_LINE, NO_IDENTIFIER, read_pasted

BAD_PMID = "A PMID is a number of one to eight digits, such as 30075356."
OLD_DOI = "10.1002/(sici)1<1::aid>3.0;2-n"
CITATION = (
    "López AM. Shame in 25 women. J Anxiety Disord. 2018;58:123456-9. "
    "doi: 10.1016/S0140-6736(10)60175-4. PMID: 30075356; PMCID: PMC6134338."
)


def named(text):
    return [(line.scheme, line.identifier) for line in read_pasted(text)]


@pytest.mark.parametrize(
    ("typed", "scheme", "identifier"),
    [
        ("30075356", "pmid", "30075356"),
        ("1", "pmid", "1"),
        (" PMID: 30075356 ", "pmid", "30075356"),
        ("pmid30075356", "pmid", "30075356"),
        ("30075356.2", "pmid", "30075356"),
        ("https://pubmed.ncbi.nlm.nih.gov/30075356/", "pmid", "30075356"),
        ("https://pubmed.ncbi.nlm.nih.gov/30075356/?dopt=Abstract#refs", "pmid", "30075356"),
        ("http://www.ncbi.nlm.nih.gov/pubmed/30075356", "pmid", "30075356"),
        ("https://pubmed.ncbi.nlm.nih.gov/?term=30075356", "pmid", "30075356"),
        ("PMC6134338", "pmcid", "PMC6134338"),
        ("pmc6134338.2", "pmcid", "PMC6134338"),
        ("PMCID: PMC6134338", "pmcid", "PMC6134338"),
        ("https://pmc.ncbi.nlm.nih.gov/articles/PMC6134338/", "pmcid", "PMC6134338"),
        ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC6134338/", "pmcid", "PMC6134338"),
        ("10.1000/182", "doi", "10.1000/182"),
        ("doi:10.1000/ABC", "doi", "10.1000/abc"),
        ("https://doi.org/10.1000/182", "doi", "10.1000/182"),
        ("http://dx.doi.org/10.1000/182.", "doi", "10.1000/182"),
        ("https://onlinelibrary.wiley.com/doi/abs/10.1002/jts.22345", "doi", "10.1002/jts.22345"),
        ("10.1016/S0140-6736(10)60175-4", "doi", "10.1016/s0140-6736(10)60175-4"),
        ("(10.1000/182)", "doi", "10.1000/182"),
        ("10.1002/(SICI)1<1::AID>3.0;2-N", "doi", OLD_DOI),
        ("10.1002/(SICI)1&lt;1::AID&gt;3.0;2-N", "doi", OLD_DOI),
        ("https://doi.org/10.1002/%28SICI%291%3C1%3A%3AAID%3E3.0%3B2-N", "doi", OLD_DOI),
    ],
)
def test_one_identifier(typed, scheme, identifier):
    (line,) = read_pasted(typed)
    assert (line.scheme, line.identifier) == (scheme, identifier)
    assert (line.words, line.others, line.fault) == ("", [], "")


@pytest.mark.parametrize(
    "text",
    [
        "30075356\n10.1000/182\r\nPMC6134338",
        "30075356, 10.1000/182, PMC6134338",
        "30075356 10.1000/182 PMC6134338",
        "30075356;10.1000/182;PMC6134338",
        "30075356\n\n ,; \n10.1000/182,PMC6134338,",
    ],
)
def test_several(text):
    assert named(text) == [("pmid", "30075356"), ("doi", "10.1000/182"), ("pmcid", "PMC6134338")]


def test_very_many_in_one_line():
    assert len(read_pasted("30075356, " * 1000)) == 1000


@pytest.mark.parametrize("text", ["http://" * 2800, "10.1000/" * 2400, "PMC" * 6000, "(" * 19_000])
def test_hostile_lines_are_read_in_time(text):
    started = time.process_time()
    read_pasted(text)
    assert time.process_time() - started < 1


def test_a_citation_is_one_work():
    """Year, volume and pages are no PMIDs, and the further identifiers are those of the work."""
    (line,) = read_pasted(CITATION)
    assert (line.typed, line.scheme, line.identifier) == (CITATION, "pmid", "30075356")
    assert line.others == ["doi:10.1016/s0140-6736(10)60175-4", "pmcid:PMC6134338"]
    assert line.words.startswith("López AM. Shame in 25 women. J Anxiety Disord. 2018;58:123456-9.")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Shame and guilt 30075356", "Shame and guilt"),
        ("30075356 | López, Shame", "López, Shame"),
        ("PMID: 30075356 (Shame in 2018)", "Shame in 2018"),
    ],
)
def test_words_beside_a_number(text, words):
    (line,) = read_pasted(text)
    assert (line.scheme, line.identifier, line.words) == ("pmid", "30075356", words)


def test_several_numbers_among_words_have_none_of_them():
    assert [(line.identifier, line.words) for line in read_pasted("see 30075356 and 23982301")] == [
        ("30075356", ""),
        ("23982301", ""),
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Shame and guilt", NO_IDENTIFIER),
        ("Shame in 2018", NO_IDENTIFIER),
        ("https://pubmed.ncbi.nlm.nih.gov/?term=shame", NO_IDENTIFIER),
        ("NCT01234567", NO_IDENTIFIER),
        ("123456789", BAD_PMID),
        ("0", BAD_PMID),
        (f"10.1000/{'x' * 400}", "This identifier is longer than those of works are."),
        ("10.1000/" + "x" * 2000, "This identifier is longer than those of works are."),
        ("Shame PMID: 1 " + "x" * 2000, LONG_LINE),
        ("1 " * 10_001, LONG_LINE),
    ],
)
def test_what_is_not_readable(text, fault):
    (line,) = read_pasted(text)
    assert (line.scheme, line.identifier, line.fault) == ("", "", fault)
    assert text.strip().startswith(line.typed)


def test_nothing():
    assert read_pasted(" \n,;\n") == []
