"""An association edited from the condition's page: an edit of the symptom page."""

import json

import pytest
from django.utils import timezone

from articles.drafts import AssociationDraft
from articles.models import Association, Kind
from delivery.publishing import publish
from references.models import Reference
from tests.builders import (
    cited,
    draft_of,
    edit_page,
    make_page,
    make_reference,
    sign_page,
    text,
)
from tests.delivery.associating import make_symptom
from tests.desk.admin_pages import address
from tests.desk.conftest import logged_in
from tests.desk.elements import elements
from tests.desk.page_form import stored
from tests.desk.posting import hidden
from tests.desk.refusals import said, told, unchanged


@pytest.fixture
def condition(cast):
    return make_page(by=cast.editor, kind=Kind.CONDITION, title="PTSD")


@pytest.fixture
def shame(cast, condition):
    return make_symptom(cast, condition.topic, title="Shame", strength="core")


def form_address(condition, symptom):
    uuid = Association.objects.get(page=symptom).uuid
    return address(condition, f"associations/{uuid}")


def typed(**changes):
    values = {
        "name": "Post-traumatic stress",
        "strength": "possible",
        "explanation": text("Other words."),
        "explanation_on_condition": {},
        **changes,
    }
    return {
        name: json.dumps(value) if isinstance(value, dict) else value
        for name, value in values.items()
    }


def save(client, condition, symptom, **changes):
    path = form_address(condition, symptom)
    return client.post(path, hidden(client.get(path)) | typed(**changes))


def test_the_form_shows_what_stands(editor, condition, shame):
    with unchanged():
        answer = editor.get(form_address(condition, shame))
    assert hidden(answer) == {"lock_version": "1"}
    values = {item["name"]: item.text.strip() for item in elements(answer, "textarea")}
    assert json.loads(values["explanation"]) == text("Shame is frequent.")
    (name,) = [item["value"] for item in elements(answer, "input") if item["name"] == "name"]
    assert name == "PTSD"
    assert "edit of that page: it needs a new sign-off" in answer.content.decode()


def test_the_scripts_of_the_editor_carry_the_nonce(editor, condition, shame):
    answer = editor.get(form_address(condition, shame))
    scripts = elements(answer, "script")
    assert any(script["type"] == "importmap" for script in scripts)
    assert all(script["nonce"] or script["src"] for script in scripts)
    assert [script["id"] for script in scripts if script["id"] == "richtext-choices"]


def test_it_works(editor, cast, condition, shame):
    before = draft_of(shame)
    answer = save(editor, condition, shame, explanation_on_condition=text("On the condition."))
    assert (answer.status_code, answer["Location"]) == (302, address(condition))
    assert told(answer) == [
        (
            "success",
            "Saved on the page “Shame”. Nobody has signed that page yet: submit it for review "
            "before readers can see it.",
        )
    ]
    (association,) = before.associations
    after = draft_of(shame)
    assert vars(after) == {
        **vars(before),
        "associations": [
            AssociationDraft(
                uuid=association.uuid,
                condition=condition.topic,
                name="Post-traumatic stress",
                strength="possible",
                explanation=text("Other words."),
                explanation_on_condition=text("On the condition."),
            )
        ],
    }
    assert list(shame.edits.values_list("user", "lock_version"))[1:] == [(cast.editor.pk, 2)]
    assert stored(condition).lock_version == 1


def test_the_history_of_the_symptom_page_says_so(editor, condition, shame):
    save(editor, condition, shame)
    answer = editor.get(address(shame, "history"))
    assert "Save 2 of this page, from the page of a condition." in answer.content.decode()


def test_readers_of_a_public_page_see_the_signed_words(editor, cast, condition, shame):
    sign_off = sign_page(shame, cast, now=timezone.now())
    publish(revision=sign_off.revision, by=cast.publisher, now=timezone.now())
    ((_, message),) = told(save(editor, condition, shame))
    assert message == (
        "Saved on the page “Shame”. It needs a new sign-off: until then readers see the words "
        "that were signed."
    )


def test_words_that_are_signed_already(editor, cast, condition, shame):
    sign_page(shame, cast, now=timezone.now())
    answer = save(
        editor,
        condition,
        shame,
        name="PTSD",
        strength="core",
        explanation=text("Shame is frequent."),
    )
    ((_, message),) = told(answer)
    assert message.endswith("A physician has signed exactly these words.")


# Refusals


def test_stale_words_stay_in_the_form(editor, cast, condition, shame):
    path = form_address(condition, shame)
    form = hidden(editor.get(path))
    edit_page(shame, by=cast.editor, summary="Saved meanwhile.")
    with unchanged():
        answer = editor.post(path, form | typed())
    assert [code for code, _ in said(answer)["__all__"]] == ["stale_lock_version"]
    values = {item["name"]: item.text.strip() for item in elements(answer, "textarea")}
    assert json.loads(values["explanation"]) == text("Other words.")
    assert hidden(answer) == {"lock_version": "1"}


def test_an_association_that_was_taken_out_meanwhile(editor, cast, condition, shame):
    path = form_address(condition, shame)
    form = hidden(editor.get(path))
    edit_page(shame, by=cast.editor, associations=[], outline=[])
    with unchanged():
        answer = editor.post(path, form | typed())
    assert [code for code, _ in said(answer)["__all__"]] == ["association_is_gone"]
    values = {item["name"]: item.text.strip() for item in elements(answer, "textarea")}
    assert json.loads(values["explanation"]) == text("Other words.")
    assert editor.get(path).status_code == 404


def test_what_is_wrong_is_said_at_its_field(editor, condition, shame):
    path = form_address(condition, shame)
    form = hidden(editor.get(path))
    wrong = {
        "name": "",
        "strength": "certain",
        "explanation": text(""),
        "explanation_on_condition": cited("Words.", "pmid:30075356"),
    }
    with unchanged():
        answer = editor.post(path, form | typed(**wrong))
    assert {name: [code for code, _ in faults] for name, faults in said(answer).items()} == {
        "name": ["required"],
        "strength": ["invalid_choice"],
        "explanation": ["required"],
    }
    with unchanged():
        answer = editor.post(path, form | typed(explanation=cited("Words.", "pmid:30075356")))
    assert [code for code, _ in said(answer)["explanation"]] == ["citation_not_listed"]


def test_what_is_wrong_with_another_part_stands_above(editor, cast, condition):
    page = make_symptom(cast, condition.topic, title="Envy", cited=[make_reference()])
    Reference.objects.all().delete()
    path = form_address(condition, page)
    with unchanged():
        answer = editor.post(path, hidden(editor.get(path)) | typed())
    assert [code for code, _ in said(answer)["__all__"]] == ["unknown_reference"]


@pytest.mark.parametrize("role", ["reviewer", "administrator"])
def test_it_needs_the_right(cast, condition, shame, role):
    client = logged_in(getattr(cast, role))
    path = form_address(condition, shame)
    with unchanged():
        answer = client.post(path, {"lock_version": "1", **typed()})
    assert [message for _, message in said(answer)["__all__"]] == ["You may not edit pages."]


def test_who_may_not_see_pages(stranger, anonymous, condition, shame):
    path = form_address(condition, shame)
    assert stranger.get(path).status_code == 403
    assert stranger.post(path, typed()).status_code == 403
    assert anonymous.get(path).status_code == 302


def test_an_association_of_another_condition_or_language(editor, cast, condition, shame):
    other = make_page(by=cast.editor, kind=Kind.CONDITION)
    foreign = make_symptom(cast, condition.topic, title="Ira", locale="es")
    assert editor.get(form_address(other, shame)).status_code == 404
    assert editor.get(form_address(condition, foreign)).status_code == 404
