"""Who is told that a source fell, and of what: once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from desk.models import Message, Told
from desk.telling import tell_of_fallen
from review.ledger import ledger_turn
from tests.builders import (
    edit_page,
    make_person,
    make_reference,
    make_user,
    sign_page,
    submit_page,
)
from tests.desk.fallen import make_citing
from tests.references.events import fall


@pytest.fixture
def work(db):
    return make_reference(pmid="11111", title="On shame")


@pytest.fixture
def page(cast, work):
    return make_citing(cast, work, "Grief")


def tell():
    """Tell whom it concerns; who got which subject."""
    with ledger_turn(now=timezone.now()) as turn:
        messages = tell_of_fallen(at=turn.at)
    return {message.to: message.subject for message in messages}


def retract(work, standing="retracted"):
    return fall(work, standing, at=timezone.now())


def test_it_works(cast, page, work):
    event = retract(work)
    assert tell() == dict.fromkeys(
        [cast.editor, cast.reviewer, cast.publisher], "Sources of one page fell"
    )
    message = Message.objects.get(to=cast.editor)
    assert message.kind == "sources_fell"
    assert message.text == (
        "Hello Ed Editor,\n\n"
        "Sources on which one page rests are now known to have fallen. Whoever signed could not "
        "know that: the words have to be looked at again.\n\n"
        "Grief (Symptom, en, public)\n"
        f"https://cms.example.org/admin/articles/symptom/{page.pk}/change/\n"
        "  On shame\n"
        f"  Now known as: retracted, since {event.at:%Y-%m-%d}. PubMed: RetractionIn (PMID "
        "32461339, DOI 10.1000/notice)\n\n"
        "Each page, the places that cite the work, and what was said of it:\n"
        "https://cms.example.org/admin/references/standingevent/pages/\n\n"
        "Until the citation is taken out, or acknowledged with a reason that a physician signs, "
        "these words are not submitted, signed, scheduled or published again. What is public stays "
        "public until somebody decides otherwise.\n"
    )
    told = Told.objects.filter(message=message).values_list("event", "page", "user")
    assert list(told) == [(event.uuid, page.pk, cast.editor.pk)]


def test_nothing_fell(page):
    assert tell() == {}
    assert not Message.objects.exists()


def test_once(page, work):
    retract(work)
    assert len(tell()) == 3
    assert tell() == {}
    # What was told is remembered beside the message.
    assert Message.objects.count() == 3


def test_what_happens_next_is_news(page, work):
    retract(work, "concern")
    tell()
    retract(work)
    assert len(tell()) == 3


def test_a_work_that_stands_again(page, work):
    retract(work)
    retract(work, "current")
    assert tell() == {}


def test_several_pages_and_works_in_one_message(cast, page, work):
    other = make_reference(pmid="22222", title="On guilt")
    make_citing(cast, other, "Guilt")
    retract(work)
    retract(other, "superseded")
    assert set(tell().values()) == {"Sources of 2 pages fell"}
    text = Message.objects.get(to=cast.editor).text
    assert text.index("Grief (") < text.index("On shame\n") < text.index("Guilt (")
    assert "Now known as: superseded" in text


def test_who_comes_to_it_later_is_told_as_well(cast, page, work):
    retract(work)
    tell()
    publisher = make_user("Publisher", name="Pia Publisher")
    assert set(tell()) == {publisher}


# Who is concerned


def test_accounts_that_are_switched_off(cast, page, work):
    for user in (cast.editor, cast.publisher):
        user.is_active = False
        user.save()
    retract(work)
    assert set(tell()) == {cast.reviewer}


def test_whoever_wrote_the_newest_words(cast, page, work):
    """Also who only saved, and the account of a person in the byline."""
    second = make_user("Editor", name="Eva Editor")
    writer = make_user(name="Wanda Writer")
    person = make_person(name="Wanda Writer", profession="writer", user=writer)
    edit_page(page, by=second, summary="Other words.", byline=[person])
    submit_page(page, by=cast.editor, now=timezone.now())
    retract(work)
    assert set(tell()) == {cast.editor, second, writer, cast.reviewer, cast.publisher}


def test_whose_signature_is_at_stake(cast, page, work):
    """Who signed the public words; and who signs now that it fell knows it."""
    retract(work)
    edit_page(page, by=cast.editor, summary="Other words.", citations=[], outline=[], sections=[])
    sign_page(page, cast, now=timezone.now())
    assert cast.reviewer in tell()


def test_as_many_queries_with_more_pages(cast, page, work):
    retract(work)
    with CaptureQueriesContext(connection) as few:
        tell()
    other = make_reference(pmid="22222", title="On guilt")
    for number in range(5):
        make_citing(cast, other, f"Page {number}")
    retract(other)
    with CaptureQueriesContext(connection) as many:
        assert set(tell().values()) == {"Sources of 5 pages fell"}
    assert len(many) == len(few)
