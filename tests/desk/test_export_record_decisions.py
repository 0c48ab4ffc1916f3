"""`manage.py export_record`: what people decided about the words, beside the sign-offs."""

from datetime import timedelta

import pytest

from review.attesting import STATEMENT, attest_translation
from review.records import instant
from review.second_reviews import withdraw_second_review
from tests.builders import (
    NOW,
    dismiss_words,
    make_page,
    make_second_review,
    make_second_reviewer,
    serial,
    sign_page,
    submit_page,
)
from tests.desk.recording import export_record, read
from tests.review.correcting import accepted, sign_corrected


@pytest.fixture
def page(cast):
    return make_page(by=cast.editor, slug="shame", summary="Suicide Club is a film.")


@pytest.fixture
def record(tmp_path):
    def record(page):
        folder = tmp_path / f"record-{next(serial)}"
        export_record(folder, str(page.uuid))
        return folder

    return record


def test_corrections_and_who_accepted_them(cast, page, record):
    signed = sign_corrected(submit_page(page, by=cast.editor), by=cast.reviewer)
    (waiting,) = read(record(page), "sign-offs.json")
    assert (waiting["meaning"], waiting["accepted_by"]) == ("corrected_clinical_review", None)
    correction = signed.revision.correction
    assert read(record(page), "history.json")["corrections"] == [
        {
            "revision": 2,
            "corrects": 1,
            "corrected_by": "Ray Reviewer",
            "corrected_at": instant(correction.at),
        }
    ]
    accepted(signed, by=cast.editor)
    (row,) = read(record(page), "sign-offs.json")
    assert row["accepted_by"] == "Ed Editor"


def test_an_attestation_of_a_translation(cast, page, record):
    translation = make_page(
        by=cast.editor,
        topic=page.topic,
        locale="es",
        translated_from=page,
        translated_fingerprint=page.fingerprint,
    )
    attested = attest_translation(
        page=translation, by=cast.editor, lock_version=translation.lock_version, now=NOW
    )
    assert read(record(translation), "history.json")["attestations"] == [
        {
            "fingerprint": translation.fingerprint,
            "source": str(page.uuid),
            "source_fingerprint": page.fingerprint,
            "translator": "Ed Editor",
            "attested_at": instant(attested.at),
            "statement": STATEMENT,
        }
    ]


def test_a_dismissed_finding(cast, page, record):
    submission = submit_page(page, by=cast.editor)
    dismissal = dismiss_words(submission.revision, by=cast.reviewer)
    assert read(record(page), "history.json")["dismissals"] == [
        {
            "finding": "crisis_words_unflagged",
            "fingerprint": submission.revision.fingerprint,
            "dismissed_by": "Ray Reviewer",
            "dismissed_at": instant(dismissal.at),
            "reason": "The word means a film here.",
        }
    ]


def test_second_reviews_withdrawn_or_not(cast, record):
    signed = sign_page(make_page(by=cast.editor), cast)
    first = make_second_review(signed, cast)
    pia = make_second_reviewer(cast.administrator, name="Pia Psychologist")
    second = make_second_review(signed, cast, by=pia, now=NOW + timedelta(hours=1))
    gone = withdraw_second_review(review=second, by=pia, now=NOW + timedelta(hours=2))
    assert [
        (row["id"], row["withdrawn_at"]) for row in read(record(signed.page), "second-reviews.json")
    ] == [(str(first.uuid), None), (str(second.uuid), instant(gone.withdrawn_at))]
