from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction

from references.models import RequestPace
from references.pacing import FURTHEST_SECONDS, Means, Pace

pytestmark = pytest.mark.django_db

START = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)


class Clock:
    def __init__(self):
        self.now, self.late = START, []

    def sleep(self, seconds):
        late = self.late.pop(0) if self.late else 0
        self.now += timedelta(seconds=seconds + late)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def pace(clock):
    return Pace("eutilities", 3, Means(clock=lambda: clock.now, sleep=clock.sleep))


def seconds(instant):
    return round((instant - START).total_seconds(), 3)


def test_it_keeps_its_distance(pace):
    assert [seconds(pace.wait()) for _ in range(4)] == [0, 0.35, 0.7, 1.05]
    assert str(RequestPace.objects.get()) == "eutilities"


def test_who_comes_later_does_not_wait(pace, clock):
    pace.wait()
    clock.now += timedelta(seconds=5)
    assert seconds(pace.wait()) == 5


def test_services_do_not_wait_for_each_other(pace):
    pace.wait()
    assert seconds(Pace("crossref", 3, pace.means).wait()) == 0


def test_who_wakes_late_takes_another_place(pace, clock):
    pace.wait()
    clock.late = [0.3]
    assert seconds(pace.wait()) == 0.7


def test_a_machine_on_which_all_are_late(pace, clock):
    clock.late = [1] * 10
    assert seconds(pace.wait()) == 4


def test_a_service_that_wants_a_rest(pace):
    pace.wait()
    pace.hold(7)
    pace.hold(1)
    assert seconds(pace.wait()) == 7


def test_a_clock_that_was_wrong(pace):
    pace.wait()
    wrong = START + timedelta(seconds=FURTHEST_SECONDS + 1)
    RequestPace.objects.update(next_at=wrong)
    assert seconds(pace.wait()) == 0


def test_nobody_waits_inside_a_transaction(pace):
    """What it locked would be locked while it sleeps, and while the service answers."""
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        pace.wait()
    assert not connection.needs_rollback
