"""Saying something about a part of a page, answering it, and settling it."""

from datetime import datetime

from accounts.models import User
from review.ledger import Move, ledger_move
from review.models import (
    Action,
    Comment,
    CommentResolution,
    Revision,
    Submission,
    SubmissionState,
)
from review.models.comments import COMMENT_CHARACTERS
from review.refusals import Refusal, Refused
from review.threads import has_part

# What was signed, or gave way to later words, is not discussed any more.
CLOSED = (SubmissionState.SIGNED, SubmissionState.WITHDRAWN)


def comment(*, revision: Revision, part: str, text: str, by: User, now: datetime) -> Comment:
    """Begin a thread on a part of what was submitted, by its path. Raises ``Refused``."""
    with ledger_move(action=Action.COMMENT, by=by, subject=revision, now=now) as move:
        _refuse_without_right(by)
        said = _checked(text)
        current = Submission.objects.filter(revision=revision).first()
        if current is None or current.state in CLOSED:
            raise Refused(Refusal.COMMENTS_CLOSED)
        if not has_part(revision.snapshot.clinical, part):
            raise Refused(Refusal.PART_GONE)
        return _said(revision, part, None, said, move)


def reply(*, comment: Comment, text: str, by: User, now: datetime) -> Comment:
    """Answer a comment; an answer to an answer joins the same thread. Raises ``Refused``."""
    with ledger_move(action=Action.REPLY, by=by, subject=comment, now=now) as move:
        _refuse_without_right(by)
        said = _checked(text)
        first = comment.parent or comment
        _refuse_resolved(first)
        return _said(first.revision, first.part, first, said, move)


def resolve(*, comment: Comment, by: User, now: datetime) -> CommentResolution:
    """Say that what a comment asks for is settled. Raises ``Refused``."""
    with ledger_move(action=Action.RESOLVE, by=by, subject=comment, now=now) as move:
        _refuse_without_right(by)
        first = comment.parent or comment
        _refuse_resolved(first)
        resolution = CommentResolution.objects.create(comment=first, by=by, at=move.at)
        move.record(resolution, fingerprint=first.revision.fingerprint)
        return resolution


def _said(revision: Revision, part: str, parent: Comment | None, text: str, move: Move) -> Comment:
    fields = {
        "page": revision.page,
        "revision": revision,
        "part": part,
        "parent": parent,
        "text": text,
        "author": move.by,
    }
    # A form that is sent twice says its words once.
    if Comment.objects.filter(**fields).exists():
        raise Refused(Refusal.COMMENT_REPEATED, field="text")
    made = Comment.objects.create(**fields, at=move.at)
    move.record(made, fingerprint=revision.fingerprint)
    return made


def _refuse_without_right(by: User) -> None:
    if not by.has_perm("review.add_comment"):
        raise Refused(Refusal.NOT_ALLOWED)


def _refuse_resolved(first: Comment) -> None:
    if CommentResolution.objects.filter(comment=first).exists():
        raise Refused(Refusal.COMMENT_RESOLVED)


def _checked(text: str) -> str:
    # A browser sends two characters for each new line, and counts one.
    said = text.replace("\r\n", "\n").strip()
    if not said:
        raise Refused(Refusal.COMMENT_EMPTY, field="text")
    if len(said) > COMMENT_CHARACTERS:
        raise Refused(Refusal.COMMENT_TOO_LONG, field="text")
    return said
