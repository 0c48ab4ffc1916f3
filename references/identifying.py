"""Which works of PubMed DOIs and PMCIDs stand for.

PubMed itself is searched for a DOI (esearch); which PMID a PMCID stands for is told by the PMC ID
Converter (https://pmc.ncbi.nlm.nih.gov/tools/id-converter-api/), which knows all of PMC.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import IO, Any

import httpx2
from django.conf import settings

from references.asking import Asking, Limits, Unreadable
from references.eutilities import Account, asking, refuse_web_page
from references.pacing import Means

DOIS_IN_A_SEARCH = 50
# An answer names few works that were not asked for: those whose DOI holds that of another.
MOST_HITS_OF_A_DOI = 4
PMCIDS_IN_A_QUESTION = 200


def candidates_by_doi(
    dois: Iterable[str], *, account: Account, means: Means, limits: Limits
) -> list[str]:
    """Return PMIDs among whose records those with these DOIs are. A search is no proof: look at them.

    Raises ``SourceFailed``. Never inside a transaction.
    """
    found: list[str] = []
    with asking(account=account, means=means, limits=limits) as service:
        for some in _parts(dois, DOIS_IN_A_SEARCH):
            found += service.ask(_search(service, account, some), read=_answer(_hits))
    return list(dict.fromkeys(found))


def pmids_by_pmcid(
    pmcids: Iterable[str], *, account: Account, means: Means, limits: Limits
) -> dict[str, str]:
    """Map each PMCID that stands for a work of PubMed to its PMID.

    Raises ``SourceFailed``. Never inside a transaction.
    """
    found: dict[str, str] = {}
    with asking(account=account, means=means, limits=limits) as service:
        for some in _parts(pmcids, PMCIDS_IN_A_QUESTION):
            found |= service.ask(_conversion(service, account, some), read=_answer(_conversions))
    return found


def _search(service: Asking, account: Account, dois: Sequence[str]) -> httpx2.Request:
    """In quotation marks brackets are part of a DOI, and not of the question."""
    term = " OR ".join('"{}"[doi]'.format(doi.replace('"', "")) for doi in dois)
    asked = {
        "db": "pubmed",
        "retmode": "json",
        "retmax": str(MOST_HITS_OF_A_DOI * len(dois)),
        "term": term,
        **account.parameters,
    }
    return service.client.build_request("POST", f"{account.base_url}/esearch.fcgi", data=asked)


def _conversion(service: Asking, account: Account, pmcids: Sequence[str]) -> httpx2.Request:
    asked = {"ids": ",".join(pmcids), "idtype": "pmcid", "format": "json", **account.parameters}
    address = f"{settings.NCBI_ID_CONVERTER_URL}/"
    return service.client.build_request("GET", address, params=asked)


def _answer(read: Callable[[Any], Any]) -> Callable[[IO[bytes]], Any]:
    def read_json(answer: IO[bytes]) -> Any:
        refuse_web_page(answer)
        try:
            return read(json.load(answer))
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            raise Unreadable(f"It is no answer to the question: {error}.") from error

    return read_json


def _hits(answer: Any) -> list[str]:
    result = answer["esearchresult"]
    if "ERROR" in result:
        raise Unreadable(f"It says: {result['ERROR']}")
    return [str(pmid) for pmid in result["idlist"]]


def _conversions(answer: Any) -> dict[str, str]:
    """A PMCID that is unknown, or whose article is not in PubMed, has no ``pmid``."""
    return {
        str(record.get("requested-id") or record["pmcid"]).upper(): str(record["pmid"])
        for record in answer["records"]
        if record.get("pmid")
    }


def _parts(identifiers: Iterable[str], size: int) -> Iterator[list[str]]:
    wanted = list(dict.fromkeys(identifiers))
    return (wanted[start : start + size] for start in range(0, len(wanted), size))
