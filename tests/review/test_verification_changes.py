"""`manage.py verify_audit` names what was done to the log of public changes."""

from datetime import timedelta

import pytest

from delivery.models import Change
from review.models import Ledger
from tests.review.tampering import faults, remove, tamper


def never_told(change):
    return f"No change says that publication {change.publication.uuid} began."


@pytest.mark.parametrize("column", ["kind", "at"])
def test_a_column_of_a_change(past, column):
    change = Change.objects.get(number=1)
    values = {"kind": "withdrawn", "at": change.at - timedelta(days=1)}
    began = {"kind": [never_told(change)], "at": []}
    tamper(change, **{column: values[column]})
    assert faults() == ["Change 1 is not what its publication says.", *began[column]]


def test_the_publication_of_a_change(past):
    other = Change.objects.filter(kind="published").exclude(publication=None).first().publication
    change = Change.objects.get(number=1)
    untold = never_told(change)
    tamper(change, publication=other)
    assert faults() == ["Change 1 is not what its publication says.", untold]


def test_a_change_that_is_out_of_order(past):
    change = Change.objects.get(kind="updated")
    tamper(change, at=Change.objects.get(number=1).at - timedelta(days=1))
    assert faults() == [
        f"Change {change.number} is earlier than the one before it.",
        f"Change {change.number} is not what its publication says.",
    ]


def test_a_change_from_the_middle(past):
    remove(Change.objects.get(number=2))
    assert faults() == ["Change 2 is missing before change 3."]


def test_the_first_change(past):
    change = Change.objects.get(number=1)
    untold = never_told(change)
    remove(change)
    assert faults() == ["Change 1 is missing before change 2.", untold]


def test_the_last_change(past):
    last = Ledger.objects.get().last_change
    remove(Change.objects.get(number=last))
    assert faults() == [f"The log ends at change {last - 1}, but the ledger says {last}."]
