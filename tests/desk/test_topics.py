import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Topic
from tests.builders import make_page, make_topic
from tests.desk.elements import elements, rows
from tests.desk.posting import form_errors, refuse, save
from tests.desk.refusals import shown, unchanged

LIST = "/admin/articles/topic/"
ADD = f"{LIST}add/"
TYPED = {"kind": "condition", "working_name": "PTSD"}


def address(topic, page="change"):
    return f"{LIST}{topic.pk}/{page}/"


@pytest.mark.parametrize("role", ["editor", "superuser"])
@pytest.mark.parametrize("kind", ["condition", "symptom", "article"])
def test_add(request, role, kind):
    client = request.getfixturevalue(role)
    answer = client.post(ADD, TYPED | {"kind": kind})
    assert (answer.status_code, answer["Location"]) == (302, LIST)
    topic = Topic.objects.get()
    assert (topic.kind, topic.working_name) == (kind, "PTSD")


@pytest.mark.parametrize("role", ["editor", "superuser"])
def test_the_name_changes_and_the_kind_stays(request, role):
    client = request.getfixturevalue(role)
    topic = make_topic("symptom")
    answer = client.get(address(topic))
    assert "kind" not in [item["name"] for item in elements(answer, "select", "input")]
    save(client, address(topic), **TYPED)
    assert Topic.objects.values().get() == {
        "id": topic.pk,
        "uuid": topic.uuid,
        "kind": "symptom",
        "working_name": "PTSD",
    }


@pytest.mark.parametrize("role", ["reviewer", "publisher", "administrator"])
def test_others_look(request, role):
    client = request.getfixturevalue(role)
    topic = make_topic()
    answer = client.get(address(topic))
    assert topic.working_name in [element.words for element in elements(answer, "div")]
    names = [item["name"] for item in elements(answer, "input", "select")]
    assert not set(names) & set(TYPED)
    with unchanged():
        assert client.post(address(topic), TYPED).status_code == 403
        assert client.post(ADD, TYPED).status_code == 403


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("kind", "", "required"),
        ("kind", "treatment", "invalid_choice"),
        ("working_name", "", "required"),
        ("working_name", "x" * 201, "max_length"),
        ("working_name", "PTSD\x00", "null_characters_not_allowed"),
    ],
)
def test_a_wrong_value_is_said_at_its_field(editor, field, value, code):
    answer = refuse(editor, ADD, **TYPED | {field: value})
    assert form_errors(answer) == {field: [code]}
    assert list(shown(answer)) == [field]


def delete(client, topic):
    client.post(LIST, {"action": "delete_selected", "_selected_action": [topic.pk], "post": "yes"})
    return client.post(address(topic, "delete"), {"post": "yes"})


@pytest.mark.parametrize("role", ["editor", "superuser"])
def test_nothing_is_deleted(request, cast, role):
    client = request.getfixturevalue(role)
    page = make_page(by=cast.editor)
    for topic in (page.topic, make_topic()):
        with unchanged():
            assert delete(client, topic).status_code == 403


@pytest.mark.parametrize(("words", "found"), [("shame", 1), ("guilt", 0)])
def test_the_list_is_searched(reviewer, words, found):
    Topic.objects.create(kind="symptom", working_name="Shame")
    assert len(rows(reviewer.get(LIST, {"q": words}))) == found


def test_the_list(reviewer, cast):
    topic = Topic.objects.create(kind="symptom", working_name="Shame")
    for locale in ("es", "en"):
        make_page(by=cast.editor, topic=topic, locale=locale, title="Vergüenza")
    Topic.objects.create(kind="condition", working_name="PTSD")
    both = [["PTSD", "Condition", "A name only"], ["Shame", "Symptom", "en, es"]]
    assert rows(reviewer.get(LIST)) == both
    assert rows(reviewer.get(LIST, {"pages": "yes"})) == both[1:]
    assert rows(reviewer.get(LIST, {"pages": "no"})) == both[:1]
    assert rows(reviewer.get(LIST, {"pages": "x"})) == both
    assert rows(reviewer.get(LIST, {"q": "vergü"})) == both[1:]


def test_the_list_asks_as_often_for_fifty_topics_as_for_ten(reviewer, cast):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            reviewer.get(LIST)
        return len(queries)

    for _ in range(10):
        make_page(by=cast.editor)
    reviewer.get(LIST)
    few = asked()
    for _ in range(40):
        make_page(by=cast.editor)
    assert asked() == few


@pytest.mark.parametrize(
    ("field", "found"),
    [
        (("association", "condition"), ["Shame (condition)"]),
        (("aboutentry", "topic"), ["Shame (article)", "Shame (condition)", "Shame (symptom)"]),
    ],
)
def test_a_topic_is_found_by_typing(editor, field, found):
    for kind in ("condition", "symptom", "article"):
        Topic.objects.create(kind=kind, working_name="Shame")
    Topic.objects.create(kind="condition", working_name="Guilt")
    model, name = field
    query = {"app_label": "articles", "model_name": model, "field_name": name, "term": "sham"}
    results = editor.get("/admin/autocomplete/", query).json()["results"]
    assert sorted(result["text"] for result in results) == found
