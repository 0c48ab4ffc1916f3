"""Adding to the library what a lookup found and somebody confirmed."""

from collections.abc import Collection
from datetime import datetime, timedelta
from functools import partial

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.models import User
from references.exports import ExportFormat
from references.importing import Answer, Imported, import_works
from references.imports import said_of
from references.matching import KnownWorks
from references.models import LineState, Lookup, LookupLine, LookupState, Source
from references.records import WorkRecord
from review.ledger import Turn, ledger_turn

# Other moves wait while a batch is brought in.
BATCH_LINES = 200
# What PubMed said longer ago does not tell that a work stands.
ANSWER_HOLDS_FOR = timedelta(hours=1)

TYPED_STAYS = "It was there already. What somebody typed was kept: {columns}."
OUTCOMES = {
    "added": "",
    "refreshed": "It was there already, and was brought up to date.",
    "unchanged": "It was there already, and is the same.",
    "older": "It was there already, with a newer answer.",
}


def add_found(*, lookup: Lookup, chosen: Collection[int], by: User, now: datetime) -> Imported:
    """Bring the chosen lines, named by position, into the library; leave the others out.

    Raises ``ValidationError``: confirmed, not_ready, stale or nothing_chosen. What was brought in
    before a process ended stays; the lookup can be confirmed again for the rest.
    """
    if not by.has_perm("references.add_reference"):
        raise PermissionDenied("You may not add works.")
    _check(lookup, now)
    found = lookup.lines.filter(state=LineState.FOUND, position__in=chosen)
    keys = list(found.values_list("pk", flat=True))
    if not keys:
        raise ValidationError("Choose at least one of the works.", code="nothing_chosen")
    imported = Imported()
    for start in range(0, len(keys), BATCH_LINES):
        with ledger_turn(now=now) as turn:
            _add(lookup, keys[start : start + BATCH_LINES], turn, imported)
    _confirm(lookup)
    return imported


def discard(*, lookup: Lookup, by: User) -> None:
    """Forget a lookup that nobody confirmed. Raises ``ValidationError`` with ``confirmed``."""
    if not by.has_perm("references.add_reference"):
        raise PermissionDenied("You may not add works.")
    with transaction.atomic():
        kept = Lookup.objects.select_for_update().open().filter(pk=lookup.pk).first()
        if kept is None:
            raise _confirmed()
        kept.delete()


def _check(lookup: Lookup, now: datetime) -> None:
    if lookup.state == LookupState.CONFIRMED:
        raise _confirmed()
    if lookup.state == LookupState.WAITING:
        raise ValidationError("PubMed has not answered all of it yet.", code="not_ready")
    if is_stale(lookup, now):
        raise ValidationError(
            "PubMed was asked more than an hour ago: look the works up again.", code="stale"
        )


def is_stale(lookup: Lookup, now: datetime) -> bool:
    return bool(lookup.answered_at and lookup.answered_at < now - ANSWER_HOLDS_FOR)


def _confirmed() -> ValidationError:
    return ValidationError("This was confirmed already.", code="confirmed")


def _add(lookup: Lookup, keys: list[int], turn: Turn, imported: Imported) -> None:
    """Bring in one batch. Somebody else may have confirmed the lookup meanwhile."""
    kept = Lookup.objects.select_for_update().get(pk=lookup.pk)
    lines = list(kept.lines.filter(pk__in=keys, state=LineState.FOUND))
    if kept.state != LookupState.READY:
        raise _confirmed()
    records = [line.found for line in lines]
    batch = import_works(records=records, answer=_answer(kept, turn), turn=turn)
    _note(lines, records, batch)
    for name in (*OUTCOMES, "faulty"):
        getattr(imported, name).extend(getattr(batch, name))
    imported.typed |= batch.typed


def _answer(lookup: Lookup, turn: Turn) -> Answer:
    if lookup.answered_at:
        given_at = min(lookup.answered_at, turn.at)
        return Answer(source=Source.PUBMED, at=turn.at, asked_now=True, given_at=given_at)
    if lookup.said_by_pubmed:
        return Answer(source=Source.PUBMED, at=turn.at, asked_now=False)
    export_format = ExportFormat(lookup.export_format) if lookup.export_format else None
    said = partial(said_of, export_format=export_format) if export_format else None
    return Answer(at=turn.at, asked_now=False, said_of=said)


def _note(lines: list[LookupLine], records: list[WorkRecord], batch: Imported) -> None:
    """Write down beside each line which work it is now, or why it is none."""
    said = {work.pk: message for name, message in OUTCOMES.items() for work in getattr(batch, name)}
    works = KnownWorks(records, locked=False)
    for line, record in zip(lines, records, strict=True):
        work = works.find(record)
        if work is None:
            line.state, line.message = LineState.FAULTY, "The record has no title."
            continue
        line.state, line.work, line.message = LineState.ADDED, work, said.get(work.pk, "")
        if work.key in batch.typed:
            columns = ", ".join(batch.typed[work.key]).replace("_", " ")
            line.message = TYPED_STAYS.format(columns=columns)
    LookupLine.objects.bulk_update(lines, ["state", "work", "message"])


def _confirm(lookup: Lookup) -> None:
    with transaction.atomic():
        lookup.lines.filter(state=LineState.FOUND).update(state=LineState.LEFT_OUT)
        lookup.state = LookupState.CONFIRMED
        lookup.save(update_fields=["state"])
