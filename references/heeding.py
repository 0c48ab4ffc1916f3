"""What Retraction Watch holds against works of the library, taken from its file.

A file may be old: what it holds against a work is heeded, and nothing becomes current because it
says nothing.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.db.models import Q

from references.evidence import signals_kept
from references.facts import works_changed
from references.judging import JUDGED, event_of
from references.models import WORSE, Reference, Source, SourceAnswer, Standing, StandingEvent
from references.records import Json
from references.retraction_watch import FaultyRow, Name, Nature, Row
from references.standing import Signal, is_graver, standing_of

STANDINGS = {
    Nature.RETRACTION: Standing.RETRACTED,
    Nature.CONCERN: Standing.CONCERN,
    Nature.CORRECTION: Standing.CORRECTED,
}
# What a reinstatement takes back.
TAKEN_BACK = {Standing.RETRACTED, Standing.CONCERN}
ROWS_AT_ONCE = 300
SOURCE = Source.RETRACTION_WATCH


@dataclass
class Found:
    """The rows of a file about works of the library, by the primary key of each work."""

    rows: int = 0
    by_work: dict[int, list[Row]] = field(default_factory=lambda: defaultdict(list))
    faulty: list[FaultyRow] = field(default_factory=list)


def find(rows: Iterable[Row | FaultyRow]) -> Found:
    """Return which rows are about works that are here; the others are not kept."""
    found, left = Found(), iter(rows)
    while batch := list(islice(left, ROWS_AT_ONCE)):
        found.rows += len(batch)
        found.faulty += [row for row in batch if isinstance(row, FaultyRow)]
        sound = [row for row in batch if isinstance(row, Row)]
        works = _named_by(sound)
        for row in sound:
            found.faulty += _match(row, works, found)
    return found


def heed(found: Mapping[int, list[Row]], *, at: datetime, turn: Any = None) -> list[StandingEvent]:
    """Write down what rows say of works; return how their standing changed.

    Call it inside a transaction that begins with the ledger: ``turn`` is the one under way.
    """
    works = Reference.objects.select_for_update().filter(pk__in=found).order_by("pk")
    events, changed = [], []
    for work in works.prefetch_related("answers"):
        answers = {answer.source: answer for answer in work.answers.all()}
        before = answers.get(SOURCE)
        lifted = {Standing(signal["standing"]) for signal in before.signals} if before else set()
        if not _keep(work, found[work.pk], answers, at):
            continue
        event = _judge(work, answers, lifted, at)
        events += [event] if event else []
        changed.append(work)
    Reference.objects.bulk_update(changed, JUDGED)
    StandingEvent.objects.bulk_create(events)
    works_changed(works=changed, at=at, turn=turn)
    return events


def _named_by(rows: Collection[Row]) -> dict[tuple[str, str], Reference]:
    names = [name for row in rows for name in (row.work, row.notice)]
    pmids, dois = {name.pmid for name in names} - {""}, {name.doi for name in names} - {""}
    met = Reference.objects.filter(Q(pmid__in=pmids) | Q(doi__in=dois)).only("pmid", "doi")
    works = {("pmid", work.pmid): work for work in met}
    return works | {("doi", work.doi): work for work in met}


def _match(
    row: Row, works: Mapping[tuple[str, str], Reference], found: Found
) -> Iterator[FaultyRow]:
    """Sort a row to the works that it names, and yield what is doubtful about that."""
    pks = set()
    for name in (row.work, row.notice):
        for part, value in name.parts.items():
            work = works.get((part, value))
            if work is None or work.pk in pks:
                continue
            if part == "pmid" and name.doi and work.doi and name.doi != work.doi:
                # Its PMIDs were typed, and are wrong more often than its DOIs.
                fault = f"PMID {value} has the DOI {work.doi} here, and not {name.doi}"
                yield FaultyRow(row.line, f"{fault}: look at it.")
                continue
            pks.add(work.pk)
            found.by_work[work.pk].append(row)


def _keep(work: Reference, rows: list[Row], answers: dict[str, SourceAnswer], at: datetime) -> bool:
    """Store what the file says of a work; whether it says anything new."""
    kept = answers.get(SOURCE)
    seen = {each["raw"]: each["seen_at"] for each in kept.signals} if kept else {}
    signals = [
        {**asdict(signal), "seen_at": seen.get(signal.raw, at.isoformat())}
        for signal in _signals(work, rows)
    ]
    further = {"rows": [_told(row) for row in rows]}
    if kept and (kept.signals, kept.further) == (signals, further):
        return False
    answers[SOURCE] = kept or SourceAnswer(reference=work, source=SOURCE)
    kept = answers[SOURCE]
    kept.signals, kept.further, kept.answered_at = signals, further, at
    kept.save()
    return True


def _signals(work: Reference, rows: Iterable[Row]) -> list[Signal]:
    """Return what holds of the rows, by their dates: a reinstatement takes back what was before."""
    signals: list[Signal] = []
    for row in sorted(rows, key=lambda row: (row.on or date.min, row.line)):
        is_about_it = _names(row.work, work)
        if not is_about_it and row.nature in STANDINGS:
            signals.append(_signal(Standing.IS_NOTICE, row, {}))
        elif row.nature == Nature.REINSTATEMENT:
            signals = [each for each in signals if each.standing not in TAKEN_BACK]
        elif is_about_it:
            named = row.notice.parts if row.notice != row.work else {}
            signals.append(_signal(STANDINGS[row.nature], row, named))
    return signals


def _signal(standing: Standing, row: Row, notice: Json) -> Signal:
    return Signal(source=SOURCE, standing=standing, raw=row.raw, notice=notice)


def _names(name: Name, work: Reference) -> bool:
    return bool(name.doi and name.doi == work.doi) or bool(name.pmid and name.pmid == work.pmid)


def _told(row: Row) -> Json:
    return {"record": row.record, "said": row.raw, "on": row.on.isoformat() if row.on else ""}


def _judge(
    work: Reference,
    answers: Mapping[str, SourceAnswer],
    lifted: Collection[Standing],
    at: datetime,
) -> StandingEvent | None:
    """Judge a work anew. ``lifted`` is what this source held against it until now."""
    signals = signals_kept(answers.values())
    before, standing = work.standing, standing_of(signals)
    others = (answer for source, answer in answers.items() if source != SOURCE)
    is_unheard = before == Standing.UNKNOWN or not any(other.is_known for other in others)
    if is_unheard and standing not in WORSE:
        standing = Standing.UNKNOWN
    if is_graver(before, standing) and before not in lifted:
        # Somebody else said so.
        standing = Standing(before)
    work.standing = standing
    if is_graver(standing, before):
        work.standing_checked_at = at
    return event_of(work, before, signals=signals, source=SOURCE, at=at)
