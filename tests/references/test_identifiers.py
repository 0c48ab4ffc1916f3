import pytest
from django.core.exceptions import ValidationError
from hypothesis import example, given
from hypothesis import strategies as st

from references.identifiers import (
    canonical_key,
    doi_address,
    normalise_doi,
    normalise_issn,
    normalise_pmcid,
    normalise_pmid,
)

SICI = "10.1002/(sici)1097-0258(19980815/30)17:15/16<1661::aid-sim968>3.0.co;2-2"
UUID = "0b2f1c9e-5a51-4a57-9d6c-3f2a1b4c5d6e"
# As sloppy as what people paste, and close enough to be taken now and then.
TYPED = st.one_of(
    st.text(max_size=12),
    st.from_regex(r"\A(PMID:? ?)?[0-9]{1,8}\s?\Z"),
    st.from_regex(r"\A\s?[Pp][Mm][Cc][0-9]{1,9}(\.[0-9]+)?\Z"),
    st.from_regex(r"\A(https://doi\.org/|doi: ?)?10\.[0-9]{4,9}/\S{1,8}\Z"),
    st.from_regex(r"\A[0-9]{4}-?[0-9]{3}[0-9Xx]\Z"),
    st.from_regex(r"\A(pmid|DOI|uuid): ?(10\.[0-9]{4}/\S{1,5}|[0-9]{1,8})\Z"),
)


def refused(normalise, value):
    with pytest.raises(ValidationError) as caught:
        normalise(value)
    assert caught.value.messages[0].endswith(".")
    return caught.value.code


@pytest.mark.parametrize("normalise", [normalise_pmid, normalise_pmcid, normalise_doi])
@pytest.mark.parametrize("value", ["", " ", "\n"])
def test_the_empty_text_stays_empty(normalise, value):
    assert normalise(value) == normalise_issn(value) == ""


@pytest.mark.parametrize(
    "value",
    [
        "30075356",
        " 30075356\n",
        "PMID: 30075356",
        "pmid:30075356",
        "PMID 30075356",
        "https://pubmed.ncbi.nlm.nih.gov/30075356/",
        "https://pubmed.ncbi.nlm.nih.gov/30075356",
        "http://www.ncbi.nlm.nih.gov/pubmed/30075356",
        "https://www.pubmed.ncbi.nlm.nih.gov/30075356/",
    ],
)
def test_pmid(value):
    assert normalise_pmid(value) == "30075356"


@pytest.mark.parametrize(
    "value",
    [
        "0",
        "030075356",
        "123456789",
        "-1",
        "30075356.1",
        "3007 5356",
        "30075356\x00",
        "\u0663\u0660",
        "\ud800",
        "PMC6134338",
        "https://pubmed.ncbi.nlm.nih.gov/?term=shame",
        "https://evil.example/30075356",
        "javascript:30075356",
    ],
)
def test_what_is_no_pmid(value):
    assert refused(normalise_pmid, value) == "bad_pmid"


@pytest.mark.parametrize("value", ["PMC6134338", " pmc6134338 ", "PMC6134338.4", "Pmc6134338.12"])
def test_pmcid(value):
    assert normalise_pmcid(value) == "PMC6134338"


@pytest.mark.parametrize(
    "value", ["6134338", "PMC", "PMC0", "PMC06134338", "PMC6134338.", "PMC\u0661", "\u24c5MC1"]
)
def test_what_is_no_pmcid(value):
    assert refused(normalise_pmcid, value) == "bad_pmcid"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("10.1016/j.janxdis.2018.07.005", "10.1016/j.janxdis.2018.07.005"),
        (" 10.1016/J.JANXDIS.2018.07.005\n", "10.1016/j.janxdis.2018.07.005"),
        ("doi:10.1016/j.janxdis.2018.07.005", "10.1016/j.janxdis.2018.07.005"),
        ("DOI: 10.1016/j.janxdis.2018.07.005", "10.1016/j.janxdis.2018.07.005"),
        ("https://doi.org/10.1016/S0140-6736(10)60175-4", "10.1016/s0140-6736(10)60175-4"),
        ("http://dx.doi.org/10.1016/S0140-6736(10)60175-4", "10.1016/s0140-6736(10)60175-4"),
        (SICI.upper(), SICI),
        (f"doi:{SICI}", SICI),
        (f"https://doi.org/{SICI}", SICI),
        ("10.1000/a#b?c=d&e;f", "10.1000/a#b?c=d&e;f"),
        ("10.123456789/x", "10.123456789/x"),
    ],
)
def test_doi(value, expected):
    assert normalise_doi(value) == expected


@pytest.mark.parametrize(
    "value",
    [
        f"https://doi.org/{SICI.replace('<', '%3C').replace('>', '%3E')}",
        "https://doi.org/10.1002%2F(SICI)1097-0258(19980815%2F30)17%3A15%2F16%3C1661%3A%3AAID"
        "-SIM968%3E3.0.CO%3B2-2",
    ],
)
def test_a_doi_from_a_browser(value):
    """Browsers and Crossref write an address with its special characters escaped."""
    assert normalise_doi(value) == SICI


def test_a_doi_outside_an_address_keeps_its_percent_signs():
    assert normalise_doi("10.1000/a%3Cb") == "10.1000/a%3cb"


def test_a_doi_has_one_spelling():
    assert normalise_doi("10.1000/re\u0301sume\u0301") == "10.1000/r\u00e9sum\u00e9"


@pytest.mark.parametrize(
    "value",
    [
        "10.1016",
        "10.1016/",
        "11.1016/x",
        "10.1/x",
        "10.1234567890/x",
        "10.1016/a b",
        "10.1016/a\u2028b",
        "10.1016/a\x00",
        "10.1016/\ud800",
        "10.1016/\u202ex",
        "10.\uff11\uff10\uff11\uff16/x",
        "x10.1016/x",
        "https://example.org/10.1016/x",
        "https://doi.org/10.1016/a%20b",
        "https://doi.org/10.1016/a%00",
        "https://doi.org/10.1016/%ff",
        "doi",
    ],
)
def test_what_is_no_doi(value):
    assert refused(normalise_doi, value) == "bad_doi"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("0002-953X", "0002-953X"),
        ("0002953x", "0002-953X"),
        (" 1535-7228 ", "1535-7228"),
        ("0028-4793", "0028-4793"),
    ],
)
def test_issn(value, expected):
    assert normalise_issn(value) == expected


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("0002-9530", "bad_issn_check_digit"),
        ("0020-953X", "bad_issn_check_digit"),
        ("0002-95", "bad_issn"),
        ("0002 953X", "bad_issn"),
        ("0002-X530", "bad_issn"),
        ("0002-953Y", "bad_issn"),
        ("ISSN 0002-953X", "bad_issn"),
        ("\u0660002953X", "bad_issn"),
    ],
)
def test_what_is_no_issn(value, code):
    assert refused(normalise_issn, value) == code


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("pmid:30075356", "pmid:30075356"),
        (" PMID: 0030075356 ", "pmid:30075356"),
        ("pmid:https://pubmed.ncbi.nlm.nih.gov/30075356/", "pmid:30075356"),
        ("DOI:10.1016/J.JANXDIS.2018.07.005", "doi:10.1016/j.janxdis.2018.07.005"),
        ("doi: https://doi.org/10.1000/X", "doi:10.1000/x"),
        (f"doi:{SICI}", f"doi:{SICI}"),
        (f"UUID:{UUID.upper()}", f"uuid:{UUID}"),
        (f"uuid: {UUID.replace('-', '')}", f"uuid:{UUID}"),
    ],
)
def test_key(value, expected):
    assert canonical_key(value) == expected


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("", "bad_citation_key"),
        (":", "bad_citation_key"),
        ("30075356", "bad_citation_key"),
        ("10.1000/x", "bad_citation_key"),
        ("isbn:9780140449136", "bad_citation_key"),
        ("pmid:", "bad_citation_key"),
        ("pmid: 000", "bad_citation_key"),
        ("pmid:pmid:", "bad_citation_key"),
        ("pmid:https://pubmed.ncbi.nlm.nih.gov/", "bad_citation_key"),
        ("doi:", "bad_citation_key"),
        ("doi: ", "bad_citation_key"),
        ("doi:doi:", "bad_citation_key"),
        ("doi:https://doi.org/", "bad_citation_key"),
        ("uuid:", "bad_citation_key"),
        ("uuid:7", "bad_citation_key"),
        (f"uuid:{UUID[:-1]}g", "bad_citation_key"),
        ("uuid:\ud800", "bad_citation_key"),
        ("pmid:123456789", "bad_pmid"),
        ("pmid:\x00", "bad_pmid"),
        ("doi:10.1/x", "bad_doi"),
    ],
)
def test_what_is_no_key(value, code):
    assert refused(canonical_key, value) == code


@pytest.mark.parametrize(
    "normalise", [normalise_pmid, normalise_pmcid, normalise_doi, normalise_issn, canonical_key]
)
@given(value=TYPED)
@example("10.1000/\u0130\u0301")
@example("https://doi.org/10.1000/https://doi.org/10.1000/x")
def test_the_canonical_form_of_a_canonical_form_is_itself(normalise, value):
    try:
        canonical = normalise(value)
    except ValidationError:
        return
    assert normalise(canonical) == canonical


def test_an_address_made_of_a_doi_leads_back_to_it():
    address = doi_address(SICI)
    assert address == (
        "https://doi.org/10.1002/%28sici%291097-0258%2819980815/30%2917%3A15/16%3C1661%3A%3A"
        "aid-sim968%3E3.0.co%3B2-2"
    )
    assert normalise_doi(address) == SICI
