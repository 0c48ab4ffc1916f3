"""Records of a source brought into the library: works that are there, and new ones."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from typing import Any

from references.evidence import signals_kept
from references.facts import works_changed
from references.judging import JUDGED, set_standing
from references.matching import KnownWorks, newest_versions
from references.merging import merge, sound_columns, stored, typed_over
from references.models import Reference, Source, SourceAnswer, Standing, StandingEvent
from references.records import FaultyRecord, Json, WorkRecord
from references.standing import is_graver, signals_of, standing_of

# A file may be old. What it holds against a work is believed all the same; that it holds nothing
# against it is not (unknown is not clean).
BELIEVED_OF_A_FILE = {Standing.RETRACTED, Standing.WITHDRAWN, Standing.CONCERN}
PARTS = [part.name for part in fields(WorkRecord) if part.name != "bibliography"]


@dataclass
class Imported:
    """What became of the records.

    ``typed`` has, by the key of a work, the columns in which it says something else than the
    source, because somebody typed it.
    """

    added: list[Reference] = field(default_factory=list)
    refreshed: list[Reference] = field(default_factory=list)
    unchanged: list[Reference] = field(default_factory=list)
    older: list[Reference] = field(default_factory=list)
    faulty: list[FaultyRecord] = field(default_factory=list)
    typed: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A source's answer as a whole; ``asked_now`` is true if it was given at this instant."""

    source: Source
    at: datetime
    asked_now: bool


@dataclass(frozen=True)
class _Batch:
    answer: Answer
    known: KnownWorks
    imported: Imported = field(default_factory=Imported)
    events: list[StandingEvent] = field(default_factory=list)


def import_works(*, records: Iterable[WorkRecord], answer: Answer, turn: Any = None) -> Imported:
    """Add the works that are new, and fill and refresh those that are there by PMID or DOI.

    What somebody typed stays. Only what the source says now tells that a work is current. Call it
    inside a transaction that begins with the ledger: ``turn`` is the one under way.
    """
    newest = newest_versions(records)
    batch = _Batch(answer, KnownWorks(newest))
    for record in newest:
        _bring_in(record, batch)
    imported = batch.imported
    StandingEvent.objects.bulk_create(batch.events)
    works_changed(works=[*imported.added, *imported.refreshed], at=answer.at, turn=turn)
    return imported


def _bring_in(record: WorkRecord, batch: _Batch) -> None:
    work = batch.known.find(record)
    columns = batch.known.without_taken_doi(sound_columns(record), of=work)
    if not columns.get("title"):
        batch.imported.faulty.append(FaultyRecord(record.pmid, "The record has no title."))
    elif work is None:
        _add(record, columns, batch)
    else:
        _refresh(work, record, columns, batch)


def _add(record: WorkRecord, columns: Json, batch: _Batch) -> None:
    work = Reference(**columns)
    _judge(work, record, batch)
    work.save(force_insert=True)
    _keep(work, record, columns, batch)
    batch.known.learn(work)
    batch.imported.added.append(work)


def _refresh(work: Reference, record: WorkRecord, columns: Json, batch: _Batch) -> None:
    imported = batch.imported
    before = batch.known.answers(work).get(batch.answer.source)
    if before and not batch.answer.asked_now and _is_older(record, before):
        imported.older.append(work)
        return
    changed = merge(work, columns, before=before.bibliography if before else {})
    changed += _judge(work, record, batch)
    _keep(work, record, columns, batch)
    if changed:
        work.save(update_fields=changed)
        batch.known.learn(work)
    (imported.refreshed if changed else imported.unchanged).append(work)
    typed = typed_over(work, columns)
    if typed:
        imported.typed[work.key] = typed


def _is_older(record: WorkRecord, before: SourceAnswer) -> bool:
    if record.version != before.version:
        return record.version < before.version
    return bool(record.revised_on and before.revised_on and record.revised_on < before.revised_on)


def _judge(work: Reference, record: WorkRecord, batch: _Batch) -> list[str]:
    """Set the standing that follows of what all sources say; return the columns that changed."""
    answer = batch.answer
    signals = signals_of(record, source=answer.source)
    others = batch.known.answers(work).items()
    signals += signals_kept(other for source, other in others if source != answer.source)
    standing = standing_of(signals)
    is_news = standing in BELIEVED_OF_A_FILE and is_graver(standing, work.standing)
    if not answer.asked_now and not is_news:
        return []
    event = set_standing(work, standing, signals=signals, source=answer.source, at=answer.at)
    batch.events.extend([event] if event else [])
    return JUDGED


def _keep(work: Reference, record: WorkRecord, columns: Json, batch: _Batch) -> None:
    """Store the whole answer, in place of the one before."""
    answer = batch.answer
    said = {part: getattr(record, part) for part in PARTS}
    said["bibliography"] = stored(columns)
    before = batch.known.answers(work).get(answer.source)
    seen = {each["raw"]: each["seen_at"] for each in before.signals} if before else {}
    said["signals"] = [
        {**asdict(signal), "seen_at": seen.get(signal.raw, answer.at.isoformat())}
        for signal in signals_of(record, source=answer.source)
    ]
    kept = before or SourceAnswer(reference=work, source=answer.source)
    changed = [part for part, value in said.items() if getattr(kept, part) != value]
    if before and not changed and not answer.asked_now:
        return
    for part in changed:
        setattr(kept, part, said[part])
    kept.answered_at = answer.at
    kept.save(update_fields=[*changed, "answered_at"] if before else None)
