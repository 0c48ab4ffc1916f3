from datetime import timedelta

import pytest

from review.models import AuditEntry, Submission
from review.submitting import send_back
from tests.builders import NOW, make_page, make_user, sign_submission, submit_page
from tests.review.refusals import all_rows, refused, tables_changed

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def submission(cast):
    return submit_page(make_page(by=cast.editor), by=cast.editor)


def test_it_works(cast, submission):
    before = all_rows()
    send_back(submission=submission, by=cast.reviewer, reasons=" Name a source.\n", now=LATER)
    row = Submission.objects.values().get()
    assert row == {
        "id": submission.pk,
        "uuid": submission.uuid,
        "page_id": submission.page_id,
        "revision_id": submission.revision_id,
        "state": "changes_requested",
        "assignee_id": None,
        "due": None,
        "submitted_by_id": cast.editor.pk,
        "submitted_at": submission.submitted_at,
        "decided_by_id": cast.reviewer.pk,
        "decided_at": LATER,
        "reasons": "Name a source.",
    }
    assert tables_changed(before) == {"review_submission"}
    entry = AuditEntry.objects.values().first()
    assert entry == {
        "id": entry["id"],
        "number": entry["number"],
        "at": LATER,
        "actor": cast.reviewer.uuid,
        "action": "send_back",
        "refusal": "",
        "subject_type": "review.submission",
        "subject": submission.uuid,
        "fingerprint": submission.revision.fingerprint,
        "row_hash": entry["row_hash"],
        "previous_hash": entry["previous_hash"],
        "hash": entry["hash"],
    }


def test_the_page_may_be_submitted_again(cast, submission):
    send_back(submission=submission, by=cast.reviewer, reasons="Name a source.", now=NOW)
    again = submit_page(submission.page, by=cast.editor)
    assert (again.state, again.revision.number) == ("in_review", 2)


@pytest.mark.parametrize("role", ["editor", "publisher", "administrator"])
def test_it_needs_the_right(cast, submission, role):
    by = getattr(cast, role)
    with refused("not_allowed", action="send_back", by=by, subject=submission):
        send_back(submission=submission, by=by, reasons="Name a source.", now=NOW)


@pytest.mark.parametrize("reasons", ["", " \n\t"])
def test_it_needs_reasons(cast, submission, reasons):
    with refused(
        "reason_missing", action="send_back", by=cast.reviewer, subject=submission, field="reasons"
    ):
        send_back(submission=submission, by=cast.reviewer, reasons=reasons, now=NOW)


def sent_back(submission, cast):
    send_back(submission=submission, by=cast.reviewer, reasons="Name a source.", now=NOW)


def signed(submission, cast):
    sign_submission(submission, by=cast.reviewer)


def withdrawn(submission, cast):
    submit_page(submission.page, by=cast.editor)


@pytest.mark.parametrize("decision", [sent_back, signed, withdrawn])
def test_it_must_wait(cast, submission, decision):
    decision(submission, cast)
    by = make_user("Reviewer")
    # What the caller holds still says that it waits.
    assert submission.state == "in_review"
    with refused("not_in_review", action="send_back", by=by, subject=submission):
        send_back(submission=submission, by=by, reasons="Once more.", now=NOW)
