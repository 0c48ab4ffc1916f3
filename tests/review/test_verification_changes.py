"""`manage.py verify_audit` names what was done to the log of public changes."""

from datetime import timedelta

import pytest

from delivery.models import Change
from tests.review.tampering import faults, remove, tamper


@pytest.mark.parametrize("column", ["kind", "at"])
def test_a_column_of_a_change(past, column):
    change = Change.objects.get(number=1)
    values = {"kind": "withdrawn", "at": change.at - timedelta(days=1)}
    tamper(change, **{column: values[column]})
    assert faults() == ["Change 1 is not what its publication says."]


def test_the_publication_of_a_change(past):
    other = Change.objects.get(number=4).publication
    tamper(Change.objects.get(number=1), publication=other)
    assert faults() == ["Change 1 is not what its publication says."]


def test_a_change_that_is_out_of_order(past):
    change = Change.objects.get(number=2)
    tamper(change, at=Change.objects.get(number=1).at)
    assert faults() == [
        "Change 2 is not later than the one before it.",
        "Change 2 is not what its publication says.",
    ]


def test_a_change_from_the_middle(past):
    remove(Change.objects.get(number=2))
    assert faults() == ["Change 2 is missing before change 3."]


def test_the_first_change(past):
    remove(Change.objects.get(number=1))
    assert faults() == ["Change 1 is missing before change 2."]


def test_the_last_change(past):
    remove(Change.objects.get(number=5))
    assert faults() == ["The log ends at change 4, but the ledger says 5."]
