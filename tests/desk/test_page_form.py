import json
from unittest.mock import ANY

import pytest
from django.contrib import admin
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.drafts import CitationDraft, FaqDraft, SectionDraft
from articles.models import Condition, Kind, Page, PageEdit, Symptom, Topic
from tests.builders import (
    bullets,
    cited,
    edit_page,
    make_crisis_resource,
    make_page,
    make_person,
    make_reference,
    make_topic,
    submit_page,
    text,
)
from tests.desk.elements import article, elements, links
from tests.desk.posting import form_data, form_errors
from tests.desk.refusals import shown, told, unchanged

LIST = "/admin/articles/symptom/"
ADD = f"{LIST}add/"


@pytest.fixture
def page(cast):
    make_reference(pmid="30075356")
    return make_page(
        by=cast.editor,
        title="Shame",
        slug="shame",
        key_points=bullets("One.", "Two."),
        sections=[
            SectionDraft(heading="Looks", aspect="Symptoms", body=cited("Words.", "pmid:30075356")),
            SectionDraft(heading="Help", aspect="SeeDoctor", urgency="urgent", body=text("Call.")),
        ],
        faqs=[FaqDraft(question="Why?", answer=text("Because."))],
        citations=[CitationDraft(key="pmid:30075356", note="It is the source.")],
    )


def address(page):
    return f"{LIST}{page.pk}/change/"


def stored(page):
    """The page as the database has it, with its parts."""
    return Page.objects.with_parts().get(pk=page.pk)


def headings(page):
    return [section.heading for section in stored(page).sections.all()]


def parts(page):
    """The page's outline in words: the sections by their headings."""
    saved = stored(page)
    by_id = {str(section.uuid): section.heading for section in saved.sections.all()}
    return [by_id[entry["id"]] if "id" in entry else entry["part"] for entry in saved.outline]


def save(client, page, **changes):
    """Open the page, post its form with the changes, and expect it to be saved."""
    data = form_data(client.get(address(page)))
    answer = client.post(address(page), data | changes)
    assert answer.status_code == 302, form_errors(answer)
    return answer


def refuse(client, page, **changes):
    """Open the page, post its form with the changes, and expect nothing to be saved."""
    data = form_data(client.get(address(page)))
    with unchanged():
        answer = client.post(address(page), data | changes)
    assert answer.status_code == 200
    return answer


def new_part(prefix, number, **fields):
    """One more form of a part, as the page's script would add it."""
    values = {f"{prefix}-{number}-{name}": value for name, value in fields.items()}
    return {f"{prefix}-TOTAL_FORMS": number + 1, **values}


def with_sections(cast, *headings, **fields):
    sections = [SectionDraft(heading=heading, body=text("Words.")) for heading in headings]
    return make_page(by=cast.editor, sections=sections, **fields)


# A page that is there


def test_it_works(editor, cast, page):
    data = form_data(editor.get(address(page)))
    answer = editor.post(address(page), data | {"title": "Shame today"})
    assert (answer.status_code, answer["Location"]) == (302, LIST)
    page.refresh_from_db()
    assert (page.title, page.lock_version) == ("Shame today", 2)
    edit = PageEdit.objects.get(lock_version=2)
    assert (edit.page_id, edit.user) == (page.pk, cast.editor)


def test_every_field_is_saved(editor, page):
    save(
        editor,
        page,
        title="Guilt",
        slug="guilt",
        summary="Another summary.",
        key_points=json.dumps(bullets("Three.")),
        content_flags=["suicide", "abuse"],
        risk_class="6",
        overdue_policy="withhold",
    )
    saved = stored(page)
    assert {
        "title": "Guilt",
        "slug": "guilt",
        "summary": "Another summary.",
        "key_points": bullets("Three."),
        "content_flags": ["abuse", "suicide"],
        "risk_class": "6",
        "overdue_policy": "withhold",
    }.items() <= vars(saved).items()


def test_saving_without_a_change_changes_no_word(editor, page):
    before = stored(page)
    save(editor, page)
    saved = stored(page)
    assert (saved.lock_version, saved.fingerprint) == (2, before.fingerprint)
    for part in ("sections", "faqs", "citations"):
        assert list(getattr(saved, part).values()) == list(getattr(before, part).values())


def test_a_browser_ends_lines_in_its_own_way(editor, page):
    data = form_data(editor.get(address(page)))
    assert "\n" in data["outline"]
    save(editor, page, outline=data["outline"].replace("\n", "\r\n"))
    assert stored(page).fingerprint == page.fingerprint


def test_save_and_continue(editor, page):
    answer = save(editor, page, _continue="1")
    assert answer["Location"] == address(page)
    assert [level for level, _ in told(answer)] == ["success"]


def test_save_and_add_another(editor, page):
    assert save(editor, page, _addanother="1")["Location"] == ADD


def test_publishers_may_save(publisher, page):
    save(publisher, page, slug="shame-today")
    assert stored(page).slug == "shame-today"


def test_the_history_of_a_page(editor, cast, page):
    save(editor, page, title="Shame today")
    (entry,) = LogEntry.objects.values()
    assert entry == {
        "id": entry["id"],
        "action_time": ANY,
        "user_id": cast.editor.pk,
        "content_type_id": entry["content_type_id"],
        "object_id": str(page.pk),
        "object_repr": "Shame today",
        "action_flag": CHANGE,
        "change_message": "Save 2 of this page.",
    }
    answer = editor.get(f"{LIST}{page.pk}/history/")
    assert answer.status_code == 200
    assert "Save 2 of this page." in [cell.words for cell in elements(answer, "td")]


def test_the_condition_form(editor, cast):
    page = make_page(by=cast.editor, kind=Kind.CONDITION)
    path = f"/admin/articles/condition/{page.pk}/change/"
    data = form_data(editor.get(path))
    assert editor.post(path, data | {"title": "PTSD"}).status_code == 302
    assert Condition.objects.get().title == "PTSD"


@pytest.mark.parametrize("kind", ["condition", "article"])
def test_a_page_of_another_kind_is_not_here(editor, cast, kind):
    page = make_page(by=cast.editor, kind=kind)
    assert editor.get(address(page)).status_code == 302
    with unchanged():
        editor.post(address(page), {"title": "Mine"})


def test_what_the_editor_may_link_to_and_name(editor, cast, page):
    served = make_crisis_resource(
        entered_by=cast.editor, verified_by=cast.administrator, name="Lifeline", label="Call 988"
    )
    make_crisis_resource(entered_by=cast.editor)
    topic = make_topic(Kind.CONDITION)
    (data,) = [
        json.loads(script.text)
        for script in elements(editor.get(address(page)), "script")
        if script["id"] == "richtext-choices"
    ]
    assert data == {
        "topics": [
            [str(page.topic.uuid), str(page.topic)],
            [str(topic.uuid), f"{topic.working_name} (condition)"],
        ],
        "crisis_lines": [[str(served.uuid), "Lifeline: Call 988"]],
    }


# A new page

NEW = {
    "title": "Guilt",
    "slug": "guilt",
    "locale": "en",
    "sections-TOTAL_FORMS": "1",
    "sections-0-heading": "Overview",
    "sections-0-body": json.dumps(text("Some words.")),
}


def add(client, **changes):
    data = form_data(client.get(ADD))
    return client.post(ADD, data | NEW | changes)


def test_a_new_page_makes_its_topic(editor, cast):
    answer = add(editor)
    assert (answer.status_code, answer["Location"]) == (302, LIST)
    page = Symptom.objects.get(slug="guilt")
    assert (page.topic.working_name, page.topic.kind) == ("Guilt", "symptom")
    assert (page.created_by, page.lock_version) == (cast.editor, 1)
    assert headings(page) == ["Overview"]
    assert (LogEntry.objects.get().action_flag, str(LogEntry.objects.get())) == (
        ADDITION,
        "Added “Guilt”.",
    )


def test_a_new_page_about_a_topic_that_is_there(editor, cast):
    topic = make_topic(Kind.SYMPTOM)
    add(editor, topic=str(topic.pk))
    assert Symptom.objects.get(slug="guilt").topic == topic
    assert Topic.objects.count() == 1


def test_a_new_page_in_another_language(editor, page):
    add(editor, topic=str(page.topic.pk), locale="es", slug="shame")
    assert [row.locale for row in page.topic.pages.order_by("locale")] == ["en", "es"]


def test_a_new_page_and_go_on_with_it(editor, cast):
    answer = add(editor, _continue="1")
    assert answer["Location"] == address(Symptom.objects.get())


def test_a_new_page_about_the_topic_of_another_kind(editor, cast):
    answer = add(editor, topic=str(make_topic(Kind.CONDITION).pk))
    assert form_errors(answer) == {"topic": ["invalid_choice"]}
    assert not Page.objects.exists()


def test_a_new_page_about_a_topic_that_has_one(editor, page):
    answer = add(editor, topic=str(page.topic.pk))
    assert form_errors(answer) == {"topic": ["duplicate_page"]}
    assert shown(answer) == {
        "topic": ["This topic already has a page in this language: edit that page."]
    }
    assert Page.objects.count() == 1


def test_a_new_page_that_is_refused_leaves_no_topic(editor, page):
    assert form_errors(add(editor, slug="shame")) == {"slug": ["duplicate_slug"]}
    assert list(Topic.objects.all()) == [page.topic]


def test_a_page_that_does_not_exist_is_not_made(editor, cast):
    data = form_data(editor.get(ADD))
    with unchanged():
        answer = editor.post(f"{LIST}1000000/change/", data | NEW)
    assert (answer.status_code, answer["Location"]) == (302, "/admin/")


def test_a_page_keeps_its_topic_and_language(editor, page):
    save(editor, page, topic=str(make_topic().pk), locale="es")
    saved = stored(page)
    assert (saved.topic, saved.locale) == (page.topic, "en")


# Windows that another form opens


def test_a_new_page_in_a_window_of_its_own(editor, cast):
    answer = editor.get(f"{ADD}?_popup=1")
    assert not elements(answer, "header")
    answer = editor.post(f"{ADD}?_popup=1", form_data(answer) | NEW | {"_popup": "1"})
    page = Symptom.objects.get()
    (script,) = elements(answer, "script")
    assert json.loads(script["data-popup-response"]) == {"value": str(page.pk), "obj": "Guilt"}


def test_a_page_in_a_window_of_its_own(editor, page):
    path = f"{address(page)}?_popup=1"
    answer = editor.get(path)
    assert not elements(answer, "header")
    answer = editor.post(path, form_data(answer) | {"title": "Guilt", "_popup": "1"})
    (script,) = elements(answer, "script")
    assert json.loads(script["data-popup-response"])["obj"] == "Guilt"
    assert stored(page).title == "Guilt"


# Parts


@pytest.mark.parametrize(
    ("positions", "order"),
    [
        ({2: "1"}, "CAB"),
        ({0: "3"}, "BCA"),
        ({0: "2", 1: "1"}, "BAC"),
        ({0: "", 1: "", 2: ""}, "ABC"),
        ({0: ""}, "BCA"),
        ({0: "10", 1: "9", 2: "8"}, "CBA"),
        ({}, "ABC"),
    ],
)
def test_sections_stand_where_their_numbers_say(editor, cast, positions, order):
    page = with_sections(cast, *"ABC")
    before = {section.heading: section.uuid for section in page.sections.all()}
    save(editor, page, **{f"sections-{index}-position": at for index, at in positions.items()})
    assert headings(page) == list(order)
    assert parts(page) == list(order)
    assert {section.heading: section.uuid for section in stored(page).sections.all()} == before


@pytest.mark.parametrize(
    ("position", "order"), [("1", "NAB"), ("2", "ANB"), ("3", "ABN"), ("", "ABN"), ("99", "ABN")]
)
def test_a_new_section_stands_where_its_number_says(editor, cast, position, order):
    page = with_sections(cast, *"AB")
    save(editor, page, **new_part("sections", 2, heading="N", position=position))
    assert headings(page) == list(order)
    assert parts(page) == list(order)


@pytest.mark.parametrize("position", ["0", "-1", "1000", "x", "9" * 50])
def test_a_number_that_is_no_place(editor, page, position):
    answer = refuse(editor, page, **{"sections-0-position": position})
    assert list(form_errors(answer)) == ["sections-0-position"]


def test_a_section_is_taken_out(editor, cast):
    page = with_sections(cast, *"ABC")
    save(editor, page, **{"sections-1-DELETE": "on"})
    assert headings(page) == parts(page) == ["A", "C"]
    assert [section.position for section in stored(page).sections.all()] == [0, 1]


def test_a_section_is_taken_out_of_an_order_of_ones_own(editor, cast):
    faqs = [FaqDraft(question="Why?", answer=text("Because."))]
    page = with_sections(cast, *"ABC", faqs=faqs)
    save(editor, page, outline="section 1\nfaqs\nsection 2\nsection 3")
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
        **new_part("faqs", 1, position="1", question="How?", answer=json.dumps(text("So."))),
        **new_part("citations", 1, position="1", key="doi:10.1000/182", note="New."),
        **new_part("byline_entries", 0, person=str(author.pk)),
    )
    saved = stored(page)
    assert headings(page) == ["Looks", "Help", "New"]
    assert [faq.question for faq in saved.faqs.all()] == ["How?", "Why?"]
    assert [(item.key, item.note) for item in saved.citations.all()] == [
        ("doi:10.1000/182", "New."),
        ("pmid:30075356", "It is the source."),
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
    save(editor, page, **{"byline_entries-1-position": "1"})
    assert [entry.person for entry in stored(page).byline_entries.all()] == [ben, ada]
    save(editor, page, **{"byline_entries-0-DELETE": "on"})
    assert [entry.person for entry in stored(page).byline_entries.all()] == [ada]


def test_nobody_stands_in_the_byline_twice(editor, cast):
    author = make_person()
    page = make_page(by=cast.editor, byline=[author])
    answer = refuse(editor, page, **new_part("byline_entries", 1, person=str(author.pk)))
    assert "Please correct the duplicate" in answer.content.decode()


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


# The order of the parts


def test_the_form_spells_the_order(editor, page):
    data = form_data(editor.get(address(page)))
    assert data["outline"].split("\n") == [
        "key_points",
        "section 1",
        "section 2",
        "faqs",
        "references",
    ]


def test_an_order_of_ones_own(editor, page):
    save(editor, page, outline=" faqs \n\nsection 2\nkey_points\nreferences\nsection  1\n")
    assert parts(page) == ["faqs", "Help", "key_points", "references", "Looks"]
    # Sections are numbered as they stand.
    data = form_data(editor.get(address(page)))
    assert data["outline"].split("\n") == [
        "faqs",
        "section 1",
        "key_points",
        "references",
        "section 2",
    ]
    save(editor, page)
    assert parts(page) == ["faqs", "Help", "key_points", "references", "Looks"]


def test_what_is_left_out_gets_its_usual_place(editor, page):
    save(editor, page, outline="faqs\nsection 2")
    assert parts(page) == ["key_points", "Looks", "faqs", "references", "Help"]


def test_an_empty_order_is_the_usual_one(editor, page):
    save(editor, page, outline="faqs")
    save(editor, page, outline="")
    assert parts(page) == ["key_points", "Looks", "Help", "faqs", "references"]


@pytest.mark.parametrize(
    "line",
    [
        "nonsense",
        "Key points",
        "faqs 1",
        "section",
        "section one",
        "section -1",
        "section 1 2",
        "section \u0661",
        "section 99999",
        f"section {'9' * 5000}",
    ],
)
def test_a_line_that_names_no_part(editor, page, line):
    answer = refuse(editor, page, outline=f"key_points\n{line}")
    assert form_errors(answer) == {"outline": ["outline_unknown_part"]}
    assert shown(answer) == {
        "outline": [
            f"This line names no part: {line}. Write key_points, faqs, references or section and "
            "a number."
        ]
    }
    assert f"key_points\n{line}" in answer.content.decode()


@pytest.mark.parametrize("number", ["0", "3", "9999"])
def test_a_section_that_the_page_does_not_have(editor, page, number):
    answer = refuse(editor, page, outline=f"section {number}")
    assert form_errors(answer) == {"outline": ["outline_unknown_part"]}
    assert shown(answer) == {
        "outline": [
            f"The order of parts names something that this page does not have: section {number}."
        ]
    }


def test_a_part_that_the_page_does_not_have(editor, cast):
    answer = refuse(editor, make_page(by=cast.editor), outline="faqs\nsection 1")
    assert form_errors(answer) == {"outline": ["outline_unknown_part"]}


@pytest.mark.parametrize("line", ["faqs", "section 1"])
def test_a_part_that_is_named_twice(editor, page, line):
    answer = refuse(editor, page, outline=f"{line}\n{line}")
    assert form_errors(answer) == {"outline": ["outline_part_twice"]}


# Citations


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("30075356", "pmid:30075356"),
        (" 30075356 ", "pmid:30075356"),
        ("PMID: 30075356", "pmid:30075356"),
        ("doi: 10.1000/ABC", "doi:10.1000/abc"),
    ],
)
def test_a_work_is_cited_as_one_types_it(editor, cast, typed, key):
    make_reference(pmid="30075356", doi="10.1000/abc")
    page = make_page(by=cast.editor)
    save(editor, page, **new_part("citations", 0, key=typed))
    assert stored(page).citations.get().key == key


@pytest.mark.parametrize(
    ("typed", "code", "sentence"),
    [
        (
            "1",
            "unknown_reference",
            "No reference has this identifier: add the work under References first.",
        ),
        (
            "nonsense",
            "bad_citation_key",
            "A work is cited by pmid:, doi: or uuid: and its identifier, such as pmid:30075356.",
        ),
        ("doi:nonsense", "bad_doi", ANY),
        ("123456789", "bad_citation_key", ANY),
    ],
)
def test_a_citation_is_refused_at_its_field(editor, cast, typed, code, sentence):
    answer = refuse(editor, make_page(by=cast.editor), **new_part("citations", 0, key=typed))
    assert form_errors(answer) == {"citations-0-key": [code]}
    assert shown(answer) == {"citations-0-key": [sentence]}
    # What was typed stays: with the scheme, where it is a number.
    assert typed in form_data(answer)["citations-0-key"]


def test_a_work_is_cited_once(editor, page):
    make_reference(pmid="222", doi="10.1000/222")
    answer = refuse(
        editor,
        page,
        **new_part("citations", 1, key="222") | new_part("citations", 2, key="doi:10.1000/222"),
    )
    assert form_errors(answer) == {"citations-2-key": ["duplicate_citation"]}


def test_the_same_identifier_twice(editor, page):
    answer = refuse(editor, page, **new_part("citations", 1, key="30075356"))
    assert form_errors(answer) == {"citations-1-key": ["duplicate_citation"]}
    assert shown(answer) == {"citations-1-key": ["This page already cites this work."]}


def test_a_citation_is_taken_out_and_typed_anew(editor, page):
    save(
        editor,
        page,
        **{"citations-0-DELETE": "on"} | new_part("citations", 1, key="30075356", note="Anew."),
    )
    assert stored(page).citations.get().note == "Anew."


def test_two_citations_change_places(editor, cast):
    make_reference(pmid="111")
    make_reference(pmid="222")
    page = make_page(
        by=cast.editor,
        citations=[CitationDraft(key="pmid:111"), CitationDraft(key="pmid:222")],
    )
    save(editor, page, **{"citations-0-key": "222", "citations-1-key": "111"})
    assert [item.key for item in stored(page).citations.all()] == ["pmid:222", "pmid:111"]


def test_faults_stand_at_the_part_that_has_them_whatever_its_place(editor, page):
    answer = refuse(
        editor,
        page,
        **{
            "sections-0-position": "2",
            "sections-1-position": "1",
            "sections-0-body": json.dumps(cited("Words.", "pmid:1")),
        },
    )
    assert form_errors(answer) == {"sections-0-body": ["citation_not_listed"]}


# What is refused


def test_every_fault_is_said_at_its_field(editor, page):
    answer = refuse(
        editor,
        page,
        **{
            "slug": "",
            "key_points": json.dumps(text("No list.")),
            "sections-0-body": '{"type": "doc", "content": [{"type": "script"}]}',
            "citations-0-key": "nonsense",
        },
    )
    assert form_errors(answer) == {
        "slug": ["required"],
        "key_points": ["rich_text_bad_structure"],
        "sections-0-body": ["rich_text_unknown_node"],
    }


def test_a_refusal_of_the_move_is_said_at_its_field(editor, page):
    answer = refuse(
        editor,
        page,
        **{
            "citations-0-key": "nonsense",
            "faqs-0-answer": json.dumps(cited("Because.", "pmid:1")),
        },
    )
    assert form_errors(answer) == {
        "citations-0-key": ["bad_citation_key"],
        "sections-0-body": ["citation_not_listed"],
        "faqs-0-answer": ["citation_not_listed"],
    }


def test_a_slug_that_another_page_has(editor, cast, page):
    make_page(by=cast.editor, slug="guilt")
    answer = refuse(editor, page, slug="guilt", title="My new title")
    assert form_errors(answer) == {"slug": ["duplicate_slug"]}
    assert shown(answer) == {"slug": ["Another page already has this slug: choose a new one."]}
    assert form_data(answer)["title"] == "My new title"


def test_a_slug_of_another_kind_or_language_is_free(editor, cast, page):
    make_page(by=cast.editor, slug="guilt", kind=Kind.CONDITION)
    make_page(by=cast.editor, slug="guilt", locale="es")
    save(editor, page, slug="guilt")


def test_a_stale_form_is_refused(editor, cast, page):
    data = form_data(editor.get(address(page)))
    edit_page(page, by=cast.editor, title="Theirs")
    mine = json.dumps(text("My words."))
    with unchanged():
        answer = editor.post(address(page), data | {"title": "Mine", "sections-1-body": mine})
    assert answer.status_code == 200
    assert form_errors(answer) == {"__all__": ["stale_lock_version"]}
    assert shown(answer) == {
        "": [
            "Somebody else saved this page after you opened it. Copy what you wrote, load the page "
            "again and put it back in."
        ]
    }
    kept = form_data(answer)
    assert (kept["title"], json.loads(kept["sections-1-body"])) == ("Mine", text("My words."))
    # Posting it once more is refused again: the other's words are not lost by insisting.
    with unchanged():
        assert form_errors(editor.post(address(page), kept)) == {"__all__": ["stale_lock_version"]}


@pytest.mark.parametrize("number", ["", "0", "2", "99999999999999999999"])
def test_a_form_of_another_save_is_stale(editor, page, number):
    answer = refuse(editor, page, lock_version=number)
    assert form_errors(answer) == {"__all__": ["stale_lock_version"]}


def test_a_form_without_its_inputs(editor, page):
    with unchanged():
        assert editor.post(address(page), {}).status_code == 200


def test_a_title_that_is_too_long(editor, page):
    answer = refuse(editor, page, title="x" * 201, summary="x" * 601)
    assert form_errors(answer) == {"title": ["max_length"], "summary": ["max_length"]}


# What a paste may bring


def test_html_is_no_rich_text(editor, page):
    pasted = "<script>alert(1)</script>"
    answer = refuse(editor, page, **{"sections-0-body": pasted})
    assert form_errors(answer) == {"sections-0-body": ["invalid"]}
    assert pasted not in answer.content.decode()
    (kept,) = [item for item in elements(answer, "textarea") if item["name"] == "sections-0-body"]
    assert kept.words == pasted


def test_words_that_look_like_html_are_words(editor, reviewer, cast, page):
    pasted = '<script>alert(1)</script> <img src=x onerror="alert(1)">'
    save(
        editor,
        page,
        **{
            "title": pasted,
            "summary": pasted,
            "sections-1-heading": pasted,
            "sections-1-body": json.dumps(text(pasted)),
            "faqs-0-question": pasted,
            "citations-0-note": pasted,
        },
    )
    submission = submit_page(page, by=cast.editor)
    for client, path in (
        (editor, address(page)),
        (editor, LIST),
        (editor, f"{LIST}{page.pk}/preview/"),
        (editor, f"{LIST}{page.pk}/submit/"),
        (reviewer, address(page)),
        (reviewer, f"/admin/review/submission/{submission.pk}/sign/"),
    ):
        answer = client.get(path)
        assert answer.status_code == 200
        assert b"<script>alert" not in answer.content
        assert b"<img src=x" not in answer.content
    assert article(editor.get(f"{LIST}{page.pk}/preview/")).count(pasted) == 6


@pytest.mark.parametrize("href", ["javascript:alert(1)", "data:text/html,x", "http://x.example"])
def test_a_link_that_is_none(editor, page, href):
    link = {"type": "link", "attrs": {"href": href}}
    words = {"type": "text", "text": "Here", "marks": [link]}
    body = {"type": "doc", "content": [{"type": "paragraph", "content": [words]}]}
    answer = refuse(editor, page, **{"sections-1-body": json.dumps(body)})
    assert form_errors(answer) == {"sections-1-body": ["rich_text_bad_link"]}


SURROGATE, NUL = r"\ud800", r"\u0000"


@pytest.mark.parametrize("field", ["sections-1-body", "faqs-0-answer"])
@pytest.mark.parametrize("character", [SURROGATE, NUL])
def test_a_character_that_cannot_be_stored_in_a_text(editor, page, field, character):
    typed = json.dumps(text("Bad: @.")).replace("@", character)
    answer = refuse(editor, page, **{field: typed})
    assert form_errors(answer) == {field: ["rich_text_bad_character"]}
    assert json.loads(form_data(answer)[field]) == json.loads(typed)


@pytest.mark.parametrize(
    "field", ["title", "summary", "slug", "sections-0-heading", "faqs-0-question", "outline"]
)
def test_nul_in_a_line(editor, page, field):
    answer = refuse(editor, page, **{field: "a\x00b"})
    assert "null_characters_not_allowed" in form_errors(answer)[field]


@pytest.mark.parametrize("typed", ["9" * 5000, "[" * 100_000, "NaN", '"words"', "[]1"])
def test_json_that_is_no_text(editor, page, typed):
    answer = refuse(editor, page, **{"sections-1-body": typed})
    assert list(form_errors(answer)) == ["sections-1-body"]


# Who may


def test_reviewers_look_and_do_not_save(editor, reviewer, cast, page):
    data = form_data(editor.get(address(page)))
    answer = reviewer.get(address(page))
    assert answer.status_code == 200
    inputs = [
        element["name"]
        for element in elements(answer, "input", "textarea", "select")
        if any(around["id"] == "symptom_form" for around in element.within)
    ]
    assert inputs == ["csrfmiddlewaretoken"]
    assert links(answer)["See it as a reader"] == f"{LIST}{page.pk}/preview/"
    # Nobody is shown texts as JSON.
    assert "bulletList" not in answer.content.decode()
    with unchanged():
        assert reviewer.post(address(page), data | {"title": "Mine"}).status_code == 403


@pytest.mark.parametrize("role", ["reviewer", "publisher", "administrator"])
def test_who_may_not_add(request, role):
    client = request.getfixturevalue(role)
    assert client.get(ADD).status_code == 403
    with unchanged():
        assert client.post(ADD, NEW).status_code == 403


@pytest.mark.parametrize("role", ["editor", "publisher", "superuser"])
def test_nobody_deletes(request, page, role):
    client = request.getfixturevalue(role)
    with unchanged():
        assert client.post(f"{LIST}{page.pk}/delete/", {"post": "yes"}).status_code == 403
        client.post(
            LIST, {"action": "delete_selected", "_selected_action": [page.pk], "post": "yes"}
        )
    assert not [item for item in elements(client.get(address(page)), "a") if "delete" in item.words]


def test_who_is_not_logged_in_is_asked_to(anonymous, page):
    for path in (LIST, ADD, address(page)):
        for answer in (anonymous.get(path), anonymous.post(path, NEW)):
            assert answer.status_code == 302
            assert answer["Location"] == f"/admin/login/?next={path}"


def test_a_stranger_sees_nothing(stranger, page):
    for path in (LIST, ADD, address(page), f"{LIST}{page.pk}/history/"):
        with unchanged():
            assert stranger.get(path).status_code == 403
            assert stranger.post(path, NEW).status_code == 403


def test_no_other_way_leads_to_the_table():
    with pytest.raises(RuntimeError, match="save_page"):
        admin.site.get_model_admin(Symptom).save_model(None, Symptom(), None, False)


# The list


def test_the_list_is_searched(editor, cast, page):
    make_page(by=cast.editor, title="Guilt")
    for words, titles in {"sham": ["Shame"], page.topic.working_name: ["Shame"], "x": []}.items():
        rows = editor.get(LIST, {"q": words}).context["cl"].result_list
        assert [row.title for row in rows] == titles


# How often the database is asked


def queries(client, path):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return [query["sql"] for query in asked.captured_queries]


@pytest.mark.parametrize("role", ["editor", "reviewer"])
def test_opening_the_form_asks_as_often_for_ten_sections_as_for_one(request, cast, page, role):
    client = request.getfixturevalue(role)
    small, large = with_sections(cast, "A"), with_sections(cast, *"ABCDEFGHIJ")
    client.get(address(page))
    assert len(queries(client, address(large))) == len(queries(client, address(small)))


def test_the_list_asks_as_often_for_thirty_pages_as_for_one(editor, cast):
    make_page(by=cast.editor)
    editor.get(LIST)
    few = len(queries(editor, LIST))
    for _ in range(29):
        make_page(by=cast.editor)
    assert len(queries(editor, LIST)) == few
    assert len(editor.get(LIST).context["cl"].result_list) == 30


@pytest.mark.parametrize("move", ["preview", "submit"])
def test_the_page_of_a_move_asks_as_often_for_ten_sections_as_for_one(editor, cast, move):
    small, large = with_sections(cast, "A"), with_sections(cast, *"ABCDEFGHIJ")
    editor.get(f"{LIST}{small.pk}/{move}/")
    assert len(queries(editor, f"{LIST}{large.pk}/{move}/")) == len(
        queries(editor, f"{LIST}{small.pk}/{move}/")
    )
