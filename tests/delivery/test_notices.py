"""Notices and treatments in public: the version that was signed, and no other."""

import pytest

from articles.drafts import AssociationDraft, SectionDraft
from articles.models import Kind
from delivery.publishing import publish
from review.adopting import adopt, plan_adoption
from review.models import Submission
from tests.builders import (
    NOW,
    make_crisis_resource,
    make_notice,
    make_page,
    make_site,
    make_topic,
    make_treatment,
    publish_page,
    renew,
    sign_submission,
    text,
)
from tests.delivery.nodes import doc, mark, paragraph, words

EMPTY = {"html": "", "blocks": []}


def rich(content):
    return {
        "html": f"<p>{content}</p>",
        "blocks": [
            {"type": "paragraph", "content": [{"type": "text", "text": content, "marks": []}]}
        ],
    }


@pytest.fixture
def notice(cast):
    return make_notice(by=cast.editor, heading="Please note", text=text("No diagnosis."))


def read(client, publication):
    answer = client.get(f"/api/v1/{publication.kind}s/{publication.slug}/")
    assert answer.status_code == 200
    return answer.json()


def presented(version, **fields):
    return {
        "id": str(version.notice.uuid),
        "version": version.number,
        "heading": "Please note",
        "text": rich("No diagnosis."),
        **fields,
    }


def test_it_works(cast, client, notice):
    other = make_notice(by=cast.editor, text=text("Next to care."))
    sections = [SectionDraft(body=text("Words."), notice=other), SectionDraft(body=text("More."))]
    page = make_page(
        by=cast.editor, notices=[other, notice], associations_notice=notice, sections=sections
    )
    document = read(client, publish_page(page, cast))
    said = presented(other, heading=None, text=rich("Next to care."))
    assert document["notices"] == [said, presented(notice)]
    assert [section["notice"] for section in document["sections"]] == [said, None]
    assert document["associations"] == {
        "heading": "Commonly associated with",
        "notice": presented(notice),
        "items": [],
    }


def test_a_treatment(cast, client):
    treatment = make_treatment(
        by=cast.editor,
        title="Ketamine",
        alternate_names=["IV ketamine"],
        regulatory_status="approved_for_another_use",
        off_label=True,
        disclosure=text("Not approved."),
        risks=text("Sedation."),
        alternatives=text("Talk therapy."),
    )
    talking = make_treatment(by=cast.editor, title="Talk therapy")
    sections = [SectionDraft(treatment=treatment), SectionDraft(treatment=talking)]
    document = read(client, publish_page(make_page(by=cast.editor, sections=sections), cast))
    assert [section["treatment"] for section in document["sections"]] == [
        {
            "id": str(treatment.treatment.uuid),
            "version": 1,
            "title": "Ketamine",
            "alternate_names": ["IV ketamine"],
            "regulatory_status": "approved_for_another_use",
            "off_label": True,
            "disclosure": rich("Not approved."),
            "risks": rich("Sedation."),
            "alternatives": rich("Talk therapy."),
        },
        {
            "id": str(talking.treatment.uuid),
            "version": 1,
            "title": "Talk therapy",
            "alternate_names": [],
            "regulatory_status": "no_approval_needed",
            "off_label": False,
            "disclosure": EMPTY,
            "risks": EMPTY,
            "alternatives": EMPTY,
        },
    ]


def test_a_page_without_any(cast, client):
    document = read(client, publish_page(make_page(by=cast.editor), cast))
    assert (document["notices"], document["associations"]["notice"]) == ([], None)
    assert [(s["notice"], s["treatment"]) for s in document["sections"]] == [(None, None)]


def test_a_condition_shows_the_notice_of_its_own_page(cast, client, notice):
    """Its sign-off covers what stands over the words of the symptoms' pages; theirs does not."""
    condition = make_topic(Kind.CONDITION)
    said = AssociationDraft(condition=condition, name="PTSD", explanation=text("They meet."))
    symptom = make_page(by=cast.editor, associations=[said], associations_notice=notice)
    publish_page(symptom, cast)
    own = make_notice(by=cast.editor, heading="Please note", text=text("No proof."))
    page = make_page(
        by=cast.editor, topic=condition, associations_notice=own, title="PTSD", slug="ptsd"
    )
    document = read(client, publish_page(page, cast))
    assert document["associations"]["notice"] == presented(own, text=rich("No proof."))
    assert len(document["associations"]["items"]) == 1


def test_a_new_version_is_public_only_when_it_is_signed(cast, client, notice):
    page = make_page(by=cast.editor, notices=[notice])
    publication = publish_page(page, cast)
    newer = renew(notice.notice, by=cast.editor, text=text("Unsigned words."))
    assert read(client, publication)["notices"] == [presented(notice)]
    adopt(version=newer, planned=plan_adoption(newer), by=cast.editor, now=NOW)
    assert read(client, publication)["notices"] == [presented(notice)]
    waiting = Submission.objects.get(page=page, state="in_review")
    sign_off = sign_submission(waiting, by=cast.reviewer)
    assert read(client, publication)["notices"] == [presented(notice)]
    publish(revision=sign_off.revision, by=cast.publisher, now=NOW)
    assert read(client, publication)["notices"] == [presented(newer, text=rich("Unsigned words."))]


def test_a_notice_names_a_crisis_line(cast, client):
    """Without a content flag the page still shows the resource that its words name."""
    make_site()
    line = make_crisis_resource(entered_by=cast.editor, verified_by=cast.administrator)
    said = doc(paragraph(words("Call "), mark("crisisLine", resource=str(line.uuid))))
    page = make_page(by=cast.editor, notices=[make_notice(by=cast.editor, text=said)])
    document = read(client, publish_page(page, cast))
    assert [resource["slug"] for resource in document["crisis_resources"]] == [line.slug]
    html = document["notices"][0]["text"]["html"]
    assert '<a href="tel:988">Call 988</a>' in html


def test_a_notice_links_to_a_live_page(cast, client):
    other = publish_page(make_page(by=cast.editor, title="Guilt", slug="guilt"), cast)
    link = mark("pageLink", topic=str(other.topic.uuid))
    said = doc(paragraph(words("See "), words("guilt", link)))
    page = make_page(by=cast.editor, notices=[make_notice(by=cast.editor, text=said)])
    published = publish_page(page, cast)
    html = read(client, published)["notices"][0]["text"]["html"]
    assert f'href="https://www.example.org{other.path}"' in html
    assert [card["id"] for card in read(client, other)["linked_from"]] == [str(page.uuid)]


def test_notices_are_read_and_take_time(cast, client):
    usual = make_page(by=cast.editor, sections=[SectionDraft(body=text("Words."))])
    long = make_notice(by=cast.editor, text=text("word " * 400))
    noticed = make_page(by=cast.editor, notices=[long])
    minutes = [
        read(client, publish_page(page, cast))["reading_minutes"] for page in (usual, noticed)
    ]
    assert minutes == [1, 3]
