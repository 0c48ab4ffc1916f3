"""What follows, in the same transaction, when a sign-off begins or ceases to cover public words.

In bulk, because all the sign-offs of a physician may fall at once: what leaves the public costs the
same number of queries for one page as for hundreds.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime

from delivery.models import Change, ChangeKind, EndingKind, Publication
from delivery.publishing import begin
from delivery.ranges import Plan, replan, withholds
from delivery.representing import rows_changed
from review.ledger import Move
from review.models import SignOff

Covering = dict[tuple[int, str], list[SignOff]]


def cover_again(pages: Collection[int], move: Move) -> None:
    """Put the public rows of pages, and those to come, under a sign-off that covers."""
    live = list(_live(pages, move))
    covering = covering_sign_offs(pages)
    found = {row.pk: covering_of(row, covering, move.at) for row in live}
    changed = _take_away([row for row in live if found[row.pk] is None], move)
    for row in live:
        sign_off = found[row.pk]
        if sign_off and sign_off.pk != row.sign_off_id:
            plan = Plan(row.revision, sign_off, move.at, row.planned_until)
            changed |= begin(plan, row, move)[1]
    planned = Publication.objects.scheduled(move.at).filter(page__in=pages)
    for page_id in sorted(set(planned.values_list("page", flat=True))):
        changed |= replan(page_id, move)
    rows_changed(changed, move)


def covering_sign_offs(pages: Collection[int], *, but: Collection[int] = ()) -> Covering:
    """Return the sign-offs under which words of the pages may be public, the newest first.

    By page and fingerprint. ``but`` are the primary keys of some to leave out of account.
    """
    rows = SignOff.objects.filter(page__in=pages, revocation__isnull=True).exclude(pk__in=but)
    found: Covering = defaultdict(list)
    for row in rows.unrecalled().select_related("base").order_by("-signed_at", "uuid"):
        found[row.page_id, row.fingerprint].append(row)
    return found


def covering_of(row: Publication, covering: Covering, at: datetime) -> SignOff | None:
    """Return the sign-off under which a public row goes on, if there is one."""
    sign_offs = covering.get((row.page_id, row.fingerprint), [])
    if sign_offs and withholds(row.revision):
        sign_offs = [each for each in sign_offs if each.review_due > at]
    return sign_offs[0] if sign_offs else None


def _live(pages: Collection[int], move: Move) -> "Sequence[Publication]":
    rows = Publication.objects.live(move.at).filter(page__in=pages).select_related("revision")
    # Of most rows nobody asks what they say.
    unread = ("body", "card", "revision__clinical", "revision__presentation")
    return list(rows.defer(*unread).order_by("page", "pk"))


def _take_away(rows: Sequence[Publication], move: Move) -> set[int]:
    """End rows that nothing covers any more, and cancel what is scheduled of their pages."""
    for row in rows:
        row.live_until, row.ending = move.at, EndingKind.REVOKED
    Publication.objects.bulk_update(rows, ["live_until", "ending"])
    Change.objects.bulk_create(
        Change(number=move.next_change(), at=move.at, kind=ChangeKind.REVOKED, publication=row)
        for row in rows
    )
    pages = [row.page_id for row in rows]
    scheduled = Publication.objects.scheduled(move.at).filter(page__in=pages)
    cancelled = set(scheduled.values_list("pk", flat=True))
    scheduled.update(cancelled_at=move.at)
    return {row.pk for row in rows} | cancelled
