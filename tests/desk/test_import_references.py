"""The command that brings works in from files of PubMed's XML."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from references.models import Reference, SourceAnswer
from tests.builders import make_reference
from tests.delivery.covering import AT
from tests.delivery.neighbourhood import PTSD, SHAME, WORK, make_neighbourhood, makes_anew
from tests.delivery.reading import shown
from tests.references.pubmed.files import article, pubmed_set
from tests.review.locking import locked_file

RETRACTED = """<CommentsCorrectionsList><CommentsCorrections RefType="RetractionIn">
  <RefSource>Lancet. 2020;1:1</RefSource></CommentsCorrections></CommentsCorrectionsList>"""


@pytest.fixture
def write(tmp_path):
    def write(*records, name="works.xml"):
        path = tmp_path / name
        path.write_bytes(pubmed_set(*records))
        return path

    return write


def run(*arguments):
    out, err = StringIO(), StringIO()
    failure = ""
    try:
        call_command("import_references", *map(str, arguments), stdout=out, stderr=err)
    except CommandError as error:
        failure = str(error)
    return out.getvalue().splitlines(), err.getvalue().splitlines(), failure


def summary(file, *, added=0, refreshed=0, unchanged=0, older=0, faulty=0):
    return (
        f"{file}: {added} added, {refreshed} refreshed, {unchanged} as they were, {older} older "
        f"than what is known, {faulty} faulty."
    )


@pytest.mark.django_db
def test_it_works(write):
    make_reference(pmid="2", title="Guilt", year=2017)
    file = write(article("1", version="2"), article("2"), article("1"))
    more = write(article("3"), name="more.xml")
    kept = "pmid:2: typed words were kept in title, year."
    assert run(file, more) == (
        [kept, summary(file, added=1, refreshed=1), summary(more, added=1)],
        [],
        "",
    )
    assert set(Reference.objects.values_list("pmid", "title")) == {
        ("1", "Shame"),
        ("2", "Guilt"),
        ("3", "Shame"),
    }
    again = [kept, summary(file, unchanged=2), summary(more, unchanged=1)]
    assert run(file, more) == (again, [], "")


@pytest.mark.django_db
def test_more_than_a_batch(write):
    file = write(*(article(str(number)) for number in range(1, 402)))
    assert run(file) == ([summary(file, added=401)], [], "")
    assert Reference.objects.count() == 401


@pytest.mark.django_db
def test_faulty_records_are_named_and_the_others_brought_in(write):
    file = write(article("1"), article(""), article("3", version="x"), article("4"))
    out, err, failure = run(file)
    assert out == [summary(file, added=2, faulty=2)]
    assert err == [
        "PMID unknown: The record at line 20 has no PMID.",
        "PMID 3: The record is incomplete: invalid literal for int() with base 10: 'x'.",
    ]
    assert failure == "Records that were not brought in: 2."


@pytest.mark.django_db
def test_a_file_that_breaks_off(write):
    file = write(article("1"), article("2"))
    file.write_bytes(file.read_bytes()[:-30])
    out, _, failure = run(file)
    assert out == [summary(file, added=1)]
    assert failure.startswith(f"{file}: This is no complete PubMed XML: ")
    assert Reference.objects.get().pmid == "1"


@pytest.mark.django_db
@pytest.mark.parametrize("content", [b"", b"PMID 30075356", b"<html/>"])
def test_what_is_no_file_of_works(tmp_path, content):
    file = tmp_path / "works.ris"
    file.write_bytes(content)
    out, _, failure = run(file)
    assert out == [summary(file)]
    assert failure.startswith(f"{file}: This is no")


@pytest.mark.django_db
def test_a_file_that_is_not_there(tmp_path):
    file = tmp_path / "works.xml"
    assert run(file)[2] == f"{file} cannot be read: No such file or directory."


def test_public_pages_show_what_was_brought_in(cast, write):
    neighbourhood = make_neighbourhood(cast, now=AT)
    pmid = neighbourhood.work.pmid
    file = write(article(pmid, title=f"<ArticleTitle>{WORK}</ArticleTitle>", citation=RETRACTED))
    with makes_anew(SHAME, PTSD, WORK):
        out, _, _ = run(file)
    # Who wrote, who signed and who publishes.
    assert out[1:] == ["People written to: 3."]
    (reference,) = shown(SHAME)["references"]
    assert reference["standing"]["status"] == "retracted"
    assert reference["journal"] == "Journal of anxiety disorders"
    with makes_anew():
        run(file)


@pytest.mark.django_db
def test_a_database_that_is_busy(write, tmp_path, monkeypatch):
    file = write(article("1"))
    monkeypatch.setattr(
        "review.ledger.lock_ledger", lambda: locked_file(tmp_path / "locked.sqlite3")
    )
    assert run(file)[2] == f"{file}: The site is busy: try again in a moment."
    assert Reference.objects.count() == 0


# From PubMed itself


@pytest.fixture
def pubmed(httpserver, settings):
    settings.NCBI_EMAIL = "library@example.org"
    settings.NCBI_BASE_URL = httpserver.url_for("").rstrip("/")
    return httpserver.expect_request("/efetch.fcgi")


@pytest.mark.django_db
def test_from_pubmed(pubmed):
    """Only an answer of this instant tells that a work still stands."""
    pubmed.respond_with_data(pubmed_set(article("1"), article("2", citation=RETRACTED)))
    out, err, failure = run("--pmid", "1", "PMID: 2", "3")
    assert out == [summary("PubMed", added=2, faulty=1)]
    assert err == ["PMID 3: PubMed has no such record."]
    assert failure == "Records that were not brought in: 1."
    assert set(Reference.objects.values_list("pmid", "standing")) == {
        ("1", "current"),
        ("2", "retracted"),
    }
    assert not Reference.objects.filter(standing_checked_at=None).exists()


@pytest.mark.django_db
def test_a_pmid_that_pubmed_no_longer_knows(pubmed):
    """What is known against the work stays; else nothing is."""
    pubmed.respond_with_data(pubmed_set(article("1"), article("2", citation=RETRACTED)))
    run("--pmid", "1", "2")
    pubmed.respond_with_data(pubmed_set(article("3")))
    out, err, failure = run("--pmid", "1", "2", "3", "4")
    gone = "PubMed has no such record any more. The standing of “Shame” is"
    assert out == [summary("PubMed", added=1, faulty=3)]
    assert err == [
        f"PMID 1: {gone} unknown.",
        f"PMID 2: {gone} retracted.",
        "PMID 4: PubMed has no such record.",
    ]
    assert failure == "Records that were not brought in: 3."
    assert dict(Reference.objects.values_list("pmid", "standing")) == {
        "1": "unknown",
        "2": "retracted",
        "3": "current",
    }
    # What it said is kept, and that it says no more.
    kept = SourceAnswer.objects.filter(reference__pmid__in="12").order_by("reference__pmid")
    assert [(each.is_known, len(each.signals)) for each in kept] == [(False, 0), (False, 1)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("status", "failure"),
    [
        (400, "PubMed: The service refuses the question. It answers with status 400."),
        (404, "PubMed: The service refuses the question. It answers with status 404."),
    ],
)
def test_pubmed_does_not_answer(pubmed, status, failure):
    pubmed.respond_with_data("", status)
    assert run("--pmid", "1") == ([summary("PubMed")], [], failure)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("arguments", "failure"),
    [
        ([], "Name a file, or ask PubMed with --pmid."),
        (
            ["--pmid", "x"],
            "PubMed: A PMID is a number of one to eight digits, such as 30075356.",
        ),
    ],
)
def test_what_is_no_question(pubmed, arguments, failure):
    assert run(*arguments)[2] == failure


@pytest.mark.django_db
def test_pubmed_is_not_asked_without_an_email():
    failure = "PubMed: NCBI wants to know who asks: set NCBI_EMAIL."
    assert run("--pmid", "1") == ([summary("PubMed")], [], failure)
