from datetime import UTC, date, datetime, timedelta

import pytest

from articles.models import Person, Profession
from review.models import AuditEntry, Credential, CredentialKind, SignOff, Submission
from review.submitting import send_back
from tests.builders import (
    NOW,
    edit_page,
    make_credential,
    make_page,
    make_reviewer,
    sign_submission,
    submit_page,
)
from tests.review.signing import licensed, refuse

LATER = NOW + timedelta(hours=1)


def test_it_works(cast, page, submission):
    person = cast.reviewer.person
    florida = person.credentials.get(kind="licence")
    new_jersey = licensed(
        person, cast, authority="New Jersey State Board of Medical Examiners", jurisdiction="NJ"
    )
    board = licensed(
        person,
        cast,
        kind=CredentialKind.BOARD_CERTIFICATION,
        authority="American Board of Psychiatry and Neurology",
        specialty="psychiatry",
        jurisdiction="",
        expires=None,
    )
    degree = licensed(
        person,
        cast,
        kind=CredentialKind.DEGREE,
        authority="University of Miami",
        specialty="Doctor of Medicine",
        jurisdiction="",
        expires=None,
    )
    licensed(person, cast, jurisdiction="GA", expires=date(2026, 10, 31))
    make_credential(person, jurisdiction="TX")
    sign_submission(submission, by=cast.reviewer, now=LATER)
    sign_off = SignOff.objects.values().get()
    assert sign_off == {
        "id": sign_off["id"],
        "uuid": sign_off["uuid"],
        "page_id": page.pk,
        "revision_id": submission.revision.pk,
        "fingerprint": page.fingerprint,
        "signer_id": cast.reviewer.pk,
        "person_id": person.pk,
        "scope": "whole_page",
        "base_id": None,
        "meaning": "clinical_review",
        "statement": (
            "I have read this whole page and its list of sources as shown to me, and I approve "
            "these exact words for publication as clinically sound."
        ),
        "printed_name": "Ray Reviewer, MD",
        "credential_lines": [
            "Board-certified in psychiatry (American Board of Psychiatry and Neurology)",
            "Degree: Doctor of Medicine",
            "Licensed in FL (Florida Board of Medicine)",
            "Licensed in NJ (New Jersey State Board of Medical Examiners)",
        ],
        "credentials": [str(held.uuid) for held in (board, degree, florida, new_jersey)],
        "signed_at": LATER,
        "review_due": datetime(2027, 11, 1, 13, 0, tzinfo=UTC),
    }
    row = Submission.objects.values().get()
    assert row == {
        "id": submission.pk,
        "uuid": submission.uuid,
        "page_id": page.pk,
        "revision_id": submission.revision.pk,
        "state": "signed",
        "assignee_id": None,
        "due": None,
        "submitted_by_id": cast.editor.pk,
        "submitted_at": submission.submitted_at,
        "decided_by_id": cast.reviewer.pk,
        "decided_at": LATER,
        "reasons": "",
    }
    entry = AuditEntry.objects.values().first()
    assert entry == {
        "id": entry["id"],
        "number": entry["number"],
        "at": LATER,
        "actor": cast.reviewer.uuid,
        "action": "sign",
        "refusal": "",
        "subject_type": "review.signoff",
        "subject": sign_off["uuid"],
        "fingerprint": page.fingerprint,
        "row_hash": entry["row_hash"],
        "previous_hash": entry["previous_hash"],
        "hash": entry["hash"],
    }


def test_it_covers_these_words_of_this_page(cast, page, submission):
    sign_off = sign_submission(submission, by=cast.reviewer)
    other = make_page(by=cast.editor)
    covering = SignOff.objects.covering
    assert list(covering(page=page, fingerprint=page.fingerprint)) == [sign_off]
    assert list(covering(page=page, fingerprint=other.fingerprint)) == []
    assert list(covering(page=other, fingerprint=page.fingerprint)) == []


def test_it_is_current_until_its_review_date(cast, submission):
    sign_off = sign_submission(submission, by=cast.reviewer)
    instant = timedelta(microseconds=1)
    assert list(SignOff.objects.current(sign_off.review_due - instant)) == [sign_off]
    assert list(SignOff.objects.current(sign_off.review_due)) == []


def test_one_changed_character_is_not_covered(cast, page, submission):
    sign_submission(submission, by=cast.reviewer)
    page = edit_page(page, by=cast.editor, summary="A summary!")
    assert not SignOff.objects.covering(page=page, fingerprint=page.fingerprint).exists()


def test_a_changed_slug_is_covered(cast, page, submission):
    sign_off = sign_submission(submission, by=cast.reviewer)
    page = edit_page(page, by=cast.editor, slug="another-address")
    assert SignOff.objects.covering(page=page, fingerprint=page.fingerprint).get() == sign_off


def test_the_waiting_words_are_signed_not_the_working_copy(cast, page, submission):
    edit_page(page, by=cast.editor, summary="Other words.")
    sign_off = sign_submission(submission, by=cast.reviewer)
    page.refresh_from_db()
    assert sign_off.fingerprint == submission.revision.fingerprint != page.fingerprint


def test_what_is_relied_on_is_what_is_stored(cast, submission):
    """Credentials that change later change nothing that was signed."""
    sign_off = sign_submission(submission, by=cast.reviewer)
    Credential.objects.update(authority="Another board", jurisdiction="NJ")
    Person.objects.update(name="Another name", profession=Profession.WRITER)
    sign_off.refresh_from_db()
    assert sign_off.printed_name == "Ray Reviewer, MD"
    assert sign_off.credential_lines == ["Licensed in FL (Florida Board of Medicine)"]
    assert list(SignOff.objects.covering(page=sign_off.page, fingerprint=sign_off.fingerprint)) == [
        sign_off
    ]


# Other words than those that wait


@pytest.mark.parametrize("fingerprint", ["", "0" * 64])
def test_other_words_than_were_shown(cast, submission, fingerprint):
    refuse("fingerprint_changed", submission, by=cast.reviewer, fingerprint=fingerprint)


def test_the_working_copy_is_not_what_waits(cast, page, submission):
    page = edit_page(page, by=cast.editor, summary="Other words.")
    refuse("fingerprint_changed", submission, by=cast.reviewer, fingerprint=page.fingerprint)


def sent_back(submission, cast):
    send_back(submission=submission, by=cast.reviewer, reasons="Name a source.", now=NOW)


def signed(submission, cast):
    sign_submission(submission, by=cast.reviewer)


def withdrawn(submission, cast):
    submit_page(submission.page, by=cast.editor)


@pytest.mark.parametrize("decision", [sent_back, signed, withdrawn])
def test_it_must_wait(cast, submission, decision):
    decision(submission, cast)
    by = make_reviewer(cast.administrator)
    refuse("not_in_review", submission, by=by)
