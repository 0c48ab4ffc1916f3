"""How a move is made: the ledger first, one transaction, one entry, strictly later than the last.

Every function here that opens the ledger takes its lock as the first statement, so whatever the
move reads afterwards cannot change under it. Reads of the public never take it.
"""

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import OperationalError, transaction
from django.db.models import Model

from accounts.models import User
from articles.canonical import canonical_bytes
from review.models import Action, AuditEntry, Ledger
from review.records import instant, row_hash
from review.refusals import Refusal, Refused

TICK = timedelta(microseconds=1)


@dataclass
class Turn:
    """The ledger in hand. ``at`` is an instant later than that of every earlier turn."""

    ledger: Ledger
    at: datetime

    def next_change(self) -> int:
        """Number the next public change. Gapless, because the ledger's row is locked."""
        self.ledger.last_change += 1
        return self.ledger.last_change


# What the app of the public does at the start of every turn: the map lets nothing here import it.
_first_steps: list[Callable[[Turn], None]] = []


def begin_each_turn_with(step: Callable[[Turn], None]) -> None:
    """Have every turn begin with a step. Called while the apps start."""
    if step not in _first_steps:
        _first_steps.append(step)


@dataclass
class Move(Turn):
    """A person's move under way."""

    action: Action
    by: User

    def record(self, row: Model, *, fingerprint: str = "") -> AuditEntry:
        """Chain one entry for the row that this move made or decided."""
        return self._chain(
            subject_type=row._meta.label_lower,
            subject=row.uuid,  # type: ignore[attr-defined]
            fingerprint=fingerprint,
            row_hash=row_hash(row),
        )

    def record_all(self, rows: Iterable[tuple[Model, str]]) -> None:
        """Chain one entry for each of the rows, given with their fingerprints, in one statement."""
        AuditEntry.objects.bulk_create(
            [
                self._next(
                    subject_type=row._meta.label_lower,
                    subject=row.uuid,  # type: ignore[attr-defined]
                    fingerprint=fingerprint,
                    row_hash=row_hash(row),
                )
                for row, fingerprint in rows
            ]
        )

    def record_refusal(self, subject: Model, code: str) -> AuditEntry:
        return self._chain(
            subject_type=subject._meta.label_lower,
            subject=subject.uuid,  # type: ignore[attr-defined]
            refusal=code,
        )

    def _chain(self, **fields: Any) -> AuditEntry:
        entry = self._next(**fields)
        entry.save(force_insert=True)
        return entry

    def _next(self, **fields: Any) -> AuditEntry:
        entry = AuditEntry(
            number=self.ledger.last_audit + 1,
            at=self.at,
            actor=self.by.uuid,
            action=self.action,
            previous_hash=self.ledger.last_hash,
            **fields,
        )
        entry.hash = entry_hash(entry)
        self.ledger.last_audit, self.ledger.last_hash = entry.number, entry.hash
        return entry


@contextmanager
def ledger_move(*, action: Action, by: User, subject: Model, now: datetime) -> Iterator[Move]:
    """Make a move under the ledger; record it as refused when the block raises ``Refused``."""
    with (
        recorded_refusals(action=action, by=by, subject=subject, now=now),
        ledger_transaction(action=action, by=by, now=now) as move,
    ):
        yield move


@contextmanager
def ledger_transaction(*, action: Action, by: User, now: datetime) -> Iterator[Move]:
    """Lock the ledger and give the move its instant. Its own transaction, never a nested one.

    Raises ``Refused`` with ``busy`` when the database gave up waiting for a lock.
    """
    with ledger_turn(now=now) as turn:
        yield Move(ledger=turn.ledger, at=turn.at, action=action, by=by)


@contextmanager
def ledger_turn(*, now: datetime) -> Iterator[Turn]:
    """Take the ledger for what nobody's right is asked for. Its own transaction, never a nested one.

    Raises ``Refused`` with ``busy`` when the database gave up waiting for a lock.
    """
    with _busy_is_refused(), transaction.atomic(durable=True), joined_turn(now=now) as turn:
        yield turn


@contextmanager
def joined_turn(*, now: datetime) -> Iterator[Turn]:
    """Take the ledger inside the transaction under way, which must not have begun a turn itself."""
    ledger = lock_ledger()
    turn = Turn(ledger=ledger, at=max(now, ledger.last_at + TICK))
    for step in _first_steps:
        step(turn)
    yield turn
    ledger.last_at = turn.at
    ledger.save(
        update_fields=["last_audit", "last_hash", "last_change", "last_at", "settled_until"]
    )


def lock_ledger() -> Ledger:
    """Keep every other turn waiting until the end of the transaction under way."""
    return Ledger.objects.select_for_update().get(pk=1)


@contextmanager
def _busy_is_refused() -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        if _waited_in_vain(error):
            raise Refused(Refusal.BUSY) from error
        raise


@contextmanager
def recorded_refusals(*, action: Action, by: User, subject: Model, now: datetime) -> Iterator[None]:
    """Record a refusal after the rollback, in a transaction of its own, and pass it on."""
    try:
        yield
    except Refused as refused:
        # To record that the ledger was not to be had would be to wait for it again.
        if refused.code != Refusal.BUSY:
            with ledger_transaction(action=action, by=by, now=now) as move:
                move.record_refusal(subject, refused.code)
        raise


def _waited_in_vain(error: OperationalError) -> bool:
    """Whether a lock was not to be had: PostgreSQL's ``lock_not_available``, SQLite's busy."""
    cause = error.__cause__
    return (
        getattr(cause, "sqlstate", None) == "55P03"
        or getattr(cause, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY
    )


def entry_hash(entry: AuditEntry) -> str:
    """Return the SHA-256 over an entry's canonical bytes, which hold the hash before it."""
    return hashlib.sha256(entry_bytes(entry)).hexdigest()


def entry_bytes(entry: AuditEntry) -> bytes:
    """Return the canonical bytes of an entry: all of it but its own hash."""
    content = {
        "number": entry.number,
        "at": instant(entry.at),
        "actor": str(entry.actor),
        "action": str(entry.action),
        "refusal": entry.refusal,
        "subject_type": entry.subject_type,
        "subject": str(entry.subject),
        "fingerprint": entry.fingerprint,
        "row_hash": entry.row_hash,
        "previous_hash": entry.previous_hash,
    }
    return canonical_bytes(content)
