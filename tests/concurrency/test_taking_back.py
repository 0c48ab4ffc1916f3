"""Two processes meet over words that are corrected, accepted, revoked, recalled or talked about."""

import pytest

from tests.concurrency.processes import Process
from tests.concurrency.test_signing import ROUNDS, faults, meet, put_up, sign


@pytest.fixture
def two(database):
    with Process(database) as one, Process(database) as other:
        yield one, other


def prepare(process, verb):
    assert process.ask(verb) in ("put up", "public")


def correct(reviewer):
    return "correct", {"reviewer": reviewer}


@pytest.mark.parametrize("other", [sign(1), correct(1)], ids=["sign", "correct"])
def test_correcting_while_another_decides(two, other):
    for _ in range(ROUNDS):
        put_up(two[0])
        refusals = meet(*two, correct(0), other)
        assert sorted(refusals) == ["", "not_in_review"]
        states = two[0].ask("outcome")["states"]
        was_signed = other[0] == "sign" and refusals[1] == ""
        assert states[-1] == ("signed" if was_signed else "in_review")
        assert two[0].ask("sign_the_rest") == "signed"
    assert faults(two[0]) == ([], "")


def test_accepting_twice_at_once(two):
    for _ in range(ROUNDS):
        prepare(two[0], "put_up_corrected")
        refusals = meet(*two, ("accept", {"by": "editor"}), ("accept", {"by": "publisher"}))
        assert sorted(refusals) == ["", "already_accepted"]
        told = two[0].ask("outcome")
        assert told["in_force"][-1] == told["signed"][-1]
    assert faults(two[0]) == ([], "")


def test_accepting_while_it_is_revoked(two):
    for _ in range(ROUNDS):
        prepare(two[0], "put_up_corrected")
        accepting, revoking = meet(*two, ("accept", {"by": "editor"}), ("revoke", {"reviewer": 0}))
        assert (accepting in ("", "already_revoked"), revoking) == (True, "")
        told = two[0].ask("outcome")
        assert told["signed"][-1] not in told["in_force"]
    assert faults(two[0]) == ([], "")


def test_publishing_while_it_is_revoked(two):
    for _ in range(ROUNDS):
        put_up(two[0])
        assert meet(*two, sign(0), sign(0)).count("") == 1
        publishing, revoking = meet(*two, ("publish", {}), ("revoke", {"reviewer": 0}))
        assert (publishing in ("", "unsigned"), revoking) == (True, "")
        told = two[0].ask("outcome")
        assert told["signed"][-1] not in told["in_force"]
        assert publishing == "unsigned" or told["public"] is False
    assert faults(two[0]) == ([], "")


def test_recalling_twice_at_once(two):
    for _ in range(ROUNDS):
        prepare(two[0], "make_public")
        assert sorted(meet(*two, ("recall", {}), ("recall", {}))) == ["", "not_live"]
        assert two[0].ask("outcome")["public"] is False
    assert faults(two[0]) == ([], "")


def test_recalling_while_all_of_the_signer_is_revoked(two):
    prepare(two[0], "make_public")
    recalling, revoking = meet(*two, ("recall", {}), ("revoke_all", {"reviewer": 0}))
    assert (recalling, revoking) in [("", "plan_changed"), ("not_live", "")]
    assert two[0].ask("outcome")["public"] is False
    assert faults(two[0]) == ([], "")


def test_signing_while_all_of_the_signer_is_revoked(two):
    """Whoever comes second: a signature that the list did not name is not revoked unseen."""
    prepare(two[0], "make_public")
    put_up(two[0])
    signing, revoking = meet(*two, sign(0), ("revoke_all", {"reviewer": 0}))
    assert (signing, revoking) in [("", "plan_changed"), ("", "")]
    told = two[0].ask("outcome")
    assert told["in_force"][-1] == told["signed"][-1]
    assert told["public"] is (revoking == "plan_changed")
    assert faults(two[0]) == ([], "")


def test_revoking_all_twice_at_once(two):
    prepare(two[0], "make_public")
    refusals = meet(*two, ("revoke_all", {"reviewer": 0}), ("revoke_all", {"reviewer": 0}))
    assert refusals.count("") == 1
    assert set(refusals) <= {"", "nothing_to_revoke", "plan_changed"}
    told = two[0].ask("outcome")
    assert (told["in_force"], told["public"]) == ([], False)
    assert faults(two[0]) == ([], "")


def test_commenting_while_it_is_signed(two):
    for _ in range(ROUNDS):
        put_up(two[0])
        before = two[0].ask("outcome")["comments"]
        commenting, signing = meet(*two, ("comment", {}), sign(0))
        assert (commenting in ("", "comments_closed"), signing) == (True, "")
        assert two[0].ask("outcome")["comments"] == before + (commenting == "")
    assert faults(two[0]) == ([], "")
