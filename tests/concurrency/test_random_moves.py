"""Eight processes publish, withdraw, rename, restore, sign and revoke at random; some are killed at it."""

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import pairwise
from random import Random

import pytest

from tests.concurrency.processes import KILLED, Process, ask
from tests.sizes import size

PROCESSES = 8
# Each place is taken by so many processes that are killed, one after the other, and by a last one
# that ends by itself.
KILLS_PER_PLACE = size(1, soak=13)
PLANS_OF_THE_LAST = 6
MOVES = {
    "publish",
    "schedule",
    "hold",
    "present",
    "withdraw",
    "revoke",
    "submit",
    "sign",
    "rename",
    "edit",
    "restore",
}
# What the few processes of a lane make for certain. The others may be refused each time, by chance.
CERTAIN = MOVES if KILLS_PER_PLACE > 1 else {"edit", "submit", "sign", "publish"}
ENDLESS = 100_000


@pytest.mark.sized
def test_history_stays_whole(database, seed):
    with ThreadPoolExecutor(PROCESSES) as places:
        told = list(places.map(partial(take_place, database, seed), range(PROCESSES)))
    moves = [move for of_place in told for move in of_place]
    after = ask(database, "state")

    assert after["faults"] == []
    assert after["untrue"] == ""
    assert [number for number, *_ in after["changes"]] == gapless(after["changes"])
    assert list(pairs_out_of_order(after["changes"])) == []
    assert after["ledger"] == ledger_of_newest_rows(after)
    assert list(overlaps(after["publications"], "page")) == []
    assert list(overlaps(after["publications"], "path")) == []
    assert list(public_without_cover(after["publications"])) == []
    assert [page for page, all in after["revisions"].items() if all != gapless(all)] == []
    assert [page for page, all in after["edits"].items() if all != gapless(all)] == []
    assert lost(moves, after["traces"]) == Counter()
    assert {name for name, *_ in moves} == MOVES
    assert {name for name, refusal, _ in moves if not refusal} >= CERTAIN
    assert any(refusal for _, refusal, _ in moves)


def take_place(database, seed, number):
    """Live and die in one of the places; what all its processes told of their moves."""
    random = Random(f"{seed}, {number}")
    told = []
    for _ in range(KILLS_PER_PLACE):
        dies = killed_from_within if random.random() < 0.5 else killed_from_without
        told += dies(database, random)
    with Process(database) as process:
        process.tell("work", seed=random.getrandbits(32), plans=PLANS_OF_THE_LAST)
        told += process.rest()
        assert process.end() == (0, "")
    return told


def killed_from_within(database, random):
    """A process that ends between two statements, or between the last one and the COMMIT."""
    statements = random.randint(10, 400)
    with Process(database) as process:
        process.tell("work", seed=random.getrandbits(32), plans=ENDLESS, statements=statements)
        told = process.rest()
        assert process.end() == (KILLED, "")
    return told


def killed_from_without(database, random):
    """A process that is killed wherever it just is."""
    with Process(database) as process:
        told = [process.ask("work", seed=random.getrandbits(32), plans=ENDLESS)]
        time.sleep(random.uniform(0, 0.5))
        process.kill()
        told += process.rest()
        assert process.end() == (KILLED, "")
    return told


def gapless(rows):
    return list(range(1, len(rows) + 1))


def pairs_out_of_order(changes):
    for (number, at, *_), (_, next_at, *_) in pairwise(changes):
        if next_at < at:
            yield number


def ledger_of_newest_rows(state):
    number, at, last_hash = state["audit"][-1]
    last_change, changed_at, *_ = state["changes"][-1]
    return {
        "last_audit": number,
        "last_hash": last_hash,
        "last_change": last_change,
        "last_at": max(at, changed_at),
    }


def overlaps(publications, column):
    """The pairs of rows that are public at one instant and have the same page, or path."""
    standing = [row for row in publications if row["cancelled_at"] is None]
    ordered = sorted(standing, key=lambda row: (row[column], row["live_from"]))
    for row, following in pairwise(ordered):
        if row[column] == following[column] and ends_after(row, following["live_from"]):
            yield row, following


def public_without_cover(publications):
    """The rows that were public for a while after their sign-off had been revoked."""
    for row in publications:
        public = row["cancelled_at"] is None
        if public and row["revoked_at"] and ends_after(row, row["revoked_at"]):
            yield row


def ends_after(row, at):
    return row["live_until"] is None or row["live_until"] > at


def lost(moves, traces):
    """What a process had told before it was killed, and the database does not know."""
    return Counter(trace for *_, trace in moves if trace) - Counter(traces)
