"""The form of a page that is there."""

import json
from unittest.mock import ANY

import pytest
from django.contrib.admin.models import CHANGE, LogEntry

from articles.models import Condition, Kind, PageEdit, Symptom
from tests.builders import bullets, make_crisis_resource, make_page, make_topic
from tests.desk.elements import elements
from tests.desk.page_form import ADD, LIST, NEW, address, make_page_with_parts, save, stored
from tests.desk.posting import form_data
from tests.desk.refusals import told, unchanged


@pytest.fixture
def page(cast):
    return make_page_with_parts(by=cast.editor)


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
        "locale": "en",
        "pick_pictures": "/admin/pick/pictures/",
        "pick_references": "/admin/pick/references/",
        "pick_topics": "/admin/pick/topics/",
        "first_heading": 3,
        "max_bytes": 10_000_000,
        "max_fields": 5_000,
    }


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
