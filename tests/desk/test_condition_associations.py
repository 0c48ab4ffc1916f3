"""What symptom pages say about a condition, on the condition's own page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.drafts import AssociationDraft
from articles.models import Kind
from delivery.publishing import publish
from tests.builders import (
    draft_of,
    edit_page,
    make_page,
    make_topic,
    sign_page,
    text,
)
from tests.delivery.associating import make_symptom
from tests.desk.admin_pages import address
from tests.desk.elements import elements, links


@pytest.fixture
def condition(cast):
    return make_page(by=cast.editor, kind=Kind.CONDITION, title="PTSD")


@pytest.fixture
def shame(cast, condition):
    return make_symptom(cast, condition.topic, title="Shame", strength="core")


def listed(client, condition):
    """The words of each row of the part."""
    return [
        item.words
        for item in elements(client.get(address(condition)), "li")
        if any("desk-associations" in around["class"] for around in item.within)
    ]


def test_a_condition_that_no_page_speaks_of(editor, condition):
    answer = editor.get(address(condition))
    assert (
        "No symptom page of this language speaks of this condition yet." in answer.content.decode()
    )


def test_the_list(editor, cast, condition, shame):
    now = timezone.now()
    sign_off = sign_page(shame, cast, now=now)
    publish(revision=sign_off.revision, by=cast.publisher, now=now)
    guilt = make_symptom(
        cast, condition.topic, title="Guilt", explanation_on_condition=text("On the condition.")
    )
    sign_off = sign_page(guilt, cast, now=now)
    publish(revision=sign_off.revision, by=cast.publisher, now=now)
    (association,) = draft_of(guilt).associations
    edit_page(guilt, by=cast.editor, associations=[], outline=[])
    edit_page(
        guilt,
        by=cast.editor,
        associations=[
            AssociationDraft(**{**vars(association), "explanation_on_condition": text("New.")})
        ],
        outline=[],
    )
    make_symptom(cast, condition.topic, title="Anger", strength="possible")
    make_symptom(cast, condition.topic, title="Ira", locale="es")
    make_symptom(cast, make_topic(Kind.CONDITION), title="Envy")
    assert listed(editor, condition) == [
        "Anger: Possible Not public The symptom page waits for a signature Printed as “PTSD”. "
        "Anger is frequent. Edit what “Anger” says",
        "Guilt: Common Public, changed since The symptom page waits for a signature Printed as "
        "“PTSD”. New. Edit what “Guilt” says",
        "Shame: Core: part of what defines the condition Public The symptom page is signed "
        "Printed as “PTSD”. Shame is frequent. Edit what “Shame” says",
    ]


def test_words_that_are_public_stay_so_when_another_part_changes(editor, cast, condition, shame):
    sign_off = sign_page(shame, cast, now=timezone.now())
    publish(revision=sign_off.revision, by=cast.publisher, now=timezone.now())
    edit_page(shame, by=cast.editor, summary="Another summary.")
    (row,) = listed(editor, condition)
    assert "Public The symptom page waits for a signature" in row


def test_it_leads_to_the_pages(editor, condition, shame):
    found = links(editor.get(address(condition)))
    assert found["Shame"] == address(shame)
    assert found["Edit what “Shame” says"] == (
        address(condition, f"associations/{shame.associations.get().uuid}")
    )


def test_who_may_not_edit_reads_it(reviewer, condition, shame):
    (row,) = listed(reviewer, condition)
    assert row.startswith("Shame: Core")
    assert "Edit" not in row


def test_a_symptom_has_no_such_part(editor, shame):
    assert "desk-associations" not in editor.get(address(shame)).content.decode()


def test_it_asks_as_often_for_ten_as_for_one(editor, cast, condition, shame):
    editor.get(address(condition))
    with CaptureQueriesContext(connection) as few:
        editor.get(address(condition))
    for number in range(9):
        sign_page(make_symptom(cast, condition.topic, title=f"Symptom {number}"), cast)
    with CaptureQueriesContext(connection) as many:
        assert len(listed(editor, condition)) == 10
    assert len(many) == len(few)
