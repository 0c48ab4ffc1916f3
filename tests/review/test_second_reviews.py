"""Psychologists and nurse practitioners sign beside the physician."""

import pytest
from django.http import HttpRequest

from articles.models import Profession
from review.models import AuditEntry, Revision, SecondReview, SignOff
from review.second_reviews import STATEMENT, add_second_review, withdraw_second_review
from review.signoff import revoke
from tests.builders import (
    NOW,
    PASSWORD,
    make_second_review,
    make_second_reviewer,
    sign_submission,
)
from tests.review.correcting import corrected
from tests.review.refusals import all_rows, refused, tables_changed


@pytest.fixture
def sign_off(cast, submission):
    return sign_submission(submission, by=cast.reviewer)


@pytest.fixture
def psychologist(cast):
    return make_second_reviewer(cast.administrator, name="Pia Psychologist")


def test_it_works(cast, sign_off, psychologist):
    before = all_rows()
    review = make_second_review(sign_off, cast, by=psychologist)
    licence = psychologist.person.credentials.get(kind="licence")
    assert SecondReview.objects.values().get() == {
        "id": review.pk,
        "uuid": review.uuid,
        "page_id": sign_off.page_id,
        "revision_id": sign_off.revision_id,
        "fingerprint": sign_off.fingerprint,
        "signer_id": psychologist.pk,
        "person_id": psychologist.person.pk,
        "statement": STATEMENT,
        "printed_name": "Pia Psychologist, PhD",
        "credential_lines": ["Licensed in FL (Board of Psychology)"],
        "credentials": [str(licence.uuid)],
        "signed_at": review.signed_at,
        "withdrawn_at": None,
    }
    assert "review_secondreview" in tables_changed(before)
    entry = AuditEntry.objects.first()
    assert (entry.action, entry.subject) == ("second_review", review.uuid)


def test_a_nurse_practitioner(cast, sign_off):
    by = make_second_reviewer(cast.administrator, profession=Profession.NURSE_PRACTITIONER)
    assert make_second_review(sign_off, cast, by=by)


def test_who_corrected_the_words_adds_none(cast, submission):
    """A physician's corrections stay their own when they review as something else."""
    revision = corrected(submission, by=cast.reviewer).revision
    person = cast.reviewer.person
    person.profession, person.degrees = Profession.PSYCHOLOGIST, ["PhD"]
    person.save()
    with refused("own_words", action="second_review", by=cast.reviewer, subject=revision):
        add_second_review(
            revision=revision,
            by=cast.reviewer,
            password=PASSWORD,
            fingerprint=revision.fingerprint,
            request=HttpRequest(),
            now=NOW,
        )


def test_it_covers_nothing(cast, sign_off, psychologist):
    make_second_review(sign_off, cast, by=psychologist)
    revoke(sign_off=sign_off, by=cast.reviewer, reason="An error.", now=NOW)
    words = {"page": sign_off.page, "fingerprint": sign_off.fingerprint}
    assert not SignOff.objects.covering(**words).exists()
    assert not Revision.objects.covered().exists()


def refuse(code, cast, sign_off, *, by, field="", **fields):
    subject = sign_off.revision
    with refused(code, action="second_review", by=by, subject=subject, field=field):
        make_second_review(sign_off, cast, by=by, **fields)


def test_a_physician_signs_instead(cast, sign_off):
    refuse("no_second_reviewer", cast, sign_off, by=cast.reviewer)


def test_it_needs_the_right(cast, sign_off):
    refuse("not_allowed", cast, sign_off, by=cast.editor)


def test_a_wrong_password(cast, sign_off, psychologist):
    refuse("wrong_password", cast, sign_off, by=psychologist, field="password", password="x")


def test_it_needs_a_licence(cast, sign_off, psychologist):
    psychologist.person.credentials.filter(kind="licence").update(status="ended")
    refuse("no_active_licence", cast, sign_off, by=psychologist)


def test_other_words_than_were_shown(cast, sign_off, psychologist):
    refuse("fingerprint_changed", cast, sign_off, by=psychologist, fingerprint="0" * 64)


def test_twice(cast, sign_off, psychologist):
    make_second_review(sign_off, cast, by=psychologist)
    refuse("already_reviewed", cast, sign_off, by=psychologist)


def test_the_physician_comes_first(cast, sign_off, psychologist):
    revoke(sign_off=sign_off, by=cast.reviewer, reason="An error.", now=NOW)
    refuse("physician_first", cast, sign_off, by=psychologist)


class TestWithdrawing:
    @pytest.mark.parametrize("role", ["psychologist", "administrator"])
    def test_works(self, cast, sign_off, psychologist, role):
        review = make_second_review(sign_off, cast, by=psychologist)
        by = psychologist if role == "psychologist" else cast.administrator
        withdrawn = withdraw_second_review(review=review, by=by, now=NOW)
        assert SecondReview.objects.get().withdrawn_at == withdrawn.withdrawn_at is not None
        assert not SecondReview.objects.standing().exists()
        assert make_second_review(sign_off, cast, by=psychologist)

    @pytest.mark.parametrize("role", ["editor", "reviewer", "publisher"])
    def test_needs_the_right(self, cast, sign_off, psychologist, role):
        review = make_second_review(sign_off, cast, by=psychologist)
        by = getattr(cast, role)
        with refused("not_allowed", action="withdraw_second_review", by=by, subject=review):
            withdraw_second_review(review=review, by=by, now=NOW)

    def test_once(self, cast, sign_off, psychologist):
        review = make_second_review(sign_off, cast, by=psychologist)
        withdraw_second_review(review=review, by=psychologist, now=NOW)
        by = psychologist
        with refused("already_withdrawn", action="withdraw_second_review", by=by, subject=review):
            withdraw_second_review(review=review, by=by, now=NOW)
