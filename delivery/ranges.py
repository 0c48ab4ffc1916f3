"""The rows of one page in time: how one begins, ends and is cancelled, and what the others get."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from django.db.models import QuerySet

from articles.models import ArticleType, Kind, OverduePolicy
from delivery import addresses
from delivery.linking import make_links
from delivery.models import Change, ChangeKind, EndingKind, Publication
from delivery.sorting import sort_key
from review.lapsing import longest_standing, stands_until
from review.ledger import Move, Turn
from review.models import Revision, SignOff


class End(Enum):
    """``AS_PLANNED``: what was to end the row before ends the new one. None would be no end."""

    AS_PLANNED = "as planned"


@dataclass(frozen=True)
class Plan:
    """What shall be public of a page from ``begins`` on, until ``ends`` at the latest."""

    revision: Revision
    sign_off: SignOff
    begins: datetime
    ends: datetime | None


def insert(plan: Plan) -> Publication:
    """Insert the row of a plan, with its links, after the end of the row before it was set."""
    row = new_row(plan)
    row.save(force_insert=True)
    make_links(row)
    return row


def new_row(plan: Plan) -> Publication:
    """Return the row of a plan, not saved: what it says of before it reads from the other rows."""
    revision, sign_off, begins = plan.revision, plan.sign_off, plan.begins
    page, snapshot = revision.page, revision.snapshot
    slug = snapshot.presentation["slug"]
    earlier = Publication.objects.filter(
        page=page, cancelled_at__isnull=True, live_from__lt=begins
    ).order_by("live_from")
    first, same = earlier.first(), earlier.filter(revision=revision).first()
    before = earlier.filter(live_until=begins).first()
    row = Publication(
        page=page,
        page_uuid=page.uuid,
        topic=page.topic,
        kind=page.kind,
        locale=page.locale,
        slug=slug,
        path=addresses.path(kind=page.kind, locale=page.locale, slug=slug),
        sort_key=sort_key(snapshot.clinical["title"]),
        article_type=_article_type(revision),
        revision=revision,
        sign_off=sign_off,
        fingerprint=revision.fingerprint,
        live_from=begins,
        planned_until=plan.ends,
        first_published_at=first.first_published_at if first else begins,
        published_at=before.published_at if before else begins,
        updated_at=same.updated_at if same else begins,
        last_reviewed=sign_off.last_reviewed,
        review_due=sign_off.review_due,
    )
    row.live_until = live_until(row, at=begins)
    return row


def row_at(page_id: int, at: datetime) -> Publication | None:
    """The row that is, or will be, in force at an instant."""
    return Publication.objects.live(at).filter(page=page_id).select_related("revision").first()


def next_scheduled(page_id: int, at: datetime) -> Publication | None:
    return Publication.objects.scheduled(at).filter(page=page_id).order_by("live_from").first()


def withholds(revision: Revision) -> bool:
    """Whether the page leaves the public when its review date comes."""
    policy: str = revision.snapshot.presentation.get("overdue_policy", "")
    return policy == OverduePolicy.WITHHOLD


def end(publication: Publication, kind: EndingKind, at: datetime) -> None:
    publication.live_until, publication.ending = at, kind
    publication.save(
        update_fields=["live_until", "ending", "ending_reason", "ending_notice", "successor"]
    )


def make_way(before: Publication, at: datetime | None) -> None:
    """Let a row end where another begins. Why it ended is written down when it has."""
    before.live_until = at
    before.save(update_fields=["live_until"])


def cancel(scheduled: Publication, at: datetime) -> set[int]:
    """Cancel a row before it begins; the row that it would have replaced gets its range back.

    Return the primary keys of both.
    """
    scheduled.cancelled_at = at
    scheduled.save(update_fields=["cancelled_at", "ending_reason"])
    rows = Publication.objects.filter(page=scheduled.page_id, cancelled_at__isnull=True)
    before = rows.filter(live_until=scheduled.live_from).select_related("revision").first()
    if before is None:
        return {scheduled.pk}
    before.live_until = live_until(before, at=at)
    before.save(update_fields=["live_until"])
    return {scheduled.pk, before.pk}


def cancel_scheduled(page_id: int, at: datetime) -> set[int]:
    """Cancel all that is scheduled of a page of which nothing is live, or no longer."""
    rows = Publication.objects.scheduled(at).filter(page=page_id)
    cancelled = set(rows.values_list("pk", flat=True))
    rows.update(cancelled_at=at)
    return cancelled


def replan(page_id: int, move: Move) -> set[int]:
    """Make the scheduled rows of a page anew that say something else since what is before them.

    Their dates tell since when the page is public, and their sign-off is the newest that may carry
    them; a row that none may carry any more is cancelled. Return the primary keys of the rows
    changed and inserted.
    """
    changed = set()
    rows = Publication.objects.scheduled(move.at).filter(page=page_id).order_by("live_from")
    for row in rows.select_related("revision__page__topic"):
        before = Publication.objects.ending_at(row.live_from).filter(page=page_id).first()
        sign_off = carrier(row.revision, before=before, at=row.live_from)
        if sign_off is None:
            changed |= cancel(row, move.at)
            continue
        wanted = new_row(Plan(row.revision, sign_off, row.live_from, row.planned_until))
        if any(getattr(row, name) != getattr(wanted, name) for name in DERIVED):
            row.cancelled_at = move.at
            row.save(update_fields=["cancelled_at"])
            wanted.save(force_insert=True)
            make_links(wanted)
            move.record(wanted, fingerprint=wanted.fingerprint)
            changed |= {row.pk, wanted.pk}
    return changed


def reckon_ends(page_id: int, at: datetime) -> set[int]:
    """Set the ends of a page's rows as its signers' licences stand now; return the keys changed."""
    changed = set()
    rows = Publication.objects.standing(at).filter(page=page_id).order_by("live_from")
    for row in rows.select_related("revision", "sign_off").without_bytes():
        until = live_until(row, at=at)
        if row.live_until != until:
            make_way(row, until)
            changed.add(row.pk)
    return changed


def carrying(
    revision: Revision, *, before: Publication | None, at: datetime
) -> QuerySet[SignOff, SignOff]:
    """The sign-offs under which a revision may follow ``before`` at an instant, the newest first.

    New words need one that is current then, and so does a page that is not served when overdue;
    the words of ``before`` go on under one that covers. None is from before a recall.
    """
    covering = (
        SignOff.objects.covering(page=revision.page_id, fingerprint=revision.fingerprint)
        .unrecalled()
        .select_related("base")
    )
    if words_are_those_of(revision, before) and not withholds(revision):
        return covering
    return covering.current(at)


def carrier(revision: Revision, *, before: Publication | None, at: datetime) -> SignOff | None:
    """Return the sign-off under which a revision may follow ``before``, while its signer is licensed."""
    return longest_standing(carrying(revision, before=before, at=at), at=at)


def words_are_those_of(revision: Revision, before: Publication | None) -> bool:
    return before is not None and before.fingerprint == revision.fingerprint


def end_after(before: Publication | None, until: datetime | End | None) -> datetime | None:
    """Return the end that is planned for what follows ``before``."""
    if isinstance(until, End):
        return before.planned_until if before else None
    return until


# What a row says that depends on the rows before it, and on the sign-offs that there are.
DERIVED = (
    "first_published_at",
    "published_at",
    "updated_at",
    "sign_off_id",
    "last_reviewed",
    "review_due",
)


def record_change(publication: Publication, kind: ChangeKind, turn: Turn) -> Change:
    return Change.objects.create(
        number=turn.next_change(), at=turn.at, kind=kind, publication=publication
    )


def live_until(row: Publication, *, at: datetime) -> datetime | None:
    """Return when a row ends that is live at ``at`` or begins later, as things stand.

    The earliest of the planned end, what is scheduled next, the date of a page to withhold, and
    the end of its signer's licences.
    """
    coming = next_scheduled(row.page_id, row.live_from)
    return _earliest(
        [
            row.planned_until,
            coming.live_from if coming else None,
            row.review_due if withholds(row.revision) else None,
            stands_until(row.sign_off, at=max(at, row.live_from)),
        ]
    )


def _article_type(revision: Revision) -> str:
    if revision.page.kind != Kind.ARTICLE:
        return ""
    article_type: str = revision.snapshot.clinical.get("article_type", ArticleType.BLOG_POST)
    return article_type


def _earliest(instants: Iterable[datetime | None]) -> datetime | None:
    return min((instant for instant in instants if instant), default=None)
