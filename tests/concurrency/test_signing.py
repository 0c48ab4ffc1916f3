"""Two processes meet over one submission: there is one clear outcome, and nothing half done."""

import pytest

from tests.concurrency.processes import Process

ROUNDS = 3


def meet(one, other, first, second):
    """Let both make their move at the same moment; what each was refused for."""
    for process, (name, arguments) in ((one, first), (other, second)):
        process.tell("at_once", move=name, **arguments)
    assert [one.heard(), other.heard()] == ["ready", "ready"]
    one.tell("go on")
    other.tell("go on")
    return [one.heard(), other.heard()]


@pytest.fixture
def two(database):
    with Process(database) as one, Process(database) as other:
        yield one, other


def put_up(one):
    assert one.ask("put_up") == "put up"


def sign(reviewer):
    return "sign", {"reviewer": reviewer}


def faults(process):
    told = process.ask("state")
    return told["faults"], told["untrue"]


@pytest.mark.parametrize("reviewers", [(0, 1), (0, 0)], ids=["two physicians", "one, twice"])
def test_signing_twice_at_once(two, reviewers):
    for _ in range(ROUNDS):
        put_up(two[0])
        refusals = meet(*two, sign(reviewers[0]), sign(reviewers[1]))
        assert sorted(refusals) == ["", "not_in_review"]
    told = two[0].ask("outcome")
    assert told["states"] == ["signed"] * (ROUNDS + 1)
    assert told["signed"] == list(range(1, ROUNDS + 2))
    assert faults(two[0]) == ([], "")


def test_signing_while_it_is_sent_back(two):
    for _ in range(ROUNDS):
        put_up(two[0])
        refusals = meet(*two, sign(0), ("return_it", {}))
        assert sorted(refusals) == ["", "not_in_review"]
        newest = two[0].ask("outcome")["states"][-1]
        assert newest == ("signed" if refusals[0] == "" else "changes_requested")
    assert faults(two[0]) == ([], "")


def test_signing_while_a_later_one_is_submitted(two):
    """The later submission replaces what waits, or comes after what was signed."""
    for _ in range(ROUNDS):
        put_up(two[0])
        signing, replacing = meet(*two, sign(0), ("replace", {}))
        assert (signing in ("", "not_in_review"), replacing) == (True, "")
        *_, before, newest = two[0].ask("outcome")["states"]
        assert newest == "in_review"
        assert before == ("signed" if signing == "" else "withdrawn")
    assert faults(two[0]) == ([], "")


def test_signing_while_the_licence_is_ended(two):
    put_up(two[0])
    signing, ending = meet(*two, sign(0), ("end_licence", {"reviewer": 0}))
    assert (signing in ("", "no_active_licence"), ending) == (True, "")
    newest = two[0].ask("outcome")["states"][-1]
    assert newest == ("signed" if signing == "" else "in_review")
    assert faults(two[0]) == ([], "")
