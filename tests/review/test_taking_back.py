from datetime import timedelta

import pytest

from review.models import AuditEntry, Submission
from review.records import row_hash
from review.submitting import take_back
from tests.builders import NOW, publish_page, sign_submission, submit_page
from tests.review.refusals import all_rows, refused, tables_changed

LATER = NOW + timedelta(hours=1)


def test_it_works(cast, submission):
    before = all_rows()
    taken = take_back(submission=submission, by=cast.editor, reason=" A typo. ", now=LATER)
    assert tables_changed(before) == {"review_submission"}
    row = Submission.objects.values().get()
    assert {name: row[name] for name in ("state", "decided_by_id", "decided_at", "reasons")} == {
        "state": "taken_back",
        "decided_by_id": cast.editor.pk,
        "decided_at": LATER,
        "reasons": "A typo.",
    }
    entry = AuditEntry.objects.first()
    assert (entry.action, entry.actor, entry.subject, entry.row_hash) == (
        "take_back",
        cast.editor.uuid,
        submission.uuid,
        row_hash(taken),
    )


def test_the_page_may_be_submitted_again(cast, page, submission):
    take_back(submission=submission, by=cast.editor, now=NOW)
    again = submit_page(page, by=cast.editor)
    assert list(Submission.objects.values_list("pk", "state").order_by("pk")) == [
        (submission.pk, "taken_back"),
        (again.pk, "in_review"),
    ]


def test_what_is_public_stays(cast, page):
    publication = publish_page(page, cast)
    take_back(submission=submit_page(page, by=cast.editor), by=cast.editor, now=LATER)
    publication.refresh_from_db()
    assert publication.live_until is None


def refuse(code, submission, by):
    with refused(code, action="take_back", by=by, subject=submission):
        take_back(submission=submission, by=by, now=LATER)


@pytest.mark.parametrize("role", ["reviewer", "publisher", "administrator"])
def test_without_the_right(cast, submission, role):
    refuse("not_allowed", submission, getattr(cast, role))


def test_twice(cast, submission):
    take_back(submission=submission, by=cast.editor, now=NOW)
    refuse("not_in_review", submission, cast.editor)


def test_what_was_signed(cast, submission):
    sign_submission(submission, by=cast.reviewer)
    refuse("not_in_review", submission, cast.editor)
