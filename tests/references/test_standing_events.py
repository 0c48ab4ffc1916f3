"""A change of the standing of a work is written down, once, and stays."""

import pytest

from references.models import Reference, Source, SourceAnswer, Standing, StandingEvent
from tests.builders import NOW, make_reference
from tests.references.records import LATER, RETRACTION, bring_in, make_record

pytestmark = pytest.mark.django_db

CITATION = "Lancet. 2020;395:1821. doi: 10.1000/Notice."
NOTICE = {"pmid": "31000000", "doi": "10.1000/notice", "citation": CITATION}


def events():
    names = ("reference", "before", "after", "source", "at", "raw", "notice")
    return list(StandingEvent.objects.order_by("at").values_list(*names))


def test_it_works():
    bring_in(make_record(), asked_now=True)
    bring_in(make_record(corrections=[RETRACTION | {"source": CITATION}]), at=LATER)
    uuid = Reference.objects.get().uuid
    assert events() == [
        (uuid, "unknown", "current", "pubmed", NOW, "", {}),
        (uuid, "current", "retracted", "pubmed", LATER, "RetractionIn", NOTICE),
    ]


def test_what_does_not_change_is_no_event():
    bring_in(make_record(corrections=[RETRACTION]), asked_now=True)
    bring_in(make_record(corrections=[RETRACTION]), asked_now=True, at=LATER)
    assert [after for _, _, after, *_ in events()] == [Standing.RETRACTED]


def test_an_unknown_work_of_a_file_is_no_event():
    bring_in(make_record())
    assert events() == []


def test_it_names_the_source_that_decided():
    work = make_reference(pmid="30075356")
    signal = {"source": "crossref", "standing": "retracted", "raw": "retraction"}
    SourceAnswer.objects.create(
        reference=work,
        source=Source.CROSSREF,
        answered_at=NOW,
        signals=[{**signal, "notice": {"doi": "10.1/n"}, "needs_look": False, "seen_at": ""}],
    )
    bring_in(make_record(), asked_now=True)
    assert events() == [
        (work.uuid, "unknown", "retracted", "crossref", NOW, "retraction", {"doi": "10.1/n"})
    ]


def test_the_signal_that_names_its_notice_speaks_first():
    types = [{"ui": "D016441", "name": "Retracted Publication"}]
    record = make_record(corrections=[{"type": "RetractionIn"}, RETRACTION])
    record.publication_types.extend(types)
    bring_in(record)
    ((*_, raw, notice),) = events()
    assert (raw, notice) == ("RetractionIn", {"pmid": "31000000"})


def test_it_outlives_the_work():
    bring_in(make_record(), asked_now=True)
    Reference.objects.get().delete()
    assert len(events()) == 1
