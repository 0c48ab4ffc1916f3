"""PubMed's records, asked for by PMID from NCBI's E-utilities (efetch).

https://www.ncbi.nlm.nih.gov/books/NBK25497/ says how often one may ask, and to say who one is.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import IO

import httpx2
import structlog
from django.conf import settings

from references.asking import Asking, Failure, Limits, SourceFailed, Unreadable, is_web_page
from references.identifiers import normalise_pmid
from references.matching import newest_versions
from references.pacing import Means, Pace
from references.pubmed import MalformedXml, parse_records
from references.records import FaultyRecord, WorkRecord

logger = structlog.get_logger(__name__)

TOOL = "vouch"
SERVICE = "eutilities"
BATCH_PMIDS = 200
# An address holds no more.
MOST_PMIDS_IN_AN_ADDRESS = 200
REQUESTS_A_SECOND = 3
REQUESTS_A_SECOND_WITH_KEY = 10
MEANS, LIMITS = Means(), Limits()


@dataclass(frozen=True, kw_only=True)
class Account:
    """Who asks. NCBI writes to ``email`` before it blocks an address."""

    email: str
    base_url: str
    api_key: str = ""

    @classmethod
    def of_settings(cls) -> "Account":
        if not settings.NCBI_EMAIL:
            raise SourceFailed(Failure.NOT_CONFIGURED)
        return cls(
            email=settings.NCBI_EMAIL,
            base_url=settings.NCBI_BASE_URL,
            api_key=settings.NCBI_API_KEY,
        )

    @property
    def parameters(self) -> dict[str, str]:
        key = {"api_key": self.api_key} if self.api_key else {}
        return {"tool": TOOL, "email": self.email, **key}

    @property
    def requests_a_second(self) -> int:
        return REQUESTS_A_SECOND_WITH_KEY if self.api_key else REQUESTS_A_SECOND


@dataclass(frozen=True)
class Fetched:
    """An answer to some PMIDs: a record of each that PubMed has, and which it has not."""

    records: list[WorkRecord] = field(default_factory=list)
    faulty: list[FaultyRecord] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def fetch(
    pmids: Iterable[str],
    *,
    account: Account | None = None,
    means: Means = MEANS,
    limits: Limits = LIMITS,
    batch: int = BATCH_PMIDS,
) -> Iterator[Fetched]:
    """Ask PubMed for works, and yield one answer for each batch of them.

    Raises ``SourceFailed``: of the works not yet yielded nothing is known then. Never inside a
    transaction, since it waits and asks.
    """
    account = account or Account.of_settings()
    wanted = list(dict.fromkeys(normalise_pmid(pmid) for pmid in pmids))
    with httpx2.Client(timeout=limits.timeout, headers={"User-Agent": TOOL}) as client:
        pace = Pace(SERVICE, account.requests_a_second, means)
        asking = Asking(client, pace, means, limits)
        for start in range(0, len(wanted), batch):
            asked = wanted[start : start + batch]
            records = asking.ask(_request(client, account, asked), read=_read)
            yield _compared(asked, records)


def _request(client: httpx2.Client, account: Account, pmids: Sequence[str]) -> httpx2.Request:
    address = f"{account.base_url}/efetch.fcgi"
    asked = {"db": "pubmed", "retmode": "xml", "id": ",".join(pmids), **account.parameters}
    if len(pmids) > MOST_PMIDS_IN_AN_ADDRESS:
        return client.build_request("POST", address, data=asked)
    return client.build_request("GET", address, params=asked)


def _read(answer: IO[bytes]) -> list[WorkRecord | FaultyRecord]:
    if is_web_page(answer):
        raise Unreadable("It is a web page: a proxy or a log-in may stand in between.")
    try:
        return list(parse_records(answer))
    except MalformedXml as error:
        raise Unreadable(str(error)) from error


def _compared(asked: Sequence[str], answer: Sequence[WorkRecord | FaultyRecord]) -> Fetched:
    """PubMed leaves out what it does not have, with status 200: who asked has to look."""
    for record in answer:
        if record.pmid not in asked:
            logger.warning("pubmed_not_asked_for", pmid=record.pmid)
    told = [record for record in answer if record.pmid in asked]
    answered = {record.pmid for record in told}
    return Fetched(
        records=newest_versions(record for record in told if isinstance(record, WorkRecord)),
        faulty=[record for record in told if isinstance(record, FaultyRecord)],
        missing=[pmid for pmid in asked if pmid not in answered],
    )
