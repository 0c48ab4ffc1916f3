"""The move: records of a batch become works, and nothing that was typed is lost."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from structlog.testing import capture_logs

from references.models import Reference, SourceAnswer
from references.records import FaultyRecord
from references.signals import standing_changed
from tests.builders import NOW, make_reference
from tests.references.records import COLUMNS, DOI, LATER, RETRACTION, bring_in, columns, make_record

pytestmark = pytest.mark.django_db


@pytest.fixture
def told():
    """The primary keys of the works of each signal that is sent."""
    heard = []

    def hear(references, **_):
        heard.append(references)

    standing_changed.connect(hear)
    yield heard
    standing_changed.disconnect(hear)


def test_a_new_work(told):
    imported = bring_in(make_record(corrections=[RETRACTION], revised_on=date(2019, 1, 2)))
    work = Reference.objects.get()
    assert imported.added == [work]
    assert columns() == COLUMNS
    assert told == [[work.pk]]
    answer = SourceAnswer.objects.values().get()
    assert {name: answer[name] for name in answer if answer[name]} == {
        "id": answer["id"],
        "reference_id": work.pk,
        "source": "pubmed",
        "answered_at": NOW,
        "bibliography": COLUMNS | {"published_online": "2018-07-26"},
        "signals": [
            {
                "source": "pubmed",
                "standing": "retracted",
                "raw": "RetractionIn",
                "notice": {"pmid": "31000000"},
                "needs_look": False,
                "seen_at": NOW.isoformat(),
            }
        ],
        "version": 1,
        "revised_on": date(2019, 1, 2),
        "corrections": [RETRACTION],
    }


def test_the_same_again_changes_nothing(told):
    bring_in(make_record())
    imported = bring_in(make_record(), at=LATER)
    assert imported.unchanged == [Reference.objects.get()]
    assert len(told) == 1
    assert SourceAnswer.objects.get().answered_at == NOW


def test_an_empty_batch(told):
    assert bring_in().added == []
    assert told == []


def test_nothing_is_told_outside_of_changes(told):
    kept = make_reference(pmid="1", title="Guilt")
    bring_in(make_record())
    assert told == [[Reference.objects.exclude(pk=kept.pk).get().pk]]


def test_queries_of_a_batch():
    """A new work is two rows; one that is as it was asks for nothing of its own."""

    def asked(*records):
        with CaptureQueriesContext(connection) as queries:
            bring_in(*records)
        return len(queries)

    records = [make_record(pmid=str(number), doi=f"10.1000/{number}") for number in range(1, 41)]
    few = asked(*records[:10])
    assert asked(*records[10:]) == few + 2 * 20
    assert asked(*records) == 2


# Works that are there


@pytest.mark.parametrize(
    "known", [{"pmid": "30075356"}, {"pmid": "", "doi": DOI}, {"pmid": "30075356", "doi": DOI}]
)
def test_a_typed_work_is_filled(known):
    work = make_reference(title="Shame in PTSD", year=2018, **known)
    imported = bring_in(make_record())
    assert (imported.refreshed, imported.typed) == ([work], {})
    assert columns() == COLUMNS


def test_what_was_typed_stays():
    typed = {
        "title": "Shame in post-traumatic stress disorder",
        "authors": [{"family": "Candea"}],
        "year": 2017,
        "pages": "78",
        "kind": "chapter",
        "url": "https://example.org/shame",
        "publication_types": ["Review"],
    }
    work = make_reference(pmid="30075356", **typed)
    imported = bring_in(make_record())
    assert columns(typed) == typed
    assert columns(["doi", "volume", "month", "title_markup"]) == {
        "doi": DOI,
        "volume": "58",
        # A month of another year, or markup of other words, would be wrong.
        "month": None,
        "title_markup": "",
    }
    assert imported.typed == {
        work.key: [
            "title",
            "title_markup",
            "year",
            "month",
            "pages",
            "kind",
            "authors",
            "publication_types",
        ]
    }


def test_what_the_source_gave_is_refreshed_and_what_was_typed_since_stays():
    bring_in(make_record(without=["volume", "pages"], title="Shame in PTSD", year=2017))
    Reference.objects.update(journal="J Anx")
    imported = bring_in(
        make_record(
            without=["month"],
            title="Shame after trauma",
            title_markup="",
            journal="Journal of Anxiety Disorders",
        )
    )
    assert imported.typed == {"pmid:30075356": ["journal"]}
    assert columns() == COLUMNS | {
        "title": "Shame after trauma",
        "title_markup": "",
        "journal": "J Anx",
        "month": None,
    }


def test_an_article_number_takes_the_place_of_pages():
    bring_in(make_record())
    bring_in(make_record(without=["pages"], article_number="e123"))
    assert columns(["pages", "article_number"]) == {"pages": "", "article_number": "e123"}


def test_identifiers_are_never_replaced():
    """Signed words cite a work by them."""
    bring_in(make_record())
    imported = bring_in(make_record(doi="10.1000/other", pmcid="PMC1"))
    assert columns(["doi", "pmcid"]) == {"doi": DOI, "pmcid": "PMC1"}
    assert imported.typed == {"pmid:30075356": ["doi"]}


def test_a_doi_names_one_work():
    other = make_reference(pmid="1", doi=DOI)
    with capture_logs() as logs:
        bring_in(make_record())
    assert Reference.objects.get(pmid="30075356").doi == ""
    assert Reference.objects.get(pk=other.pk).doi == DOI
    assert logs == [
        {
            "event": "reference_doi_taken",
            "log_level": "warning",
            "pmid": "30075356",
            "doi": DOI,
            "by": "pmid:1",
        }
    ]


def test_two_records_with_one_doi_in_a_batch():
    bring_in(make_record(), make_record(pmid="2"))
    assert list(Reference.objects.order_by("pmid").values_list("pmid", "doi")) == [
        ("2", ""),
        ("30075356", DOI),
    ]


# Versions


@pytest.mark.parametrize("order", [(1, 2, 10), (10, 2, 1), (2, 10, 1)])
def test_of_several_versions_the_highest_counts(order):
    bring_in(*(make_record(version=version, volume=str(version)) for version in order))
    assert columns(["volume"]) == {"volume": "10"}
    assert SourceAnswer.objects.get().version == 10


def test_what_is_older_than_what_is_known_is_left():
    day = date(2019, 1, 2)
    bring_in(make_record(version=2, revised_on=day))
    for older in ({"version": 1}, {"version": 2, "revised_on": day - timedelta(days=1)}):
        imported = bring_in(make_record(volume="1", **older))
        assert imported.older == [Reference.objects.get()]
    assert columns(["volume"]) == {"volume": "58"}


def test_what_the_source_says_now_is_never_older():
    """A file may claim any day of revision."""
    bring_in(make_record(version=2, revised_on=date(2999, 1, 1)))
    imported = bring_in(make_record(volume="1", revised_on=date(2019, 1, 2)), asked_now=True)
    assert imported.refreshed == [Reference.objects.get()]
    assert columns(["volume"]) == {"volume": "1"}


# What a work cannot hold


@pytest.mark.parametrize(
    ("wrong", "left_out"),
    [
        ({"issn": "0887-6186"}, {"issn": ""}),
        ({"year": 9999}, {"year": None, "month": None}),
        ({"volume": "x" * 41}, {"volume": ""}),
        ({"languages": ["English"]}, {"languages": []}),
    ],
)
def test_what_does_not_fit_is_left_out_and_logged(wrong, left_out):
    with capture_logs() as logs:
        bring_in(make_record(**wrong))
    assert columns() == COLUMNS | left_out
    ((name, value),) = wrong.items()
    assert logs[0] == {
        "event": "reference_column_left_out",
        "log_level": "warning",
        "pmid": "30075356",
        "column": name,
        "value": value,
    }


def test_a_title_that_is_too_long():
    title = "Shame " * 200
    bring_in(make_record(title=title.strip()))
    stored = Reference.objects.get()
    assert (len(stored.title), stored.title[-7:], stored.title_markup) == (996, " Shame…", "")


def test_a_record_without_a_title():
    imported = bring_in(make_record(without=["title", "title_markup"]), make_record(pmid="1"))
    assert imported.faulty == [FaultyRecord("30075356", "The record has no title.")]
    assert [work.pmid for work in imported.added] == ["1"]
