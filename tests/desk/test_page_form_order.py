"""The order of the parts, as the page's script sends it: the names of their forms."""

import pytest

from articles.drafts import AssociationDraft, SectionDraft
from articles.models import Kind, Symptom
from tests.builders import draft_of, edit_page, make_page, make_topic, text
from tests.desk.page_form import (
    ADD,
    address,
    headings,
    make_page_with_parts,
    new_part,
    parts,
    save,
    stored,
)
from tests.desk.posting import form_data


@pytest.fixture
def page(cast):
    return make_page_with_parts(by=cast.editor)


def shown(client, path):
    """The names of the parts in the order in which the form shows them."""
    return [part.name for part in client.get(path).context["layout"].parts]


def test_the_form_sends_the_stored_order(editor, page):
    assert form_data(editor.get(address(page)))["order"].split() == [
        "key_points",
        "sections-0",
        "sections-1",
        "faqs",
        "references",
    ]


def test_empty_parts_are_shown_at_their_usual_places(editor, page):
    assert shown(editor, address(page)) == [
        "key_points",
        "sections-0",
        "associations",
        "sections-1",
        "faqs",
        "references",
    ]


def test_an_order_of_ones_own(editor, page):
    save(editor, page, order="faqs sections-1 key_points references sections-0 associations")
    assert parts(page) == ["faqs", "Help", "key_points", "references", "Looks"]
    # Sections are named as they stand.
    assert form_data(editor.get(address(page)))["order"].split() == [
        "faqs",
        "sections-0",
        "key_points",
        "references",
        "sections-1",
    ]
    save(editor, page)
    assert parts(page) == ["faqs", "Help", "key_points", "references", "Looks"]


def test_rows_of_a_part_stand_as_they_are_named(editor, page):
    more = new_part("faqs", 1, question="How?", answer='{"type": "doc"}')
    more["faqs-1-answer"] = form_data(editor.get(address(page)))["faqs-0-answer"]
    save(editor, page, **more, order="faqs faqs-1 faqs-0")
    assert [faq.question for faq in stored(page).faqs.all()] == ["How?", "Why?"]


def test_what_is_left_out_gets_its_usual_place(editor, page):
    save(editor, page, order="faqs sections-0")
    assert parts(page) == ["key_points", "faqs", "references", "Looks", "Help"]


def test_without_a_script_the_order_stays(editor, page):
    save(editor, page, order="faqs sections-1 sections-0 key_points references")
    save(editor, page)
    assert parts(page) == ["faqs", "Help", "Looks", "key_points", "references"]


@pytest.mark.parametrize("order", ["nonsense", "sections-7", "sections-x", "faqs-9 byline-1"])
def test_names_that_name_nothing_change_nothing(editor, page, order):
    save(editor, page, order=order)
    assert stored(page).fingerprint == page.fingerprint


def test_a_name_that_stands_twice_counts_once(editor, page):
    save(editor, page, order="faqs faqs key_points")
    assert parts(page)[0] == "faqs"
    assert sorted(parts(page)) == sorted(["faqs", "key_points", "Looks", "Help", "references"])


def test_a_new_page_shows_the_usual_sections(editor):
    answer = editor.get(ADD)
    assert [part.name for part in answer.context["layout"].parts] == [
        "key_points",
        "sections-0",
        "associations",
        "sections-1",
        "sections-2",
        "sections-3",
        "faqs",
        "references",
    ]
    (sections,) = (
        inline.formset
        for inline in answer.context["inline_admin_formsets"]
        if inline.formset.prefix == "sections"
    )
    assert [form["aspect"].value() for form in sections.forms] == [
        "Symptoms",
        "SelfCare",
        "SeeDoctor",
        "Treatments",
    ]


def test_a_new_article_shows_one_body(editor):
    parts = editor.get("/admin/articles/article/add/").context["layout"].parts
    assert [part.name for part in parts] == ["key_points", "sections-0", "faqs", "references"]


def test_usual_sections_that_stay_empty_are_no_parts(editor):
    data = form_data(editor.get(ADD)) | {"title": "Guilt", "slug": "guilt", "locale": "en"}
    assert editor.post(ADD, data).status_code == 302
    assert headings(Symptom.objects.get()) == []


def test_a_stored_page_offers_the_usual_sections_that_it_lacks(editor, cast):
    section = SectionDraft(heading="Looks", aspect="Symptoms", body=text("Words."))
    page = make_page(by=cast.editor, sections=[section])
    offered = editor.get(address(page)).context["layout"].usual
    assert [section["aspect"] for section in offered] == ["SelfCare", "SeeDoctor", "Treatments"]


@pytest.fixture
def condition(cast):
    sections = [SectionDraft(heading=name, body=text("Words.")) for name in "AB"]
    return make_page(kind=Kind.CONDITION, by=cast.editor, sections=sections)


def condition_address(page):
    return f"/admin/articles/condition/{page.pk}/change/"


def post_order(client, page, order):
    data = form_data(client.get(condition_address(page))) | {"order": order}
    assert client.post(condition_address(page), data).status_code == 302
    return stored(page)


def test_looking_at_a_condition_and_saving_it_changes_no_word(editor, condition):
    order = " ".join(shown(editor, condition_address(condition)))
    assert "associations" in order
    assert post_order(editor, condition, order).fingerprint == condition.fingerprint


def test_a_condition_puts_its_associations_where_it_wants_them(editor, condition):
    saved = post_order(editor, condition, "associations sections-0 sections-1")
    assert saved.outline[0] == {"part": "associations"}
    again = post_order(editor, saved, "sections-0 sections-1 associations")
    assert again.outline[-1] == {"part": "associations"}


def test_a_page_that_was_saved_in_between_keeps_the_order_that_was_posted(editor, cast):
    condition = make_topic(Kind.CONDITION)
    association = AssociationDraft(condition=condition, name="PTSD", explanation=text("Words."))
    sections = [SectionDraft(heading=name, body=text("Words.")) for name in "ABC"]
    page = make_page(by=cast.editor, sections=sections, associations=[association])
    data = form_data(editor.get(address(page)))
    data["order"] = "sections-2 associations sections-1 sections-0"
    edit_page(page, by=cast.editor, sections=draft_of(page).sections[1:], outline=[])
    layout = editor.post(address(page), data).context["layout"]
    titles = {
        row.form.prefix: row.form["heading"].value()
        for row in layout.formsets["sections"]
        if row.form.prefix[-1].isdigit()
    }
    assert [titles.get(part.name, part.name) for part in layout.parts] == [
        "key_points",
        "C",
        "associations",
        "faqs",
        "references",
        "B",
        "A",
    ]
