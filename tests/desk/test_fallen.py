"""Pages whose sources fell after they were signed: on the form, in the lists, in a list of their own."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.drafts import SectionDraft
from delivery.publishing import publish
from desk.listing import ListState
from tests.builders import (
    edit_page,
    make_page,
    make_reference,
    sign_page,
    text,
)
from tests.desk.admin_pages import address
from tests.desk.elements import elements, rows
from tests.desk.fallen import PAGES, listed, make_citing
from tests.references.events import fall

LIST = "/admin/references/standingevent/"
LABEL = "Source retracted, re-review needed"


@pytest.fixture
def work(db):
    return make_reference(pmid="11111", title="On shame")


@pytest.fixture
def pages(cast, work):
    return [make_citing(cast, work, title) for title in ("Grief", "Guilt", "Shame")]


def retract(work, standing="retracted"):
    return fall(work, standing, at=timezone.now())


def test_the_list_names_pages_places_and_reasons(editor, pages, work):
    event = retract(work)
    day = timezone.localtime(event.at)
    since = f"{day:%B} {day.day}, {day.year}, {day:%H:%M}"
    assert listed(editor) == [
        [
            f"{title} {LABEL}",
            f"Symptom, en, public; signed by Ray Reviewer, MD, {event.at:%Y-%m-%d}",
            "On shame",
            f"PubMed: RetractionIn (PMID 32461339, DOI 10.1000/notice), known since {since}",
            "Cited in: Citation 1, “pmid:11111”; Section 1, “What it is”",
        ]
        for title in ("Grief", "Guilt", "Shame")
    ]


def test_an_empty_list(editor, pages):
    assert listed(editor) == []
    assert "No page rests on a work that fell" in editor.get(PAGES).text


def test_a_page_that_was_mended(editor, cast, pages, work):
    retract(work)
    page = pages[0]
    sections = [SectionDraft(heading="What it is", body=text("It hurts."))]
    edit_page(page, by=cast.editor, citations=[], outline=[], sections=sections)
    sign_off = sign_page(page, cast, now=timezone.now())
    assert len(listed(editor)) == 3
    publish(revision=sign_off.revision, by=cast.publisher, now=timezone.now())
    assert [title.split()[0] for title, *_ in listed(editor)] == ["Guilt", "Shame"]


def test_the_form_says_so(editor, pages, work):
    page = pages[0]
    assert LABEL not in editor.get(address(page)).text
    event = retract(work)
    answer = editor.get(address(page))
    badges = [item.words for item in elements(answer, "span") if "desk-badge" in item["class"]]
    assert badges.count(LABEL) == 1
    (said,) = [item.words for item in elements(answer, "p") if item["class"] == "desk-fallen"]
    day = timezone.localtime(event.at)
    assert said == (
        f"{LABEL}: On shame, after the public words were signed. PubMed: RetractionIn (PMID "
        f"32461339, DOI 10.1000/notice), known since {day:%B} {day.day}, {day.year}. Take the "
        "citation and what rests on it out, or acknowledge it there with a reason; then submit "
        "the page."
    )


def test_the_list_of_pages_says_so(editor, pages, work, cast):
    make_page(by=cast.editor, title="Anger", at=timezone.now())
    retract(work)
    answer = editor.get("/admin/articles/symptom/?state=fallen")
    label = ListState.FALLEN.label
    assert [(row[0], label in row[1]) for row in rows(answer)] == [
        ("Grief", True),
        ("Guilt", True),
        ("Shame", True),
    ]
    (anger, *_) = rows(editor.get("/admin/articles/symptom/"))
    assert label not in anger[1]


def test_changes_of_standing_are_listed(editor, work):
    retract(work)
    (row,) = rows(editor.get(LIST))
    assert row[:3] == ["On shame", "Unknown", "Retracted"]
    assert re.search("RetractionIn", " ".join(row))


@pytest.mark.parametrize("path", [LIST, PAGES])
def test_strangers_are_kept_out(client, stranger, path):
    assert client.get(path).status_code == 302
    assert stranger.get(path).status_code == 403


def test_the_list_costs_as_many_queries_with_more_pages(editor, cast, pages, work):
    retract(work)
    with CaptureQueriesContext(connection) as few:
        editor.get(PAGES)
    other = make_reference(pmid="22222", title="On guilt")
    for number in range(5):
        make_citing(cast, other, f"Page {number}")
    retract(other, "concern")
    with CaptureQueriesContext(connection) as many:
        assert len(listed(editor)) == 8
    assert len(many) == len(few)
