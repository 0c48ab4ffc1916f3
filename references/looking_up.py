"""Asking PubMed for what editors pasted, a part at a time.

What was found is written down after each part, so who goes on after a restart asks for the rest
only. Nothing is added to the library here: somebody has to confirm it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

import structlog
from django.db import transaction

from references.asking import Limits, SourceFailed
from references.eutilities import LIMITS, MEANS, Account, fetch
from references.identifying import candidates_by_doi, pmids_by_pmcid
from references.models import LineState, Lookup, LookupLine, LookupState
from references.pacing import Means
from references.records import FaultyRecord, Json, WorkRecord

logger = structlog.get_logger(__name__)

LINES_AT_ONCE = 50
# So many numbers that PubMed leads from to others are asked for again, each alone.
MOST_LED_ON = 10
MAX_ATTEMPTS = 5
# Longer than a part takes; each attempt waits twice as long as the one before.
RETRY_AFTER = timedelta(minutes=2)

LED_ON = "PubMed leads from PMID {asked} to this record, PMID {pmid}."
VERSION = "This is version {version} of the record, the newest."
NOT_FOUND = {
    "pmid": "PubMed has no record with the PMID {identifier}.",
    "doi": "PubMed has no record with the DOI {identifier}. If it is right, add the work by hand.",
    "pmcid": "PubMed has no record of {identifier}.",
}
GIVEN_UP = "PubMed gave no answer."


class _Asker:
    """Asks NCBI's services, all in one way."""

    def __init__(self, means: Means, limits: Limits) -> None:
        self._how: Json = {"account": Account.of_settings(), "means": means, "limits": limits}

    def records(self, pmids: Iterable[str]) -> "_Records":
        told = _Records()
        for fetched in fetch(pmids, **self._how):
            told.learn([*fetched.records, *fetched.faulty])
            # Where a number leads is seen only when it is asked for alone.
            for pmid in fetched.missing[:MOST_LED_ON] if fetched.others else ():
                for alone in fetch([pmid], **self._how):
                    told.led_on.update((pmid, record) for record in alone.others)
        return told

    def candidates(self, dois: list[str]) -> list[str]:
        return candidates_by_doi(dois, **self._how)

    def pmids(self, pmcids: list[str]) -> dict[str, str]:
        return pmids_by_pmcid(pmcids, **self._how)


@dataclass
class _Records:
    by_pmid: dict[str, WorkRecord | FaultyRecord] = field(default_factory=dict)
    by_doi: dict[str, WorkRecord] = field(default_factory=dict)
    led_on: dict[str, WorkRecord] = field(default_factory=dict)

    def learn(self, records: Iterable[WorkRecord | FaultyRecord]) -> None:
        for record in records:
            self.by_pmid[record.pmid] = record
            if isinstance(record, WorkRecord):
                self.by_doi |= dict.fromkeys(_dois(record), record)


def answer_lookup(*, uuid: UUID, means: Means = MEANS, limits: Limits = LIMITS) -> None:
    """Ask for the lines of a lookup that wait, and make it ready to be confirmed.

    Raises ``SourceFailed``: what was found before stays, the rest waits for another attempt. Never
    inside a transaction.
    """
    lookup = _begin(uuid, means)
    if lookup is None:
        return
    try:
        asker = _Asker(means, limits)
        while lines := list(lookup.lines.filter(state=LineState.WAITING)[:LINES_AT_ONCE]):
            _answer(lines, asker)
            _keep(lookup, lines, means)
    except SourceFailed as failed:
        Lookup.objects.filter(pk=lookup.pk).update(failure=str(failed)[:300])
        raise
    _finish(lookup)


def ask_for(*, scheme: str, identifier: str, limits: Limits) -> LookupLine:
    """Ask for one work, and give the answer as an unsaved line.

    Raises ``SourceFailed``. Never inside a transaction.
    """
    line = LookupLine(scheme=scheme, identifier=identifier)
    _answer([line], _Asker(MEANS, limits))
    return line


def _begin(uuid: UUID, means: Means) -> Lookup | None:
    """Count the attempt before it is made: one that kills its process is counted too."""
    with transaction.atomic():
        waiting = Lookup.objects.filter(uuid=uuid, state=LookupState.WAITING)
        lookup = waiting.select_for_update().first()
        if lookup is None:
            return None
        if lookup.attempts >= MAX_ATTEMPTS:
            _give_up(lookup)
            return None
        lookup.attempts += 1
        lookup.next_try_at = means.clock() + RETRY_AFTER * 2**lookup.attempts
        lookup.save(update_fields=["attempts", "next_try_at"])
    return lookup


def _give_up(lookup: Lookup) -> None:
    """What was found can be confirmed; the rest says why it was not."""
    logger.warning("lookup_given_up", lookup=str(lookup.uuid), failure=lookup.failure)
    message = f"{GIVEN_UP} {lookup.failure}".strip()
    waiting = lookup.lines.filter(state=LineState.WAITING)
    waiting.update(state=LineState.UNANSWERED, message=message)
    _finish(lookup)


def _answer(lines: list[LookupLine], asker: _Asker) -> None:
    """Find the record of each line, unsaved."""
    pmids = {line.identifier: line.identifier for line in lines if line.scheme == "pmid"}
    pmids |= _converted([line for line in lines if line.scheme == "pmcid"], asker)
    candidates = asker.candidates([line.identifier for line in lines if line.scheme == "doi"])
    told = asker.records([*pmids.values(), *candidates])
    for line in lines:
        if line.state == LineState.WAITING:
            _settle(line, pmids.get(line.identifier, ""), told)


def _converted(lines: list[LookupLine], asker: _Asker) -> dict[str, str]:
    """The converter is another service: where it fails, the other lines are answered."""
    try:
        return asker.pmids([line.identifier for line in lines])
    except SourceFailed as failed:
        for line in lines:
            line.state, line.message = LineState.UNANSWERED, f"{GIVEN_UP} {failed}"
        return {}


def _settle(line: LookupLine, pmid: str, told: _Records) -> None:
    by_doi = told.by_doi.get(line.identifier) if line.scheme == "doi" else None
    record = by_doi or told.by_pmid.get(pmid)
    led_on = told.led_on.get(pmid)
    if record is not None:
        version = record.version if isinstance(record, WorkRecord) else 1
        line.settle(record, VERSION.format(version=version) if version > 1 else "")
    elif led_on is not None:
        line.settle(led_on, LED_ON.format(asked=pmid, pmid=led_on.pmid))
    else:
        line.state = LineState.NOT_FOUND
        line.message = NOT_FOUND[line.scheme].format(identifier=line.identifier)


def _keep(lookup: Lookup, lines: list[LookupLine], means: Means) -> None:
    now = means.clock()
    with transaction.atomic():
        LookupLine.objects.bulk_update(lines, ["state", "message", "record"])
        # Until then nobody need look after it.
        lookup.next_try_at = now + RETRY_AFTER * 2**lookup.attempts
        lookup.answered_at = lookup.answered_at or now
        lookup.save(update_fields=["next_try_at", "answered_at"])


def _finish(lookup: Lookup) -> None:
    with transaction.atomic():
        mark_repeated(lookup)
        lookup.state, lookup.next_try_at = LookupState.READY, None
        lookup.save(update_fields=["state", "next_try_at"])


def mark_repeated(lookup: Lookup) -> None:
    """Of the lines that lead to one work, the first that has words beside it stays.

    Of several versions in a file it is the newest.
    """
    found = list(lookup.lines.filter(state=LineState.FOUND))
    first: dict[str, LookupLine] = {}
    for line in sorted(found, key=lambda line: (not line.words, -line.found.version)):
        key = line.found.pmid or line.found.doi or f"line {line.pk}"
        kept = first.setdefault(key, line)
        if kept is not line:
            line.state = LineState.REPEATED
            line.message = f"It is the same work as “{kept.typed[:200] or kept.found.pmid}”."
    LookupLine.objects.bulk_update(found, ["state", "message"])


def _dois(record: WorkRecord) -> set[str]:
    """All DOIs of a record, in lower case; the source may say that one of them is wrong."""
    named = {each["value"].lower() for each in record.identifiers if each.get("type") == "doi"}
    return named | ({record.doi} if record.doi else set())
