"""The form of a new page."""

import pytest
from django.contrib.admin.models import ADDITION, LogEntry

from articles.models import Kind, Page, Symptom, Topic
from tests.builders import make_topic
from tests.desk.page_form import ADD, LIST, NEW, address, headings, make_page_with_parts
from tests.desk.posting import form_data, form_errors
from tests.desk.refusals import shown, unchanged


@pytest.fixture
def page(cast):
    return make_page_with_parts(by=cast.editor)


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
