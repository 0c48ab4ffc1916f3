"""What a page of the admin leaves in the database, and what it says when it refuses."""

from contextlib import contextmanager

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.messages import get_messages

from delivery.refusals import PublishingRefusal
from review.models import AuditEntry, Ledger
from review.refusals import Refusal
from tests.desk.elements import elements
from tests.review.refusals import OURS, all_rows
from tests.tables import rows_of_tables


@contextmanager
def unchanged():
    """Nothing at all is written in the block."""
    before = _everything()
    yield
    assert _everything() == before


@contextmanager
def refused(code, *, action, by, subject):
    """The move in the block is refused: the audit says so, and nothing else is written."""
    before, ledger, log = all_rows(), Ledger.objects.get(), list(LogEntry.objects.values())
    yield
    assert all_rows() == before
    assert list(LogEntry.objects.values()) == log
    assert Ledger.objects.get().last_change == ledger.last_change
    (entry,) = AuditEntry.objects.filter(number__gt=ledger.last_audit).values(
        "number", "actor", "action", "refusal", "subject_type", "subject", "fingerprint", "row_hash"
    )
    assert entry == {
        "number": ledger.last_audit + 1,
        "actor": by.uuid,
        "action": action,
        "refusal": code,
        "subject_type": entry["subject_type"],
        "subject": subject.uuid,
        "fingerprint": "",
        "row_hash": "",
    }
    # The admin of a page holds it as a condition or a symptom.
    model = apps.get_model(entry["subject_type"])
    assert model._meta.concrete_model is subject._meta.concrete_model


def said(answer):
    """What the page of a move says at which field, as codes and sentences."""
    assert answer.status_code == 400
    errors = answer.context["form"].errors.as_data()
    said = {
        name: [(error.code, " ".join(error.messages)) for error in faults]
        for name, faults in errors.items()
    }
    assert shown(answer) == {
        "" if name == "__all__" else name: [sentence for _, sentence in faults]
        for name, faults in said.items()
    }
    return said


def sentence(code):
    """What ``said`` gives for a refusal with this code."""
    refusals = {member.value: member.label for member in [*Refusal, *PublishingRefusal]}
    return [(code, refusals[code])]


def shown(answer):
    """The sentences that the HTML holds, by the name of the field that they stand at."""
    sentences = {}
    for item in elements(answer, "li"):
        around = item.within[-1]
        if "errorlist" in around["class"].split():
            name = around["id"].removeprefix("id_").removesuffix("_error")
            sentences.setdefault(name, []).append(item.words)
    return sentences


def told(answer):
    """The messages that the next page shows on top."""
    return [(message.level_tag, str(message)) for message in get_messages(answer.wsgi_request)]


def _everything():
    return rows_of_tables(of=(*OURS, LogEntry._meta.db_table))
