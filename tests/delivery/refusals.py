"""What a refused move leaves behind: one entry of the audit, and nothing else."""

from contextlib import contextmanager

import pytest
from django.apps import apps

from review.models import AuditEntry, Ledger
from review.refusals import Refused

APPS = ("references", "articles", "review", "delivery")


@contextmanager
def refused(code, *, action, by, subject, field=""):
    """The move in the block is refused with this code, recorded as such, and changes nothing."""
    before, entries, ledger = rows(), AuditEntry.objects.count(), Ledger.objects.get()
    with pytest.raises(Refused) as caught:
        yield
    assert (caught.value.code, caught.value.field) == (code, field)
    assert rows() == before
    assert Ledger.objects.get().last_change == ledger.last_change
    assert AuditEntry.objects.count() == entries + 1
    newest = AuditEntry.objects.first()
    assert {
        "number": newest.number,
        "action": newest.action,
        "actor": newest.actor,
        "refusal": newest.refusal,
        "subject_type": newest.subject_type,
        "subject": newest.subject,
        "fingerprint": newest.fingerprint,
        "row_hash": newest.row_hash,
    } == {
        "number": ledger.last_audit + 1,
        "action": action,
        "actor": by.uuid,
        "refusal": code,
        "subject_type": subject._meta.label_lower,
        "subject": subject.uuid,
        "fingerprint": "",
        "row_hash": "",
    }


def rows():
    """Every row of the project but those of the audit, in plain data."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for model in apps.get_models()
        if model._meta.app_label in APPS and model not in (AuditEntry, Ledger)
    }
