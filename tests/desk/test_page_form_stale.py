"""What was typed is shown again when somebody else saved the page in between."""

import json

import pytest

from articles.drafts import SectionDraft
from tests.builders import draft_of, edit_page, text
from tests.desk.page_form import address, with_sections
from tests.desk.posting import form_data, form_errors
from tests.desk.refusals import unchanged


@pytest.fixture
def page(cast):
    return with_sections(cast, "First", "Second", "Third")


def typed(editor, page):
    """The form with other words in each section, as it was opened before."""
    data = form_data(editor.get(address(page)))
    for number in range(3):
        data[f"sections-{number}-body"] = json.dumps(text(f"Typed {number}."))
    return data


def refused_as_stale(editor, page, data):
    with unchanged():
        answer = editor.post(address(page), data)
    assert form_errors(answer) == {"__all__": ["stale_lock_version"]}
    return answer


def shown(answer):
    """Heading and text of each section as the page shows them, under the title that stands there."""
    (formset,) = (
        inline
        for inline in answer.context["inline_admin_formsets"]
        if inline.formset.prefix == "sections"
    )
    forms = [(form.form, form.original) for form in formset if form.form.prefix[-1].isdigit()]
    return [
        (form["heading"].value(), json.loads(form["body"].value()), str(original or ""))
        for form, original in forms
    ]


def sections_of(page):
    return draft_of(page).sections


def test_a_section_that_was_taken_out_is_shown_as_a_new_one(editor, cast, page):
    data = typed(editor, page)
    edit_page(page, by=cast.editor, sections=sections_of(page)[1:], outline=[])
    answer = refused_as_stale(editor, page, data)
    assert shown(answer) == [
        ("Second", text("Typed 1."), "Second"),
        ("Third", text("Typed 2."), "Third"),
        ("First", text("Typed 0."), ""),
    ]


def test_sections_that_were_moved_keep_their_own_titles(editor, cast, page):
    data = typed(editor, page)
    edit_page(page, by=cast.editor, sections=sections_of(page)[::-1], outline=[])
    answer = refused_as_stale(editor, page, data)
    assert shown(answer) == [
        ("First", text("Typed 0."), "First"),
        ("Second", text("Typed 1."), "Second"),
        ("Third", text("Typed 2."), "Third"),
    ]


def test_a_section_that_was_added_stays_away(editor, cast, page):
    data = typed(editor, page)
    added = SectionDraft(heading="Added", body=text("Words."))
    edit_page(page, by=cast.editor, sections=[added, *sections_of(page)], outline=[])
    answer = refused_as_stale(editor, page, data)
    assert [heading for heading, _, _ in shown(answer)] == ["First", "Second", "Third"]


def test_a_part_of_another_page_cannot_be_named(editor, cast, page):
    other = with_sections(cast, "Theirs")
    data = typed(editor, page)
    data["sections-0-id"] = other.sections.get().pk
    editor.post(address(page), data)
    assert [section.heading for section in other.sections.all()] == ["Theirs"]
    assert other.sections.get().body == text("Words.")


def test_the_list_of_faults_leads_to_the_fields(editor, page):
    data = form_data(editor.get(address(page)))
    wrong = {"title": "", "sections-1-urgency": "urgent"}
    answer = editor.post(address(page), data | wrong)
    faults = answer.context["faults"]
    assert [(fault.id, fault.label) for fault in faults] == [("id_title", "Title")]
    assert b'<a href="#id_title">Title</a>: This field is required.' in answer.content


def test_who_kept_the_page_open_saves_it(editor, page):
    data = typed(editor, page)
    assert editor.post(address(page), data).status_code == 302
    saved = draft_of(page)
    assert [section.body for section in saved.sections] == [
        text(f"Typed {number}.") for number in range(3)
    ]
