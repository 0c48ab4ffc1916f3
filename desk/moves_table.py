"""Which move is offered when, and to whom: one table for all that the desk shows.

It decides what stands on a page of the admin, and nothing else: each move asks the same of itself,
under the ledger, when it is made. ``tests/desk/permission_table.py`` holds both against each other.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from accounts.models import User
from delivery.recalling import may_recall
from desk.states import PageState
from review.models import SignOff, Submission, SubmissionState

Subject = TypeVar("Subject")


def nobody(subject: object, by: User) -> bool:
    return False


@dataclass(frozen=True, kw_only=True)
class Offer(Generic[Subject]):
    """``move`` is offered in a state (``when``) to whoever has the ``permission``.

    ``guard`` names others who may without it, such as the signer of a sign-off, and ``barred`` who
    may not even with it.
    """

    move: str
    when: Callable[[Subject], bool]
    permission: str = ""
    guard: Callable[[Subject, User], bool] = nobody
    barred: Callable[[Subject, User], bool] = nobody

    def stands(self, subject: Subject, by: User) -> bool:
        if not self.when(subject) or self.barred(subject, by):
            return False
        has_right = bool(self.permission) and by.has_perm(self.permission)
        return has_right or self.guard(subject, by)


PAGE_MOVES: tuple[Offer[PageState], ...] = (
    Offer(move="submit", when=lambda state: True, permission="review.submit_page"),
    Offer(
        move="reaffirm",
        when=lambda state: state.live is not None,
        permission="review.review_page",
    ),
    Offer(
        move="publish",
        when=lambda state: state.to_publish is not None,
        permission="delivery.publish_page",
    ),
    Offer(
        move="publish_presentation",
        when=lambda state: state.words_are_public,
        permission="delivery.publish_page",
    ),
    Offer(
        move="plan_end",
        when=lambda state: state.live is not None,
        permission="delivery.publish_page",
    ),
    Offer(
        move="withdraw",
        when=lambda state: state.live is not None or bool(state.scheduled),
        permission="delivery.withdraw_page",
    ),
    Offer(
        move="recall",
        when=lambda state: state.live is not None,
        guard=lambda state, by: may_recall(state.page, by),
    ),
)


def _waits(submission: Submission) -> bool:
    return submission.state == SubmissionState.IN_REVIEW


SUBMISSION_MOVES: tuple[Offer[Submission], ...] = (
    Offer(move="sign", when=_waits, permission="review.review_page"),
    Offer(move="correct", when=_waits, permission="review.review_page"),
    Offer(move="send_back", when=_waits, permission="review.review_page"),
    Offer(
        move="take",
        when=lambda row: _waits(row) and row.assignee_id is None,
        permission="review.review_page",
    ),
    Offer(move="give_back", when=_waits, guard=lambda row, by: row.assignee_id == by.pk),
    Offer(move="assign", when=_waits, permission="review.assign_submission"),
    Offer(move="take_back", when=_waits, permission="review.submit_page"),
)
SIGN_OFF_MOVES: tuple[Offer[SignOff], ...] = (
    Offer(
        move="revoke",
        when=lambda row: not hasattr(row, "revocation"),
        permission="review.revoke_any_sign_off",
        guard=lambda row, by: row.signer_id == by.pk,
    ),
    Offer(
        move="accept",
        when=lambda row: row.waits_for_acceptance,
        permission="articles.change_page",
        barred=lambda row, by: by.pk in (row.signer_id, row.person.user_id),
    ),
)


def offered(table: Iterable[Offer[Subject]], subject: Subject, by: User) -> set[str]:
    """Return the names of the moves that somebody is offered in the state that something is in."""
    return {offer.move for offer in table if offer.stands(subject, by)}
