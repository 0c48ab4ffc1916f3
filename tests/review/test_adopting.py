"""A new version of a notice or treatment, brought to the pages that have an older one."""

from articles.drafts import SectionDraft
from articles.models import PageEdit
from articles.snapshots import freeze
from review.adopting import Outcome, plan_adoption
from review.models import Revision, Submission
from review.signoff import revoke
from review.submitting import send_back
from review.verification import audit_faults
from tests.builders import (
    NOW,
    edit_page,
    make_notice,
    make_page,
    make_treatment,
    make_user,
    renew,
    sign_page,
    submit_page,
    text,
)
from tests.review.adopting import adopted, numbers, states
from tests.review.refusals import all_rows


def test_it_works(cast, notice, newer):
    page = make_page(by=make_user("Editor"), title="Shame", notices=[notice])
    sign_off = sign_page(page, cast)
    version = newer()
    assert adopted(version, cast) == {"Shame": Outcome.SUBMITTED}
    page.refresh_from_db()
    submission = Submission.objects.get(page=page, state="in_review")
    revision = submission.revision
    assert (revision.number, revision.lock_version, page.lock_version) == (2, 2, 2)
    assert revision.snapshot.clinical["notices"] == [
        {
            "notice": str(notice.notice.uuid),
            "number": 2,
            "text": text("Still no diagnosis."),
        }
    ]
    assert revision.fingerprint == page.fingerprint != sign_off.fingerprint
    assert revision.change_note == (
        f"The notice “{notice.notice.name}” is now version 2; before it was version 1. "
        "Nothing else was changed."
    )
    assert submission.submitted_by == revision.created_by == cast.editor
    # Who adopts has saved the page, and who entered the version wrote it.
    edit = PageEdit.objects.get(page=page, lock_version=2)
    assert edit.user == cast.editor
    assert revision.contributors == sorted(
        str(user.uuid) for user in (cast.editor, notice.entered_by)
    )
    assert list(audit_faults()) == []


def test_nothing_else_changes(cast, notice, newer):
    page = make_page(by=cast.editor, notices=[notice], related=[])
    sign_page(page, cast)
    before = freeze(page)
    adopted(newer(), cast)
    page.refresh_from_db()
    after = freeze(page)
    assert after.presentation == before.presentation
    assert {key for key in after.clinical if after.clinical[key] != before.clinical[key]} == {
        "notices"
    }


def test_every_place_of_a_page(cast, notice, newer):
    other = make_notice(by=cast.editor)
    page = make_page(
        by=cast.editor,
        notices=[other, notice],
        associations_notice=notice,
        sections=[SectionDraft(body=text("Words."), notice=notice) for _ in range(2)],
    )
    adopted(newer(), cast)
    assert numbers(page) == [1, 2, 2, 2, 2]


def test_a_treatment(cast):
    talking = make_treatment(by=cast.editor, title="Talking")
    page = make_page(by=cast.editor, title="Shame", sections=[SectionDraft(treatment=talking)])
    sign_page(page, cast)
    newer = renew(talking.treatment, by=cast.editor, title="Talk therapy")
    assert adopted(newer, cast) == {"Shame": Outcome.SUBMITTED}
    assert numbers(page) == [2]
    note = Revision.objects.get(page=page, number=2).change_note
    assert note.startswith(f"The treatment “{talking.treatment.name}” is now version 2;")


def test_several_older_versions_on_one_page(cast, notice, newer):
    second = newer()
    third = renew(notice.notice, by=cast.editor, text=text("Third."))
    page = make_page(by=cast.editor, notices=[second], associations_notice=notice)
    sign_page(page, cast)
    adopted(third, cast)
    assert numbers(page) == [3, 3]
    note = Revision.objects.get(page=page, number=2).change_note
    assert "is now version 3; before it was version 1 and 2." in note


def test_a_page_that_was_never_submitted(cast, notice, newer):
    page = make_page(by=cast.editor, title="Shame", notices=[notice])
    assert adopted(newer(), cast) == {"Shame": Outcome.NEVER_SUBMITTED}
    assert (numbers(page), states(page)) == ([2], [])


def test_half_finished_words_are_not_submitted(cast, notice, newer):
    page = make_page(by=cast.editor, title="Shame", notices=[notice])
    sign_page(page, cast)
    edit_page(page, by=cast.editor, summary="Half a sen")
    assert adopted(newer(), cast) == {"Shame": Outcome.UNSUBMITTED_EDITS}
    assert (numbers(page), states(page)) == ([2], ["signed"])
    assert page.summary == "Half a sen"


def test_a_page_in_review_is_submitted_again(cast, notice, newer):
    page = make_page(by=cast.editor, title="Shame", notices=[notice])
    waiting = submit_page(page, by=cast.editor)
    assert adopted(newer(), cast) == {"Shame": Outcome.SUBMITTED_AGAIN}
    assert (numbers(page), states(page)) == ([2], ["withdrawn", "in_review"])
    waiting.refresh_from_db()
    assert waiting.decided_by == cast.editor


def test_a_page_in_review_whose_working_copy_went_on(cast, notice, newer):
    page = make_page(by=cast.editor, title="Shame", notices=[notice])
    submit_page(page, by=cast.editor)
    edit_page(page, by=cast.editor, summary="Half a sen")
    assert adopted(newer(), cast) == {"Shame": Outcome.UNSUBMITTED_EDITS}
    assert (numbers(page), states(page)) == ([2], ["in_review"])


def test_signed_words_while_others_wait(cast, notice, newer):
    """What waits is not withdrawn for words that were not handed in after it."""
    page = make_page(by=cast.editor, title="Shame", notices=[notice])
    sign_page(page, cast)
    edit_page(page, by=cast.editor, summary="Other words.")
    submit_page(page, by=cast.editor)
    edit_page(page, by=cast.editor, summary="A summary.")
    assert adopted(newer(), cast) == {"Shame": Outcome.UNSUBMITTED_EDITS}
    assert states(page) == ["signed", "in_review"]


def test_a_page_that_was_sent_back(cast, notice, newer):
    page = make_page(by=cast.editor, title="Shame", notices=[notice])
    waiting = submit_page(page, by=cast.editor)
    send_back(submission=waiting, by=cast.reviewer, reasons="A wrong dose.", now=NOW)
    assert adopted(newer(), cast) == {"Shame": Outcome.NOT_SIGNED}
    assert (numbers(page), states(page)) == ([2], ["changes_requested"])


def test_a_page_whose_sign_off_was_revoked(cast, notice, newer):
    page = make_page(by=cast.editor, title="Shame", notices=[notice])
    revoke(sign_off=sign_page(page, cast), by=cast.reviewer, reason="A wrong dose.", now=NOW)
    assert adopted(newer(), cast) == {"Shame": Outcome.NOT_SIGNED}
    assert (numbers(page), states(page)) == ([2], ["signed"])


def test_a_changed_address_is_no_changed_word(cast, notice, newer):
    page = make_page(by=cast.editor, title="Shame", notices=[notice])
    sign_page(page, cast)
    edit_page(page, by=cast.editor, slug="another-address")
    assert adopted(newer(), cast) == {"Shame": Outcome.SUBMITTED}


def test_pages_that_are_not_concerned(cast, notice, newer):
    make_page(by=cast.editor, notices=[make_notice(by=cast.editor)])
    make_page(by=cast.editor)
    version = newer()
    make_page(by=cast.editor, notices=[version])
    before = all_rows()
    assert plan_adoption(version) == []
    assert adopted(version, cast) == {}
    assert all_rows() == before


def test_a_second_time_there_is_nothing_to_do(cast, notice, newer):
    page = make_page(by=cast.editor, title="Shame", notices=[notice])
    sign_page(page, cast)
    version = newer()
    planned = plan_adoption(version)
    adopted(version, cast, planned=planned)
    before = all_rows()
    assert plan_adoption(version) == []
    assert adopted(version, cast) == {}
    # The same list again, as when somebody presses the button twice.
    assert adopted(version, cast, planned=planned) == {"Shame": Outcome.UP_TO_DATE}
    assert all_rows() == before
