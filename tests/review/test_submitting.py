import hashlib
from datetime import timedelta

import pytest

from articles.drafts import CitationDraft, SectionDraft
from articles.snapshots import freeze
from review.models import AuditEntry, CitedWork, Revision, Submission
from review.submitting import send_back, submit
from tests.builders import (
    NOW,
    cited,
    edit_page,
    make_page,
    make_reference,
    make_user,
    sign_submission,
    submit_page,
)
from tests.review.refusals import refused

LATER = NOW + timedelta(hours=1)


def test_it_works(cast):
    works = [make_reference(pmid="11111"), make_reference(pmid="", doi="10.1000/xyz")]
    page = make_page(
        by=cast.editor,
        sections=[SectionDraft(heading="Overview", body=cited("Shame hurts.", "pmid:11111"))],
        citations=[CitationDraft(key=work.keys[0], note="Why.") for work in works],
    )
    submit(page=page, by=cast.editor, lock_version=1, now=LATER, change_note=" First words.\n")
    frozen = freeze(page)
    revision = Revision.objects.values().get()
    assert revision == {
        "id": revision["id"],
        "uuid": revision["uuid"],
        "page_id": page.pk,
        "number": 1,
        "format": 1,
        "clinical": frozen.clinical_bytes,
        "presentation": frozen.presentation_bytes,
        "fingerprint": frozen.fingerprint,
        "contributors": [str(cast.editor.uuid)],
        "lock_version": 1,
        "change_note": "First words.",
        "created_by_id": cast.editor.pk,
        "created_at": LATER,
    }
    assert hashlib.sha256(revision["clinical"]).hexdigest() == page.fingerprint
    assert Revision.objects.get().snapshot == frozen
    assert list(CitedWork.objects.order_by("key").values_list("revision", "key")) == [
        (revision["id"], "doi:10.1000/xyz"),
        (revision["id"], "pmid:11111"),
    ]
    submission = Submission.objects.values().get()
    assert submission == {
        "id": submission["id"],
        "uuid": submission["uuid"],
        "page_id": page.pk,
        "revision_id": revision["id"],
        "state": "in_review",
        "assignee_id": None,
        "due": None,
        "submitted_by_id": cast.editor.pk,
        "submitted_at": LATER,
        "decided_by_id": None,
        "decided_at": None,
        "reasons": "",
    }
    entry = AuditEntry.objects.values().first()
    assert entry == {
        "id": entry["id"],
        "number": entry["number"],
        "at": LATER,
        "actor": cast.editor.uuid,
        "action": "submit",
        "refusal": "",
        "subject_type": "review.revision",
        "subject": revision["uuid"],
        "fingerprint": frozen.fingerprint,
        "row_hash": entry["row_hash"],
        "previous_hash": entry["previous_hash"],
        "hash": entry["hash"],
    }


def test_revisions_are_numbered_by_page(cast):
    one, other = make_page(by=cast.editor), make_page(by=cast.editor)
    for page in (one, other, one, one):
        submit_page(page, by=cast.editor)
    numbers = {page: [row.number for row in page.revisions.all()] for page in (one, other)}
    assert numbers == {one: [3, 2, 1], other: [1]}


def test_a_revision_stays_when_the_page_changes(cast):
    page = make_page(by=cast.editor)
    revision = submit_page(page, by=cast.editor).revision
    words = bytes(revision.clinical)
    page = edit_page(page, by=cast.editor, summary="Other words.")
    revision.refresh_from_db()
    assert bytes(revision.clinical) == words != freeze(page).clinical_bytes
    assert (revision.lock_version, page.lock_version) == (1, 2)


def test_what_waited_is_withdrawn(cast):
    page, neighbour = make_page(by=cast.editor), make_page(by=cast.editor)
    other_editor = make_user("Editor")
    waits_elsewhere = submit_page(neighbour, by=cast.editor)
    sent_back = submit_page(page, by=cast.editor)
    send_back(submission=sent_back, by=cast.reviewer, reasons="Say more.", now=NOW)
    signed = submit_page(page, by=cast.editor)
    sign_submission(signed, by=cast.reviewer)
    waited = submit_page(page, by=cast.editor)
    waits = submit_page(page, by=other_editor, now=LATER)
    assert dict(Submission.objects.values_list("uuid", "state")) == {
        waits_elsewhere.uuid: "in_review",
        sent_back.uuid: "changes_requested",
        signed.uuid: "signed",
        waited.uuid: "withdrawn",
        waits.uuid: "in_review",
    }
    waited.refresh_from_db()
    assert (waited.decided_by, waited.decided_at, waited.reasons) == (other_editor, LATER, "")


def test_a_page_without_parts(cast):
    page = make_page(by=cast.editor, sections=[])
    assert submit_page(page, by=cast.editor).revision.snapshot.clinical == {
        "format": 1,
        "page": str(page.uuid),
        "topic": str(page.topic.uuid),
        "kind": "symptom",
        "locale": "en",
        "title": page.title,
        "summary": "A summary.",
    }


@pytest.mark.parametrize("role", ["reviewer", "publisher", "administrator"])
def test_it_needs_the_right(cast, role):
    page, by = make_page(by=cast.editor), getattr(cast, role)
    with refused("not_allowed", action="submit", by=by, subject=page):
        submit_page(page, by=by)


def test_it_needs_an_active_account(cast):
    page = make_page(by=cast.editor)
    former = make_user("Editor", is_active=False)
    with refused("not_allowed", action="submit", by=former, subject=page):
        submit_page(page, by=former)


@pytest.mark.parametrize("lock_version", [0, 1, 3])
def test_it_needs_the_page_that_was_seen(cast, lock_version):
    page = make_page(by=cast.editor)
    submit_page(page, by=cast.editor)
    edit_page(page, by=cast.editor, summary="Other words.")
    with refused("stale_lock_version", action="submit", by=cast.editor, subject=page):
        submit(page=page, by=cast.editor, lock_version=lock_version, now=NOW)
    assert Submission.objects.get().state == "in_review"
