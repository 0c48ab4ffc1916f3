from datetime import date, timedelta

import pytest

from review.assigning import assign, candidates, give_back, take, told_of
from review.models import Assignment, AuditEntry, Submission
from review.records import row_hash
from review.submitting import send_back, take_back
from tests.builders import (
    NOW,
    edit_page,
    make_credential,
    make_page,
    make_person,
    make_reviewer,
    make_user,
    sign_submission,
    submit_page,
)
from tests.review.refusals import refused

LATER = NOW + timedelta(hours=1)
DUE = date(2026, 11, 8)


@pytest.fixture
def colleague(cast):
    return make_reviewer(cast.administrator, name="Rae Reviewer")


def assigned(submission, cast, **changes):
    fields = {"to": cast.reviewer, "due": DUE, "by": cast.editor, "now": LATER}
    return assign(submission=submission, **{**fields, **changes})


def test_it_works(cast, submission):
    assignment = assigned(submission, cast)
    row = Assignment.objects.values().get()
    assert row == {
        "id": assignment.pk,
        "uuid": assignment.uuid,
        "submission_id": submission.pk,
        "assignee_id": cast.reviewer.pk,
        "due": DUE,
        "by_id": cast.editor.pk,
        "at": LATER,
    }
    submission.refresh_from_db()
    assert (submission.state, submission.assignee, submission.due) == (
        "in_review",
        cast.reviewer,
        DUE,
    )
    entry = AuditEntry.objects.first()
    assert (entry.action, entry.actor, entry.subject_type, entry.subject, entry.row_hash) == (
        "assign",
        cast.editor.uuid,
        "review.assignment",
        assignment.uuid,
        row_hash(assignment),
    )
    assert entry.fingerprint == submission.revision.fingerprint


@pytest.mark.parametrize("role", ["editor", "publisher", "administrator"])
def test_who_may_assign(cast, submission, role):
    assert assigned(submission, cast, by=getattr(cast, role)).assignee == cast.reviewer


def test_to_anybody_again(cast, submission):
    assigned(submission, cast)
    assigned(submission, cast, to=None, due=None)
    submission.refresh_from_db()
    assert (submission.assignee, submission.due) == (None, None)


def test_a_day_that_passed_meanwhile_may_stay(cast, submission, colleague):
    assigned(submission, cast)
    assignment = assigned(submission, cast, to=colleague, now=NOW + timedelta(days=30))
    assert (assignment.assignee, assignment.due) == (colleague, DUE)


def test_today_has_not_passed(cast, submission):
    assert assigned(submission, cast, due=LATER.date()).due == LATER.date()


class TestRefused:
    def refuse(self, code, submission, cast, *, field="", **changes):
        by = changes.get("by", cast.editor)
        with refused(code, action="assign", by=by, subject=submission, field=field):
            assigned(submission, cast, **changes)

    def test_without_the_right(self, cast, submission):
        self.refuse("not_allowed", submission, cast, by=cast.reviewer)

    def test_what_no_longer_waits(self, cast, submission):
        take_back(submission=submission, by=cast.editor, now=NOW)
        self.refuse("not_in_review", submission, cast)

    def test_twice(self, cast, submission):
        assigned(submission, cast)
        self.refuse("already_assigned", submission, cast)

    def test_to_somebody_who_was_switched_off(self, cast, submission):
        cast.reviewer.is_active = False
        cast.reviewer.save()
        self.refuse("assignee_inactive", submission, cast, field="to")

    def test_to_somebody_who_may_not_review(self, cast, submission):
        self.refuse("assignee_not_qualified", submission, cast, field="to", to=cast.publisher)

    def test_to_a_superuser_without_a_licence(self, cast, submission):
        root = make_user(is_superuser=True)
        self.refuse("assignee_not_qualified", submission, cast, field="to", to=root)

    def test_to_who_wrote_the_words(self, cast, page, colleague):
        colleague.groups.add(*cast.editor.groups.all())
        edit_page(page, by=colleague, summary="My words.")
        submission = submit_page(page, by=cast.editor)
        self.refuse("assignee_wrote_it", submission, cast, field="to", to=colleague)

    def test_until_a_day_that_has_passed(self, cast, submission):
        yesterday = LATER.date() - timedelta(days=1)
        self.refuse("due_has_passed", submission, cast, field="due", due=yesterday)


class TestTaking:
    def test_it_works(self, cast, submission):
        assigned(submission, cast, to=None)
        assignment = take(submission=submission, by=cast.reviewer, now=LATER)
        assert (assignment.assignee, assignment.by, assignment.due) == (
            cast.reviewer,
            cast.reviewer,
            DUE,
        )
        submission.refresh_from_db()
        assert submission.assignee == cast.reviewer
        assert AuditEntry.objects.first().action == "take"

    def refuse(self, code, submission, by):
        with refused(code, action="take", by=by, subject=submission):
            take(submission=submission, by=by, now=LATER)

    def test_without_the_right(self, cast, submission):
        self.refuse("not_allowed", submission, cast.editor)

    def test_without_a_licence(self, submission):
        by = make_user("Reviewer")
        make_person(user=by)
        self.refuse("no_active_licence", submission, by)

    def test_own_words(self, cast, page, colleague):
        colleague.groups.add(*cast.editor.groups.all())
        edit_page(page, by=colleague, summary="My words.")
        self.refuse("own_words", submit_page(page, by=cast.editor), colleague)

    def test_what_no_longer_waits(self, cast, submission):
        take_back(submission=submission, by=cast.editor, now=NOW)
        self.refuse("not_in_review", submission, cast.reviewer)

    def test_twice(self, cast, submission):
        take(submission=submission, by=cast.reviewer, now=NOW)
        self.refuse("already_assigned", submission, cast.reviewer)

    def test_what_waits_for_another(self, cast, submission, colleague):
        take(submission=submission, by=cast.reviewer, now=NOW)
        self.refuse("assigned_to_another", submission, colleague)


class TestGivingBack:
    def test_it_works(self, cast, submission):
        assigned(submission, cast)
        assignment = give_back(submission=submission, by=cast.reviewer, now=LATER)
        assert (assignment.assignee, assignment.due) == (None, DUE)
        submission.refresh_from_db()
        assert submission.assignee is None
        assert AuditEntry.objects.first().action == "give_back"

    def refuse(self, code, submission, by):
        with refused(code, action="give_back", by=by, subject=submission):
            give_back(submission=submission, by=by, now=LATER)

    def test_without_the_right(self, cast, submission):
        self.refuse("not_allowed", submission, cast.editor)

    def test_what_waits_for_another(self, cast, submission, colleague):
        assigned(submission, cast)
        self.refuse("not_assigned_to_you", submission, colleague)

    def test_what_waits_for_anybody(self, cast, submission):
        self.refuse("not_assigned_to_you", submission, cast.reviewer)

    def test_what_no_longer_waits(self, cast, submission):
        assigned(submission, cast)
        take_back(submission=submission, by=cast.editor, now=NOW)
        self.refuse("not_in_review", submission, cast.reviewer)


def test_who_could_sign(cast, page, submission, colleague):
    lapsed = make_user("Reviewer")
    make_credential(
        make_person(user=lapsed), verified_by=cast.administrator, expires=date(2026, 10, 31)
    )
    gone = make_reviewer(cast.administrator, is_active=False)
    assert candidates(submission.revision, at=NOW) == [colleague, cast.reviewer]
    assert gone not in candidates(submission.revision, at=NOW)


def test_who_is_told(cast, page, submission, colleague):
    assert told_of(assigned(submission, cast)) == [cast.reviewer]
    assert told_of(give_back(submission=submission, by=cast.reviewer, now=LATER)) == [colleague]
    assert told_of(take(submission=submission, by=colleague, now=LATER)) == []


def test_others_can_still_sign(cast, colleague):
    submission = submit_page(make_page(by=cast.editor), by=cast.editor)
    assigned(submission, cast)
    assert sign_submission(submission, by=colleague).signer == colleague


class TestSubmittedAgain:
    """What was not signed goes on waiting for the same reader."""

    def again(self, page, cast, **words):
        edit_page(page, by=cast.editor, **{"summary": "Other words.", **words})
        made = submit_page(page, by=cast.editor)
        made.refresh_from_db()
        return made.assignee, made.due

    def test_in_place_of_what_waits(self, cast, page, submission):
        assigned(submission, cast)
        assert self.again(page, cast) == (cast.reviewer, DUE)
        carried, first = Assignment.objects.all()[:2]
        assert (carried.by, first.by) == (cast.editor, cast.editor)
        assert carried.submission.revision.number == 2
        entry = AuditEntry.objects.get(subject=carried.uuid)
        assert (entry.action, entry.row_hash) == ("submit", row_hash(carried))

    def test_after_it_was_sent_back(self, cast, page, submission):
        assigned(submission, cast)
        send_back(submission=submission, by=cast.reviewer, reasons="Say more.", now=LATER)
        assert self.again(page, cast) == (cast.reviewer, DUE)

    def test_a_day_alone(self, cast, page, submission):
        assigned(submission, cast, to=None)
        assert self.again(page, cast) == (None, DUE)

    def test_a_day_that_has_passed(self, cast, page, submission):
        assigned(submission, cast)
        Submission.objects.filter(pk=submission.pk).update(due=date(2026, 10, 1))
        assert self.again(page, cast) == (cast.reviewer, None)

    def test_not_to_somebody_who_wrote_of_it(self, cast, page, submission):
        assigned(submission, cast)
        assert self.again(page, cast, byline=[cast.reviewer.person]) == (None, DUE)

    def test_not_to_an_account_that_is_switched_off(self, cast, page, submission):
        assigned(submission, cast)
        cast.reviewer.is_active = False
        cast.reviewer.save()
        assert self.again(page, cast) == (None, DUE)

    @pytest.mark.parametrize("taken", [True, False])
    def test_not_after_it_was_signed_or_taken_back(self, cast, page, submission, taken):
        assigned(submission, cast)
        if taken:
            take_back(submission=submission, by=cast.editor, now=LATER)
        else:
            sign_submission(submission, by=cast.reviewer, now=LATER)
        assert self.again(page, cast) == (None, None)
        assert Assignment.objects.count() == 1
