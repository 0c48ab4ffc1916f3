"""A physician corrects the words under review."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError

from accounts.models import User
from articles.models import PageEdit
from review.assigning import assign
from review.models import AuditEntry, Correction, Meaning, Revision, SignOff, Submission
from review.signoff import review_due_of
from review.submitting import send_back
from tests.builders import (
    NOW,
    cited,
    edit_page,
    make_reference,
    make_reviewer,
    sign_submission,
    submit_page,
    text,
)
from tests.review.correcting import LATER, WORDS, accepted, corrected, sign_corrected
from tests.review.refusals import all_rows, refused, tables_changed


@pytest.fixture
def made(cast, submission):
    return corrected(submission, by=cast.reviewer)


def test_it_works(cast, page, submission):
    before = all_rows()
    made = corrected(submission, by=cast.reviewer)
    old, new = Submission.objects.order_by("pk")
    assert made == new
    assert (old.state, old.decided_by, old.decided_at) == ("withdrawn", cast.reviewer, LATER)
    assert (new.state, new.submitted_by, new.assignee) == (
        "in_review",
        cast.reviewer,
        cast.reviewer,
    )
    clinical = new.revision.snapshot.clinical
    assert clinical["summary"] == "A better summary."
    assert clinical["sections"][0]["body"] == text("Better words.")
    page.refresh_from_db()
    assert page.fingerprint == new.revision.fingerprint != old.revision.fingerprint
    edit = PageEdit.objects.order_by("-pk").first()
    assert (edit.page_id, edit.user, edit.lock_version) == (
        page.pk,
        cast.reviewer,
        page.lock_version,
    )
    correction = Correction.objects.get()
    assert (correction.revision, correction.corrects, correction.by, correction.at) == (
        new.revision,
        old.revision,
        cast.reviewer,
        LATER,
    )
    assert "Revision 1, corrected by Ray Reviewer" in new.revision.change_note
    entries = AuditEntry.objects.filter(action="correct").order_by("number")
    assert [entry.subject_type for entry in entries] == [
        "review.revision",
        "review.assignment",
        "review.correction",
    ]
    assert {"review_correction", "review_revision", "articles_page"} <= tables_changed(before)


def test_it_waits_for_who_corrected_until_the_same_day(cast, submission):
    due = (LATER + timedelta(days=7)).date()
    assign(submission=submission, to=None, due=due, by=cast.editor, now=NOW)
    made = corrected(submission, by=cast.reviewer)
    assert (made.assignee, made.due) == (cast.reviewer, due)


def test_what_else_the_editors_changed_stays(cast, page, submission):
    edit_page(page, by=cast.editor, slug="another-address")
    made = corrected(submission, by=cast.reviewer)
    assert made.revision.snapshot.presentation["slug"] == "another-address"


def test_a_work_that_the_corrected_text_cites_is_listed(cast, submission):
    work = make_reference()
    made = corrected(
        submission, by=cast.reviewer, **{"sections.0.body": cited("As shown.", work.key)}
    )
    assert [item["key"] for item in made.revision.snapshot.clinical["citations"]] == [work.key]


class TestSigning:
    def test_it_covers_nothing_before_it_is_accepted(self, cast, page, made):
        signed = sign_submission(
            made, by=cast.reviewer, now=LATER, meaning=Meaning.CORRECTED_REVIEW
        )
        words = {"page": page, "fingerprint": signed.fingerprint}
        assert signed.waits_for_acceptance
        assert signed.meaning == "corrected_clinical_review"
        assert "I have corrected some of its words myself" in signed.statement
        assert not SignOff.objects.covering(**words)
        assert not SignOff.objects.standing(page)
        assert not Revision.objects.filter(page=page).covered()
        accepted(signed, by=cast.editor)
        assert list(SignOff.objects.covering(**words)) == [signed]
        assert list(SignOff.objects.standing(page)) == [signed]
        assert signed.review_due == review_due_of(signed.revision, signed.signed_at)

    def test_another_physician_signs_it_as_any_words_of_others(self, cast, page, made):
        other = make_reviewer(cast.administrator, name="Rae Reviewer")
        signed = sign_submission(made, by=other, now=LATER)
        assert (signed.meaning, signed.waits_for_acceptance) == ("clinical_review", False)
        assert SignOff.objects.covering(page=page, fingerprint=signed.fingerprint).exists()

    def test_twice_corrected(self, cast, made):
        again = corrected(made, by=cast.reviewer, summary="The best summary.")
        signed = sign_submission(
            again, by=cast.reviewer, now=LATER, meaning=Meaning.CORRECTED_REVIEW
        )
        assert signed.waits_for_acceptance

    def test_corrected_back(self, cast, submission, made):
        words = {"summary": "A summary.", "sections.0.body": text("Some words.")}
        back = corrected(made, by=cast.reviewer, **words)
        assert back.revision.fingerprint == submission.revision.fingerprint
        signed = sign_submission(
            back, by=cast.reviewer, now=LATER, meaning=Meaning.CORRECTED_REVIEW
        )
        assert signed.waits_for_acceptance

    def test_what_another_corrected_further(self, cast, made):
        other = make_reviewer(cast.administrator, name="Rae Reviewer")
        again = corrected(made, by=other, summary="The best summary.")
        with refused("own_words", action="sign", by=cast.reviewer, subject=again):
            sign_submission(again, by=cast.reviewer, meaning=Meaning.CORRECTED_REVIEW)
        assert sign_submission(
            again, by=other, now=LATER, meaning=Meaning.CORRECTED_REVIEW
        ).waits_for_acceptance

    def test_what_an_editor_changed_after_it(self, cast, page, made):
        edit_page(page, by=cast.editor, title="Another title")
        again = submit_page(page, by=cast.editor)
        with refused("own_words", action="sign", by=cast.reviewer, subject=again):
            sign_submission(again, by=cast.reviewer)

    def test_words_of_which_they_stand_in_the_byline_since(self, cast, page, made):
        edit_page(page, by=cast.editor, byline=[cast.reviewer.person])
        again = submit_page(page, by=cast.editor)
        assert again.revision.fingerprint == made.revision.fingerprint
        with refused("own_words", action="sign", by=cast.reviewer, subject=again):
            sign_submission(again, by=cast.reviewer, meaning=Meaning.CORRECTED_REVIEW)

    @pytest.mark.parametrize("theirs", [True, False])
    def test_something_else_than_was_shown_is_not_stated(self, cast, submission, theirs):
        row = corrected(submission, by=cast.reviewer) if theirs else submission
        meaning = Meaning.REVIEW if theirs else Meaning.CORRECTED_REVIEW
        with refused("meaning_changed", action="sign", by=cast.reviewer, subject=row):
            sign_submission(row, by=cast.reviewer, meaning=meaning)


def test_corrections_that_were_accepted_are_no_words_of_the_signers_any_more(
    cast, page, submission
):
    accepted(sign_corrected(submission, by=cast.reviewer), by=cast.editor)
    edit_page(page, by=cast.editor, title="Another title")
    signed = sign_submission(submit_page(page, by=cast.editor), by=cast.reviewer, now=LATER)
    assert signed.meaning == "clinical_review"


def test_corrections_that_nobody_accepted_are(cast, page, submission):
    sign_corrected(submission, by=cast.reviewer)
    edit_page(page, by=cast.editor, title="Another title")
    again = submit_page(page, by=cast.editor)
    with refused("own_words", action="sign", by=cast.reviewer, subject=again):
        sign_submission(again, by=cast.reviewer)


class TestRefused:
    def refuse(self, code, submission, by, words=None, **expected):
        with refused(code, action="correct", by=by, subject=submission, **expected):
            corrected(submission, by=by, **(words or WORDS))

    @pytest.mark.parametrize("role", ["editor", "publisher", "administrator"])
    def test_it_needs_the_right(self, cast, submission, role):
        self.refuse("not_allowed", submission, getattr(cast, role))

    def test_who_could_not_sign(self, cast, submission):
        cast.reviewer.person.credentials.filter(kind="licence").update(status="entered")
        self.refuse("no_active_licence", submission, cast.reviewer)

    def test_who_wrote_it(self, cast, page):
        cast.reviewer.groups.add(Group.objects.get(name="Editor"))
        by = User.objects.get(pk=cast.reviewer.pk)
        edit_page(page, by=by, summary="Mine.")
        self.refuse("own_words", submit_page(page, by=cast.editor), by)

    def test_what_waits_no_more(self, cast, submission):
        send_back(submission=submission, by=cast.reviewer, reasons="No.", now=NOW)
        self.refuse("not_in_review", submission, cast.reviewer)

    def test_what_the_editors_changed_since(self, cast, page, submission):
        edit_page(page, by=cast.editor, summary="Meanwhile.")
        self.refuse("edited_since", submission, cast.reviewer)
        page.refresh_from_db()
        assert page.summary == "Meanwhile."

    def test_the_same_words(self, cast, submission):
        self.refuse("nothing_corrected", submission, cast.reviewer, {"summary": "A summary."})

    @pytest.mark.parametrize(
        "place", ["slug", "sections.1.body", "sections.0.notice", "byline", "sections.0.uuid"]
    )
    def test_anything_but_words(self, cast, submission, place):
        self.refuse("part_gone", submission, cast.reviewer, {place: "x"})

    def test_faulty_words(self, cast, submission):
        before = all_rows()
        with pytest.raises(ValidationError) as refusal:
            corrected(submission, by=cast.reviewer, title="", summary="Better.")
        assert list(refusal.value.error_dict) == ["title"]
        assert not tables_changed(before)
