"""A reviewer corrects words under review, so that what is signed need not go back and forth."""

from collections.abc import Mapping
from datetime import datetime

from accounts.models import User
from articles.citing import with_cited_works
from articles.models import Page
from articles.saving import write_page
from articles.thawing import draft_of
from articles.wording import Words, reworded, wordings
from review.ledger import Move, ledger_move
from review.models import Action, Correction, Revision, Submission
from review.refusals import Refusal, Refused
from review.signoff import qualified
from review.submitting import page_that_says, put_before_reviewers, waiting

NOTE = "Revision {number}, corrected by {name} while reading it."


def correct(
    *, submission: Submission, by: User, words: Mapping[str, Words], now: datetime
) -> Submission:
    """Save the page with other words, by place, and put that before the reviewers instead.

    Only who could sign the words may correct them, only words (``articles.wording``), and only
    while the working copy says what was submitted. What comes of it waits for ``by``, until the same
    day. Raises ``Refused``, and ``ValidationError`` with faults by place as ``save_page`` does;
    then nothing is changed.
    """
    with ledger_move(action=Action.CORRECT, by=by, subject=submission, now=now) as move:
        if not by.has_perm("review.review_page"):
            raise Refused(Refusal.NOT_ALLOWED)
        current = waiting(submission)
        revision = current.revision
        qualified(revision, move)
        page = page_that_says(revision)
        _refuse_other_than_words(revision, words)
        draft = with_cited_works(reworded(draft_of(page), words))
        saved = write_page(
            draft=draft, by=by, at=move.at, page=page, lock_version=page.lock_version
        )
        if saved.fingerprint == page.fingerprint:
            raise Refused(Refusal.NOTHING_CORRECTED)
        return _submitted(saved, current, move)


def _refuse_other_than_words(revision: Revision, words: Mapping[str, Words]) -> None:
    places = {each.place for each in wordings(revision.snapshot.clinical)}
    if not words.keys() <= places:
        raise Refused(Refusal.PART_GONE)


def _submitted(page: Page, before: Submission, move: Move) -> Submission:
    note = NOTE.format(number=before.revision.number, name=move.by.name)
    made = put_before_reviewers(page, move=move, change_note=note, reader=move.by)
    correction = Correction.objects.create(
        revision=made.revision, corrects=before.revision, by=move.by, at=move.at
    )
    move.record(correction, fingerprint=made.revision.fingerprint)
    return made
