"""What Crossref says of the standing of works, asked for one by one by DOI.

https://www.crossref.org/documentation/retrieve-metadata/rest-api/ says how often one may ask, and
to say who one is. Its notices come from publishers and from Retraction Watch.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import IO, Any
from urllib.parse import quote

import httpx2
from django.conf import settings

from references.asking import Asking, Limits, Unreadable, is_web_page
from references.identifiers import doi_found
from references.models import Source, Standing
from references.pacing import Means, Pace
from references.records import Json, WorkRecord
from references.standing import Signal, signals_of

SERVICE = "crossref"
USER_AGENT = "vouch"
# For those who say who they are it allows ten.
REQUESTS_A_SECOND = 5
MEANS, LIMITS = Means(), Limits(answer_bytes=10_000_000)

# What became of the work that is updated. Types that say nothing of its standing are left out,
# such as an addendum or a clarification.
BY_UPDATE = {
    "retraction": Standing.RETRACTED,
    "partial_retraction": Standing.RETRACTED,
    "removal": Standing.RETRACTED,
    "withdrawal": Standing.WITHDRAWN,
    "expression_of_concern": Standing.CONCERN,
    "correction": Standing.CORRECTED,
    "corrigendum": Standing.CORRECTED,
    "erratum": Standing.CORRECTED,
    "new_edition": Standing.SUPERSEDED,
    "new_version": Standing.SUPERSEDED,
}
NEWER = {"new_edition", "new_version"}
# Parts of the answer that bear on the standing: they are kept as they came.
KEPT = ("updated-by", "update-to", "relation", "type", "subtype")


@dataclass(frozen=True)
class Found:
    """What Crossref answers about a DOI. It need not know it: other agencies register DOIs too."""

    doi: str
    is_known: bool = True
    signals: list[Signal] = field(default_factory=list)
    further: Json = field(default_factory=dict)


# Asks about a DOI; raises ``SourceFailed``.
Ask = Callable[[str], Found]


@contextmanager
def asking_crossref(*, means: Means = MEANS, limits: Limits = LIMITS) -> Iterator[Ask]:
    """Give what asks Crossref about a DOI, over one connection.

    Never inside a transaction, since it waits and asks.
    """
    with httpx2.Client(timeout=limits.timeout, headers={"User-Agent": USER_AGENT}) as client:
        asking = Asking(client, Pace(SERVICE, REQUESTS_A_SECOND, means), means, limits)

        def ask(doi: str) -> Found:
            request = client.build_request("GET", _address(doi), params=_parameters())
            return asking.ask(
                request,
                read=lambda answer: _read(answer, doi),
                absent=lambda answer: _read_absence(answer, doi),
            )

        yield ask


def _address(doi: str) -> str:
    # A slash as well: with it, ``..`` in a DOI would lead elsewhere.
    return f"{settings.CROSSREF_BASE_URL}/works/{quote(doi, safe='')}"


def _parameters() -> dict[str, str]:
    return {"mailto": settings.CROSSREF_MAILTO} if settings.CROSSREF_MAILTO else {}


def _read(answer: IO[bytes], doi: str) -> Found:
    _refuse_web_page(answer)
    try:
        work = json.load(answer)["message"]
        answered = doi_found(work["DOI"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Unreadable("It is no record of a work.") from error
    if answered != doi:
        raise Unreadable(f"It is about another DOI: {answered or 'none'}.")
    further = {name: work[name] for name in KEPT if work.get(name)}
    return Found(doi, signals=list(_signals(work, doi)), further=further)


def _read_absence(answer: IO[bytes], doi: str) -> Found:
    _refuse_web_page(answer)
    return Found(doi, is_known=False)


def _refuse_web_page(answer: IO[bytes]) -> None:
    if is_web_page(answer):
        raise Unreadable("It is a web page: a proxy or a log-in may stand in between.")


def _signals(work: Json, doi: str) -> Iterator[Signal]:
    """Yield what the record says, what is graver by its nature first."""
    for update in _updates(work, "updated-by"):
        yield from _of_updated(update, doi)
    for update in _updates(work, "update-to"):
        if doi_found(update.get("DOI")) == doi:
            # Some publishers put the notice under the DOI of the work itself.
            yield from _of_updated(update, doi)
        elif update["type"] in BY_UPDATE and update["type"] not in NEWER:
            yield Signal(source=Source.CROSSREF, standing=Standing.IS_NOTICE, raw=_raw(update))
    if work.get("subtype") == "preprint":
        yield Signal(source=Source.CROSSREF, standing=Standing.PREPRINT, raw="preprint")
    yield from signals_of(_titled(work), source=Source.CROSSREF)


def _of_updated(update: Json, doi: str) -> Iterator[Signal]:
    standing = BY_UPDATE.get(update["type"])
    if not standing:
        return
    notice = doi_found(update.get("DOI"))
    named = {"doi": notice} if notice and notice != doi else {}
    yield Signal(source=Source.CROSSREF, standing=standing, raw=_raw(update), notice=named)


def _updates(work: Json, name: str) -> list[Json]:
    listed = work.get(name)
    if not isinstance(listed, list):
        return []
    return [each for each in listed if isinstance(each, dict) and isinstance(each.get("type"), str)]


def _raw(update: Json) -> str:
    """Return what it says, and who told it: ``retraction (retraction-watch)``."""
    said, by = update["type"], update.get("source")
    return f"{said} ({by})" if by else str(said)


def _titled(work: Json) -> WorkRecord:
    """Return the title alone, for what it may begin with."""
    titles: Any = work.get("title")
    title = titles[0] if isinstance(titles, list) and titles else ""
    return WorkRecord(bibliography={"title": title if isinstance(title, str) else ""})
