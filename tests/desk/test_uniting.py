"""Making one work of two that are the same: nothing is lost, and no citation leads nowhere."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from articles.drafts import CitationDraft
from articles.models import Page
from desk.uniting import unite
from references.models import Reference, SourceAnswer, StandingEvent
from review.refusals import Refused
from tests.builders import NOW, edit_page, make_page, make_reference, publish_page, submit_page
from tests.delivery.covering import AT
from tests.delivery.neighbourhood import PTSD, SHAME, WORK, make_neighbourhood, makes_anew
from tests.delivery.reading import shown
from tests.desk.elements import elements
from tests.desk.refusals import told, unchanged
from tests.references.events import fall
from tests.references.library import DOI
from tests.review.locking import locked_file

LIST = "/admin/references/reference/"
AUTHORS = [{"family": "López", "given": "Ana María", "initials": "AM"}]


@pytest.fixture
def typed(cast):
    """Typed by hand, and cited by its DOI."""
    work = make_reference(pmid="", doi=DOI, title="My words", year=2017, volume="9")
    make_page(by=cast.editor, title="Shame", citations=[CitationDraft(key=work.key)])
    return work


@pytest.fixture
def fetched(cast):
    """From PubMed, without the DOI."""
    work = make_reference(
        pmid="1", doi="", title="Shame", year=2018, month=8, authors=AUTHORS, pages="1-9"
    )
    fall(work, at=NOW)
    return Reference.objects.get(pk=work.pk)


@pytest.fixture
def merge(cast):
    def merge(kept, gone, by=None):
        return unite(kept=kept, gone=gone, by=by or cast.editor, now=timezone.now())

    return merge


def post(client, *works, **data):
    return client.post(
        LIST,
        {
            "action": "merge_selected",
            "_selected_action": [work.pk for work in works],
            **data,
        },
    )


def test_it_works(typed, fetched, merge):
    assert merge(typed, fetched) == ["pmid", "pages", "authors"]
    work = Reference.objects.get()
    assert (work.pk, work.uuid) == (typed.pk, typed.uuid)
    assert (work.pmid, work.doi, work.title, work.year, work.volume) == (
        "1", DOI, "My words", 2017, "9"
    )  # fmt: skip
    # A date is one thing: no half of it is taken over.
    assert (work.month, work.authors, work.pages) == (None, AUTHORS, "1-9")
    assert (work.standing, work.standing_checked_at) == ("retracted", fetched.standing_checked_at)
    assert SourceAnswer.objects.get().reference == work
    events = StandingEvent.objects.filter(reference=work.uuid)
    assert [(event.before, event.after, event.raw) for event in events] == [
        ("unknown", "retracted", "RetractionIn")
    ]


def test_the_newest_answer_of_a_source_stays(merge):
    works = [make_reference(pmid=pmid, doi="", title="A") for pmid in ("1", "")]
    for work, days in zip(works, (0, 1), strict=True):
        at = NOW + timedelta(days=days)
        SourceAnswer.objects.create(
            reference=work, source="pubmed", answered_at=at, version=days + 1
        )
    SourceAnswer.objects.create(reference=works[0], source="crossref", answered_at=NOW)
    merge(*works)
    assert set(SourceAnswer.objects.values_list("reference", "source", "version")) == {
        (works[0].pk, "pubmed", 2),
        (works[0].pk, "crossref", 1),
    }


@pytest.mark.parametrize(
    ("one", "other", "united"),
    [
        ("unknown", "current", "current"),
        ("current", "unknown", "current"),
        ("retracted", "current", "retracted"),
        ("corrected", "concern", "concern"),
    ],
)
def test_the_graver_standing_stays(merge, one, other, united):
    works = [
        make_reference(pmid="", doi="", title="A", standing=standing, standing_checked_at=NOW)
        for standing in (one, other)
    ]
    merge(*works)
    assert Reference.objects.get().standing == united
    assert StandingEvent.objects.count() == (one != united)


def test_public_pages_are_made_anew(cast, merge):
    work = make_neighbourhood(cast, now=AT).work
    other = make_reference(pmid="", doi="", title=WORK, journal="Journal of Shame")
    with makes_anew(SHAME, PTSD, WORK):
        merge(work, other)
    (reference,) = shown(SHAME)["references"]
    assert reference["journal"] == "Journal of Shame"


def refused(code, merge, *works):
    with unchanged(), pytest.raises(ValidationError) as caught:
        merge(*works)
    assert caught.value.code == code
    return " ".join(caught.value.messages)


def test_what_is_refused(cast, typed, fetched, merge):
    other = make_reference(pmid="2", doi="")
    assert refused("other_work", merge, fetched, other) == (
        "They have different PMIDs, so they are two works."
    )
    refused("same", merge, fetched, fetched)
    with unchanged(), pytest.raises(PermissionDenied):
        merge(typed, fetched, by=cast.publisher)


def test_citations_lead_to_the_work_that_stays(cast, typed, fetched, merge):
    merge(fetched, typed)
    work = Reference.objects.get()
    assert (work.pk, work.pmid, work.doi) == (fetched.pk, "1", DOI)
    assert Reference.objects.by_keys([f"doi:{DOI}", "pmid:1"]) == {
        f"doi:{DOI}": work,
        "pmid:1": work,
    }
    (page,) = Page.objects.all()
    assert page.citations.get().key == f"doi:{DOI}"
    # It was retracted, which now stops the page that cites it by its DOI.
    with pytest.raises(Refused):
        submit_page(page, by=cast.editor)


def test_a_work_on_which_public_pages_rest_stays(cast, fetched, merge):
    public = make_reference(pmid="", doi="10.1000/public", title="On guilt")
    page = make_page(by=cast.editor, slug="guilt", citations=[CitationDraft(key=public.key)])
    publish_page(page, cast, now=timezone.now())
    assert refused("cited", merge, fetched, public) == (
        "Public pages rest on “On guilt”, or words name this very row: keep that one."
    )
    merge(public, fetched)


def test_a_work_that_only_a_revision_names_by_its_row_stays(cast, fetched, merge):
    cited = make_reference(pmid="", doi="10.1000/1")
    page = make_page(by=cast.editor, citations=[CitationDraft(key=f"uuid:{cited.uuid}")])
    submit_page(page, by=cast.editor)
    edit_page(page, by=cast.editor, citations=[], outline=[])
    refused("cited", merge, fetched, cited)
    merge(cited, fetched)
    assert Reference.objects.by_keys([f"uuid:{cited.uuid}"]).values()


def test_a_work_that_is_gone_meanwhile(typed, fetched, merge):
    merge(typed, fetched)
    refused("same", merge, typed, fetched)


# In the admin


def test_in_the_list(editor, typed, fetched):
    answer = post(editor, fetched, typed)
    assert answer.status_code == 200
    cells = [
        item.words
        for item in elements(answer, "th", "td")
        if any(around["class"] == "desk-compare" for around in item.within)
    ]
    assert [cells[at : at + 4] for at in range(0, len(cells), 4)] == [
        ["", "Stays", "Is merged into it", "Afterwards"],
        ["PMID", "", "1", "1"],
        ["DOI", DOI, "", DOI],
        ["Title", "My words", "Shame", "My words"],
        ["Year", "2017", "2018", "2017"],
        ["Month", "", "8", ""],
        ["Pages", "", "1-9", "1-9"],
        ["Authors", "", "Ana María López", "Ana María López"],
        ["Volume", "9", "", "9"],
    ]
    assert Reference.objects.count() == 2
    answer = post(editor, fetched, typed, confirmed="yes", kept=typed.pk)
    assert answer["Location"] == f"{LIST}{typed.pk}/change/"
    assert told(answer) == [
        (
            "success",
            "“Shame (2018)” was merged into this work. Filled in: pmid, pages, authors.",
        )
    ]
    assert Reference.objects.get() == typed


def test_of_two_that_nobody_cites_either_may_stay(editor, fetched):
    other = make_reference(pmid="", doi="", title="Mine", kind="report")

    def stays(answer):
        (kept,) = [item["value"] for item in elements(answer, "input") if item["name"] == "kept"]
        buttons = [item["value"] for item in elements(answer, "input") if item["type"] == "submit"]
        return kept, buttons[-2:]

    buttons = ["Merge", "Keep the other one"]
    answer = post(editor, other, fetched)
    assert stays(answer) == (str(fetched.pk), buttons)
    assert "Report or guideline" in answer.content.decode()
    with unchanged():
        answer = post(editor, other, fetched, kept=fetched.pk, swap="Keep the other one")
    assert stays(answer) == (str(other.pk), buttons)
    post(editor, other, fetched, kept=other.pk, confirmed="Merge")
    assert list(Reference.objects.values_list("pk", "title", "pmid")) == [(other.pk, "Mine", "1")]


def test_what_the_list_refuses(editor, cast, typed, fetched):
    third = make_reference(pmid="2")
    for works in ([typed], [typed, fetched, third]):
        with unchanged():
            answer = post(editor, *works)
        assert told(answer)[-1] == ("error", "Choose exactly two works to merge.")
    with unchanged():
        answer = post(editor, fetched, third)
    assert "They have different PMIDs, so they are two works." in answer.content.decode()
    assert not [item for item in elements(answer, "input") if item["value"] == "Merge"]
    publish_page(Page.objects.get(), cast, now=timezone.now())
    with unchanged():
        answer = post(editor, typed, fetched, confirmed="yes", kept=fetched.pk)
    assert answer.status_code == 400
    assert "or words name this very row: keep that one" in answer.content.decode()
    with unchanged():
        assert post(editor, typed, fetched, confirmed="yes", kept="x").status_code == 400


def test_the_site_is_busy(editor, typed, fetched, tmp_path, monkeypatch):
    monkeypatch.setattr(
        "review.ledger.lock_ledger", lambda: locked_file(tmp_path / "locked.sqlite3")
    )
    with unchanged():
        answer = post(editor, typed, fetched, confirmed="yes", kept=typed.pk)
    assert "The site is busy: try again in a moment." in answer.content.decode()


@pytest.mark.parametrize("role", ["reviewer", "publisher", "administrator", "stranger"])
def test_who_may_not(request, role, typed, fetched):
    client = request.getfixturevalue(role)
    with unchanged():
        post(client, typed, fetched, confirmed="yes", kept=typed.pk)
