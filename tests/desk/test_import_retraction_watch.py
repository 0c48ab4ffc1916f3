"""The file of Retraction Watch taken in: what it holds against works of the library."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from desk.outbox import send_due
from references.models import Reference, SourceAnswer, StandingEvent
from tests.builders import make_reference
from tests.desk.commands import run
from tests.desk.fallen import listed, make_citing
from tests.references.events import fall
from tests.references.retraction_rows import csv_file, row
from tests.references.sources import RETRACTED
from tests.review.locking import locked_file

pytestmark = pytest.mark.django_db

DOI, NOTICE = "10.1000/on.shame", "10.1000/notice"
BEFORE = timezone.now() - timedelta(days=1)


@pytest.fixture
def work():
    """A work that PubMed lately had nothing against."""
    work = make_reference(pmid="1", doi=DOI, title="On shame")
    Reference.objects.update(standing="current", standing_checked_at=BEFORE)
    SourceAnswer.objects.create(reference=work, source="pubmed", answered_at=BEFORE)
    return work


@pytest.fixture
def take_in(tmp_path):
    """Take in a file of these rows; how standings changed, and what was complained of."""
    file = tmp_path / "retraction_watch.csv"

    def take_in(*rows, data=None):
        known = set(StandingEvent.objects.values_list("pk", flat=True))
        file.write_bytes(csv_file(*rows) if data is None else data)
        _, err, failure = run("import_retraction_watch", file)
        events = StandingEvent.objects.exclude(pk__in=known).order_by("pk")
        changes = [(event.before, event.after, event.raw) for event in events]
        return changes, err, failure.replace(f"{file}", "FILE")

    return take_in


def standing(work):
    work.refresh_from_db()
    return work.standing


def told(work):
    return [
        (signal["standing"], signal["notice"])
        for signal in work.answers.get(source="retraction_watch").signals
    ]


def test_it_works(work, tmp_path):
    make_reference(pmid="2")
    file = tmp_path / "retraction_watch.csv"
    file.write_bytes(
        csv_file(
            row(pmid="9", doi="10.1000/other"),
            row(pmid="1", doi=DOI.upper(), notice_doi=NOTICE, notice_pmid="7"),
            row(),
        )
    )
    said = "Retraction: Error in Data; Duplication of Article"
    assert run("import_retraction_watch", file) == (
        [
            f"! pmid:1 On shame: Current → Retracted (Retraction Watch: {said})",
            f"{file}: 3 rows; works of the library in it: 1, of which changed: 1.",
        ],
        [],
        "",
    )
    assert standing(work) == "retracted"
    assert work.standing_checked_at > BEFORE
    assert told(work) == [("retracted", {"pmid": "7", "doi": NOTICE})]
    answer = work.answers.get(source="retraction_watch")
    assert answer.further == {"rows": [{"record": "1", "said": said, "on": "2020-05-01"}]}
    assert Reference.objects.count() == 2


def test_again(work, take_in):
    take_in(row(pmid="1"))
    answered = work.answers.get(source="retraction_watch").answered_at
    assert take_in(row(pmid="1")) == ([], [], "")
    assert work.answers.get(source="retraction_watch").answered_at == answered


@pytest.mark.parametrize("fields", [{"pmid": "1"}, {"doi": DOI}, {"pmid": "5", "doi": DOI}])
def test_by_pmid_and_by_doi(work, take_in, fields):
    take_in(row(**fields))
    assert standing(work) == "retracted"


def test_a_pmid_with_another_doi(work, take_in):
    """It was typed, and more often the PMID is wrong than the DOI."""
    assert take_in(row(pmid="1", doi="10.1000/other")) == (
        [],
        [f"Line 2: PMID 1 has the DOI {DOI} here, and not 10.1000/other: look at it."],
        "Rows that were left out: 1.",
    )
    assert standing(work) == "current"


@pytest.mark.parametrize(
    ("nature", "after"),
    [
        ("Retraction", "retracted"),
        ("Expression of concern", "concern"),
        ("Correction", "corrected"),
    ],
)
def test_natures(work, take_in, nature, after):
    take_in(row(pmid="1", nature=nature))
    assert standing(work) == after


def test_a_reinstatement(work, take_in):
    retracted = row(pmid="1", on="5/1/2020 0:00")
    take_in(retracted)
    reinstated = row(pmid="1", nature="Reinstatement", on="6/1/2020 0:00")
    assert take_in(reinstated, retracted)[0] == [("retracted", "current", "")]
    assert told(work) == []
    again = row(pmid="1", on="7/1/2020 0:00")
    assert [after for _, after, _ in take_in(reinstated, retracted, again)[0]] == ["retracted"]


def test_a_reinstatement_of_a_work_that_nobody_else_was_asked_about(take_in):
    work = make_reference(pmid="1")
    take_in(row(pmid="1"))
    reinstated = row(pmid="1", nature="Reinstatement", on="6/1/2020 0:00")
    assert take_in(row(pmid="1"), reinstated)[0] == [("retracted", "unknown", "")]
    assert standing(work) == "unknown"


def test_a_reinstatement_does_not_clear_what_others_say(work, take_in):
    fall(work, at=timezone.now())
    reinstated = row(pmid="1", nature="Reinstatement", on="6/1/2020 0:00")
    assert take_in(row(pmid="1"), reinstated)[0] == []
    assert standing(work) == "retracted"


def test_a_reinstatement_does_not_clear_what_a_person_typed(take_in):
    work = make_reference(pmid="1")
    Reference.objects.update(standing="retracted", standing_checked_at=BEFORE)
    take_in(row(pmid="1", nature="Reinstatement"))
    assert standing(work) == "retracted"


def test_a_notice(take_in):
    notice = make_reference(pmid="7")
    take_in(row(pmid="1", notice_pmid="7"))
    assert standing(notice) == "is_notice"


def test_a_notice_under_the_doi_of_the_work(work, take_in):
    take_in(row(pmid="1", doi=DOI, notice_pmid="1", notice_doi=DOI))
    assert told(work) == [("retracted", {})]


def test_a_work_that_was_never_checked(take_in):
    """What is held against it is believed of a file, and no more."""
    fallen, corrected = make_reference(pmid="1"), make_reference(pmid="2")
    take_in(row(pmid="1"), row(pmid="2", nature="Correction"))
    assert (standing(fallen), standing(corrected)) == ("retracted", "unknown")
    assert corrected.standing_checked_at is None


def test_graver_than_what_is_known(work, take_in):
    fall(work, "corrected", at=timezone.now(), raw="ErratumIn")
    assert [after for _, after, _ in take_in(row(pmid="1"))[0]] == ["retracted"]


def test_less_grave_than_what_is_known(work, take_in):
    fall(work, at=timezone.now())
    assert take_in(row(pmid="1", nature="Correction"))[0] == []
    assert standing(work) == "retracted"


def test_it_stays_when_pubmed_has_nothing_against_it(work, take_in, sources):
    take_in(row(pmid="1"))
    sources.pubmed.works["1"] = ""
    sources.crossref.works[DOI] = {}
    run("check_references", "--all")
    assert standing(work) == "retracted"
    sources.pubmed.works["1"] = RETRACTED
    run("check_references", "--all")
    assert take_in(row(pmid="1", nature="Reinstatement"))[0] == []


def test_whoever_has_to_know_is_told(cast, editor, work, take_in):
    for title in ("Grief", "Guilt"):
        make_citing(cast, work, title)
    # The words were signed before the row was known here.
    take_in(row(pmid="1"))
    send_due(timezone.now())
    assert {message.to[0] for message in mail.outbox} == {
        cast.editor.email,
        cast.reviewer.email,
        cast.publisher.email,
    }
    assert {message.subject for message in mail.outbox} == {"Sources of 2 pages fell"}
    assert len(listed(editor)) == 2
    take_in(row(pmid="1"), row(pmid="9"))
    send_due(timezone.now())
    assert len(mail.outbox) == 3


# What is wrong


def test_bad_rows_are_named_and_the_others_heeded(work, take_in):
    changes, err, failure = take_in(row(nature="Oops"), ["1"], row(pmid="1"))
    assert [after for _, after, _ in changes] == ["retracted"]
    assert err == [
        "Line 2: RetractionNature is 'Oops', which is none that is known.",
        "Line 3: It has 1 columns in place of 20.",
    ]
    assert failure == "Rows that were left out: 2."


def test_what_is_no_such_file(take_in):
    assert take_in(data=b"<html>")[2] == (
        "FILE: This is no file of Retraction Watch: it has no column Record ID."
    )


def test_a_file_that_is_not_there(tmp_path):
    file = tmp_path / "no.csv"
    failure = f"{file} cannot be read: No such file or directory."
    assert run("import_retraction_watch", file) == ([], [], failure)


def test_a_site_that_is_busy(work, take_in, tmp_path, monkeypatch):
    locked = tmp_path / "locked.sqlite3"
    monkeypatch.setattr("review.ledger.lock_ledger", lambda: locked_file(locked))
    assert take_in(row(pmid="1"))[2] == "FILE: The site is busy: try again in a moment."
    assert standing(work) == "current"


def test_as_many_queries_with_more_rows(work, tmp_path, django_assert_max_num_queries):
    file = tmp_path / "retraction_watch.csv"
    works = [make_reference(pmid=str(number)) for number in range(2, 60)]
    file.write_bytes(csv_file(*(row(pmid=each.pmid) for each in works)))
    # Each work has a row of its own for what the file says of it.
    with django_assert_max_num_queries(len(works) + 40):
        run("import_retraction_watch", file)
