"""What follows, in the same transaction, when a sign-off begins or ceases to carry public words.

In bulk, because all the sign-offs of a physician may fall at once: what leaves the public costs the
same number of queries for one page as for hundreds.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from accounts.models import User
from articles.canonical import canonical_bytes, fingerprint
from articles.language_tags import nearest
from articles.models import Site
from delivery.models import Change, ChangeKind, EndingKind, Publication
from delivery.publishing import begin, refuse_without_right
from delivery.ranges import Plan, end, reckon_ends, record_change, replan, withholds
from delivery.representing import rows_changed
from review.lapsing import Licensing, longest_standing
from review.ledger import Move, ledger_move
from review.models import Action, SignOff

LAPSED = "Nobody who signed these words has a licence that holds."
# Said in public, where why it ended is nobody's business.
REVIEWED_AGAIN = {
    "en": "This page is being reviewed again by another physician.",
    "es": "Otro profesional médico está revisando de nuevo esta página.",
}

Covering = dict[tuple[int, str], list[SignOff]]


def cover_again(pages: Collection[int], move: Move) -> None:
    """Put the public rows of pages, and those to come, under a sign-off that carries them."""
    live = list(_live(pages, move))
    covering, licensing = covering_sign_offs(pages), Licensing()
    changed: set[int] = set()
    uncovered = [row for row in live if not covers(row, covering, move.at)]
    for row in live:
        sign_off = covering_of(row, covering, move.at, licensing)
        if sign_off is None:
            changed |= set() if row in uncovered else _lapse(row, move)
        elif sign_off.pk != row.sign_off_id:
            plan = Plan(row.revision, sign_off, move.at, row.planned_until)
            changed |= begin(plan, row, move)[1]
    changed |= _take_away(uncovered, move)
    planned = Publication.objects.scheduled(move.at).filter(page__in=pages)
    for page_id in sorted(set(planned.values_list("page", flat=True))):
        changed |= replan(page_id, move)
    rows_changed(changed, move)


def reckon_again(page_id: int, move: Move) -> None:
    """Do so after licences or the grace changed, and set until when each row may stand."""
    cover_again([page_id], move)
    changed = reckon_ends(page_id, move.at)
    if changed:
        rows_changed(changed | replan(page_id, move), move)


def cover_pages_of(people: Iterable[int], move: Move) -> None:
    """Look again at each page that is public or planned and that one of the people has signed."""
    standing = Publication.objects.standing(move.at).values("page")
    signed = SignOff.objects.filter(person__in=people, page__in=standing)
    for page_id in sorted(set(signed.values_list("page", flat=True))):
        reckon_again(page_id, move)


def change_grace(*, site: Site, days: int, by: User, now: datetime) -> Site:
    """Say how long a page outlives the last licence of its signer. Raises ``Refused``."""
    with ledger_move(action=Action.CHANGE_GRACE, by=by, subject=site, now=now) as move:
        refuse_without_right(by, "articles.change_site")
        current = Site.objects.select_for_update().get(pk=site.pk)
        current.lapse_grace_days = days
        current.clean_fields(exclude=["labels", "countries"])
        current.save(update_fields=["lapse_grace_days"])
        move.record(current, fingerprint=fingerprint(canonical_bytes({"lapse_grace_days": days})))
        pages = Publication.objects.standing(move.at).values_list("page", flat=True)
        for page_id in sorted(set(pages)):
            reckon_again(page_id, move)
        return current


def covering_sign_offs(pages: Collection[int], *, but: Collection[int] = ()) -> Covering:
    """Return the sign-offs under which words of the pages may be public, the newest first.

    By page and fingerprint. ``but`` are the primary keys of some to leave out of account.
    """
    rows = SignOff.objects.in_force().filter(page__in=pages).exclude(pk__in=but)
    found: Covering = defaultdict(list)
    for row in rows.unrecalled().select_related("base").order_by("-signed_at", "uuid"):
        found[row.page_id, row.fingerprint].append(row)
    return found


def covers(row: Publication, covering: Covering, at: datetime) -> list[SignOff]:
    """Return the sign-offs that cover a public row, whoever of the signers has a licence still."""
    sign_offs = covering.get((row.page_id, row.fingerprint), [])
    if sign_offs and withholds(row.revision):
        return [each for each in sign_offs if each.review_due > at]
    return sign_offs


def covering_of(
    row: Publication, covering: Covering, at: datetime, licensing: Licensing
) -> SignOff | None:
    """Return the sign-off under which a public row goes on, if there is one."""
    return longest_standing(covers(row, covering, at), at=at, licensing=licensing)


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


def _lapse(live: Publication, move: Move) -> set[int]:
    """End a row that nobody with a licence answers for any more."""
    live.ending_reason = LAPSED
    live.ending_notice = nearest(REVIEWED_AGAIN, live.locale)
    end(live, EndingKind.WITHDRAWN, move.at)
    record_change(live, ChangeKind.WITHDRAWN, move)
    move.record(live, fingerprint=live.fingerprint)
    return {live.pk}
