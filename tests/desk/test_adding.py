"""Adding what a lookup found: exactly what was chosen, once, and only while the answer holds."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from desk import adding
from desk.adding import add_found, discard
from references.lookups import look_up_pasted
from references.models import Lookup, Reference, SourceAnswer, StandingEvent
from tests.builders import make_reference
from tests.delivery.covering import AT
from tests.delivery.neighbourhood import PTSD, SHAME, WORK, make_neighbourhood, makes_anew
from tests.delivery.reading import shown
from tests.desk.refusals import unchanged
from tests.references.library import DOI

RETRACTED = """<CommentsCorrectionsList><CommentsCorrections RefType="RetractionIn">
  <RefSource>Lancet. 2020;1:1</RefSource></CommentsCorrections></CommentsCorrectionsList>"""


@pytest.fixture
def look_up(cast, pubmed):
    def look_up(text):
        return look_up_pasted(text=text, by=cast.editor, at=timezone.now())

    return look_up


@pytest.fixture
def add(cast):
    def add(lookup, *positions, by=None, now=None):
        by = by or cast.editor
        return add_found(lookup=lookup, chosen=positions, by=by, now=now or timezone.now())

    return add


def lines(lookup):
    return [(line.state, line.work and line.work.key, line.message) for line in lookup.lines.all()]


def test_it_works(look_up, add, pubmed):
    pubmed.add("1", title="Shame")
    pubmed.add("2", title="Guilt", citation=RETRACTED)
    pubmed.add("3", title="Grief")
    lookup = look_up("1, 2, 3, 4")
    imported = add(lookup, 1, 2, 4, 99)
    assert [work.title for work in imported.added] == ["Shame", "Guilt"]
    assert set(Reference.objects.values_list("pmid", "title", "standing")) == {
        ("1", "Shame", "current"),
        ("2", "Guilt", "retracted"),
    }
    lookup.refresh_from_db()
    assert lookup.state == "confirmed"
    assert lines(lookup) == [
        ("added", "pmid:1", ""),
        ("added", "pmid:2", ""),
        ("left_out", None, ""),
        ("not_found", None, "PubMed has no record with the PMID 4."),
    ]
    # It was asked when it was looked up, and not when somebody confirmed it.
    answers = SourceAnswer.objects.values_list("answered_at", flat=True)
    checked = Reference.objects.values_list("standing_checked_at", flat=True)
    assert {*answers, *checked} == {lookup.answered_at}


def test_a_work_that_is_there(look_up, add, pubmed):
    pubmed.add("1", doi_of_it=DOI, title="Shame", pmcid="PMC6134338")
    make_reference(pmid="", doi=DOI, title="My words", year=2018)
    imported = add(look_up("1"), 1)
    assert ([], [work.key for work in imported.refreshed]) == (imported.added, ["pmid:1"])
    work = Reference.objects.get()
    assert (work.pmid, work.pmcid, work.title) == ("1", "PMC6134338", "My words")
    assert lines(Lookup.objects.get()) == [
        ("added", "pmid:1", "It was there already. What somebody typed was kept: title.")
    ]
    again = add(look_up("1"), 1)
    assert [work.key for work in again.refreshed] == ["pmid:1"]


def test_an_answer_that_is_newer_stays(look_up, add, pubmed):
    pubmed.add("1")
    lookup = look_up("1")
    pubmed.add("1", citation=RETRACTED)
    add(look_up("1"), 1)
    assert add(lookup, 1).older
    assert Reference.objects.get().standing == "retracted"


def test_a_retraction_shows_on_public_pages(cast, look_up, add, pubmed):
    neighbourhood = make_neighbourhood(cast, now=AT)
    pmid = neighbourhood.work.pmid
    pubmed.add(pmid, title=WORK, citation=RETRACTED)
    lookup = look_up(pmid)
    with makes_anew(SHAME, PTSD, WORK):
        add(lookup, 1)
    (reference,) = shown(SHAME)["references"]
    assert reference["standing"]["status"] == "retracted"
    assert StandingEvent.objects.filter(after="retracted").count() == 1


def refused(code, move):
    with unchanged(), pytest.raises(ValidationError) as caught:
        move()
    assert caught.value.code == code


def test_what_is_refused(cast, look_up, add, pubmed):
    pubmed.add("1")
    lookup = look_up("1, 2")
    refused("nothing_chosen", lambda: add(lookup))
    refused("nothing_chosen", lambda: add(lookup, 2))
    late = timezone.now() + timedelta(minutes=61)
    refused("stale", lambda: add(lookup, 1, now=late))
    for move in (
        lambda: add(lookup, 1, by=cast.reviewer),
        lambda: discard(lookup=lookup, by=cast.reviewer),
    ):
        with unchanged(), pytest.raises(PermissionDenied):
            move()
    stale = Lookup.objects.get()
    add(lookup, 1)
    refused("confirmed", lambda: discard(lookup=lookup, by=cast.editor))
    # Of two who confirm at once the second is told.
    refused("nothing_chosen", lambda: add(stale, 1))
    lookup.refresh_from_db()
    refused("confirmed", lambda: add(lookup, 1))


def test_what_is_not_ready(look_up, add, pubmed):
    lookup = look_up("1\n" * 30)
    refused("not_ready", lambda: add(lookup, 1))


def test_discard(cast, look_up, pubmed):
    discard(lookup=look_up("1"), by=cast.editor)
    assert (Lookup.objects.count(), Reference.objects.count()) == (0, 0)


def test_a_process_that_ends_in_between(look_up, add, pubmed, monkeypatch, tmp_path):
    monkeypatch.setattr("desk.adding.BATCH_LINES", 1)
    for pmid in "123":
        pubmed.add(pmid)
    lookup = look_up("1, 2, 3")
    real, turns = adding.ledger_turn, []

    def killed(**given):
        turns.append(given)
        if len(turns) == 2:
            raise KeyboardInterrupt
        return real(**given)

    monkeypatch.setattr("desk.adding.ledger_turn", killed)
    with pytest.raises(KeyboardInterrupt):
        add(lookup, 1, 2)
    assert [line[0] for line in lines(lookup)] == ["added", "found", "found"]
    lookup.refresh_from_db()
    add(lookup, 1, 2)
    assert [line[0] for line in lines(lookup)] == ["added", "added", "left_out"]
    assert Reference.objects.count() == 2


def test_many_works_in_few_queries(look_up, add, pubmed, django_assert_max_num_queries):
    for number in range(1, 21):
        pubmed.add(str(number))
    lookup = look_up(" ".join(map(str, range(1, 21))))
    # Of each work two rows are saved.
    with django_assert_max_num_queries(2 * 20 + 30):
        add(lookup, *range(1, 21))
