"""What live symptom pages say of a condition, on the condition's page."""

import pytest

from articles.models import Strength
from delivery.publishing import withdraw
from review.records import instant
from tests.builders import (
    NOW,
    cited,
    edit_page,
    make_crisis_resource,
    make_page,
    make_reference,
    make_site,
    publish_page,
    text,
)
from tests.delivery.associating import publish_symptom
from tests.delivery.nodes import doc, mark, paragraph, words

PATH = "/api/v1/conditions/ptsd/"


def items(client):
    return client.get(PATH).json()["associations"]["items"]


def parts(client):
    return [entry["heading"] for entry in client.get(PATH).json()["outline"]]


def test_it_works(client, cast, ptsd):
    before = client.get(PATH).json()
    shame = publish_symptom(cast, ptsd.topic, title="Shame", strength="core")
    association = shame.page.associations.get()
    after = client.get(PATH).json()
    (card,) = client.get("/api/v1/symptoms/").json()["results"]
    assert after["associations"] == {
        "heading": "Commonly associated symptoms",
        "notice": None,
        "items": [
            {
                "id": str(association.uuid),
                "topic": str(shame.topic.uuid),
                "name": "Shame",
                "card": card,
                "strength": "core",
                "explanation": {
                    "html": "<p>Shame is frequent.</p>",
                    "blocks": [
                        {
                            "type": "paragraph",
                            "content": [
                                {"type": "text", "text": "Shame is frequent.", "marks": []}
                            ],
                        }
                    ],
                },
                "citations": [],
                "signed": {
                    "page": str(shame.page.uuid),
                    "fingerprint": shame.fingerprint,
                    "last_reviewed": instant(shame.sign_off.signed_at),
                    "status": "current",
                    "sign_off_url": "https://api.example.org/api/v1/symptoms/shame/sign-off/",
                },
            }
        ],
    }
    # Nothing else of the page is changed by it, but its place in the order.
    changed = {key for key, value in before.items() if after[key] != value}
    assert changed == {"associations", "outline"}
    assert parts(client) == [
        "What it is",
        "Commonly associated symptoms",
        "What helps",
        "References",
    ]


def test_it_stands_where_the_condition_has_put_it(client, cast, ptsd):
    before = parts(client)
    outline = ptsd.revision.snapshot.clinical["outline"]
    page = edit_page(ptsd.page, by=cast.editor, outline=[*outline, {"part": "associations"}])
    publish_page(page, cast)
    assert parts(client) == before == ["What it is", "What helps", "References"]
    publish_symptom(cast, ptsd.topic, title="Shame")
    assert parts(client) == [*before, "Commonly associated symptoms"]


def test_a_condition_without_sources_shows_those_of_the_symptoms(client, cast):
    bare = publish_page(make_page(by=cast.editor, kind="condition", slug="ptsd"), cast)
    assert parts(client) == ["Overview"]
    work = make_reference()
    explanation = cited("Shame is frequent.", work.key)
    publish_symptom(cast, bare.topic, title="Shame", cited=[work], explanation=explanation)
    assert parts(client) == ["Overview", "Commonly associated symptoms", "References"]


def test_the_firmest_first_then_by_title(client, cast, ptsd):
    for title, strength in [
        ("Anger", "possible"),
        ("Numbness", "common"),
        ("Fear", "core"),
        ("Avoidance", "common"),
        ("Dread", "core"),
    ]:
        publish_symptom(cast, ptsd.topic, title=title, strength=strength)
    assert [(item["strength"], item["name"]) for item in items(client)] == [
        ("core", "Dread"),
        ("core", "Fear"),
        ("common", "Avoidance"),
        ("common", "Numbness"),
        ("possible", "Anger"),
    ]
    assert Strength.values == ["core", "common", "possible"]


def test_other_words_on_the_condition(client, cast, ptsd):
    publish_symptom(
        cast, ptsd.topic, title="Shame", explanation_on_condition=text("Many are ashamed.")
    )
    (item,) = items(client)
    assert item["explanation"]["html"] == "<p>Many are ashamed.</p>"
    assert "Shame is frequent." not in client.get(PATH).content.decode()


def test_its_sources_are_numbered_behind_those_of_the_page(client, cast, ptsd):
    """In the order in which a reader meets them; a work that both cite has one number."""
    (own,) = (citation["key"] for citation in ptsd.revision.snapshot.clinical["citations"])
    anger, shared, fear, unshown = (make_reference() for _ in range(4))
    publish_symptom(
        cast,
        ptsd.topic,
        title="Anger",
        strength="possible",
        cited=[unshown, anger, shared],
        explanation=cited("It.", unshown.key),
        explanation_on_condition=cited("It.", shared.key, anger.key),
    )
    publish_symptom(
        cast,
        ptsd.topic,
        title="Fear",
        strength="core",
        cited=[fear, shared],
        explanation=cited("It.", fear.key, shared.key),
    )
    document = client.get(PATH).json()
    assert [(work["number"], work["key"], work["note"]) for work in document["references"]] == [
        (1, own, "Own."),
        (2, fear.key, None),
        (3, shared.key, None),
        (4, anger.key, None),
    ]
    assert [item["citations"] for item in document["associations"]["items"]] == [[2, 3], [3, 4]]
    assert [section["citations"] for section in document["sections"]] == [[1], []]


def test_links_of_its_text(client, cast, ptsd):
    guilt = make_page(by=cast.editor, title="Guilt", slug="guilt")
    link = words("guilt", mark("pageLink", topic=str(guilt.topic.uuid)))
    publish_symptom(cast, ptsd.topic, title="Shame", explanation=doc(paragraph(link)))
    (item,) = items(client)
    assert item["explanation"]["html"] == "<p>guilt</p>"
    publish_page(guilt, cast)
    (item,) = items(client)
    assert 'href="https://www.example.org/symptoms/guilt/"' in item["explanation"]["html"]


class TestCrisisResources:
    @pytest.fixture
    def lines(self, cast):
        make_site(countries=["US", "CA"])
        by = {"entered_by": cast.editor, "verified_by": cast.administrator}
        return {
            country: make_crisis_resource(country=country, **by) for country in ("US", "CA", "GB")
        }

    def shown(self, client):
        return [each["country"] for each in client.get(PATH).json()["crisis_resources"]]

    def test_a_flagged_symptom(self, client, cast, ptsd, lines):
        assert self.shown(client) == []
        page = publish_symptom(cast, ptsd.topic, title="Shame", content_flags=["suicide"]).page
        assert self.shown(client) == ["CA", "US"]
        withdraw(page=page, by=cast.publisher, reason="Old.", now=NOW)
        assert self.shown(client) == []

    def test_another_flag(self, client, cast, ptsd, lines):
        publish_symptom(cast, ptsd.topic, title="Shame", content_flags=["abuse"])
        assert self.shown(client) == []

    def test_a_line_that_the_shown_text_names(self, client, cast, ptsd, lines):
        line = doc(paragraph(words("Call "), mark("crisisLine", resource=str(lines["GB"].uuid))))
        publish_symptom(cast, ptsd.topic, title="Shame", explanation=line)
        assert self.shown(client) == ["GB"]

    def test_a_line_that_only_the_symptom_shows(self, client, cast, ptsd, lines):
        line = doc(paragraph(words("Call "), mark("crisisLine", resource=str(lines["GB"].uuid))))
        publish_symptom(
            cast,
            ptsd.topic,
            title="Shame",
            explanation=line,
            explanation_on_condition=text("Often."),
        )
        assert self.shown(client) == []
