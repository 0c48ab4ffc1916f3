"""What leaves is a list that can be read, and this is it once more."""

import pytest

from delivery import serializers
from delivery.presenting import present_cards
from delivery.serializers import images, parts
from tests.delivery.documents import (
    ASSOCIATION_KEYS,
    AT,
    CARD_IMAGE_KEYS,
    CARD_KEYS,
    HERO_KEYS,
    LINKED_PAGE_KEYS,
    NOTICE_KEYS,
    PAGE_KEYS,
    PART_KEYS,
    PROBLEM_KEYS,
    RENDITION_KEYS,
    REVIEWER_KEYS,
    SIGNED_KEYS,
    TARGET_KEYS,
    TREATMENT_KEYS,
    document_of,
)


@pytest.mark.parametrize(
    ("serializer", "keys"),
    [
        (serializers.Page, PAGE_KEYS),
        (serializers.Card, CARD_KEYS),
        (serializers.CardList, ["results", "next", "previous"]),
        (serializers.ProblemDocument, PROBLEM_KEYS),
        (serializers.ProblemError, ["pointer", "code", "detail"]),
        (serializers.NotFoundDocument, [*PROBLEM_KEYS, "available_locales"]),
        (serializers.GoneDocument, [*PROBLEM_KEYS, "ending"]),
        (serializers.Ending, ["kind", "notice", "ended_at", "successor"]),
        (
            serializers.Successor,
            ["topic", "kind", "locale", "slug", "path", "web_url", "api_url", "title"],
        ),
        (parts.Association, ASSOCIATION_KEYS),
        (parts.Signed, SIGNED_KEYS),
        (parts.Notice, NOTICE_KEYS),
        (parts.Treatment, TREATMENT_KEYS),
        (parts.Target, TARGET_KEYS),
        (parts.LinkedPage, LINKED_PAGE_KEYS),
        (images.CardImage, CARD_IMAGE_KEYS),
        (images.HeroImage, HERO_KEYS),
        (images.Rendition, RENDITION_KEYS),
        (images.FocalPoint, ["x", "y"]),
        (serializers.Reviewer, REVIEWER_KEYS),
        (serializers.CardReview, ["status", "last_reviewed", "review_due"]),
    ],
)
def test_what_leaves_is_a_list_that_can_be_read(serializer, keys):
    assert sorted(serializer().fields) == sorted(keys)


def test_what_leaves_of_a_page(library):
    for publication in library.publications:
        document = document_of(publication)
        assert list(document) == PAGE_KEYS
        for part, keys in PART_KEYS.items():
            entries = document[part] if isinstance(document[part], list) else [document[part]]
            assert all(list(entry) == keys for entry in entries)
        for item in document["associations"]["items"]:
            assert set(item) == set(ASSOCIATION_KEYS)
            assert item["signed"] is None or list(item["signed"]) == SIGNED_KEYS
            assert item["card"] is None or list(item["card"]) == CARD_KEYS
        sections = document["sections"]
        for notice in [document["associations"]["notice"], *(each["notice"] for each in sections)]:
            assert notice is None or list(notice) == NOTICE_KEYS
        for treatment in (each["treatment"] for each in sections):
            assert treatment is None or list(treatment) == TREATMENT_KEYS
        for call in document["calls_to_action"]:
            page = call["target"]["page"]
            assert list(call["target"]) == TARGET_KEYS
            assert page is None or list(page) == LINKED_PAGE_KEYS
        hero = document["images"]["hero"]
        assert hero is None or list(hero) == HERO_KEYS
        assert [list(reviewer) for reviewer in document["review"]["reviewers"]] == [REVIEWER_KEYS]


def test_every_part_is_filled_somewhere(library):
    document = document_of(library.shame)
    for part in PART_KEYS:
        assert document[part] not in ([], None)
    assert [item["signed"] for item in document["associations"]["items"]] == [None, None]
    assert document["associations"]["notice"]
    assert document["sections"][2]["notice"]
    assert document["sections"][2]["treatment"]
    (item,) = document_of(library.ptsd)["associations"]["items"]
    assert item["signed"]["page"] == document["id"]
    assert document_of(library.article)["about"] != []
    assert document["images"]["hero"]["renditions"] != []


def test_what_leaves_of_a_card(library):
    cards, _ = present_cards(library.publications, at=AT)
    assert [list(card) for card in cards] == [CARD_KEYS] * 5
    shown = [list(card["image"]) for card in cards if card["image"]]
    assert shown == [CARD_IMAGE_KEYS] * 2
