"""DESIGN 4.8: for every live publication before its boundary ``body == present(at=now)``."""

import pytest

from delivery.verification import change_faults
from tests.delivery.anew import settle_at
from tests.delivery.histories import History
from tests.delivery.truth import assert_all_bytes_are_stored, assert_stored_bytes_are_true
from tests.sizes import size

HISTORIES = size(2, soak=200)
STEPS = 25


@pytest.mark.sized
@pytest.mark.parametrize("seed", range(HISTORIES))
def test_they_are_true_after_every_move(cast, seed):
    history = History(cast, seed)
    for _ in range(STEPS):
        history.step()
        assert_stored_bytes_are_true(history.instant)
    settle_at(history.instant)
    assert_all_bytes_are_stored(history.instant)
    assert list(change_faults()) == []


def test_a_history_makes_every_move(cast):
    """Otherwise the test above would prove less than it says."""
    history = History(cast, 1)
    made = {history.step() for _ in range(150)}
    assert made >= {move.__name__ for move in history.moves}
