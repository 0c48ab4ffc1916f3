"""What follows, in the same transaction, when a sign-off begins or ceases to carry public words."""

from collections.abc import Iterable
from datetime import datetime

from accounts.models import User
from articles.canonical import canonical_bytes, fingerprint
from articles.language_tags import nearest
from articles.models import Site
from delivery.models import ChangeKind, EndingKind, Publication
from delivery.publishing import put_live, refuse_without_right
from delivery.ranges import (
    Plan,
    cancel_scheduled,
    end,
    reckon_ends,
    record_change,
    replan,
    row_at,
    withholds,
)
from delivery.representing import rows_changed
from review.lapsing import longest_standing
from review.ledger import Move, ledger_move
from review.models import Action, SignOff

LAPSED = "Nobody who signed these words has a licence that holds."
# Said in public, where why it ended is nobody's business.
REVIEWED_AGAIN = {
    "en": "This page is being reviewed again by another physician.",
    "es": "Otro profesional médico está revisando de nuevo esta página.",
}


def cover_again(page_id: int, move: Move) -> None:
    """Put a page's public rows, and those to come, under a sign-off that carries them."""
    changed = replan(page_id, move)
    live = row_at(page_id, move.at)
    if live:
        mended = _re_cover(live, move)
        # What follows the live row tells of it.
        changed |= mended | (replan(page_id, move) if mended else set())
    rows_changed(changed, move)


def reckon_again(page_id: int, move: Move) -> None:
    """Do so after licences or the grace changed, and set until when each row may stand."""
    cover_again(page_id, move)
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


def _re_cover(live: Publication, move: Move) -> set[int]:
    covering = SignOff.objects.covering(page=live.page_id, fingerprint=live.fingerprint)
    if withholds(live.revision):
        covering = covering.current(move.at)
    sign_offs = list(covering.select_related("base"))
    if not sign_offs:
        end(live, EndingKind.REVOKED, move.at)
        record_change(live, ChangeKind.REVOKED, move)
        return {live.pk} | cancel_scheduled(live.page_id, move.at)
    sign_off = longest_standing(sign_offs, at=move.at)
    if sign_off is None:
        return _lapse(live, move)
    if sign_off.pk != live.sign_off_id:
        put_live(Plan(live.revision, sign_off, move.at, live.planned_until), live, move)
    return set()


def _lapse(live: Publication, move: Move) -> set[int]:
    """End a row that nobody with a licence answers for any more."""
    live.ending_reason = LAPSED
    live.ending_notice = nearest(REVIEWED_AGAIN, live.locale)
    end(live, EndingKind.WITHDRAWN, move.at)
    record_change(live, ChangeKind.WITHDRAWN, move)
    move.record(live, fingerprint=live.fingerprint)
    return {live.pk}
