"""A crisis resource, and the countries that decide which are shown, on pages that need them."""

import pytest

from articles.crisis import enter_version
from articles.models import CrisisResource, Site
from delivery.crisis import change_countries, retire_crisis_resource, verify_crisis_version
from review.refusals import Refused
from tests.builders import make_crisis_resource, make_page, publish_page, text
from tests.delivery.associating import publish_symptom
from tests.delivery.covering import AT
from tests.delivery.neighbourhood import PTSD, SHAME, makes_anew
from tests.delivery.nodes import doc, mark, paragraph, words
from tests.delivery.reading import shown


def named(title):
    return [resource["name"] for resource in shown(title)["crisis_resources"]]


def test_a_new_number_is_shown_when_it_is_verified(cast, neighbourhood):
    content = {"name": "New Lifeline", "label": "Call 989", "phone": "989", "hours": "24/7"}
    with makes_anew():
        version = enter_version(
            resource=CrisisResource.objects.get(),
            content=content | {"languages": ["en"]},
            by=cast.editor,
            at=AT,
        )
    with makes_anew(SHAME, PTSD):
        verify_crisis_version(version=version, by=cast.administrator, now=AT)
    assert named(SHAME) == named(PTSD) == ["New Lifeline"]


def test_one_that_is_retired(cast, neighbourhood):
    with makes_anew(SHAME, PTSD):
        another = make_crisis_resource(
            entered_by=cast.editor, verified_by=cast.administrator, name="Text line"
        )
    assert named(SHAME) == ["Lifeline", "Text line"]
    with makes_anew(SHAME, PTSD):
        retire_crisis_resource(resource=another, by=cast.administrator, now=AT)
    assert named(SHAME) == ["Lifeline"]


def test_a_page_that_names_it_and_a_condition_that_shows_those_words(cast, neighbourhood):
    resource = CrisisResource.objects.get()
    line = doc(paragraph(words("Call "), mark("crisisLine", resource=str(resource.uuid))))
    anger = make_page(by=cast.editor, kind="condition", title="Anger", slug="anger")
    publish_page(anger, cast, now=AT)
    publish_symptom(
        cast, anger.topic, title="Rage", explanation=text("Words."), explanation_on_condition=line
    )
    content = {"name": "New Lifeline", "label": "Call 989", "phone": "989", "hours": "24/7"}
    version = enter_version(
        resource=resource, content=content | {"languages": ["en"]}, by=cast.editor, at=AT
    )
    with makes_anew(SHAME, PTSD, "Rage", "Anger"):
        verify_crisis_version(version=version, by=cast.administrator, now=AT)
    assert named("Rage") == named("Anger") == ["New Lifeline"]


def test_another_country(cast, neighbourhood):
    with makes_anew():
        make_crisis_resource(
            entered_by=cast.editor, verified_by=cast.administrator, name="Ligne", country="CA"
        )
    with makes_anew(SHAME, PTSD):
        change_countries(
            site=Site.objects.get(), countries=["US", "CA"], by=cast.administrator, now=AT
        )
    assert named(PTSD) == ["Ligne", "Lifeline"]


def test_a_refused_move_changes_nothing(cast, neighbourhood):
    with makes_anew(), pytest.raises(Refused):
        retire_crisis_resource(resource=CrisisResource.objects.get(), by=cast.administrator, now=AT)
