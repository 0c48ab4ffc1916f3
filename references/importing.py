"""Records of a source brought into the library: works that are there, and new ones."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from typing import Any

from references.evidence import signals_kept
from references.facts import works_changed
from references.judging import JUDGED, set_standing
from references.matching import KnownWorks, newest_versions
from references.merging import fill, merge, other_words, sound_columns, stored, typed_over
from references.models import Reference, Source, SourceAnswer, Standing, StandingEvent
from references.records import FaultyRecord, Json, WorkRecord
from references.standing import Signal, is_graver, signals_of, standing_of

# A file may be old. What it holds against a work is believed all the same; that it holds nothing
# against it is not (unknown is not clean).
BELIEVED_OF_A_FILE = {Standing.RETRACTED, Standing.WITHDRAWN, Standing.CONCERN}
NOT_PARTS = {"bibliography", "name", "uuid", "standing"}
PARTS = [part.name for part in fields(WorkRecord) if part.name not in NOT_PARTS]
# The name of what somebody's reference manager says: it is no source that can be asked.
FILE = "file"


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
    events: list[StandingEvent] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A source's answer as a whole; ``asked_now`` is true if it was given at this instant.

    A file of a reference manager has no source: somebody typed what it says, as our editors do. It
    fills what is empty. ``said_of`` gives what Vouch's own file in that format says of a work.
    ``unheard`` are the works of which another source that should know of them was not heard.
    ``given_at`` is when the source answered, where somebody looked at the answer before ``at``.
    """

    at: datetime
    asked_now: bool
    given_at: datetime | None = None
    source: Source | None = None
    said_of: Callable[[Reference], WorkRecord | None] | None = None
    unheard: Collection[int] = ()

    @property
    def checked_at(self) -> datetime:
        return self.given_at or self.at

    def said(self, work: Reference) -> Json:
        """Return that as columns."""
        record = self.said_of(work) if self.said_of else None
        return sound_columns(record) if record else {}


@dataclass(frozen=True)
class _Batch:
    answer: Answer
    known: KnownWorks
    imported: Imported = field(default_factory=Imported)


def import_works(*, records: Iterable[WorkRecord], answer: Answer, turn: Any = None) -> Imported:
    """Add the works that are new, and fill and refresh those that are there by an identifier.

    What somebody typed stays. Only what the source says now tells that a work is current. Call it
    inside a transaction that begins with the ledger: ``turn`` is the one under way.
    """
    newest = newest_versions(records)
    batch = _Batch(answer, KnownWorks(newest))
    for record in newest:
        _bring_in(record, batch)
    imported = batch.imported
    StandingEvent.objects.bulk_create(imported.events)
    works_changed(works=[*imported.added, *imported.refreshed], at=answer.at, turn=turn)
    return imported


def _bring_in(record: WorkRecord, batch: _Batch) -> None:
    work = batch.known.find(record)
    columns = batch.known.without_taken_doi(sound_columns(record), of=work)
    if not columns.get("title"):
        fault = FaultyRecord(record.pmid, "The record has no title.", record.name)
        batch.imported.faulty.append(fault)
    elif work is None:
        _add(record, columns, batch)
    else:
        _refresh(work, record, columns, batch)


def _add(record: WorkRecord, columns: Json, batch: _Batch) -> None:
    work = Reference(**columns, **({"uuid": record.uuid} if record.uuid else {}))
    _judge(work, record, batch)
    work.save(force_insert=True)
    _keep(work, record, columns, batch)
    batch.known.learn(work)
    batch.imported.added.append(work)


def _refresh(work: Reference, record: WorkRecord, columns: Json, batch: _Batch) -> None:
    imported, answer = batch.imported, batch.answer
    before = _answer_before(work, batch)
    if before and _is_older(record, answer, before):
        imported.older.append(work)
        return
    if answer.source:
        changed = merge(work, columns, before=before.bibliography if before else {})
    else:
        changed = fill(work, columns, said=answer.said(work))
    changed += _judge(work, record, batch)
    _keep(work, record, columns, batch)
    if changed:
        work.save(update_fields=changed)
        batch.known.learn(work)
    (imported.refreshed if changed else imported.unchanged).append(work)
    typed = typed_over(work, columns) if answer.source else other_words(work, columns)
    if typed:
        imported.typed[work.key] = typed


def _answer_before(work: Reference, batch: _Batch) -> SourceAnswer | None:
    source = batch.answer.source
    return batch.known.answers(work).get(source) if source else None


def _is_older(record: WorkRecord, answer: Answer, before: SourceAnswer) -> bool:
    if answer.asked_now:
        # Somebody else asked while this answer was looked at.
        return answer.checked_at < before.answered_at
    if record.version != before.version:
        return record.version < before.version
    return bool(record.revised_on and before.revised_on and record.revised_on < before.revised_on)


def _judge(work: Reference, record: WorkRecord, batch: _Batch) -> list[str]:
    """Set the standing that follows of what all sources say; return the columns that changed."""
    answer = batch.answer
    signals = signals_of(record, source=answer.source or FILE)
    if record.standing:
        said = Standing(record.standing)
        signals.append(Signal(source=FILE, standing=said, raw=f"standing: {said}"))
    others = batch.known.answers(work).items()
    signals += signals_kept(other for source, other in others if source != answer.source)
    standing = standing_of(signals)
    is_news = standing in BELIEVED_OF_A_FILE and is_graver(standing, work.standing)
    if not answer.asked_now and not is_news:
        return []
    event = set_standing(
        work,
        standing,
        signals=signals,
        source=answer.source or FILE,
        at=answer.at,
        heard_all=work.pk not in answer.unheard,
    )
    if work.standing_checked_at == answer.at:
        work.standing_checked_at = answer.checked_at
    batch.imported.events.extend([event] if event else [])
    return JUDGED


def _keep(work: Reference, record: WorkRecord, columns: Json, batch: _Batch) -> None:
    """Store the whole answer of a source, in place of the one before."""
    answer, source = batch.answer, batch.answer.source
    if not source:
        return
    said = {part: getattr(record, part) for part in PARTS}
    said["bibliography"] = stored(columns)
    before = _answer_before(work, batch)
    seen = {each["raw"]: each["seen_at"] for each in before.signals} if before else {}
    said["signals"] = [
        {**asdict(signal), "seen_at": seen.get(signal.raw, answer.checked_at.isoformat())}
        for signal in signals_of(record, source=source)
    ]
    kept = before or SourceAnswer(reference=work, source=source)
    changed = [part for part, value in said.items() if getattr(kept, part) != value]
    if before and not changed and not answer.asked_now:
        return
    for part in changed:
        setattr(kept, part, said[part])
    kept.answered_at = answer.checked_at
    kept.save(update_fields=[*changed, "answered_at"] if before else None)
