"""DESIGN 4.17: every string that is served is accounted for."""

import json

import pytest

from articles import richtext
from articles.frozen import TREATMENT_TEXTS
from delivery.models import Publication
from delivery.presenting import present
from tests.delivery.accounting import (
    AT,
    LIVE_FIELDS,
    signed_elsewhere,
    signer_of,
    strings,
    unaccounted,
)
from tests.delivery.cards import cards, cards_of
from tests.delivery.shown_html import ShownHtml, attributes_of

NOTHING = {"html": "", "blocks": []}


def document_of(publication):
    return present(publication.revision.snapshot, publication=publication, at=AT).document


def signed_pins(clinical):
    """The rich texts of pinned notices and treatments, by the place where they are shown."""
    for number, notice in enumerate(clinical.get("notices", [])):
        yield f"notices {number}", notice["text"]
    yield "over", clinical.get("associations_notice", {}).get("text", {})
    for section in clinical.get("sections", []):
        yield f"{section['id']} notice", section.get("notice", {}).get("text", {})
        for name in TREATMENT_TEXTS:
            yield f"{section['id']} {name}", section.get("treatment", {}).get(name, {})


def shown_pins(document):
    for number, notice in enumerate(document["notices"]):
        yield f"notices {number}", notice["text"]
    yield "over", (document["associations"]["notice"] or {"text": NOTHING})["text"]
    for section in document["sections"]:
        notice, treatment = section["notice"], section["treatment"]
        yield f"{section['id']} notice", (notice or {"text": NOTHING})["text"]
        for name in TREATMENT_TEXTS:
            yield f"{section['id']} {name}", (treatment or {name: NOTHING})[name]


def signed_texts(document, publication):
    """The rich texts as they were signed, by the place where they are shown."""
    clinical = publication.revision.snapshot.clinical
    yield from signed_pins(clinical)
    yield "key_points", clinical.get("key_points", {})
    for section in clinical.get("sections", []):
        yield section["id"], section.get("body", {})
    for association in clinical.get("associations", []):
        yield association["id"], association["explanation"]
    for faq in clinical.get("faqs", []):
        yield faq["id"], faq["answer"]
    for call in clinical.get("calls_to_action", []):
        yield call["id"], call.get("text", {})
    for item in signed_elsewhere(document):
        elsewhere = signer_of(item).revision.snapshot.clinical["associations"]
        (association,) = [each for each in elsewhere if each["id"] == item["id"]]
        other = association.get("explanation_on_condition")
        yield item["id"], other or association["explanation"]


def shown_texts(document):
    yield from shown_pins(document)
    yield "key_points", document["key_points"]
    for section in document["sections"]:
        yield section["id"], section["body"]
    for association in document["associations"]["items"]:
        yield association["id"], association["explanation"]
    for faq in document["faqs"]:
        yield faq["id"], faq["answer"]
    for call in document["calls_to_action"]:
        yield call["id"], call["text"]


def assert_accounted_for(publication):
    document = document_of(publication)
    (card,) = cards_of([publication], at=AT)
    assert unaccounted(document, publication) == []
    assert unaccounted(card, publication) == []
    shown, signed = dict(shown_texts(document)), dict(signed_texts(document, publication))
    assert set(shown) == set(signed)
    for place, rich in shown.items():
        words = richtext.plain_text({"content": rich["blocks"]})
        assert words == richtext.plain_text(signed[place])
        html = ShownHtml(rich["html"])
        assert "".join(html.words.split()) == "".join(words.split())
        assert html.attributes <= attributes_of(rich["blocks"])


def test_every_string_of_the_library(library):
    for publication in library.publications:
        assert_accounted_for(publication)


def test_every_string_of_the_demo(demo):
    assert Publication.objects.count() >= 2
    for publication in Publication.objects.live(AT):
        assert_accounted_for(publication)


def test_every_live_field_is_one(library):
    """The list says no more than it must: each path of it is served."""
    served = {
        path
        for publication in library.publications
        for path, _ in strings(document_of(publication))
    }
    assert set(LIVE_FIELDS) - served == set()


def test_other_pages_are_seen_everywhere(library):
    """What is held against another page stands in the library: cards, and words signed there."""
    shame, ptsd, article = map(document_of, (library.shame, library.ptsd, library.article))
    assert [card["slug"] for card in cards(shame)] == ["ptsd", "living-with-shame", "ptsd"]
    assert [card["slug"] for card in cards(article)] == ["shame"]
    assert [item["name"] for item in signed_elsewhere(ptsd)] == ["Shame & “guilt”"]
    assert signed_elsewhere(shame) == []


@pytest.mark.parametrize(
    ("page", "where", "place"),
    [
        ("shame", ["title"], "title"),
        ("shame", ["summary"], "summary"),
        ("shame", ["purpose"], "purpose"),
        ("shame", ["funding"], "funding"),
        ("shame", ["alternate_names", 0], "alternate_names[]"),
        ("shame", ["codes", 0, "display"], "codes[].display"),
        ("shame", ["seo", "description"], "seo.description"),
        ("shame", ["review", "sign_off_url"], "review.sign_off_url"),
        (
            "ptsd",
            ["associations", "items", 0, "signed", "sign_off_url"],
            "associations.items[].signed.sign_off_url",
        ),
        ("shame", ["references", 0, "note"], "references[].note"),
        ("shame", ["references", 0, "formatted", "ama"], "references[].formatted.ama"),
        ("shame", ["associations", "items", 0, "name"], "associations.items[].name"),
        ("shame", ["associations", "heading"], "associations.heading"),
        ("shame", ["notices", 0, "heading"], "notices[].heading"),
        ("shame", ["associations", "notice", "heading"], "associations.notice.heading"),
        ("shame", ["sections", 2, "notice", "heading"], "sections[].notice.heading"),
        ("shame", ["sections", 2, "treatment", "title"], "sections[].treatment.title"),
        (
            "shame",
            ["sections", 2, "treatment", "regulatory_status"],
            "sections[].treatment.regulatory_status",
        ),
        (
            "ptsd",
            ["associations", "notice", "text", "blocks", 0, "content", 0, "text"],
            "rich.blocks[].text",
        ),
        (
            "shame",
            ["sections", 2, "treatment", "disclosure", "blocks", 0, "content", 0, "text"],
            "rich.blocks[].text",
        ),
        ("shame", ["calls_to_action", 0, "label"], "calls_to_action[].label"),
        ("shame", ["calls_to_action", 2, "target", "href"], "calls_to_action[].target.href"),
        ("shame", ["tags", 0, "slug"], "tags[].slug"),
        ("shame", ["images", "hero", "caption"], "images.hero.caption"),
        ("shame", ["sections", 3, "body", "blocks", 0, "alt"], "rich.blocks[].alt"),
        ("shame", ["sections", 3, "body", "blocks", 0, "caption"], "rich.blocks[].caption"),
        ("shame", ["sections", 3, "body", "blocks", 0, "image"], "rich.blocks[].image"),
        ("shame", ["related", 0, "title"], "card"),
        ("shame", ["linked_from", 0, "title"], "card"),
        ("shame", ["associations", "items", 0, "card", "title"], "card"),
        ("article", ["about", 0, "title"], "card"),
        ("article", ["article_type"], "article_type"),
        ("ptsd", ["associations", "items", 0, "name"], "associations.items[].name"),
        (
            "shame",
            ["sections", 0, "body", "blocks", 0, "content", 0, "text"],
            "rich.blocks[].text",
        ),
        (
            "ptsd",
            ["associations", "items", 0, "explanation", "blocks", 0, "content", 0, "text"],
            "rich.blocks[].text",
        ),
    ],
)
def test_a_string_of_unknown_origin_is_noticed(library, page, where, place):
    publication = getattr(library, page)
    # As it is served: in memory one card may stand at two places.
    document = json.loads(json.dumps(document_of(publication)))
    target = document
    for step in where[:-1]:
        target = target[step]
    target[where[-1]] = "Unsigned words"
    assert unaccounted(document, publication) == [(place, "Unsigned words")]


def test_the_words_of_the_symptom_are_not_those_of_the_condition(library):
    """What one page has signed is not accounted for where another answers."""
    document = document_of(library.ptsd)
    document["summary"] = document["associations"]["items"][0]["name"]
    assert unaccounted(document, library.ptsd) == [("summary", "Shame & “guilt”")]


def test_the_proof_of_another_page_is_noticed(library):
    document = document_of(library.ptsd)
    own, other = document["review"], document["associations"]["items"][0]["signed"]
    swapped = other["sign_off_url"], own["sign_off_url"]
    own["sign_off_url"], other["sign_off_url"] = swapped
    assert unaccounted(document, library.ptsd) == [
        ("review.sign_off_url", swapped[0]),
        ("associations.items[].signed.sign_off_url", swapped[1]),
    ]
