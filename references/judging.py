"""Setting the standing of a work, and writing down that it changed."""

from collections.abc import Sequence
from datetime import datetime

from references.evidence import deciding
from references.models import Reference, Standing, StandingEvent
from references.standing import Signal, is_graver

JUDGED = ["standing", "standing_checked_at"]


def set_standing(
    work: Reference,
    standing: str,
    *,
    signals: Sequence[Signal],
    source: str,
    at: datetime,
    heard_all: bool = True,
) -> StandingEvent | None:
    """Give a work the standing that follows of the signals, unsaved.

    ``source`` is who was asked, and ``heard_all`` false if a source that should know of the work
    was not heard. Return the event to be stored with the work, if it is one.
    """
    before = work.standing
    work.standing = standing if heard_all else _cautious(before, standing)
    if heard_all or work.standing not in (before, Standing.UNKNOWN):
        work.standing_checked_at = at
    return event_of(work, before, signals=signals, source=source, at=at)


def _cautious(before: str, standing: str) -> str:
    """Silence clears nobody: it makes a work unknown, and leaves what is held against it."""
    said = Standing.UNKNOWN if standing == Standing.CURRENT else standing
    return before if is_graver(before, said) else said


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
