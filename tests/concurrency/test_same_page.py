"""Two processes save the same page at the same moment: one wins, the other is told so."""

from tests.concurrency.people import TOPICS_WITHOUT_PAGE
from tests.concurrency.processes import Process, ask

ROUNDS = 15


def test_saving_one_that_exists(database):
    with Process(database) as one, Process(database) as other:
        first_page, *_ = before = other.ask("state")["edits"]
        outcomes = rounds(ROUNDS, one, other, "edit", rounds=ROUNDS)
    for winner, loser in outcomes:
        assert winner == []
        assert loser in (["stale_lock_version"], ["saved_meanwhile"])
    after = ask(database, "state")["edits"]
    assert after == {**before, first_page: list(range(1, ROUNDS + 2))}


def test_making_one(database):
    with Process(database) as one, Process(database) as other:
        before = other.ask("state")["edits"]
        outcomes = rounds(TOPICS_WITHOUT_PAGE, one, other, "make")
        after = other.ask("state")["edits"]
    for winner, loser in outcomes:
        assert winner == []
        assert loser in (["duplicate_page", "duplicate_slug"], ["saved_meanwhile"])
    made = [[1]] * TOPICS_WITHOUT_PAGE
    assert [after[page] for page in after if page not in before] == made


def rounds(number, one, other, verb, **arguments):
    """What each round's two were told, the one with fewer faults first."""
    one.tell(verb, **arguments)
    other.tell(verb, **arguments)
    return [saved_at_once(one, other) for _ in range(number)]


def saved_at_once(one, other):
    """Let both go on when both are ready."""
    assert [one.heard(), other.heard()] == ["ready", "ready"]
    one.tell("go on")
    other.tell("go on")
    return sorted([one.heard(), other.heard()])
