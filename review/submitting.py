"""From the working copy to a revision that waits for a physician, and back."""

from datetime import date, datetime

from accounts.models import User
from articles.models import Image, Page
from articles.snapshots import Snapshot, freeze, images_of
from review.authorship import contributors
from review.findings import Stage
from review.ledger import Move, ledger_move
from review.models import (
    Action,
    Assignment,
    CitedWork,
    Revision,
    ShownImage,
    Submission,
    SubmissionState,
)
from review.readiness import readiness_of, refuse_unready
from review.refusals import Refusal, Refused

# After these the same reader is asked again.
UNSIGNED = (SubmissionState.IN_REVIEW, SubmissionState.CHANGES_REQUESTED)


def submit(
    *, page: Page, by: User, lock_version: int, now: datetime, change_note: str = ""
) -> Submission:
    """Freeze the page and put it before the reviewers; what waited before is withdrawn.

    ``lock_version`` is that of the page which ``by`` saw. Raises ``Refused``, with the findings of
    the readiness report that are to be mended first.
    """
    with ledger_move(action=Action.SUBMIT, by=by, subject=page, now=now) as move:
        if not by.has_perm("review.submit_page"):
            raise Refused(Refusal.NOT_ALLOWED)
        current = locked_page(page, lock_version)
        return put_before_reviewers(current, move=move, change_note=change_note)


def put_before_reviewers(
    page: Page, *, move: Move, change_note: str, reader: User | None = None
) -> Submission:
    """Make a revision of a locked page and let it wait; within a move of the ledger.

    It waits for the ``reader``, or else as the last submission did, if nobody signed or took it back.
    """
    snapshot = freeze(page)
    report = readiness_of(snapshot, page=page, at=move.at, stage=Stage.SUBMITTING)
    refuse_unready(report, Stage.SUBMITTING)
    revision = make_revision(page, snapshot, move=move, change_note=change_note)
    before = Submission.objects.filter(page=page).order_by("-submitted_at", "-pk").first()
    before = before if before and before.state in UNSIGNED else None
    reader, due = reader or _reader_of(before, revision), _due_of(before, move)
    _withdraw_waiting(page, move)
    submission = Submission.objects.create(
        page=page, revision=revision, submitted_by=move.by, submitted_at=move.at
    )
    move.record(revision, fingerprint=revision.fingerprint)
    if reader or due:
        put_before(submission, reader, due, move)
    return submission


def put_before(submission: Submission, to: User | None, due: date | None, move: Move) -> Assignment:
    """Let a submission wait for somebody, or with None for anybody qualified; within a move."""
    submission.assignee, submission.due = to, due
    submission.save(update_fields=["assignee", "due"])
    assignment = Assignment.objects.create(
        submission=submission, assignee=to, due=due, by=move.by, at=move.at
    )
    move.record(assignment, fingerprint=submission.revision.fingerprint)
    return assignment


def _reader_of(before: Submission | None, revision: Revision) -> User | None:
    """Return for whom it goes on waiting: who was to read it last, unless they wrote of it since."""
    if before is None or before.assignee is None:
        return None
    reader = before.assignee
    return reader if reader.is_active and str(reader.uuid) not in revision.contributors else None


def _due_of(before: Submission | None, move: Move) -> date | None:
    due = before.due if before else None
    return due if due and due >= move.at.date() else None


def send_back(*, submission: Submission, by: User, reasons: str, now: datetime) -> Submission:
    """Return a submission to its editors with reasons. Raises ``Refused``."""
    with ledger_move(action=Action.SEND_BACK, by=by, subject=submission, now=now) as move:
        if not by.has_perm("review.review_page"):
            raise Refused(Refusal.NOT_ALLOWED)
        current = waiting(submission)
        if not reasons.strip():
            raise Refused(Refusal.REASON_MISSING, field="reasons")
        current.reasons = reasons.strip()
        decide(current, SubmissionState.CHANGES_REQUESTED, move)
        move.record(current, fingerprint=current.revision.fingerprint)
        return current


def take_back(*, submission: Submission, by: User, now: datetime, reason: str = "") -> Submission:
    """Take back what waits: no physician shall read it as it is. Raises ``Refused``."""
    with ledger_move(action=Action.TAKE_BACK, by=by, subject=submission, now=now) as move:
        if not by.has_perm("review.submit_page"):
            raise Refused(Refusal.NOT_ALLOWED)
        current = waiting(submission)
        current.reasons = reason.strip()
        decide(current, SubmissionState.TAKEN_BACK, move)
        move.record(current, fingerprint=current.revision.fingerprint)
        return current


def locked_page(page: Page, lock_version: int) -> Page:
    """Lock the page's row and return it with its parts, unless it was saved meanwhile."""
    Page.objects.select_for_update().get(pk=page.pk)
    current: Page = Page.objects.with_parts().get(pk=page.pk)
    if current.lock_version != lock_version:
        raise Refused(Refusal.STALE_LOCK_VERSION)
    return current


def page_that_says(revision: Revision) -> Page:
    """Lock the row of the revision's page and return it, if the working copy still says the words."""
    Page.objects.select_for_update().get(pk=revision.page_id)
    page: Page = Page.objects.with_parts().get(pk=revision.page_id)
    if freeze(page, format=revision.format).fingerprint != revision.fingerprint:
        raise Refused(Refusal.EDITED_SINCE)
    return page


def make_revision(page: Page, snapshot: Snapshot, *, move: Move, change_note: str = "") -> Revision:
    """Store the snapshot's very bytes as the page's next revision."""
    newest = Revision.objects.filter(page=page).order_by("-number").first()
    revision = Revision.objects.create(
        page=page,
        number=newest.number + 1 if newest else 1,
        format=snapshot.format,
        clinical=snapshot.clinical_bytes,
        presentation=snapshot.presentation_bytes,
        fingerprint=snapshot.fingerprint,
        contributors=contributors(page, snapshot),
        lock_version=page.lock_version,
        change_note=change_note.strip(),
        created_by=move.by,
        created_at=move.at,
    )
    CitedWork.objects.bulk_create(
        CitedWork(revision=revision, key=citation["key"])
        for citation in snapshot.clinical.get("citations", [])
    )
    ShownImage.objects.bulk_create(
        ShownImage(revision=revision, image=image)
        for image in Image.objects.filter(uuid__in=images_of(snapshot))
    )
    return revision


def waiting(submission: Submission) -> Submission:
    """Return the submission as it stands now, if it still waits."""
    current = Submission.objects.select_related("revision", "page").get(pk=submission.pk)
    if current.state != SubmissionState.IN_REVIEW:
        raise Refused(Refusal.NOT_IN_REVIEW)
    return current


def decide(submission: Submission, state: SubmissionState, move: Move) -> None:
    submission.state = state
    submission.decided_by, submission.decided_at = move.by, move.at
    submission.save(update_fields=["state", "decided_by", "decided_at", "reasons"])


def _withdraw_waiting(page: Page, move: Move) -> None:
    for submission in Submission.objects.filter(page=page, state=SubmissionState.IN_REVIEW):
        decide(submission, SubmissionState.WITHDRAWN, move)
