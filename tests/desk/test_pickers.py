"""What the rich-text editor finds to cite and to link to."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from articles.models import Kind
from desk.picking import MOST
from tests.builders import (
    make_image,
    make_page,
    make_reference,
    make_topic,
    make_user,
    publish_page,
)

REFERENCES = "/admin/pick/references/"
TOPICS = "/admin/pick/topics/"
PICTURES = "/admin/pick/pictures/"
PRIVATE = "private, no-store"


@pytest.fixture
def work(db):
    return make_reference(
        pmid="30075356",
        title="A meta-analysis of shame",
        authors=[
            {"family": "Cândea", "given": "Diana-Mirela", "initials": "DM"},
            {"family": "Szentágotai-Tătar", "given": "Aurora", "initials": "A"},
            {"group": "The Shame Group"},
            {"family": "Fourth", "initials": "F"},
        ],
        journal="Journal of Anxiety",
        year=2018,
    )


def found(client, path, **query):
    answer = client.get(path, query)
    assert (answer.status_code, answer["Cache-Control"]) == (200, PRIVATE)
    return answer.json()


def titles(client, query):
    return [result["title"] for result in found(client, REFERENCES, q=query)["results"]]


def test_a_work(editor, work):
    assert found(editor, REFERENCES, q="shame") == {
        "results": [
            {
                "key": "pmid:30075356",
                "authors": "Cândea DM, Szentágotai-Tătar A, The Shame Group, et al.",
                "year": 2018,
                "title": "A meta-analysis of shame",
                "journal": "Journal of Anxiety",
                "pmid": "30075356",
                "doi": "",
                "standing": "unknown",
            }
        ],
        "count": 1,
    }


@pytest.mark.parametrize(
    "query",
    [
        "30075356",
        "pmid 3007",
        "CANDEA",
        "cândea 2018",
        "szentagotai tatar",
        "shame group",
        "anxiety",
    ],
)
def test_a_work_is_found_without_accents_and_capitals(editor, work, query):
    make_reference(title="Another work")

    assert titles(editor, query) == ["A meta-analysis of shame"]


@pytest.mark.parametrize("query", ["", "  ", "candea 1999", "%", "shame_"])
def test_nothing_is_found(editor, work, query):
    assert found(editor, REFERENCES, q=query) == {"results": [], "count": 0}


def test_what_begins_with_the_word_stands_first(editor, db):
    for title in ("On shame", "Shame, again", "Éros and shame", "SHAME"):
        make_reference(title=title)

    assert titles(editor, "shame") == ["SHAME", "Shame, again", "Éros and shame", "On shame"]


def test_no_more_than_twenty(editor, db, django_assert_num_queries):
    make_reference(title="Work of shame")
    with django_assert_num_queries(5):
        found(editor, REFERENCES, q="shame")
    for _ in range(MOST + 4):
        make_reference(title="Work of shame")

    with django_assert_num_queries(5):
        answer = found(editor, REFERENCES, q="shame")
    assert (len(answer["results"]), answer["count"]) == (MOST, MOST + 5)


def test_topics(editor, cast, django_assert_num_queries):
    live = make_page(by=cast.editor, title="Ánger in public", slug="anger")
    publish_page(live, cast)
    make_page(by=cast.editor, title="Quiet anger", kind=Kind.CONDITION)
    named = make_topic(Kind.CONDITION, **{})
    with django_assert_num_queries(6):
        answer = found(editor, TOPICS, q="anger", locale="en")

    assert [(item["title"], item["kind"], item["live"]) for item in answer["results"]] == [
        ("Ánger in public", "Symptom", True),
        ("Quiet anger", "Condition", False),
    ]
    (result,) = found(editor, TOPICS, q=named.working_name)["results"][:1]
    assert result == {
        "topic": str(named.uuid),
        "title": named.working_name,
        "name": named.working_name,
        "kind": "Condition",
        "live": False,
    }


def test_a_topic_is_live_in_its_own_language_only(editor, cast, settings):
    settings.CONTENT_LOCALES = ["en", "es"]
    publish_page(make_page(by=cast.editor, title="Anger"), cast)
    (result,) = found(editor, TOPICS, q="anger", locale="es")["results"]

    assert (result["title"], result["live"]) == (result["name"], False)


def test_pictures(editor, cast, django_assert_num_queries):
    image = make_image(by=cast.editor, alt_text="A quiet path", ready=True)
    with django_assert_num_queries(6):
        answer = found(editor, PICTURES, q="path")
    (result,) = answer["results"]
    assert result.pop("thumbnail").endswith(".jpg")
    assert result == {
        "uuid": str(image.uuid),
        "alt": "A quiet path",
        "caption": image.caption,
        "decorative": False,
    }
    for number in range(3):
        make_image(by=cast.editor, alt_text=f"Path {number}", ready=True)
    with django_assert_num_queries(6):
        found(editor, PICTURES, q="path")


@pytest.mark.parametrize("path", [REFERENCES, TOPICS, PICTURES])
def test_nobody_else_may_search(path, stranger, anonymous, work):
    reader = make_user(name="Rita Reader")
    reader.user_permissions.set(Permission.objects.all())
    reader.is_staff = False
    reader.save()
    outside = Client()
    outside.force_login(reader)
    for client in (stranger, anonymous, outside):
        answer = client.get(path, {"q": "shame"})
        assert (answer.status_code, answer["Cache-Control"]) == (403, PRIVATE)
        assert list(answer.json()) == ["detail"]


@pytest.mark.parametrize("path", [REFERENCES, TOPICS])
def test_what_cannot_be_meant_is_refused(path, editor):
    answer = editor.get(path, {"q": "a" * 201})
    assert (answer.status_code, answer["Cache-Control"]) == (400, PRIVATE)
    assert answer.json() == {"detail": "Search for a few words only."}
    assert editor.post(path).status_code == 405


def test_an_unknown_language_is_refused(editor):
    answer = editor.get(TOPICS, {"q": "anger", "locale": "xx"})
    assert (answer.status_code, answer["Cache-Control"]) == (400, PRIVATE)
    assert answer.json() == {"detail": "This site has no pages in that language."}
