"""What is planned is held when a source falls on which its words rest."""

from collections.abc import Collection

from delivery.models import Publication
from delivery.ranges import DERIVED, Plan, cancel, new_row
from review.fallen import Fall, falls
from review.ledger import Turn
from review.models import SignOff

REASON = "“{work}” is now known as: {standing}. Held until its citation is looked at again."
FOLLOWED = "What was planned before it is held: plan it again."


def hold_resting_on(references: Collection[int], turn: Turn) -> set[int]:
    """Cancel what is planned of words that were signed before one of the works fell.

    What follows it and would no longer be as it says is cancelled with it, because only a person's
    move may plan it anew. Return the primary keys of the rows changed.
    """
    planned = Publication.objects.scheduled(turn.at)
    sign_offs = SignOff.objects.filter(publications__in=planned).distinct()
    fallen = {fall.sign_off.pk: fall for fall in falls(sign_offs, references=references)}
    changed: set[int] = set()
    if not fallen:
        return changed
    rows = planned.filter(page__in={fall.sign_off.page_id for fall in fallen.values()})
    for row in rows.select_related("revision__page__topic", "sign_off").order_by("live_from"):
        reason = _reason(row, fallen.get(row.sign_off_id))
        if reason:
            row.ending_reason = reason
            changed |= cancel(row, turn.at)
    return changed


def _reason(row: Publication, fall: Fall | None) -> str:
    if fall:
        standing = fall.work.get_standing_display().lower()
        return REASON.format(work=fall.work.title, standing=standing)
    wanted = new_row(Plan(row.revision, row.sign_off, row.live_from, row.planned_until))
    is_as_it_says = all(getattr(row, name) == getattr(wanted, name) for name in DERIVED)
    return "" if is_as_it_says else FOLLOWED
