"""Putting signed words before the public, and taking them away."""

from datetime import datetime

from accounts.models import User
from articles.models import OverduePolicy, Page, Topic
from articles.snapshots import freeze
from delivery import addresses
from delivery.crisis import refuse_without_help
from delivery.linking import make_links
from delivery.models import Change, ChangeKind, EndingKind, Publication
from delivery.readiness import readiness_of, slug_is_taken
from delivery.refusals import PublishingRefusal
from review.findings import Code, Stage
from review.ledger import Move, ledger_move
from review.models import Action, Revision, SignOff
from review.readiness import refuse_unready
from review.refusals import Refusal, Refused
from review.submitting import locked_page, make_revision


def publish(*, revision: Revision, by: User, now: datetime) -> Publication:
    """Make a signed revision public at once, in place of what is public of its page.

    New words need a current sign-off, the words that are public already one that covers.
    Raises ``Refused``, with the findings of the readiness report that stop new words.
    """
    with ledger_move(action=Action.PUBLISH, by=by, subject=revision, now=now) as move:
        _refuse_without_right(by, "delivery.publish_page")
        live = Publication.objects.live(move.at).filter(page=revision.page_id).first()
        if live and live.revision_id == revision.pk:
            raise Refused(PublishingRefusal.ALREADY_LIVE)
        sign_off = _sign_off(revision, live, move.at)
        if not _words_are_live(revision, live):
            _refuse_unready(revision, move)
        return _make_public(revision, sign_off, live, move)


def publish_presentation(*, page: Page, by: User, lock_version: int, now: datetime) -> Publication:
    """Make a new slug, byline or overdue policy public under the words that are public now.

    Raises ``Refused``, with ``clinical_edits_pending`` when the words were changed as well.
    """
    with ledger_move(action=Action.PUBLISH, by=by, subject=page, now=now) as move:
        _refuse_without_right(by, "delivery.publish_page")
        current = locked_page(page, lock_version)
        live = Publication.objects.live(move.at).filter(page=current).first()
        if live is None:
            raise Refused(PublishingRefusal.NOT_LIVE)
        snapshot = freeze(current, format=live.revision.format)
        if snapshot.fingerprint != live.fingerprint:
            raise Refused(PublishingRefusal.CLINICAL_EDITS_PENDING)
        if snapshot.presentation == live.revision.snapshot.presentation:
            raise Refused(PublishingRefusal.ALREADY_LIVE)
        revision = make_revision(current, snapshot, move=move)
        move.record(revision, fingerprint=revision.fingerprint)
        return _make_public(revision, _sign_off(revision, live, move.at), live, move)


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
        _refuse_without_right(by, "delivery.withdraw_page")
        if not reason.strip():
            raise Refused(Refusal.REASON_MISSING, field="reason")
        if successor is not None and successor.pk == page.topic_id:
            raise Refused(PublishingRefusal.SUCCESSOR_IS_ITSELF, field="successor")
        live = Publication.objects.live(move.at).filter(page=page).first()
        row = live or _next_scheduled(page.pk, move.at)
        if row is None:
            raise Refused(PublishingRefusal.NOT_LIVE)
        row.ending_reason, row.ending_notice = reason.strip(), notice.strip()
        row.successor = successor
        if live:
            end(live, EndingKind.WITHDRAWN, move.at)
            record_change(live, ChangeKind.WITHDRAWN, move)
        else:
            row.save(update_fields=["ending_reason", "ending_notice", "successor"])
        cancel_scheduled(page.pk, move.at)
        move.record(row, fingerprint=row.fingerprint)
        row.refresh_from_db()
        return row


def put_live(
    revision: Revision, sign_off: SignOff, live: Publication | None, move: Move
) -> Publication:
    """Insert the row that replaces ``live`` from now on, with its Change and its audit entry."""
    # Before the live row ends: its own end passes to the new one.
    publication = _new_row(revision, sign_off, live, move.at)
    if live:
        end(live, EndingKind.REPLACED, move.at)
    publication.save(force_insert=True)
    make_links(publication)
    record_change(publication, ChangeKind.UPDATED if live else ChangeKind.PUBLISHED, move)
    move.record(publication, fingerprint=publication.fingerprint)
    return publication


def withholds(revision: Revision) -> bool:
    """Whether the page leaves the public when its review date comes."""
    policy: str = revision.snapshot.presentation.get("overdue_policy", "")
    return policy == OverduePolicy.WITHHOLD


def end(publication: Publication, kind: EndingKind, at: datetime) -> None:
    publication.live_until, publication.ending = at, kind
    publication.save(
        update_fields=["live_until", "ending", "ending_reason", "ending_notice", "successor"]
    )


def cancel(scheduled: Publication, at: datetime) -> None:
    """Cancel a row before it begins; the row that it would have replaced gets its range back."""
    scheduled.cancelled_at = at
    scheduled.save(update_fields=["cancelled_at"])
    rows = Publication.objects.filter(page=scheduled.page_id, cancelled_at__isnull=True)
    before = rows.filter(live_until=scheduled.live_from).select_related("revision").first()
    if before:
        before.live_until = _live_until(
            before.revision, before.review_due, _planned_end(scheduled), scheduled.live_from
        )
        before.save(update_fields=["live_until"])


def cancel_scheduled(page_id: int, at: datetime) -> None:
    """Cancel all that is scheduled of a page of which nothing is live, or no longer."""
    Publication.objects.scheduled(at).filter(page=page_id).update(cancelled_at=at)


def record_change(publication: Publication, kind: ChangeKind, move: Move) -> Change:
    return Change.objects.create(
        number=move.next_change(), at=move.at, kind=kind, publication=publication
    )


def _refuse_without_right(by: User, permission: str) -> None:
    if not by.has_perm(permission):
        raise Refused(Refusal.NOT_ALLOWED)


def _sign_off(revision: Revision, live: Publication | None, at: datetime) -> SignOff:
    covering = SignOff.objects.covering(
        page=revision.page_id, fingerprint=revision.fingerprint
    ).select_related("base")
    if _words_are_live(revision, live) and not withholds(revision):
        sign_off = covering.first()
    else:
        sign_off = covering.current(at).first()
    if sign_off is None:
        raise Refused(
            PublishingRefusal.SIGN_OFF_OVERDUE if covering.exists() else PublishingRefusal.UNSIGNED
        )
    return sign_off


def _words_are_live(revision: Revision, live: Publication | None) -> bool:
    return live is not None and live.fingerprint == revision.fingerprint


def _refuse_unready(revision: Revision, move: Move) -> None:
    """Hold new words back for whatever the report has against them.

    Words that readers have already are not kept from a better address or policy by it.
    """
    # What has a refusal of its own keeps it.
    refuse_without_help(revision.snapshot)
    report = readiness_of(revision.snapshot, page=revision.page, at=move.at)
    refuse_unready([item for item in report if item.code != Code.SLUG_TAKEN], Stage.PUBLISHING)


def _make_public(
    revision: Revision, sign_off: SignOff, live: Publication | None, move: Move
) -> Publication:
    refuse_without_help(revision.snapshot)
    page, slug = revision.page, revision.snapshot.presentation["slug"]
    if slug_is_taken(slug, page):
        raise Refused(PublishingRefusal.SLUG_TAKEN, field="slug")
    return put_live(revision, sign_off, live, move)


def _new_row(
    revision: Revision, sign_off: SignOff, live: Publication | None, at: datetime
) -> Publication:
    page, presentation = revision.page, revision.snapshot.presentation
    earlier = Publication.objects.filter(page=page, cancelled_at__isnull=True, live_from__lte=at)
    first = earlier.order_by("live_from").first()
    same = earlier.filter(revision=revision).order_by("live_from").first()
    return Publication(
        page=page,
        topic=page.topic,
        kind=page.kind,
        locale=page.locale,
        slug=presentation["slug"],
        path=addresses.path(kind=page.kind, locale=page.locale, slug=presentation["slug"]),
        revision=revision,
        sign_off=sign_off,
        fingerprint=revision.fingerprint,
        live_from=at,
        live_until=_live_until(
            revision, sign_off.review_due, _planned_end(live) if live else None, at
        ),
        first_published_at=first.first_published_at if first else at,
        published_at=live.published_at if live else at,
        updated_at=same.updated_at if same else at,
        last_reviewed=sign_off.last_reviewed,
        review_due=sign_off.review_due,
    )


def _live_until(
    revision: Revision, review_due: datetime, planned: datetime | None, after: datetime
) -> datetime | None:
    """The earliest of the planned end, what is scheduled next, and the date of a page to withhold."""
    coming = _next_scheduled(revision.page_id, after)
    ends = [
        planned,
        coming.live_from if coming else None,
        review_due if withholds(revision) else None,
    ]
    return min((end for end in ends if end), default=None)


def _planned_end(row: Publication) -> datetime | None:
    """The end that was set for a row, and not the review date of words that another may outlive."""
    withheld = withholds(row.revision) and row.live_until == row.review_due
    return None if withheld else row.live_until


def _next_scheduled(page_id: int, at: datetime) -> Publication | None:
    return Publication.objects.scheduled(at).filter(page=page_id).order_by("live_from").first()
