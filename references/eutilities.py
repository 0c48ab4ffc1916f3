"""PubMed's records, asked for by PMID from NCBI's E-utilities (efetch).

https://www.ncbi.nlm.nih.gov/books/NBK25497/ says how often one may ask, and to say who one is.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
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
    """An answer to some PMIDs: a record of each that PubMed has, and which it has not.

    ``others`` are records that nobody asked for by these numbers: PubMed may lead from one to them.
    """

    records: list[WorkRecord] = field(default_factory=list)
    faulty: list[FaultyRecord] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    others: list[WorkRecord] = field(default_factory=list)


@contextmanager
def asking(*, account: Account, means: Means, limits: Limits) -> Iterator[Asking]:
    """Give what asks NCBI, as often a second as the account may."""
    with httpx2.Client(timeout=limits.timeout, headers={"User-Agent": TOOL}) as client:
        yield Asking(client, Pace(SERVICE, account.requests_a_second, means), means, limits)


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
    with asking(account=account, means=means, limits=limits) as service:
        for start in range(0, len(wanted), batch):
            asked = wanted[start : start + batch]
            records = service.ask(_request(service.client, account, asked), read=_read)
            yield _compared(asked, records)


def _request(client: httpx2.Client, account: Account, pmids: Sequence[str]) -> httpx2.Request:
    address = f"{account.base_url}/efetch.fcgi"
    asked = {"db": "pubmed", "retmode": "xml", "id": ",".join(pmids), **account.parameters}
    if len(pmids) > MOST_PMIDS_IN_AN_ADDRESS:
        return client.build_request("POST", address, data=asked)
    return client.build_request("GET", address, params=asked)


def refuse_web_page(answer: IO[bytes]) -> None:
    """Raise ``Unreadable`` for what stands between us and NCBI, and answers with status 200."""
    if is_web_page(answer):
        raise Unreadable("It is a web page: a proxy or a log-in may stand in between.")


def _read(answer: IO[bytes]) -> list[WorkRecord | FaultyRecord]:
    refuse_web_page(answer)
    try:
        return list(parse_records(answer))
    except MalformedXml as error:
        raise Unreadable(str(error)) from error


def _compared(asked: Sequence[str], answer: Sequence[WorkRecord | FaultyRecord]) -> Fetched:
    """PubMed leaves out what it does not have, with status 200: who asked has to look."""
    for record in answer:
        if record.pmid not in asked:
            logger.warning("pubmed_not_asked_for", pmid=record.pmid)
    newest = newest_versions(record for record in answer if isinstance(record, WorkRecord))
    faulty = [record for record in answer if isinstance(record, FaultyRecord)]
    answered = {record.pmid for record in answer}
    return Fetched(
        records=[record for record in newest if record.pmid in asked],
        faulty=[record for record in faulty if record.pmid in asked],
        missing=[pmid for pmid in asked if pmid not in answered],
        others=[record for record in newest if record.pmid not in asked],
    )
