"""What a page says of others: associations, calls to action, subjects, names, codes, tags."""

import json

import pytest

from articles.models import Article, Kind, Symptom, Tag, Topic
from tests.builders import edit_page, make_page, make_topic, text
from tests.desk.page_form import ADD, NEW, address, headings, new_part, refuse, save, stored
from tests.desk.posting import form_data, form_errors

ARTICLES = "/admin/articles/article/"
WORDS = json.dumps(text("They go together."))


@pytest.fixture
def page(cast):
    return make_page(by=cast.editor, title="Shame", slug="shame")


def association(number=0, **fields):
    values = {"name": "PTSD", "strength": "common", "explanation": WORDS, **fields}
    return new_part("associations", number, **values)


def call_to_action(**fields):
    values = {"label": "Call us", "target_kind": "tel", "target": "+1-305-555-0142", **fields}
    return new_part("calls_to_action", 0, **values)


def test_an_association_with_a_condition(editor, page):
    condition = make_topic(Kind.CONDITION)
    save(editor, page, **association(condition=condition.pk, strength="core"))
    (saved,) = stored(page).associations.all()
    assert (saved.condition, saved.name, saved.strength) == (condition, "PTSD", "core")
    assert saved.explanation == text("They go together.")
    assert {"part": "associations"} in stored(page).outline


def test_an_association_makes_the_condition_as_a_name_only(editor, page):
    save(editor, page, **association())
    (saved,) = stored(page).associations.all()
    assert (saved.condition.kind, saved.condition.working_name) == ("condition", "PTSD")
    assert not saved.condition.pages.exists()


def test_an_association_keeps_its_condition_and_its_row(editor, page):
    save(editor, page, **association())
    (before,) = stored(page).associations.all()
    other = make_topic(Kind.CONDITION)
    changes = {"associations-0-condition": other.pk, "associations-0-name": "Trauma"}
    save(editor, page, **changes)
    (after,) = stored(page).associations.all()
    assert (after.pk, after.condition, after.name) == (before.pk, before.condition, "Trauma")


@pytest.mark.parametrize(
    ("fields", "errors"),
    [
        ({"name": ""}, {"associations-0-name": ["required"]}),
        ({"explanation": ""}, {"associations-0-explanation": ["required"]}),
        ({"strength": "certain"}, {"associations-0-strength": ["invalid_choice"]}),
        ({"condition": "1000000"}, {"associations-0-condition": ["invalid_choice"]}),
    ],
)
def test_an_association_that_is_refused(editor, page, fields, errors):
    assert form_errors(refuse(editor, page, **association(**fields))) == errors
    assert not Topic.objects.filter(kind=Kind.CONDITION).exists()


def test_a_condition_twice(editor, page):
    condition = make_topic(Kind.CONDITION)
    both = association(0, condition=condition.pk) | association(1, condition=condition.pk)
    answer = refuse(editor, page, **both)
    assert form_errors(answer) == {"associations-1-condition": ["part_twice"]}


@pytest.mark.parametrize(
    ("kind", "typed", "target"),
    [
        ("tel", "+1-305-555-0142", "tel:+1-305-555-0142"),
        ("tel", "(305) 555 0142", "tel:3055550142"),
        ("mail", "help@example.org", "mailto:help@example.org"),
        ("https", "www.example.org/visit", "https://www.example.org/visit"),
    ],
)
def test_a_call_to_action(editor, page, kind, typed, target):
    save(editor, page, **call_to_action(target_kind=kind, target=typed))
    (saved,) = stored(page).calls_to_action.all()
    assert (saved.label, saved.target_kind, saved.target) == ("Call us", kind, target)
    again = form_data(editor.get(address(page)))
    assert again["calls_to_action-0-target"] == target
    save(editor, page)
    assert stored(page).calls_to_action.get().target == target


def test_a_call_to_action_to_a_page(editor, page):
    topic = make_topic(Kind.CONDITION)
    save(editor, page, **call_to_action(target_kind="page", target="", target_page=topic.pk))
    assert stored(page).calls_to_action.get().target == str(topic.uuid)
    save(editor, page)
    assert stored(page).calls_to_action.get().target == str(topic.uuid)


@pytest.mark.parametrize(
    ("fields", "places"),
    [
        ({"label": ""}, ["calls_to_action-0-label"]),
        ({"target": ""}, ["calls_to_action-0-target"]),
        ({"target": "call us"}, ["calls_to_action-0-target"]),
        ({"target_kind": "https", "target": "javascript:alert(1)"}, ["calls_to_action-0-target"]),
        ({"target_kind": "page", "target": ""}, ["calls_to_action-0-target_page"]),
    ],
)
def test_a_call_to_action_that_is_refused(editor, page, fields, places):
    assert list(form_errors(refuse(editor, page, **call_to_action(**fields)))) == places


def test_names_codes_tags_and_the_rest(editor, page):
    tag = Tag.objects.create(slug="feelings", name="Feelings")
    related = make_topic(Kind.SYMPTOM)
    save(
        editor,
        page,
        **new_part("alternate_names", 0, name="Ashamedness"),
        **new_part("codes", 0, system="mesh", code="D012749", match="exact"),
        **new_part("related_entries", 0, topic=related.pk),
        tags=[tag.pk],
        purpose="promotional",
        funding="Paid for by the clinic.",
        seo_title="Shame, explained",
    )
    saved = stored(page)
    assert [str(row) for row in saved.alternate_names.all()] == ["Ashamedness"]
    assert [str(row) for row in saved.codes.all()] == ["MeSH D012749"]
    assert [row.topic for row in saved.related_entries.all()] == [related]
    assert list(saved.tags.all()) == [tag]
    assert (saved.purpose, saved.funding, saved.seo_title) == (
        "promotional",
        "Paid for by the clinic.",
        "Shame, explained",
    )


def test_an_article(editor, cast, page):
    data = form_data(editor.get(f"{ARTICLES}add/"))
    about = new_part("about_entries", 0, topic=page.topic.pk)
    changes = NEW | about | {"title": "On shame", "slug": "on-shame", "article_type": "guide"}
    answer = editor.post(f"{ARTICLES}add/", data | changes)
    assert answer.status_code == 302, form_errors(answer)
    article = Article.objects.get()
    assert (article.kind, article.article_type) == ("article", "guide")
    assert [row.topic for row in article.about_entries.all()] == [page.topic]
    assert headings(article) == ["Overview"]


def test_which_parts_each_kind_has(editor):
    found = {}
    for kind in ("condition", "symptom", "article"):
        answer = editor.get(f"/admin/articles/{kind}/add/")
        prefixes = {item.formset.prefix for item in answer.context["inline_admin_formsets"]}
        found[kind] = prefixes & {"associations", "about_entries"}
    assert found == {
        "condition": set(),
        "symptom": {"associations"},
        "article": {"about_entries"},
    }


def test_a_translation_keeps_the_words_that_it_translated(editor, cast, page):
    data = form_data(editor.get(ADD))
    changes = NEW | {
        "topic": page.topic.pk,
        "locale": "es",
        "slug": "verguenza",
        "translated_from": page.pk,
    }
    answer = editor.post(ADD, data | changes)
    assert answer.status_code == 302, form_errors(answer)
    spanish = Symptom.objects.get(locale="es")
    first = stored(page).fingerprint
    assert spanish.translated_fingerprint == first
    edit_page(page, by=cast.editor, summary="Other words.")
    save(editor, spanish)
    assert stored(spanish).translated_fingerprint == first
    save(editor, spanish, translation_is_current="on")
    assert stored(spanish).translated_fingerprint == stored(page).fingerprint != first
