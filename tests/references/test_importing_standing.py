"""What an import tells of the standing of a work, and what it does not."""

import pytest

from references.models import Reference, Source, SourceAnswer, Standing
from tests.builders import NOW, make_reference
from tests.references.records import LATER, RETRACTION, bring_in, make_record

pytestmark = pytest.mark.django_db


def standing():
    work = Reference.objects.get()
    return work.standing, work.standing_checked_at


def test_a_file_does_not_tell_that_a_work_is_current():
    """Unknown is not clean (DESIGN 4.10)."""
    bring_in(make_record())
    assert standing() == (Standing.UNKNOWN, None)


@pytest.mark.parametrize("kind", ["ErratumIn", "UpdateIn"])
def test_nor_that_nothing_worse_has_happened_since(kind):
    bring_in(make_record(corrections=[{"type": kind}]))
    assert standing() == (Standing.UNKNOWN, None)


def test_a_file_is_believed_that_a_work_fell():
    make_reference(pmid="30075356")
    bring_in(make_record(corrections=[RETRACTION]))
    assert standing() == (Standing.RETRACTED, NOW)
    bring_in(make_record(corrections=[RETRACTION]), at=LATER)
    assert standing() == (Standing.RETRACTED, NOW)


def test_what_the_source_says_now_counts():
    bring_in(make_record(), asked_now=True)
    assert standing() == (Standing.CURRENT, NOW)
    bring_in(make_record(corrections=[{"type": "ErratumIn"}]), asked_now=True, at=LATER)
    assert standing() == (Standing.CORRECTED, LATER)
    assert SourceAnswer.objects.get().answered_at == LATER


def test_a_file_without_a_signal_does_not_clear_a_work():
    bring_in(make_record(corrections=[RETRACTION]), asked_now=True)
    bring_in(make_record(), at=LATER)
    assert standing() == (Standing.RETRACTED, NOW)


def test_a_file_does_not_make_it_less_grave():
    bring_in(make_record(corrections=[RETRACTION]), asked_now=True)
    bring_in(make_record(corrections=[{"type": "ExpressionOfConcernIn"}]), at=LATER)
    assert standing() == (Standing.RETRACTED, NOW)


def test_what_another_source_said_counts_as_well():
    bring_in(make_record(), asked_now=True)
    work = Reference.objects.get()
    fell = {"source": "crossref", "standing": "retracted", "raw": "retraction"}
    SourceAnswer.objects.create(
        reference=work,
        source=Source.CROSSREF,
        answered_at=NOW,
        signals=[{**fell, "notice": {}, "needs_look": False, "seen_at": NOW.isoformat()}],
    )
    bring_in(make_record(), asked_now=True, at=LATER)
    assert standing() == (Standing.RETRACTED, LATER)


def test_a_signal_keeps_the_instant_at_which_it_was_first_seen():
    erratum = {"type": "ErratumIn"}
    bring_in(make_record(corrections=[RETRACTION]))
    bring_in(make_record(corrections=[erratum, RETRACTION]), at=LATER)
    assert [(each["raw"], each["seen_at"]) for each in SourceAnswer.objects.get().signals] == [
        ("ErratumIn", LATER.isoformat()),
        ("RetractionIn", NOW.isoformat()),
    ]
