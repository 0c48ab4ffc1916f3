"""Associations as a symptom's page shows its own."""

from articles.drafts import AssociationDraft, CitationDraft, SectionDraft
from delivery.publishing import publish, withdraw
from tests.builders import (
    NOW,
    cited,
    make_page,
    make_reference,
    make_site,
    make_topic,
    publish_page,
    sign_page,
    text,
)
from tests.delivery.associating import make_symptom, publish_symptom
from tests.delivery.clock import ago, ahead, kept_at_most
from tests.delivery.rows import make_row

PATH = "/api/v1/symptoms/shame/"


def condition_page(cast, **fields):
    fields = {"title": "Post-traumatic stress disorder", "slug": "ptsd", **fields}
    return make_page(by=cast.editor, kind="condition", **fields)


def associations(client):
    return client.get(PATH).json()["associations"]


def test_it_works(client, cast):
    make_site(labels={"en": {"associations": "Often seen with"}})
    ptsd = publish_page(condition_page(cast), cast)
    grief, work = make_topic("condition"), make_reference()
    page = make_page(
        by=cast.editor,
        slug="shame",
        sections=[
            SectionDraft(aspect="Symptoms", heading="Signs", body=text("Hiding.")),
            SectionDraft(aspect="SelfCare", heading="Self-help", body=text("Speaking.")),
        ],
        associations=[
            AssociationDraft(
                condition=grief,
                name="Prolonged grief",
                strength="possible",
                explanation=text("After a loss."),
            ),
            AssociationDraft(
                condition=ptsd.topic,
                name="PTSD",
                strength="core",
                explanation=cited("After a trauma.", work.key),
                explanation_on_condition=text("Not shown here."),
            ),
        ],
        citations=[CitationDraft(key=work.key)],
    )
    publish_page(page, cast)
    first, second = page.associations.all()
    document = client.get(PATH).json()
    (card,) = client.get("/api/v1/conditions/").json()["results"]
    assert document["associations"] == {
        "heading": "Often seen with",
        "notice": None,
        "items": [
            {
                "id": str(first.uuid),
                "topic": str(grief.uuid),
                "name": "Prolonged grief",
                "card": None,
                "strength": "possible",
                "explanation": {
                    "html": "<p>After a loss.</p>",
                    "blocks": [
                        {
                            "type": "paragraph",
                            "content": [{"type": "text", "text": "After a loss.", "marks": []}],
                        }
                    ],
                },
                "citations": [],
                "signed": None,
            },
            {
                "id": str(second.uuid),
                "topic": str(ptsd.topic.uuid),
                "name": "PTSD",
                "card": card,
                "strength": "core",
                "explanation": {
                    "html": '<p>After a trauma.<sup class="citation">'
                    '<a href="#reference-1">1</a></sup></p>',
                    "blocks": [
                        {
                            "type": "paragraph",
                            "content": [
                                {"type": "text", "text": "After a trauma.", "marks": []},
                                {
                                    "type": "citation",
                                    "numbers": [1],
                                    "reference_ids": [str(work.uuid)],
                                },
                            ],
                        }
                    ],
                },
                "citations": [1],
                "signed": None,
            },
        ],
    }
    assert [(entry["part"], entry["heading"]) for entry in document["outline"]] == [
        ("section", "Signs"),
        ("associations", "Often seen with"),
        ("section", "Self-help"),
        ("references", "References"),
    ]
    assert document["outline"][1] == {
        "part": "associations",
        "id": None,
        "heading": "Often seen with",
        "anchor": "associations",
    }
    assert document["linked_from"] == []


def test_a_page_without_associations(client, publication):
    document = client.get(PATH).json()
    assert document["associations"]["items"] == []
    assert "associations" not in [entry["part"] for entry in document["outline"]]


def test_the_card_comes_and_goes_with_the_page_of_the_condition(client, cast):
    page = condition_page(cast)
    publish_symptom(cast, page.topic, title="Shame")
    before = client.get(PATH)
    (item,) = before.json()["associations"]["items"]
    assert (item["name"], item["card"]) == ("PTSD", None)

    publish_page(page, cast)
    (item,) = associations(client)["items"]
    assert (item["name"], item["card"]["title"]) == ("PTSD", "Post-traumatic stress disorder")

    withdraw(page=page, by=cast.publisher, reason="Old.", now=NOW)
    assert client.get(PATH).content == before.content


def test_a_condition_in_another_language_has_no_card(client, cast):
    page = condition_page(cast, locale="es")
    publish_page(page, cast)
    publish_symptom(cast, page.topic, title="Shame")
    (item,) = associations(client)["items"]
    assert item["card"] is None


def test_a_scheduled_page_of_the_condition_shortens_the_cache(client, cast):
    page = condition_page(cast)
    publish_symptom(cast, page.topic, title="Shame")
    assert kept_at_most(client.get(PATH)) == 1020
    make_row(sign_page(page, cast), live_from=ahead(seconds=90))
    response = client.get(PATH)
    assert response.json()["associations"]["items"][0]["card"] is None
    assert 60 <= kept_at_most(response) <= 90


def test_citations_are_numbered_where_the_associations_stand(client, cast):
    """What only the condition shows is cited too: it is the page's own source."""
    first, second, third = make_reference(), make_reference(), make_reference()
    page = make_symptom(
        cast,
        make_topic("condition"),
        title="Shame",
        cited=[third, second, first],
        explanation=cited("Often.", second.key),
        explanation_on_condition=cited("Often.", third.key),
        sections=[
            SectionDraft(aspect="Overview", body=cited("First.", first.key)),
            SectionDraft(aspect="Causes", body=cited("Again.", first.key)),
        ],
    )
    sign_off = sign_page(page, cast, now=ago(hours=2))
    publish(revision=sign_off.revision, by=cast.publisher, now=ago(hours=1))
    document = client.get(PATH).json()
    assert [work["key"] for work in document["references"]] == [
        first.key,
        second.key,
        third.key,
    ]
    assert document["associations"]["items"][0]["citations"] == [2]


def test_their_words_are_read_too(client, cast):
    words = text("word " * 400)
    publish_symptom(cast, make_topic("condition"), title="Shame", explanation=words)
    assert client.get(PATH).json()["reading_minutes"] == 3


def test_what_it_says_on_the_condition_is_not_read_here(client, cast):
    publish_symptom(
        cast,
        make_topic("condition"),
        title="Shame",
        explanation_on_condition=text("Elsewhere word " * 400),
    )
    response = client.get(PATH)
    assert response.json()["reading_minutes"] == 1
    assert "Elsewhere" not in response.content.decode()
