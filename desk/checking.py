"""The watch over the library: batch by batch, by whoever has come to it, until all that is due is done.

With each batch is written down where the run is. A process that is killed loses the batch that it
was at; the next one goes on from there. Two at once would do no harm, and some work twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from desk.models import LibraryCheck, Message
from desk.telling import tell_of_fallen
from references.asking import Limits
from references.checking import LIMITS, Patience, due, hear, usually_before, weigh
from references.models import Reference, StandingEvent
from review.ledger import ledger_turn

BATCH_WORKS = 200
# Of the worker, which has other things to do every few seconds.
FEW_WORKS = 10
SHORT = Limits(connect_seconds=5, piece_seconds=10, answer_seconds=20, attempts=2, wait_seconds=10)
# Between the beginnings of two runs, and after one in which a source was given up.
EVERY, SOONER = timedelta(days=1), timedelta(hours=1)
# After so long without a sign somebody else goes on with a run.
LEFT_AFTER = timedelta(minutes=10)
ADVANCES = ["position", "alive_at", "silent", "given_up", "checked", "changed"]


@dataclass(frozen=True)
class Batch:
    """Works that were checked, and how the standing of some changed."""

    works: Sequence[Reference] = ()
    events: Sequence[StandingEvent] = field(default_factory=list)


def begin_check(*, holder: str, now: datetime, everything: bool = False) -> LibraryCheck:
    """Go on with the run that was left, or begin one: of works that are due, or of all."""
    with ledger_turn(now=now) as turn:
        newest = LibraryCheck.objects.first()
        if newest and not newest.finished_at:
            if newest.is_of_all or not everything:
                return _taken(newest, holder, turn.at)
            # What is begun now includes it.
            newest.finished_at = turn.at
            newest.save(update_fields=["finished_at"])
        return _begun(holder, turn.at, everything=everything)


def check_when_due(now: datetime, *, holder: str) -> int:
    """Do some of what is due, if nobody else is at it; return how many works were checked.

    Nothing is due without an address by which NCBI knows who asks.
    """
    if not settings.NCBI_EMAIL:
        return 0
    check = LibraryCheck.objects.first()
    if not _is_mine(check, holder):
        if not _wants_somebody(check, now):
            return 0
        check = _take_if_wanted(holder, now)
    if check is None:
        return 0
    batch = check_batch(check, size=FEW_WORKS, limits=SHORT)
    if not batch.works:
        finish_check(check)
    return len(batch.works)


def left_to_check(check: LibraryCheck) -> "QuerySet[Reference]":
    works = due(checked_before=check.checked_before, now=check.started_at)
    return works.filter(pk__gt=check.position)


def check_batch(check: LibraryCheck, *, size: int = BATCH_WORKS, limits: Limits = LIMITS) -> Batch:
    """Check the next works of a run; an empty batch if none are left. It may take minutes."""
    works = list(left_to_check(check)[:size])
    if not works:
        return Batch()
    patience = Patience(silent=check.silent, given_up=check.given_up)
    heard = hear(works, patience=patience, limits=limits)
    with ledger_turn(now=timezone.now()) as turn:
        events = weigh(heard, works=[work.pk for work in works], at=turn.at, turn=turn)
        check.position, check.alive_at = works[-1].pk, turn.at
        check.silent, check.given_up = patience.silent, patience.given_up
        check.checked += len(works)
        check.changed += len(events)
        check.save(update_fields=ADVANCES)
    return Batch(works, events)


def finish_check(check: LibraryCheck) -> list[Message]:
    """End a run: whoever has to know of works that fell is written to. Return the messages."""
    with ledger_turn(now=timezone.now()) as turn:
        check.finished_at = turn.at
        check.save(update_fields=["finished_at"])
        return tell_of_fallen(at=turn.at)


def check_some(works: Sequence[Reference], *, patience: Patience) -> tuple[Batch, list[Message]]:
    """Check these works, due or not, and tell of those that fell."""
    heard = hear(works, patience=patience)
    with ledger_turn(now=timezone.now()) as turn:
        events = weigh(heard, works=[work.pk for work in works], at=turn.at, turn=turn)
        return Batch(works, events), tell_of_fallen(at=turn.at)


def _take_if_wanted(holder: str, now: datetime) -> LibraryCheck | None:
    """Of several who come at once, one gets it."""
    with ledger_turn(now=now) as turn:
        newest = LibraryCheck.objects.first()
        if not _wants_somebody(newest, now):
            return None
        if newest and not newest.finished_at:
            return _taken(newest, holder, turn.at)
        return _begun(holder, turn.at)


def _is_mine(check: LibraryCheck | None, holder: str) -> bool:
    return bool(check and not check.finished_at and check.holder == holder)


def _wants_somebody(newest: LibraryCheck | None, now: datetime) -> bool:
    """Whether a run was left, or it is time for the next."""
    if newest is None:
        return True
    if not newest.finished_at:
        return newest.alive_at <= now - LEFT_AFTER
    return newest.started_at <= now - (SOONER if newest.given_up else EVERY)


def _taken(check: LibraryCheck, holder: str, at: datetime) -> LibraryCheck:
    check.holder, check.alive_at = holder, at
    # Who goes on with it tries again what was given up.
    check.given_up = []
    check.save(update_fields=["holder", "alive_at", "given_up"])
    return check


def _begun(holder: str, at: datetime, *, everything: bool = False) -> LibraryCheck:
    before = at if everything else usually_before(at)
    return LibraryCheck.objects.create(
        started_at=at, checked_before=before, holder=holder, alive_at=at
    )
