"""Who names a page: the rows that a publication leaves, and the cards that they make."""

import pytest

from articles.drafts import AssociationDraft, CallToActionDraft, FaqDraft, SectionDraft
from delivery.models import Link
from delivery.publishing import publish_presentation, withdraw
from tests.builders import (
    NOW,
    edit_page,
    make_page,
    make_topic,
    publish_page,
    sign_page,
    text,
)
from tests.delivery.clock import ahead, kept_at_most
from tests.delivery.nodes import doc, mark, paragraph, words
from tests.delivery.rows import make_row

PATH = "/api/v1/symptoms/shame/"


def link(topic):
    return doc(paragraph(words("See", mark("pageLink", topic=str(topic.uuid)))))


def button(topic, **fields):
    return CallToActionDraft(label="Go", target_kind="page", target=str(topic.uuid), **fields)


def linked_from(client, path=PATH):
    return [card["slug"] for card in client.get(path).json()["linked_from"]]


def rows(publication):
    return sorted((row.role, row.topic.pk) for row in publication.links.all() if row.topic)


def test_the_rows(cast):
    topics = {name: make_topic() for name in ("text", "related", "target")}
    condition, about = make_topic("condition"), make_topic()
    symptom = make_page(
        by=cast.editor,
        sections=[SectionDraft(body=link(topics["text"])), SectionDraft(body=link(topics["text"]))],
        associations=[
            AssociationDraft(
                condition=condition,
                name="PTSD",
                explanation=link(condition),
                explanation_on_condition=link(topics["related"]),
            )
        ],
        calls_to_action=[button(topics["target"]), button(topics["target"], text=link(about))],
        related=[topics["related"]],
    )
    assert rows(publish_page(symptom, cast)) == sorted(
        [
            ("association", condition.pk),
            ("related", topics["related"].pk),
            ("target", topics["target"].pk),
            ("text", about.pk),
            ("text", condition.pk),
            ("text", topics["related"].pk),
            ("text", topics["text"].pk),
        ]
    )
    article = make_page(by=cast.editor, kind="article", about=[about], related=[about])
    assert rows(publish_page(article, cast)) == [("about", about.pk), ("related", about.pk)]


def test_a_page_does_not_name_itself(client, cast):
    topic = make_topic()
    page = make_page(by=cast.editor, slug="shame", topic=topic, calls_to_action=[button(topic)])
    page = edit_page(page, by=cast.editor, sections=[SectionDraft(body=link(topic))], outline=[])
    assert rows(publish_page(page, cast)) == []
    assert linked_from(client) == []
    document = client.get(PATH).json()
    assert document["calls_to_action"][0]["target"]["page"]["slug"] == "shame"


def test_the_rows_are_of_each_publication(cast, publication):
    page = make_page(by=cast.editor, related=[publication.topic])
    first = publish_page(page, cast)
    other = make_topic()
    page = edit_page(page, by=cast.editor, related=[other])
    second = publish_presentation(page=page, by=cast.publisher, lock_version=2, now=NOW)
    assert rows(first) == [("related", publication.topic.pk)]
    assert rows(second) == [("related", other.pk)]
    assert Link.objects.filter(topic__isnull=False).count() == 2


@pytest.mark.parametrize("how", ["text", "answer", "about", "related", "target"])
def test_it_works(client, cast, publication, how):
    topic = publication.topic
    fields = {
        "text": {"sections": [SectionDraft(body=link(topic))]},
        "answer": {"faqs": [FaqDraft(question="Why?", answer=link(topic))]},
        "about": {"about": [topic]},
        "related": {"related": [topic]},
        "target": {"calls_to_action": [button(topic)]},
    }[how]
    page = make_page(by=cast.editor, kind="article", slug="guilt", **fields)
    before = client.get(PATH).content
    sign_page(page, cast)
    assert client.get(PATH).content == before
    publish_page(page, cast)
    assert (
        client.get(PATH).json()["linked_from"]
        == (client.get("/api/v1/articles/").json()["results"])
    )
    withdraw(page=page, by=cast.publisher, reason="Old.", now=NOW)
    assert client.get(PATH).content == before


def test_an_unsigned_link_is_none(client, cast, publication):
    page = make_page(by=cast.editor, slug="guilt")
    publish_page(page, cast)
    edit_page(page, by=cast.editor, related=[publication.topic])
    assert linked_from(client) == []


def test_an_association_has_its_own_part(client, cast):
    condition = publish_page(make_page(by=cast.editor, kind="condition", slug="ptsd"), cast)
    association = AssociationDraft(
        condition=condition.topic, name="PTSD", explanation=text("Often.")
    )
    page = make_page(by=cast.editor, slug="shame", associations=[association])
    publish_page(page, cast)
    assert linked_from(client, "/api/v1/conditions/ptsd/") == []
    publish_page(edit_page(page, by=cast.editor, related=[condition.topic]), cast)
    assert linked_from(client, "/api/v1/conditions/ptsd/") == ["shame"]


def test_only_pages_in_the_same_language(client, cast, publication):
    page = make_page(by=cast.editor, slug="culpa", locale="es", related=[publication.topic])
    publish_page(page, cast)
    assert linked_from(client) == []


def test_they_stand_by_title(client, cast, publication):
    for title in ("Guilt", "Anger", "Fear"):
        page = make_page(
            by=cast.editor, title=title, slug=title.lower(), related=[publication.topic]
        )
        publish_page(page, cast)
    assert linked_from(client) == ["anger", "fear", "guilt"]


def test_related_pages_stand_as_the_publisher_put_them(client, cast):
    pages = [make_page(by=cast.editor, slug=slug) for slug in ("guilt", "anger", "fear")]
    for page in pages[:2]:
        publish_page(page, cast)
    shame = make_page(by=cast.editor, slug="shame", related=[page.topic for page in pages])
    publish_page(shame, cast)
    assert [card["slug"] for card in client.get(PATH).json()["related"]] == ["guilt", "anger"]
    shame = edit_page(shame, by=cast.editor, related=[page.topic for page in pages[::-1]])
    publish_presentation(page=shame, by=cast.publisher, lock_version=2, now=NOW)
    assert [card["slug"] for card in client.get(PATH).json()["related"]] == ["anger", "guilt"]


def test_a_page_that_is_scheduled_shortens_the_cache(client, cast, publication):
    page = make_page(by=cast.editor, related=[publication.topic])
    make_row(sign_page(page, cast), live_from=ahead(seconds=90))
    assert 60 <= kept_at_most(client.get(PATH)) <= 90
