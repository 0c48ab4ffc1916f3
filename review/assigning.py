"""Whom a submission waits for: one reviewer by name, or anybody who is qualified.

An assignment says whose turn it is. It gives nobody the right to sign, and takes it from nobody.
"""

from dataclasses import replace
from datetime import date, datetime

from accounts.models import User
from review.ledger import Move, ledger_move
from review.models import Action, Assignment, Ledger, Revision, Submission
from review.refusals import Refusal, Refused
from review.signoff import qualified
from review.submitting import put_before, waiting


def assign(
    *, submission: Submission, to: User | None, due: date | None, by: User, now: datetime
) -> Assignment:
    """Put a submission before a reviewer, or with None before anybody qualified, until ``due``.

    Raises ``Refused``.
    """
    with ledger_move(action=Action.ASSIGN, by=by, subject=submission, now=now) as move:
        if not by.has_perm("review.assign_submission"):
            raise Refused(Refusal.NOT_ALLOWED)
        current = waiting(submission)
        if (current.assignee_id, current.due) == (to.pk if to else None, due):
            raise Refused(Refusal.ALREADY_ASSIGNED)
        if to is not None:
            _refuse_unfit(to, current.revision, move)
        # Who hands it on does not have to move a day that passed meanwhile.
        if due is not None and due < move.at.date() and due != current.due:
            raise Refused(Refusal.DUE_HAS_PASSED, field="due")
        return put_before(current, to, due, move)


def take(*, submission: Submission, by: User, now: datetime) -> Assignment:
    """Have a reviewer take what waits for anybody. Raises ``Refused``, as signing would."""
    with ledger_move(action=Action.TAKE, by=by, subject=submission, now=now) as move:
        if not by.has_perm("review.review_page"):
            raise Refused(Refusal.NOT_ALLOWED)
        current = waiting(submission)
        qualified(current.revision, move)
        if current.assignee_id == by.pk:
            raise Refused(Refusal.ALREADY_ASSIGNED)
        if current.assignee_id is not None:
            raise Refused(Refusal.ASSIGNED_TO_ANOTHER)
        return put_before(current, by, current.due, move)


def give_back(*, submission: Submission, by: User, now: datetime) -> Assignment:
    """Let what waits for ``by`` wait for anybody qualified again. Raises ``Refused``."""
    with ledger_move(action=Action.GIVE_BACK, by=by, subject=submission, now=now) as move:
        if not by.has_perm("review.review_page"):
            raise Refused(Refusal.NOT_ALLOWED)
        current = waiting(submission)
        if current.assignee_id != by.pk:
            raise Refused(Refusal.NOT_ASSIGNED_TO_YOU)
        return put_before(current, None, current.due, move)


def candidates(revision: Revision, *, at: datetime) -> list[User]:
    """Return those who could sign the words at that instant, by name."""
    known = User.objects.filter(is_active=True, person__isnull=False).order_by("name", "email")
    asked = Move(ledger=Ledger(last_at=at), at=at, action=Action.ASSIGN, by=User())
    return [user for user in known if not _unfitness(user, revision, asked)]


def told_of(assignment: Assignment) -> list[User]:
    """Return who is to be told: for whom it waits now, but for whoever brought that about."""
    if assignment.assignee:
        waited_for = [assignment.assignee]
    else:
        waited_for = candidates(assignment.submission.revision, at=assignment.at)
    return [user for user in waited_for if user != assignment.by]


def _refuse_unfit(to: User, revision: Revision, move: Move) -> None:
    unfitness = _unfitness(to, revision, move)
    if unfitness:
        raise Refused(unfitness, field="to")


def _unfitness(user: User, revision: Revision, move: Move) -> Refusal | None:
    """Why somebody could not sign the words, as whoever assigns them is told."""
    if not user.is_active:
        return Refusal.ASSIGNEE_INACTIVE
    try:
        qualified(revision, replace(move, by=user))
    except Refused as refused:
        own = refused.code == Refusal.OWN_WORDS
        return Refusal.ASSIGNEE_WROTE_IT if own else Refusal.ASSIGNEE_NOT_QUALIFIED
    return None
