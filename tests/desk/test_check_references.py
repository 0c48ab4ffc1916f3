"""The command that watches the library, the runs that it leaves behind, and the worker's way to them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from desk.checking import FEW_WORKS, check_when_due
from desk.management.commands import check_references
from desk.models import LibraryCheck
from references.models import Reference
from tests.builders import make_reference
from tests.desk.commands import run
from tests.references.sources import RETRACTED, refuse
from tests.review.locking import locked_file

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def works(sources):
    """Three works without a DOI, never checked."""
    for pmid in ("1", "2", "3"):
        sources.pubmed.works[pmid] = ""
    return [make_reference(pmid=pmid, title=f"Work {pmid}") for pmid in ("1", "2", "3")]


def standings():
    return dict(Reference.objects.order_by("pmid").values_list("pmid", "standing"))


def last():
    check = LibraryCheck.objects.first()
    return check.holder, check.checked, check.changed, check.silent, check.finished_at is not None


def test_it_works(works, sources):
    sources.pubmed.works["2"] = RETRACTED
    out, err, failure = run("check_references")
    assert (out, err, failure) == (
        [
            "  pmid:1 Work 1: Unknown → Current",
            "! pmid:2 Work 2: Unknown → Retracted (PubMed: RetractionIn)",
            "  pmid:3 Work 3: Unknown → Current",
            "3 of 3",
            "Checked: 3; changed: 3; of unknown standing: 0.",
        ],
        [],
        "",
    )
    assert standings() == {"1": "current", "2": "retracted", "3": "current"}
    assert sources.pubmed.asked == [["1", "2", "3"]]
    assert last()[1:] == (3, 3, {}, True)


def test_only_what_is_due(works, sources, settings):
    run("check_references")
    Reference.objects.filter(pmid="2").update(standing_checked_at=timezone.now() - 3 * DAY)
    nothing = ["Checked: 0; changed: 0; of unknown standing: 0."]
    assert run("check_references") == (nothing, [], "")
    settings.STANDING_CHECK_DAYS = 2
    assert run("check_references")[0][-1] == "Checked: 1; changed: 0; of unknown standing: 0."
    assert sources.pubmed.asked == [["1", "2", "3"], ["2"]]


def test_all(works, sources):
    run("check_references")
    assert run("check_references", "--all")[0][0] == "3 of 3"
    assert sources.pubmed.asked == [["1", "2", "3"]] * 2


def test_by_pmid(works, sources):
    run("check_references")
    sources.pubmed.works["3"] = RETRACTED
    out, err, failure = run("check_references", "--pmid", "3", "PMID: 1")
    assert (err, failure) == ([], "")
    assert out == [
        "! pmid:3 Work 3: Current → Retracted (PubMed: RetractionIn)",
        "Checked: 2; changed: 1; of unknown standing: 0.",
    ]
    assert sources.pubmed.asked[1:] == [["3", "1"]]


def test_in_batches(works, sources):
    out, _, _ = run("check_references", "--batch", "2")
    assert [line for line in out if " of 3" in line] == ["2 of 3", "3 of 3"]
    assert sources.pubmed.asked == [["1", "2"], ["3"]]


@pytest.mark.parametrize(
    ("arguments", "failure"),
    [
        (["--pmid", "9", "1"], "Not among the references: PMID 9."),
        (
            ["--pmid", "x"],
            "A PMID is a number of one to eight digits, such as 30075356.",
        ),
    ],
)
def test_what_is_no_question(works, sources, arguments, failure):
    assert run("check_references", *arguments) == ([], [], failure)
    assert sources.pubmed.asked == []


def test_nobody_is_asked_without_an_email(works, sources, settings):
    """And nothing becomes unknown of it."""
    run("check_references")
    settings.NCBI_EMAIL = ""
    failure = "NCBI wants to know who asks: set NCBI_EMAIL."
    assert run("check_references", "--all") == ([], [], failure)
    assert check_when_due(timezone.now() + 30 * DAY, holder="a") == 0
    assert set(standings().values()) == {"current"}


def test_a_source_that_is_silent(works, sources):
    run("check_references")
    sources.pubmed.fails = 400
    for number in range(3):
        make_reference(pmid="", doi=f"10.1000/{number}")
        sources.crossref.works[f"10.1000/{number}"] = refuse
    out, err, failure = run("check_references", "--all")
    said = "The service refuses the question. It answers with status"
    assert out[-1] == "Checked: 6; changed: 3; of unknown standing: 6."
    assert err == [f"PubMed: {said} 400.", f"Crossref: {said} 403."]
    assert failure == "Not every source was heard; what was not is unknown, not clean."
    sources.pubmed.fails, sources.crossref.works = None, {}
    out, err, failure = run("check_references", "--all")
    assert (out[-1], failure) == ("Checked: 6; changed: 3; of unknown standing: 3.", "")


def test_a_site_that_is_busy(works, sources, tmp_path, monkeypatch):
    """It waits; nobody is told that the check failed."""
    tries = []

    def busy():
        tries.append(1)
        if len(tries) == 2:
            monkeypatch.undo()
        return locked_file(tmp_path / "locked.sqlite3")

    monkeypatch.setattr(check_references, "SECONDS_BETWEEN_TRIES", 0)
    monkeypatch.setattr("review.ledger.lock_ledger", busy)
    _, err, failure = run("check_references")
    assert (err, failure) == (["The site is busy: trying again."] * 2, "")
    assert set(standings().values()) == {"current"}


# Runs that were left


@pytest.fixture
def left(works, sources, monkeypatch):
    """A run of which the second batch was never done."""
    begin = check_references.check_batch
    done = []

    def once(check, **options):
        if done:
            raise KeyboardInterrupt
        done.append(1)
        return begin(check, **options)

    def leave(*arguments):
        with monkeypatch.context() as patched:
            patched.setattr(check_references, "check_batch", once)
            with pytest.raises(KeyboardInterrupt):
                run("check_references", "--batch", "2", *arguments)
        done.clear()
        sources.pubmed.asked.clear()

    return leave


@pytest.mark.parametrize("arguments", [[], ["--all"]])
def test_it_goes_on_where_it_was(left, sources, arguments):
    left(*arguments)
    out, _, _ = run("check_references", *arguments)
    begun = LibraryCheck.objects.get().started_at
    assert out == [
        f"Goes on with the check begun at {begun:%Y-%m-%d %H:%M}.",
        "  pmid:3 Work 3: Unknown → Current",
        "3 of 3",
        "Checked: 3; changed: 3; of unknown standing: 0.",
    ]
    assert sources.pubmed.asked == [["3"]]


def test_all_is_more_than_what_was_left(left, sources):
    left()
    assert run("check_references", "--all")[0][-1].startswith("Checked: 3;")
    assert [check.finished_at is not None for check in LibraryCheck.objects.all()] == [True, True]


# By itself


def due(holder="a", after=timedelta()):
    return check_when_due(timezone.now() + after, holder=holder)


def test_the_worker_checks_a_few_at_a_time(sources):
    for number in range(1, FEW_WORKS + 3):
        make_reference(pmid=str(number))
        sources.pubmed.works[str(number)] = ""
    assert [due(), due(), due(), due()] == [FEW_WORKS, 2, 0, 0]
    assert last() == ("a", FEW_WORKS + 2, FEW_WORKS + 2, {}, True)
    assert set(standings().values()) == {"current"}


def test_the_next_day(works, sources):
    assert [due(), due()] == [3, 0]
    Reference.objects.update(standing_checked_at=timezone.now() - 8 * DAY)
    assert due(after=DAY / 2) == 0
    assert due(after=DAY) == 3


def test_sooner_after_a_silence(works, sources):
    sources.pubmed.fails = 500
    assert [due(), due()] == [3, 0]
    assert last()[3] == {
        "pubmed": "The service is busy: try again later. It answers with status 500."
    }
    sources.pubmed.fails = None
    assert due(after=timedelta(minutes=59)) == 0
    assert due(after=timedelta(minutes=61)) == 3
    assert set(standings().values()) == {"current"}


def test_what_another_is_at_is_left_to_it(works, sources, monkeypatch):
    monkeypatch.setattr("desk.checking.FEW_WORKS", 2)
    assert due("a") == 2
    assert due("b") == 0
    assert due("b", after=timedelta(minutes=9)) == 0
    # It has given no sign for a while.
    assert due("b", after=timedelta(minutes=11)) == 1
    assert [due("a"), due("b")] == [0, 0]
    assert last() == ("b", 3, 3, {}, True)
    assert sources.pubmed.asked == [["1", "2"], ["3"]]


def test_a_command_takes_over(works, sources, monkeypatch):
    monkeypatch.setattr("desk.checking.FEW_WORKS", 2)
    assert due("a") == 2
    assert run("check_references")[0][-1].startswith("Checked: 3;")
    assert due("a") == 0


def test_to_look_costs_one_query(works, sources, django_assert_num_queries):
    due()
    due()
    with django_assert_num_queries(1):
        assert due() == 0
