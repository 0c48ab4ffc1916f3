"""The page of a work: asking PubMed again, what sources said, and what rests on it."""

from contextlib import contextmanager

import pytest
from django.contrib.admin.models import LogEntry
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from werkzeug import Response

from articles.drafts import CitationDraft
from desk.refreshing import refresh
from desk.resting import pages_resting_on
from references.asking import SourceFailed
from references.models import Reference, SourceAnswer
from tests.builders import edit_page, make_page, make_reference
from tests.delivery.covering import AT
from tests.delivery.neighbourhood import PTSD, SHAME, WORK, make_neighbourhood, makes_anew
from tests.desk.elements import elements
from tests.desk.refusals import told, unchanged
from tests.references.events import fall
from tests.references.library import DOI
from tests.review.locking import locked_file

RETRACTED = """<CommentsCorrectionsList><CommentsCorrections RefType="RetractionIn">
  <RefSource>Lancet. 2020;1:1</RefSource><PMID Version="1">32461339</PMID></CommentsCorrections>
  </CommentsCorrectionsList>"""
SAME = "PubMed says what is here already."


def address(work, page="change"):
    return f"/admin/references/reference/{work.pk}/{page}/"


def sections(answer):
    """What stands below the form: the items of each list, in words."""
    items = {}
    for item in elements(answer, "li"):
        if item.within[-1]["class"] == "desk-bulk" and "desk-work" in item.within[-2]["class"]:
            items.setdefault(item.within[-1].tag, []).append(item.words)
    return items


# Refresh


def test_it_works(editor, cast, pubmed):
    work = make_reference(pmid="1", title="Shame", year=2017)
    pubmed.add("1", title="Shame", issue="<Volume>58</Volume>", citation=RETRACTED)
    answer = editor.post(address(work, "refresh"))
    assert (answer.status_code, answer["Location"]) == (302, address(work))
    sentence = (
        "Changed: standing from Unknown to Retracted; authors from nothing to “Ana María López”; "
        "journal from nothing to “Journal of anxiety disorders”; journal abbreviation from nothing "
        "to “J Anxiety Disord”; volume from nothing to “58”; publication types from nothing to "
        "“Journal Article”. What somebody typed was kept: year."
    )
    assert told(answer) == [("success", sentence)]
    work.refresh_from_db()
    assert (work.volume, work.year, work.standing) == ("58", 2017, "retracted")
    (entry,) = LogEntry.objects.all()
    assert (entry.user, entry.change_message) == (cast.editor, f"Refreshed from PubMed. {sentence}")
    answer = editor.post(address(work, "refresh"))
    assert told(answer)[-1] == ("success", f"{SAME} What somebody typed was kept: year.")
    assert LogEntry.objects.count() == 1


@pytest.mark.parametrize("known", [{"doi": DOI}, {"pmcid": "PMC6134338"}])
def test_a_work_without_pmid_gets_it(cast, pubmed, known):
    work = make_reference(**({"pmid": "", "doi": "", "title": "Shame"} | known))
    pubmed.add("1", doi_of_it=DOI, pmcid="PMC6134338", title="Shame")
    refreshed = refresh(work=work, by=cast.editor, now=timezone.now())
    assert "PMID from nothing to “1”" in refreshed.changes
    assert Reference.objects.get().keys[0] == "pmid:1"


def test_a_retraction_shows_on_public_pages(cast, pubmed):
    neighbourhood = make_neighbourhood(cast, now=AT)
    work = neighbourhood.work
    pubmed.add(work.pmid, title=WORK, citation=RETRACTED)
    with makes_anew(SHAME, PTSD, WORK):
        refresh(work=work, by=cast.editor, now=timezone.now())
    # Readers see when it was asked last.
    with makes_anew(SHAME, PTSD, WORK):
        assert refresh(work=work, by=cast.editor, now=timezone.now()).changes == []


@pytest.mark.parametrize(
    ("known", "code"),
    [
        ({"pmid": "2"}, "not_found"),
        ({"pmid": "3"}, "led_on"),
        ({"pmid": "4"}, "faulty"),
        ({"pmid": "", "doi": ""}, "without_identifier"),
    ],
)
def test_what_pubmed_does_not_have(cast, editor, pubmed, known, code):
    work = make_reference(**known)
    pubmed.add("1")
    pubmed.add("4", version="x")
    pubmed.leads["3"] = "1"
    with unchanged_works(), pytest.raises(ValidationError) as caught:
        refresh(work=work, by=cast.editor, now=timezone.now())
    assert caught.value.code == code
    with unchanged_works():
        answer = editor.post(address(work, "refresh"))
    assert told(answer) == [("error", " ".join(caught.value.messages))]


@contextmanager
def unchanged_works():
    """No work is changed in the block. How often NCBI was asked is a row as well, and may be."""
    before = _rows()
    yield
    assert _rows() == before


def _rows():
    return [list(model.objects.values()) for model in (Reference, SourceAnswer, LogEntry)]


def test_pubmed_gives_no_answer(cast, editor, pubmed):
    work = make_reference(pmid="1")
    pubmed.broken["efetch.fcgi"] = Response("", 400)
    with unchanged_works(), pytest.raises(SourceFailed):
        refresh(work=work, by=cast.editor, now=timezone.now())
    sentence = "PubMed gave no answer, and nothing changed. The service refuses the question."
    assert told(editor.post(address(work, "refresh")))[0][1].startswith(sentence)


def test_the_site_is_busy(editor, pubmed, tmp_path, monkeypatch):
    work = make_reference(pmid="1")
    pubmed.add("1")
    monkeypatch.setattr(
        "review.ledger.lock_ledger", lambda: locked_file(tmp_path / "locked.sqlite3")
    )
    with unchanged_works():
        answer = editor.post(address(work, "refresh"))
    assert told(answer) == [("error", "The site is busy: try again in a moment.")]


@pytest.mark.parametrize("role", ["reviewer", "publisher", "administrator", "stranger"])
def test_who_may_not(request, cast, pubmed, role):
    work = make_reference(pmid="1")
    client = request.getfixturevalue(role)
    with unchanged():
        assert client.post(address(work, "refresh")).status_code == 403
    with unchanged(), pytest.raises(PermissionDenied):
        refresh(work=work, by=getattr(cast, role, cast.reviewer), now=timezone.now())
    if role != "stranger":
        assert "Refresh from PubMed" not in client.get(address(work)).content.decode()
    assert pubmed.asked == []


def test_it_is_posted(editor, pubmed):
    work = make_reference(pmid="1")
    assert editor.get(address(work, "refresh")).status_code == 405
    assert editor.post("/admin/references/reference/999999/refresh/").status_code == 404
    buttons = [item.words for item in elements(editor.get(address(work)), "button")]
    assert "Refresh from PubMed" in buttons
    nameless = make_reference(pmid="", doi="")
    assert "Refresh from PubMed" not in editor.get(address(nameless)).content.decode()


# What is known of it


def test_a_new_work(editor):
    work = make_reference()
    answer = editor.get(address(work))
    assert sections(answer) == {}
    for sentence in (
        "No page cites it.",
        "No source has been asked: whether it still stands is unknown.",
        "It has not changed yet.",
    ):
        assert sentence in answer.content.decode()
    assert "What rests on it" not in editor.get("/admin/references/reference/add/").content.decode()


def test_history_and_answers(editor):
    work = make_reference()
    fall(work, at=AT)
    fall(work, "current", at=AT)
    said = "PubMed said RetractionIn, PMID 32461339, DOI 10.1000/notice"
    found = sections(editor.get(address(work)))
    assert [item.partition(": ")[2] for item in found["ol"]] == [
        "from Retracted to Current; PubMed",
        f"from Unknown to Retracted; {said}",
    ]
    (answer,) = found["ul"]
    assert answer.startswith("PubMed, asked ")
    assert answer.endswith("Nothing against it.")


def test_what_rests_on_it(editor, cast):
    neighbourhood = make_neighbourhood(cast, now=AT)
    work, shame = neighbourhood.work, neighbourhood.shame.page
    draft = make_page(
        by=cast.editor, title="Anger", citations=[CitationDraft(key=f"uuid:{work.uuid}")]
    )

    def resting():
        found = pages_resting_on(work, timezone.now())
        return [(each.page.title, each.where, each.associations) for each in found]

    assert resting() == [
        ("Anger", "in the working copy only", []),
        (SHAME, "public", [PTSD]),
    ]
    assert sections(editor.get(address(work)))["ul"][:2] == [
        "Anger (Symptom, en): in the working copy only",
        f"{SHAME} (Symptom, en): public; cited for what it says about {PTSD}",
    ]
    hrefs = [link["href"] for link in elements(editor.get(address(work)), "a")]
    assert f"/admin/articles/symptom/{draft.pk}/change/" in hrefs
    edit_page(shame, by=cast.editor, citations=[], associations=[], outline=[])
    assert resting()[1] == (SHAME, "public, no longer in the working copy", [PTSD])


def test_as_many_queries_for_many_pages(cast, django_assert_num_queries):
    work = make_reference()
    for _ in range(5):
        make_page(by=cast.editor, citations=[CitationDraft(key=work.key)])
    with django_assert_num_queries(3):
        assert len(pages_resting_on(work, timezone.now())) == 5
