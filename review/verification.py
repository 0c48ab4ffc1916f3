"""Reading the audit chain back: does every entry follow, and does every recorded row stand?"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from uuid import UUID

from django.apps import apps
from django.db.models import ForeignKey, Max, Model

from articles.history import history_models
from review.ledger import entry_hash
from review.models import AuditEntry, Ledger
from review.models.audit import GENESIS_HASH
from review.records import row_hash

BATCH = 500

# By the type of a row and its uuid: what its hash would be today.
Hashes = Mapping[tuple[str, UUID], str]


def audit_faults() -> Iterator[str]:
    """Yield a sentence for each break: a changed entry, a gap, a changed or missing row.

    They stand in the order of the chain: the first that names an entry names the first broken one.
    Moves may go on meanwhile: what comes after the ledger was read is left to the next time.
    """
    number, previous = 0, GENESIS_HASH
    # In this order: the ledger of a running site is never behind an entry that was read before it.
    newest = AuditEntry.objects.aggregate(number=Max("number", default=0))["number"]
    ledger = Ledger.objects.get(pk=1)
    for entries in _batches(until=max(newest, ledger.last_audit)):
        hashes = _hashes_today(entries)
        for entry in entries:
            yield from _chain_faults(entry, number + 1, previous)
            yield from _row_faults(entry, hashes)
            number, previous = entry.number, entry.hash
    yield from _unrecorded_faults()
    if (ledger.last_audit, ledger.last_hash) != (number, previous):
        yield f"The chain ends at entry {number}, but the ledger says {ledger.last_audit}."


def _batches(*, until: int) -> Iterator[Sequence[AuditEntry]]:
    # Below the first number, so that an entry put before it is seen.
    last = -1
    rows = AuditEntry.objects.filter(number__lte=until).order_by("number")
    while entries := list(rows.filter(number__gt=last)[:BATCH]):
        yield entries
        last = entries[-1].number


def _chain_faults(entry: AuditEntry, number: int, previous: str) -> Iterator[str]:
    if entry.number != number:
        yield f"Entry {number} is missing before entry {entry.number}."
    if entry.previous_hash != previous:
        yield f"Entry {entry.number} does not follow the entry before it."
    if entry_hash(entry) != entry.hash:
        yield f"Entry {entry.number} was changed: its hash does not fit its content."


def _row_faults(entry: AuditEntry, hashes: Hashes) -> Iterator[str]:
    if not entry.row_hash:
        return
    today = hashes.get((entry.subject_type, entry.subject))
    if today is None:
        yield f"Entry {entry.number}: {entry.subject_type} {entry.subject} is missing."
    elif today != entry.row_hash:
        yield f"Entry {entry.number}: {entry.subject_type} {entry.subject} was changed."


def _unrecorded_faults() -> Iterator[str]:
    """Name rows that the moves did not make: nothing in the chain speaks of them."""
    for model in history_models():
        if not hasattr(model, "RECORDED"):
            continue
        label = model._meta.label_lower
        recorded = AuditEntry.objects.filter(subject_type=label, refusal="").values("subject")
        unrecorded = model._default_manager.exclude(uuid__in=recorded)
        for uuid in unrecorded.values_list("uuid", flat=True):
            yield f"No entry records {label} {uuid}."


def _hashes_today(entries: Sequence[AuditEntry]) -> Hashes:
    recorded = sorted((entry for entry in entries if entry.row_hash), key=_subject_type)
    return {
        (label, uuid): today
        for label, group in groupby(recorded, key=_subject_type)
        for uuid, today in _rows(label, list(group)).items()
    }


def _rows(label: str, entries: Sequence[AuditEntry]) -> dict[UUID, str]:
    model = _recorded_models().get(label)
    if model is None:
        return {}
    related = [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey) and field.name in model.RECORDED  # type: ignore[attr-defined]
    ]
    rows = model._default_manager.select_related(*related).filter(
        uuid__in=[entry.subject for entry in entries]
    )
    return {row.uuid: row_hash(row) for row in rows}  # type: ignore[attr-defined]


def _recorded_models() -> dict[str, type[Model]]:
    models = (model for model in apps.get_models() if hasattr(model, "RECORDED"))
    return {model._meta.label_lower: model for model in models}


def _subject_type(entry: AuditEntry) -> str:
    return entry.subject_type
