"""Somebody who edits pages accepts what a signer corrected."""

import pytest

from articles.models import Person
from delivery.models import Publication
from delivery.publishing import publish
from review.accepting import accept
from review.models import Acceptance, AuditEntry, SignOff
from review.refusals import Refused
from review.restoring import restore
from review.signoff import revoke
from tests.builders import edit_page, make_user, publish_page, sign_submission, submit_page
from tests.review.correcting import LATER, accepted, sign_corrected
from tests.review.refusals import all_rows, refused, tables_changed


@pytest.fixture
def signed(cast, submission):
    return sign_corrected(submission, by=cast.reviewer)


def test_it_works(cast, signed):
    before = all_rows()
    acceptance = accepted(signed, by=cast.editor)
    assert Acceptance.objects.values().get() == {
        "id": acceptance.pk,
        "uuid": acceptance.uuid,
        "sign_off_id": signed.pk,
        "fingerprint": signed.fingerprint,
        "accepted_by_id": cast.editor.pk,
        "accepted_at": acceptance.accepted_at,
    }
    entry = AuditEntry.objects.first()
    assert (entry.action, entry.subject_type, entry.subject, entry.fingerprint) == (
        "accept",
        "review.acceptance",
        acceptance.uuid,
        signed.fingerprint,
    )
    assert tables_changed(before) == {"review_acceptance"}


def test_it_can_be_published_only_then(cast, signed):
    with pytest.raises(Refused) as refusal:
        publish(revision=signed.revision, by=cast.publisher, now=LATER)
    assert refusal.value.code == "not_accepted"
    accepted(signed, by=cast.editor)
    row = publish(revision=signed.revision, by=cast.publisher, now=LATER)
    assert (row.sign_off, row.fingerprint) == (signed, signed.fingerprint)


def test_a_publisher_edits_too(cast, signed):
    assert accepted(signed, by=cast.publisher)


def test_who_wrote_the_words_before_may(cast, signed):
    assert str(cast.editor.uuid) in signed.revision.contributors
    assert accepted(signed, by=cast.editor)


def test_it_falls_when_its_sign_off_is_revoked(cast, page, signed):
    accepted(signed, by=cast.editor)
    publish(revision=signed.revision, by=cast.publisher, now=LATER)
    revoke(sign_off=signed, by=cast.reviewer, reason="An error.", now=LATER)
    assert not SignOff.objects.covering(page=page, fingerprint=signed.fingerprint)
    assert not Publication.objects.live(LATER.replace(year=2027)).exists()


def test_what_rests_on_it_falls_with_it(cast, page, signed):
    accepted(signed, by=cast.editor)
    edit_page(page, by=cast.editor, title="Another title")
    later = sign_submission(submit_page(page, by=cast.editor), by=cast.reviewer, now=LATER)
    revoke(sign_off=signed, by=cast.administrator, reason="An error.", now=LATER)
    assert hasattr(SignOff.objects.get(pk=later.pk), "revocation")


def test_it_does_not_fall_with_another(cast, page):
    first = publish_page(page, cast).sign_off
    edit_page(page, by=cast.editor, summary="Other words.")
    second = sign_corrected(submit_page(page, by=cast.editor), by=cast.reviewer)
    accepted(second, by=cast.editor)
    revoke(sign_off=first, by=cast.reviewer, reason="An error.", now=LATER)
    assert not hasattr(SignOff.objects.get(pk=second.pk), "revocation")


class TestRefused:
    def refuse(self, code, sign_off, by, **fields):
        with refused(code, action="accept", by=by, subject=sign_off):
            accept(
                **{
                    "sign_off": sign_off,
                    "by": by,
                    "fingerprint": sign_off.fingerprint,
                    "now": LATER,
                    **fields,
                }
            )

    @pytest.mark.parametrize("role", ["reviewer", "administrator"])
    def test_it_needs_the_right_to_edit(self, cast, signed, role):
        self.refuse("not_allowed", signed, getattr(cast, role))

    def test_its_signer_even_with_every_right(self, cast, signed):
        cast.reviewer.is_superuser = True
        cast.reviewer.save()
        self.refuse("own_correction", signed, cast.reviewer)

    def test_another_account_of_the_signer(self, cast, signed):
        other = make_user(name="Ray Reviewer again", is_superuser=True)
        Person.objects.filter(pk=signed.person_id).update(user=other)
        self.refuse("own_correction", signed, other)

    def test_what_the_signer_did_not_change(self, cast, submission):
        self.refuse("nothing_to_accept", sign_submission(submission, by=cast.reviewer), cast.editor)

    def test_twice(self, cast, signed):
        accepted(signed, by=cast.editor)
        self.refuse("already_accepted", signed, cast.editor)

    def test_what_was_revoked(self, cast, signed):
        revoke(sign_off=signed, by=cast.reviewer, reason="An error.", now=LATER)
        self.refuse("already_revoked", signed, cast.editor)

    def test_other_words_than_those_shown(self, cast, signed):
        self.refuse("fingerprint_changed", signed, cast.editor, fingerprint="0" * 64)

    def test_who_edited_the_page_since_has_not_accepted(self, cast, page, signed):
        edit_page(page, by=cast.editor, summary="Meanwhile.")
        self.refuse("edited_since", signed, cast.editor)


def test_what_was_restored_is_accepted_after_all(cast, page, signed):
    edit_page(page, by=cast.editor, summary="Meanwhile.")
    page.refresh_from_db()
    restore(revision=signed.revision, by=cast.editor, lock_version=page.lock_version, now=LATER)
    assert accepted(signed, by=cast.editor)
