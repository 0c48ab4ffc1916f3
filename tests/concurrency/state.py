"""All that a test wants to know of a database, as plain data."""

import traceback
from itertools import chain

from articles.models import PageEdit
from delivery.models import Change, Publication
from delivery.verification import change_faults
from review.models import AuditEntry, Ledger, Revision, Submission
from review.records import instant
from review.verification import audit_faults
from tests.concurrency.moves import move_trace, save_trace
from tests.delivery.truth import assert_stored_bytes_are_true


def state():
    return {
        "faults": list(chain(audit_faults(), change_faults())),
        "untrue": untrue(),
        "ledger": ledger(),
        "audit": [
            [entry.number, instant(entry.at), entry.hash]
            for entry in AuditEntry.objects.order_by("number")
        ],
        "changes": [
            [change.number, instant(change.at), change.kind, str(subject(change).uuid)]
            for change in Change.objects.select_related("publication", "document").order_by(
                "number"
            )
        ],
        "publications": [
            publication(row)
            for row in Publication.objects.select_related("page", "sign_off__revocation").order_by(
                "live_from", "pk"
            )
        ],
        "revisions": numbers(Revision.objects.order_by("page_id", "number"), "number"),
        "edits": numbers(PageEdit.objects.order_by("page_id", "lock_version"), "lock_version"),
        "submissions": [
            [str(row.uuid), row.state] for row in Submission.objects.order_by("submitted_at", "pk")
        ],
        "traces": list(traces()),
    }


def subject(change):
    return change.publication or change.document


def untrue():
    """How stored bytes differ from what they should be; empty when they do not."""
    try:
        assert_stored_bytes_are_true(Ledger.objects.get(pk=1).last_at)
    except AssertionError:
        return traceback.format_exc()
    return ""


def ledger():
    row = Ledger.objects.get(pk=1)
    return {
        "last_audit": row.last_audit,
        "last_hash": row.last_hash,
        "last_change": row.last_change,
        "last_at": instant(row.last_at),
    }


def publication(row):
    revocation = getattr(row.sign_off, "revocation", None)
    return {
        "page": str(row.page.uuid),
        "path": row.path,
        "live_from": instant(row.live_from),
        "live_until": row.live_until and instant(row.live_until),
        "cancelled_at": row.cancelled_at and instant(row.cancelled_at),
        "revoked_at": revocation and instant(revocation.revoked_at),
    }


def numbers(rows, name):
    """The numbers of each page's rows, by page."""
    by_page = {}
    for page, number in rows.values_list("page__uuid", name):
        by_page.setdefault(str(page), []).append(number)
    return by_page


def traces():
    for entry in AuditEntry.objects.order_by("number"):
        yield move_trace(entry.action, entry.refusal, entry.subject)
    for edit in PageEdit.objects.select_related("page").order_by("pk"):
        yield save_trace(edit.page.uuid, edit.lock_version)
