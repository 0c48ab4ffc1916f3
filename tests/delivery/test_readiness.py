"""What the report says of the public state."""

from datetime import timedelta

import pytest

from articles.drafts import AssociationDraft, CallToActionDraft, FaqDraft, SectionDraft
from articles.models import Kind
from delivery.publishing import withdraw
from delivery.readiness import readiness, readiness_of
from review.findings import Stage
from tests.builders import (
    NOW,
    edit_page,
    make_page,
    make_site,
    make_topic,
    publish_page,
    submit_page,
    text,
)
from tests.delivery.nodes import doc, mark, paragraph, words

CODES = ("link_not_live", "target_not_live", "condition_not_live", "slug_taken")


def found(page, at=NOW, **options):
    return [
        (finding.code.value, finding.place)
        for finding in readiness(page, at, **options)
        if finding.code in CODES
    ]


def linking(topic):
    return doc(paragraph(words("Read on.", mark("pageLink", topic=str(topic.uuid)))))


def live(cast, **fields):
    return publish_page(make_page(by=cast.editor, **fields), cast).page


def test_links(cast):
    first = SectionDraft(heading="A", body=linking(make_topic()))
    second = FaqDraft(question="Why?", answer=linking(make_topic()))
    third = SectionDraft(heading="B", body=linking(live(cast).topic))
    page = make_page(by=cast.editor, sections=[first, third], faqs=[second])
    assert found(page, NOW + timedelta(days=1)) == [
        ("link_not_live", f"sections.{first.uuid}.body"),
        ("link_not_live", f"faqs.{second.uuid}.answer"),
    ]


def test_a_link_to_the_page_itself(cast):
    topic = make_topic()
    section = SectionDraft(heading="A", body=linking(topic))
    assert found(make_page(by=cast.editor, topic=topic, sections=[section])) == []


def test_a_link_to_a_page_that_went(cast):
    gone = live(cast)
    page = make_page(by=cast.editor, sections=[SectionDraft(heading="A", body=linking(gone.topic))])
    later = NOW + timedelta(days=1)
    assert found(page, later) == []
    withdraw(page=gone, by=cast.publisher, reason="Old.", now=NOW)
    assert [code for code, _ in found(page, later)] == ["link_not_live"]


def test_a_link_to_a_page_in_another_language(cast, settings):
    settings.CONTENT_LOCALES = ["en", "es"]
    other = live(cast, locale="es")
    section = SectionDraft(heading="A", body=linking(other.topic))
    assert len(found(make_page(by=cast.editor, sections=[section]), NOW + timedelta(days=1))) == 1


def test_buttons(cast):
    call = {"label": "Read on", "target_kind": "page"}
    lost = CallToActionDraft(**call, target=str(make_topic().uuid))
    sound = CallToActionDraft(**call, target=str(live(cast).topic.uuid))
    dialled = CallToActionDraft(label="Call", target_kind="tel", target="911")
    page = make_page(by=cast.editor, calls_to_action=[lost, sound, dialled])
    assert found(page, NOW + timedelta(days=1)) == [
        ("target_not_live", f"calls_to_action.{lost.uuid}.target")
    ]


def test_conditions(cast):
    lost, sound = (
        AssociationDraft(condition=condition, name="PTSD", explanation=text("It is."))
        for condition in (make_topic(Kind.CONDITION), live(cast, kind=Kind.CONDITION).topic)
    )
    page = make_page(by=cast.editor, associations=[lost, sound])
    assert found(page, NOW + timedelta(days=1)) == [
        ("condition_not_live", f"associations.{lost.uuid}.condition")
    ]


def test_an_address_of_another_topic(cast):
    owner = live(cast, slug="first")
    edit_page(owner, by=cast.editor, slug="second")
    publish_page(owner, cast)
    page = make_page(by=cast.editor, slug="first")
    assert found(page) == [("slug_taken", "slug")]
    edit_page(page, by=cast.editor, slug="third")
    assert found(page) == []
    assert found(owner) == []


def test_an_address_of_another_kind(cast):
    live(cast, slug="first")
    assert found(make_page(by=cast.editor, slug="first", kind=Kind.CONDITION)) == []


@pytest.mark.parametrize("stage", Stage)
def test_it_holds_what_the_review_says(cast, stage):
    make_site()
    page = make_page(by=cast.editor, content_flags=["suicide"], slug="x")
    codes = [finding.code for finding in readiness(page, NOW, stage=stage)]
    assert ("unsigned" in codes) == (stage == Stage.PUBLISHING)
    assert "crisis_resources_missing" in codes


def test_a_revision_is_read_as_it_was_submitted(cast):
    page = make_page(by=cast.editor, summary="")
    revision = submit_page(page, by=cast.editor).revision
    edit_page(page, by=cast.editor, summary="Words.")
    report = readiness_of(revision.snapshot, page=page, at=NOW)
    assert "summary_missing" in [finding.code for finding in report]
    assert "summary_missing" not in [finding.code for finding in readiness(page, NOW)]
