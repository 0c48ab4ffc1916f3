"""What is known of a work changes the pages that cite it, and the conditions that show their words."""

import pytest
from django.db import transaction

from delivery.models import Change, Document
from references.facts import work_changed
from references.models import Reference
from references.signals import standing_changed
from review.ledger import ledger_turn
from tests.builders import make_reference
from tests.delivery.covering import AT
from tests.delivery.neighbourhood import PTSD, SHAME, WORK, makes_anew
from tests.delivery.reading import shown


def correct(work, **fields):
    with ledger_turn(now=AT) as turn:
        Reference.objects.filter(pk=work.pk).update(**fields)
        work_changed(work=work, at=turn.at, turn=turn)


def test_a_retraction(neighbourhood):
    with makes_anew(SHAME, PTSD, WORK):
        correct(neighbourhood.work, standing="retracted", standing_checked_at=AT)
    for title in (SHAME, PTSD):
        (reference,) = shown(title)["references"]
        assert reference["standing"]["status"] == "retracted"


def test_a_corrected_title(neighbourhood):
    with makes_anew(SHAME, PTSD, WORK):
        correct(neighbourhood.work, title="On guilt")


def test_what_changes_nothing_that_is_shown(neighbourhood):
    with makes_anew():
        correct(neighbourhood.work, standing="retracted", standing_checked_at=None)


def test_a_change_from_below_takes_a_turn_of_its_own(neighbourhood):
    with makes_anew(SHAME, PTSD, WORK), transaction.atomic():
        Reference.objects.filter(pk=neighbourhood.work.pk).update(year=2018)
        work_changed(work=neighbourhood.work, at=AT)
    assert {change.at for change in Change.objects.all()[:3]} >= {AT}


def test_a_work_that_no_page_cites(neighbourhood):
    work = make_reference()
    with makes_anew():
        correct(work, standing="retracted", standing_checked_at=AT)
    assert not Document.objects.filter(reference=work).exists()


def test_a_failing_receiver_undoes_the_change(neighbourhood):
    def fail(**_):
        raise RuntimeError("The receiver fails.")

    standing_changed.connect(fail)
    try:
        with makes_anew(), pytest.raises(RuntimeError):
            correct(neighbourhood.work, standing="retracted", standing_checked_at=AT)
    finally:
        standing_changed.disconnect(fail)
    assert Reference.objects.get(pk=neighbourhood.work.pk).standing == "unknown"
