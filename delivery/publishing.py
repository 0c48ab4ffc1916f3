"""Putting signed words before the public, and taking them away."""

from datetime import datetime

from accounts.models import User
from articles.models import Page, Topic
from articles.snapshots import freeze
from delivery import addresses
from delivery.crisis import refuse_without_help
from delivery.models import ChangeKind, EndingKind, Publication
from delivery.ranges import (
    End,
    Plan,
    cancel_scheduled,
    carrier,
    carrying,
    end,
    end_after,
    insert,
    next_scheduled,
    record_change,
    replan,
    row_at,
    words_are_those_of,
)
from delivery.readiness import readiness_of, slug_is_taken
from delivery.refusals import PublishingRefusal
from delivery.representing import rows_changed
from review.findings import Code, Stage
from review.ledger import Move, ledger_move
from review.models import Action, Revision, SignOff
from review.readiness import refuse_unready
from review.refusals import Refusal, Refused
from review.submitting import locked_page, make_revision


def publish(
    *, revision: Revision, by: User, now: datetime, until: datetime | End | None = End.AS_PLANNED
) -> Publication:
    """Make a signed revision public at once, in place of what is public of its page.

    New words need a current sign-off, the words that are public already one that covers. ``until``
    is when it leaves the public again; the revision that is public may get another end.
    Raises ``Refused``, with the findings of the readiness report that stop new words.
    """
    with ledger_move(action=Action.PUBLISH, by=by, subject=revision, now=now) as move:
        refuse_without_right(by, "delivery.publish_page")
        live = row_at(revision.page_id, move.at)
        ends = end_after(live, until)
        if ends is not None and ends <= move.at:
            raise Refused(PublishingRefusal.ENDS_BEFORE_IT_BEGINS, field="until")
        if live and live.revision_id == revision.pk and live.planned_until == ends:
            raise Refused(PublishingRefusal.ALREADY_LIVE)
        sign_off = sign_off_for(revision, live, move.at)
        if not words_are_those_of(revision, live):
            refuse_unready_words(revision, move)
        _refuse_unfit(revision, move.at)
        return put_live(Plan(revision, sign_off, move.at, ends), live, move)


def publish_presentation(*, page: Page, by: User, lock_version: int, now: datetime) -> Publication:
    """Make a new slug, byline or overdue policy public under the words that are public now.

    Raises ``Refused``, with ``clinical_edits_pending`` when the words were changed as well.
    """
    with ledger_move(action=Action.PUBLISH, by=by, subject=page, now=now) as move:
        refuse_without_right(by, "delivery.publish_page")
        current = locked_page(page, lock_version)
        live = row_at(current.pk, move.at)
        if live is None:
            raise Refused(PublishingRefusal.NOT_LIVE)
        snapshot = freeze(current, format=live.revision.format)
        if snapshot.fingerprint != live.fingerprint:
            raise Refused(PublishingRefusal.CLINICAL_EDITS_PENDING)
        if snapshot.presentation == live.revision.snapshot.presentation:
            raise Refused(PublishingRefusal.ALREADY_LIVE)
        revision = make_revision(current, snapshot, move=move)
        move.record(revision, fingerprint=revision.fingerprint)
        sign_off = sign_off_for(revision, live, move.at)
        _refuse_unfit(revision, move.at)
        return put_live(Plan(revision, sign_off, move.at, live.planned_until), live, move)


def withdraw(
    *,
    page: Page,
    by: User,
    reason: str,
    now: datetime,
    notice: str = "",
    successor: Topic | None = None,
) -> Publication:
    """Take a page out of the public, and cancel what was scheduled of it.

    ``reason`` stays inside, ``notice`` and ``successor`` are shown with the 410. Returns the row that
    was live or, when none was, the one that would have begun next. Raises ``Refused``.
    """
    with ledger_move(action=Action.WITHDRAW, by=by, subject=page, now=now) as move:
        refuse_without_right(by, "delivery.withdraw_page")
        if not reason.strip():
            raise Refused(Refusal.REASON_MISSING, field="reason")
        if successor is not None and successor.pk == page.topic_id:
            raise Refused(PublishingRefusal.SUCCESSOR_IS_ITSELF, field="successor")
        live = row_at(page.pk, move.at)
        row = live or next_scheduled(page.pk, move.at)
        if row is None:
            raise Refused(PublishingRefusal.NOT_LIVE)
        row.ending_reason, row.ending_notice = reason.strip(), notice.strip()
        row.successor = successor
        if live:
            end(live, EndingKind.WITHDRAWN, move.at)
            record_change(live, ChangeKind.WITHDRAWN, move)
        else:
            row.save(update_fields=["ending_reason", "ending_notice", "successor"])
        cancelled = cancel_scheduled(page.pk, move.at)
        move.record(row, fingerprint=row.fingerprint)
        rows_changed({row.pk, *cancelled}, move)
        row.refresh_from_db()
        return row


def put_live(plan: Plan, live: Publication | None, move: Move) -> Publication:
    """Insert the row that replaces ``live`` from now on, with its Change and its audit entry.

    Its bytes are made, and those of all that shows something of it.
    """
    publication, changed = begin(plan, live, move)
    rows_changed(changed, move)
    publication.refresh_from_db()
    return publication


def begin(plan: Plan, live: Publication | None, move: Move) -> tuple[Publication, set[int]]:
    """Do the same, but for the bytes: return also the rows with which they are to be made."""
    if live:
        end(live, EndingKind.REPLACED, move.at)
    publication = insert(plan)
    record_change(publication, ChangeKind.UPDATED if live else ChangeKind.PUBLISHED, move)
    move.record(publication, fingerprint=publication.fingerprint)
    replanned = replan(publication.page_id, move)
    return publication, {publication.pk, *([live.pk] if live else []), *replanned}


def refuse_without_right(by: User, permission: str) -> None:
    if not by.has_perm(permission):
        raise Refused(Refusal.NOT_ALLOWED)


def sign_off_for(revision: Revision, before: Publication | None, at: datetime) -> SignOff:
    """Return the sign-off under which a revision may follow ``before`` at an instant.

    Raises ``Refused``.
    """
    sign_off = carrier(revision, before=before, at=at)
    if sign_off is None:
        raise Refused(_why_none_carries(revision, before, at))
    return sign_off


def _why_none_carries(
    revision: Revision, before: Publication | None, at: datetime
) -> PublishingRefusal:
    if carrying(revision, before=before, at=at).exists():
        return PublishingRefusal.SIGNER_LAPSED
    covering = SignOff.objects.covering(page=revision.page_id, fingerprint=revision.fingerprint)
    if not covering.exists():
        corrected = SignOff.objects.to_accept().filter(
            page=revision.page_id, fingerprint=revision.fingerprint
        )
        return PublishingRefusal.NOT_ACCEPTED if corrected else PublishingRefusal.UNSIGNED
    if not covering.unrecalled().exists():
        return PublishingRefusal.RECALLED
    return PublishingRefusal.SIGN_OFF_OVERDUE


def refuse_unready_words(revision: Revision, move: Move) -> None:
    """Hold new words back for whatever the report has against them.

    Words that readers have already are not kept from a better address or policy by it.
    """
    # What has a refusal of its own keeps it.
    refuse_without_help(revision.snapshot)
    report = readiness_of(revision.snapshot, page=revision.page, at=move.at)
    refuse_unready([item for item in report if item.code != Code.SLUG_TAKEN], Stage.PUBLISHING)


def refuse_taken_slug(revision: Revision, at: datetime) -> None:
    page, slug = revision.page, revision.snapshot.presentation["slug"]
    path = addresses.path(kind=page.kind, locale=page.locale, slug=slug)
    # A translation stands there when the site's default language was changed since.
    others = Publication.objects.standing(at).filter(path=path).exclude(page=page)
    if slug_is_taken(slug, page) or others.exists():
        raise Refused(PublishingRefusal.SLUG_TAKEN, field="slug")


def _refuse_unfit(revision: Revision, at: datetime) -> None:
    refuse_without_help(revision.snapshot)
    refuse_taken_slug(revision, at)
