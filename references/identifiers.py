"""Identifiers of published works: PMID, PMCID, DOI, ISSN and the citation key made of them.

Each function takes what a person typed or pasted and returns the canonical form, or raises
``ValidationError`` with a code and a sentence that says what to do. The empty string stays empty.
"""

import re
import unicodedata
import uuid
from collections.abc import Callable
from urllib.parse import quote, unquote

from django.core.exceptions import ValidationError

PMID = re.compile(r"[1-9]\d{0,7}")
PMCID = re.compile(r"PMC[1-9]\d{0,8}(\.\d+)?")
DOI = re.compile(r"10\.[0-9]{4,9}/\S+")
ISSN = re.compile(r"\d{4}-\d{3}[\dX]")
ISBN = re.compile(r"97[89][0-9]{10}")
ISBN_OF_TEN = re.compile(r"[0-9]{9}[0-9X]")
PUBMED_ADDRESS = re.compile(
    r"^https?://(www\.)?(pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/"
)
DOI_ADDRESS = re.compile(r"^https?://(dx\.)?doi\.org/", re.IGNORECASE)
DOI_PREFIX = re.compile(r"^doi:\s*", re.IGNORECASE)


def normalise_pmid(value: str) -> str:
    """Return the digits of a PubMed id.

    >>> normalise_pmid(" PMID: 30075356 ")
    '30075356'
    """
    text = PUBMED_ADDRESS.sub("", value.strip()).rstrip("/")
    text = re.sub(r"^pmid:?\s*", "", text, flags=re.IGNORECASE)
    if not text:
        return ""
    if not (text.isascii() and PMID.fullmatch(text)):
        raise ValidationError(
            "A PMID is a number of one to eight digits, such as 30075356.", code="bad_pmid"
        )
    return text


def normalise_pmcid(value: str) -> str:
    """Return a PubMed Central id without its version.

    >>> normalise_pmcid("pmc6134338.4")
    'PMC6134338'
    """
    text = value.strip().upper()
    if not text:
        return ""
    if not (text.isascii() and PMCID.fullmatch(text)):
        raise ValidationError("A PMCID is PMC and a number, such as PMC6134338.", code="bad_pmcid")
    return text.partition(".")[0]


def normalise_doi(value: str) -> str:
    """Return a DOI in lower case (DOIs compare without case), without resolver or prefix.

    >>> normalise_doi("https://doi.org/10.1016/S0140-6736(10)60175-4")
    '10.1016/s0140-6736(10)60175-4'
    """
    text = DOI_PREFIX.sub("", value.strip())
    if DOI_ADDRESS.match(text):
        # Addresses are escaped: the DOI's own < is copied as %3C. Bytes that are no text become
        # surrogates, which are refused below.
        text = unquote(DOI_ADDRESS.sub("", text), errors="surrogateescape")
    if not text:
        return ""
    if not DOI.fullmatch(text) or not text.isprintable():
        raise ValidationError(
            "A DOI starts with 10. and holds a slash, such as 10.1016/j.janxdis.2018.07.005.",
            code="bad_doi",
        )
    return unicodedata.normalize("NFC", text.lower())


def doi_found(value: object) -> str:
    """Return a DOI that a source names, in its canonical form; empty if it is none.

    >>> doi_found("10.1016/J.JANXDIS.2018.07.005"), doi_found("unavailable"), doi_found(None)
    ('10.1016/j.janxdis.2018.07.005', '', '')
    """
    return _found(normalise_doi, value)


def pmid_found(value: object) -> str:
    """Return a PMID that a source names; empty if it is none.

    >>> pmid_found("30075356"), pmid_found("0")
    ('30075356', '')
    """
    return _found(normalise_pmid, value)


def doi_address(doi: str) -> str:
    """Return where a DOI leads, every sign escaped that an address must not hold.

    >>> doi_address("10.1002/(sici)1<1::aid>3.0;2-n")
    'https://doi.org/10.1002/%28sici%291%3C1%3A%3Aaid%3E3.0%3B2-n'
    """
    return f"https://doi.org/{quote(doi, safe='/')}"


def normalise_issn(value: str) -> str:
    """Return an ISSN with hyphen; its last place is a check digit (ISO 3297, modulus 11).

    >>> normalise_issn("0002953x")
    '0002-953X'
    """
    text = value.strip().upper()
    if not text:
        return ""
    if len(text) == 8:
        text = f"{text[:4]}-{text[4:]}"
    if not (text.isascii() and ISSN.fullmatch(text)):
        raise ValidationError(
            "An ISSN is four digits, a hyphen and four places, such as 0002-953X.", code="bad_issn"
        )
    if not _issn_check_digit_fits(text.replace("-", "")):
        raise ValidationError(
            "This ISSN has a wrong check digit: compare it with the journal's page.",
            code="bad_issn_check_digit",
        )
    return text


def isbn_digits(value: str) -> str:
    """Return the thirteen digits of an ISBN, of the older ones of ten too; empty if it is none.

    >>> isbn_digits("0-306-40615-2")
    '9780306406157'
    """
    places = re.sub(r"[-\s\N{EN DASH}]", "", value.strip().upper())
    if ISBN_OF_TEN.fullmatch(places):
        places = f"978{places[:9]}"
        total = sum(int(place) * (3 if index % 2 else 1) for index, place in enumerate(places))
        return f"{places}{-total % 10}"
    return places if ISBN.fullmatch(places) else ""


def canonical_key(value: str) -> str:
    """Return a citation key (``pmid:…``, ``doi:…`` or ``uuid:…``) in its canonical form.

    >>> canonical_key("DOI:10.1016/J.JANXDIS.2018.07.005")
    'doi:10.1016/j.janxdis.2018.07.005'
    """
    scheme, _, identifier = value.strip().partition(":")
    scheme = scheme.lower()
    canonical = ""
    if scheme == "pmid":
        canonical = normalise_pmid(identifier.strip().lstrip("0"))
    elif scheme == "doi":
        canonical = normalise_doi(identifier)
    elif scheme == "uuid":
        canonical = _canonical_uuid(identifier)
    if not canonical:
        raise _bad_key()
    return f"{scheme}:{canonical}"


def typed_key(value: str) -> str:
    """Return the key that somebody means who typed or pasted a PMID, a DOI or an address of one.

    What is none of them is given back, for ``canonical_key`` to judge.

    >>> typed_key("https://pubmed.ncbi.nlm.nih.gov/30075356/")
    'pmid:30075356'
    >>> typed_key("10.1000/182")
    'doi:10.1000/182'
    """
    text = value.strip()
    if PMID.fullmatch(text) or PUBMED_ADDRESS.search(text):
        return f"pmid:{normalise_pmid(text)}"
    if DOI.fullmatch(text) or DOI_ADDRESS.search(text):
        return f"doi:{normalise_doi(text)}"
    return text


def _found(normalise: Callable[[str], str], value: object) -> str:
    try:
        return normalise(value) if isinstance(value, str) else ""
    except ValidationError:
        return ""


def _canonical_uuid(text: str) -> str:
    try:
        return str(uuid.UUID(text.strip()))
    except ValueError:
        raise _bad_key() from None


def _bad_key() -> ValidationError:
    return ValidationError(
        "A work is cited by pmid:, doi: or uuid: and its identifier, such as pmid:30075356.",
        code="bad_citation_key",
    )


def _issn_check_digit_fits(places: str) -> bool:
    values = [10 if place == "X" else int(place) for place in places]
    return sum(value * (8 - index) for index, value in enumerate(values)) % 11 == 0
