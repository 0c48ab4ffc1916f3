"""A refused move: its code, its entry in the audit, and nothing else."""

from contextlib import contextmanager

import pytest

from review.models import AuditEntry, Ledger
from review.refusals import Refusal, Refused
from tests.tables import rows_of_tables

OURS = ("accounts_", "references_", "articles_", "review_", "delivery_")
LEDGER = frozenset(model._meta.db_table for model in (Ledger, AuditEntry))


def all_rows():
    """Every row of ours, but those of the ledger and the audit."""
    return rows_of_tables(of=OURS, but=LEDGER)


def tables_changed(before):
    """The names of the tables that are not as ``all_rows`` gave them."""
    return {table for table, rows in all_rows().items() if rows != before[table]}


@contextmanager
def refused(code, *, action, by, subject, field=""):
    """Expect the block to be refused, the refusal to be recorded, and all else to stay."""
    before, ledger = all_rows(), Ledger.objects.get()
    with pytest.raises(Refused) as caught:
        yield
    assert (caught.value.code, caught.value.field) == (code, field)
    assert str(caught.value) == caught.value.sentence == Refusal(code).label
    assert all_rows() == before
    entry = AuditEntry.objects.values().first()
    assert entry == {
        "id": entry["id"],
        "number": ledger.last_audit + 1,
        "at": entry["at"],
        "actor": by.uuid,
        "action": action,
        "refusal": code,
        "subject_type": subject._meta.label_lower,
        "subject": subject.uuid,
        "fingerprint": "",
        "row_hash": "",
        "previous_hash": ledger.last_hash,
        "hash": entry["hash"],
    }
    assert Ledger.objects.values().get() == {
        "id": 1,
        "last_audit": entry["number"],
        "last_hash": entry["hash"],
        "last_change": ledger.last_change,
        "last_at": entry["at"],
        "settled_until": entry["at"],
    }
    assert entry["at"] > ledger.last_at
