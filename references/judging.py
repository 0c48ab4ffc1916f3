"""Setting the standing of a work, and writing down that it changed."""

from collections.abc import Sequence
from datetime import datetime

from references.evidence import deciding
from references.models import Reference, StandingEvent
from references.standing import Signal

JUDGED = ["standing", "standing_checked_at"]


def set_standing(
    work: Reference, standing: str, *, signals: Sequence[Signal], source: str, at: datetime
) -> StandingEvent | None:
    """Give a work the standing that follows of the signals, unsaved.

    ``source`` is who was asked. Return the event to be stored with the work, if it is one.
    """
    before = work.standing
    work.standing, work.standing_checked_at = standing, at
    return event_of(work, before, signals=signals, source=source, at=at)


def event_of(
    work: Reference, before: str, *, signals: Sequence[Signal], source: str, at: datetime
) -> StandingEvent | None:
    """Return the event, unsaved, if the work has another standing than before."""
    if work.standing == before:
        return None
    decided = next(iter(deciding(signals, work.standing)), None)
    return StandingEvent(
        reference_id=work.uuid,
        before=before,
        after=work.standing,
        source=decided.source if decided else source,
        raw=decided.raw if decided else "",
        notice=decided.notice if decided else {},
        at=at,
    )
