"""Putting signed words before the public later, and taking that back."""

from datetime import datetime

from accounts.models import User
from delivery.crisis import refuse_without_help
from delivery.models import Publication
from delivery.publishing import (
    refuse_taken_slug,
    refuse_unready_words,
    refuse_without_right,
    sign_off_for,
)
from delivery.ranges import (
    End,
    Plan,
    cancel,
    end_after,
    insert,
    make_way,
    replan,
    row_at,
    words_are_those_of,
)
from delivery.refusals import PublishingRefusal
from delivery.representing import rows_changed
from review.ledger import Move, ledger_move
from review.models import Action, Revision
from review.refusals import Refused


def schedule(
    *,
    revision: Revision,
    at: datetime,
    by: User,
    now: datetime,
    until: datetime | End | None = End.AS_PLANNED,
) -> Publication:
    """Make a signed revision public at ``at``, and no longer than ``until``.

    What is public then ends. New words need a sign-off that is current at ``at``. Nothing is checked
    again when the time comes: what would void the row cancels it when it happens. Raises ``Refused``.
    """
    with ledger_move(action=Action.SCHEDULE, by=by, subject=revision, now=now) as move:
        refuse_without_right(by, "delivery.publish_page")
        before = row_at(revision.page_id, at)
        ends = end_after(before, until)
        _refuse_bad_range(at, ends, move)
        _refuse_nothing_new(revision, at, ends, before)
        sign_off = sign_off_for(revision, before, at)
        refuse_without_help(revision.snapshot)
        if not words_are_those_of(revision, row_at(revision.page_id, move.at)):
            refuse_unready_words(revision, move)
        refuse_taken_slug(revision, move.at)
        return _plan(Plan(revision, sign_off, at, ends), before, move)


def hold(*, publication: Publication, by: User, now: datetime, reason: str = "") -> Publication:
    """Cancel a row before it begins, and give its range back to what it would have replaced.

    Raises ``Refused``.
    """
    with ledger_move(action=Action.HOLD, by=by, subject=publication, now=now) as move:
        refuse_without_right(by, "delivery.publish_page")
        # Planned anew under another sign-off it is another row of the same plan.
        same = {"revision": publication.revision_id, "live_from": publication.live_from}
        row = Publication.objects.scheduled(move.at).filter(**same).first()
        if row is None:
            raise Refused(PublishingRefusal.NOT_SCHEDULED)
        row.ending_reason = reason.strip()
        changed = cancel(row, move.at)
        move.record(row, fingerprint=row.fingerprint)
        rows_changed(changed | replan(row.page_id, move), move)
        return row


def _plan(plan: Plan, before: Publication | None, move: Move) -> Publication:
    if before:
        make_way(before, plan.begins)
    row = insert(plan)
    move.record(row, fingerprint=row.fingerprint)
    replanned = replan(row.page_id, move)
    rows_changed({row.pk, *([before.pk] if before else []), *replanned}, move)
    return row


def _refuse_bad_range(at: datetime, ends: datetime | None, move: Move) -> None:
    if at <= move.at:
        raise Refused(PublishingRefusal.NOT_IN_FUTURE, field="at")
    if ends is not None and ends <= at:
        raise Refused(PublishingRefusal.ENDS_BEFORE_IT_BEGINS, field="until")


def _refuse_nothing_new(
    revision: Revision, at: datetime, ends: datetime | None, before: Publication | None
) -> None:
    if before and before.live_from == at:
        raise Refused(PublishingRefusal.ALREADY_SCHEDULED, field="at")
    if before and before.revision_id == revision.pk and before.planned_until == ends:
        raise Refused(PublishingRefusal.ALREADY_LIVE_THEN, field="at")
