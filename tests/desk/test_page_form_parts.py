"""The parts of a page: put in order, added and taken out."""

import json

import pytest

from articles.drafts import CitationDraft, FaqDraft
from tests.builders import make_page, make_person, make_reference, text
from tests.desk.page_form import (
    headings,
    make_page_with_parts,
    new_part,
    parts,
    refuse,
    save,
    stored,
    with_sections,
)
from tests.desk.posting import form_errors
from tests.desk.refusals import shown


@pytest.fixture
def page(cast):
    return make_page_with_parts(by=cast.editor)


@pytest.mark.parametrize(
    ("order", "names"),
    [
        ("sections-2 sections-0 sections-1", "CAB"),
        ("sections-1 sections-2 sections-0", "BCA"),
        ("sections-2", "CAB"),
        ("", "ABC"),
    ],
)
def test_sections_stand_in_the_order_that_is_sent(editor, cast, order, names):
    page = with_sections(cast, *"ABC")
    before = {section.heading: section.uuid for section in page.sections.all()}
    save(editor, page, order=order)
    assert headings(page) == list(names)
    assert parts(page) == list(names)
    assert {section.heading: section.uuid for section in stored(page).sections.all()} == before


@pytest.mark.parametrize(
    ("order", "names"),
    [
        ("sections-2 sections-0 sections-1", "NAB"),
        ("sections-0 sections-2 sections-1", "ANB"),
        ("sections-0 sections-1 sections-2", "ABN"),
        ("sections-0 sections-1", "ABN"),
    ],
)
def test_a_new_section_stands_where_the_order_says(editor, cast, order, names):
    page = with_sections(cast, *"AB")
    save(editor, page, **new_part("sections", 2, heading="N"), order=order)
    assert headings(page) == list(names)
    assert parts(page) == list(names)


def test_a_section_is_taken_out(editor, cast):
    page = with_sections(cast, *"ABC")
    save(editor, page, **{"sections-1-DELETE": "on"})
    assert headings(page) == parts(page) == ["A", "C"]
    assert [section.position for section in stored(page).sections.all()] == [0, 1]


def test_a_section_is_taken_out_of_an_order_of_ones_own(editor, cast):
    faqs = [FaqDraft(question="Why?", answer=text("Because."))]
    page = with_sections(cast, *"ABC", faqs=faqs)
    save(editor, page, order="sections-0 faqs sections-1 sections-2")
    save(editor, page, **{"sections-2-DELETE": "on"})
    assert parts(page) == ["A", "faqs", "B"]


def test_all_but_the_sections_is_taken_out(editor, page):
    assert parts(page) == ["key_points", "Looks", "Help", "faqs", "references"]
    save(
        editor,
        page,
        **{
            "key_points": "",
            "sections-0-body": json.dumps(text("Words.")),
            "faqs-0-DELETE": "on",
            "citations-0-DELETE": "on",
        },
    )
    saved = stored(page)
    assert (saved.key_points, list(saved.faqs.all()), list(saved.citations.all())) == ({}, [], [])
    assert parts(page) == ["Looks", "Help"]


def test_parts_are_added(editor, cast, page):
    make_reference(doi="10.1000/182", pmid="")
    author = make_person()
    save(
        editor,
        page,
        **new_part("sections", 2, heading="New", aspect="SelfCare", body=json.dumps(text("New."))),
        **new_part("faqs", 1, question="How?", answer=json.dumps(text("So."))),
        **new_part("citations", 1, key="doi:10.1000/182", note="New."),
        **new_part("byline_entries", 0, person=str(author.pk)),
    )
    saved = stored(page)
    assert headings(page) == ["Looks", "Help", "New"]
    assert [faq.question for faq in saved.faqs.all()] == ["Why?", "How?"]
    assert [(item.key, item.note) for item in saved.citations.all()] == [
        ("pmid:30075356", "It is the source."),
        ("doi:10.1000/182", "New."),
    ]
    assert [entry.person for entry in saved.byline_entries.all()] == [author]


def test_an_added_form_that_stays_empty_is_no_part(editor, page):
    save(editor, page, **new_part("sections", 2, heading="", body="{}"))
    assert headings(page) == ["Looks", "Help"]


def test_an_added_form_that_is_taken_out_again_is_no_part(editor, page):
    save(editor, page, **new_part("faqs", 1, question="How?", answer="nonsense", DELETE="on"))
    assert stored(page).faqs.count() == 1


def test_the_byline_is_put_in_order(editor, cast):
    ada, ben = make_person(name="Ada"), make_person(name="Ben")
    page = make_page(by=cast.editor, byline=[ada, ben])
    save(editor, page, order="byline_entries-1 byline_entries-0")
    assert [entry.person for entry in stored(page).byline_entries.all()] == [ben, ada]
    save(editor, page, **{"byline_entries-0-DELETE": "on"})
    assert [entry.person for entry in stored(page).byline_entries.all()] == [ada]


def test_nobody_stands_in_the_byline_twice(editor, cast):
    author = make_person()
    page = make_page(by=cast.editor, byline=[author])
    answer = refuse(editor, page, **new_part("byline_entries", 1, person=str(author.pk)))
    assert form_errors(answer) == {"byline_entries-1-person": ["part_twice"]}


def test_only_a_section_on_seeking_help_is_urgent(editor, page):
    answer = refuse(editor, page, **{"sections-0-urgency": "urgent"})
    assert list(form_errors(answer)) == ["sections-0-__all__"]
    assert shown(answer) == {
        "": ["Only a section on when to seek help has an urgency: leave it empty here."]
    }


@pytest.mark.parametrize("prefix", ["sections", "faqs", "citations"])
def test_the_part_of_another_page_stays_there(editor, cast, page, prefix):
    other = make_page(
        by=cast.editor,
        faqs=[FaqDraft(question="Why?", answer=text("Because."))],
        citations=[CitationDraft(key="pmid:30075356")],
    )
    before = getattr(other, prefix).values().get()
    save(editor, page, **{f"{prefix}-0-id": str(before["id"])})
    assert getattr(other, prefix).values().get() == before


@pytest.mark.parametrize("prefix", ["sections", "faqs", "citations"])
def test_a_part_that_does_not_exist(editor, page, prefix):
    answer = refuse(editor, page, **{f"{prefix}-0-id": "1000000"})
    assert form_errors(answer) == {f"{prefix}-0-id": ["invalid_choice"]}
