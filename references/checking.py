"""Whether works that are in the library still stand: all sources asked again, and their answers weighed.

``hear`` asks and takes its time; ``weigh`` writes down what follows, and is one step of a turn.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from references.asking import Failure, Limits, SourceFailed
from references.crossref import Found, asking_crossref
from references.eutilities import BATCH_PMIDS, fetch
from references.evidence import signals_kept
from references.facts import works_changed
from references.importing import Answer, import_works
from references.judging import JUDGED, set_standing
from references.models import Reference, Source, SourceAnswer, Standing, StandingEvent
from references.pacing import Means
from references.records import Json, WorkRecord
from references.standing import standing_of

logger = structlog.get_logger(__name__)

# A source that has failed so often without an answer in between is left alone.
MOST_FAILURES = 3
# After these each further question would wait as long, and be of no more use.
AT_ONCE = {Failure.NOT_CONFIGURED, Failure.UNREACHABLE, Failure.BUSY}
# Until a work of which nothing is known is looked at again, at the soonest.
UNKNOWN_AGAIN = timedelta(hours=12)
MEANS, LIMITS = Means(), Limits()


@dataclass
class Patience:
    """Which sources failed in a check, each with what went wrong last, and are left alone since."""

    silent: dict[str, str] = field(default_factory=dict)
    given_up: list[str] = field(default_factory=list)
    failures: Counter[str] = field(default_factory=Counter)

    @contextmanager
    def asking(self, source: Source, *works: str) -> Iterator[None]:
        """What fails in the block is no answer, and counts against the source."""
        try:
            yield
        except SourceFailed as error:
            logger.warning("source_failed", source=source, failure=str(error), works=len(works))
            self.failures[source] += 1
            self.silent[source.value] = str(error)
            if error.code in AT_ONCE or self.failures[source] >= MOST_FAILURES:
                self.given_up.append(source.value)
        else:
            self.failures[source] = 0


@dataclass
class Heard:
    """What the sources answered: PubMed by PMID, Crossref by DOI. Whoever is in none was not heard."""

    records: dict[str, WorkRecord] = field(default_factory=dict)
    missing: set[str] = field(default_factory=set)
    found: dict[str, Found] = field(default_factory=dict)

    def all_of(self, work: Reference) -> bool:
        """Whether all who should know of a work were heard, and one of them does know it."""
        found = self.found.get(work.doi)
        if (work.pmid and work.pmid not in self.records) or (work.doi and not found):
            return False
        return bool(work.pmid) or bool(found and found.is_known)


def to_check() -> "QuerySet[Reference]":
    """Those that some source can be asked about, the same order in every run."""
    return Reference.objects.exclude(pmid="", doi="").order_by("pk")


def due(*, checked_before: datetime, now: datetime) -> "QuerySet[Reference]":
    """Return the works to be checked, those of which nothing is known the soonest."""
    of_crossref = SourceAnswer.objects.filter(reference=OuterRef("pk"), source=Source.CROSSREF)
    return to_check().filter(
        Q(standing_checked_at__isnull=True)
        | Q(standing_checked_at__lt=checked_before)
        | Q(standing=Standing.UNKNOWN, standing_checked_at__lt=now - UNKNOWN_AGAIN)
        | (~Q(doi="") & ~Exists(of_crossref))
    )


def usually_before(now: datetime) -> datetime:
    """Return the instant before which a check is too long ago."""
    return now - timedelta(days=settings.STANDING_CHECK_DAYS)


def hear(
    works: Sequence[Reference],
    *,
    patience: Patience,
    means: Means = MEANS,
    limits: Limits = LIMITS,
) -> Heard:
    """Ask PubMed and Crossref about works. Never inside a transaction: it may take minutes."""
    heard = Heard()
    pmids = [work.pmid for work in works if work.pmid]
    for start in range(0, len(pmids), BATCH_PMIDS):
        _hear_pubmed(pmids[start : start + BATCH_PMIDS], heard, patience, means, limits)
    dois = [work.doi for work in works if work.doi]
    with asking_crossref(means=means, limits=limits) as ask:
        for doi in dois:
            if Source.CROSSREF not in patience.given_up:
                with patience.asking(Source.CROSSREF, doi):
                    heard.found[doi] = ask(doi)
    return heard


def _hear_pubmed(
    pmids: Sequence[str], heard: Heard, patience: Patience, means: Means, limits: Limits
) -> None:
    if Source.PUBMED in patience.given_up:
        return
    with patience.asking(Source.PUBMED, *pmids):
        for fetched in fetch(pmids, means=means, limits=limits):
            heard.records |= {record.pmid: record for record in fetched.records}
            heard.missing |= set(fetched.missing)
            for record in fetched.faulty:
                logger.warning("pubmed_record_faulty", pmid=record.pmid, fault=record.fault)


def weigh(
    heard: Heard, *, works: Collection[int], at: datetime, turn: Any = None
) -> list[StandingEvent]:
    """Write down what follows of what was heard about works; return how their standing changed.

    Call it inside a transaction that begins with the ledger: ``turn`` is the one under way. The
    works are looked at as they are now: what was deleted since is not brought back.
    """
    locked = list(Reference.objects.select_for_update().filter(pk__in=works).order_by("pk"))
    answers: dict[int, dict[str, SourceAnswer]] = defaultdict(dict)
    for answer in SourceAnswer.objects.filter(reference__in=locked):
        answers[answer.reference_id][answer.source] = answer
    for work in locked:
        _keep(work, heard, answers[work.pk], at)
    refreshed = [work for work in locked if work.pmid in heard.records]
    imported = import_works(
        records=[heard.records[work.pmid] for work in refreshed],
        answer=Answer(
            source=Source.PUBMED,
            at=at,
            asked_now=True,
            unheard={work.pk for work in refreshed if not heard.all_of(work)},
        ),
        turn=turn,
    )
    # A record without a title is no answer either.
    told = {work.pk for work in (*imported.refreshed, *imported.unchanged)}
    others = [work for work in locked if work.pk not in told]
    return imported.events + _judge(others, heard, answers, at, turn)


def _judge(
    works: Sequence[Reference],
    heard: Heard,
    answers: dict[int, dict[str, SourceAnswer]],
    at: datetime,
    turn: Any,
) -> list[StandingEvent]:
    """Judge the works of which PubMed gave no record, by all that sources said of them."""
    events, changed = [], []
    for work in works:
        before = work.standing_checked_at
        signals = signals_kept(answers[work.pk].values())
        event = set_standing(
            work,
            standing_of(signals),
            signals=signals,
            source=Source.PUBMED if work.pmid else Source.CROSSREF,
            at=at,
            heard_all=not work.pmid and heard.all_of(work),
        )
        events += [event] if event else []
        if event or work.standing_checked_at != before or work.doi in heard.found:
            work.save(update_fields=JUDGED)
            changed.append(work)
    StandingEvent.objects.bulk_create(events)
    works_changed(works=changed, at=at, turn=turn)
    return events


def _keep(work: Reference, heard: Heard, answers: dict[str, SourceAnswer], at: datetime) -> None:
    """Store what Crossref says of a work, and that PubMed has it no more."""
    found = heard.found.get(work.doi)
    if found:
        said: Json = {"status": "" if found.is_known else SourceAnswer.NOT_KNOWN}
        if found.is_known:
            before = answers.get(Source.CROSSREF)
            seen = {each["raw"]: each["seen_at"] for each in before.signals} if before else {}
            signals = [
                {**asdict(signal), "seen_at": seen.get(signal.raw, at.isoformat())}
                for signal in found.signals
            ]
            said |= {"signals": signals, "further": found.further}
        _store(work, Source.CROSSREF, said, answers, at)
    if work.pmid in heard.missing:
        _store(work, Source.PUBMED, {"status": SourceAnswer.NOT_KNOWN}, answers, at)


def _store(
    work: Reference, source: Source, said: Json, answers: dict[str, SourceAnswer], at: datetime
) -> None:
    kept = answers.setdefault(source, SourceAnswer(reference=work, source=source))
    for name, value in said.items():
        setattr(kept, name, value)
    kept.answered_at = at
    kept.save(update_fields=[*said, "answered_at"] if kept.pk else None)
