"""What leaves is a list that can be read, and this is it once more."""

import pytest

from delivery import serializers
from delivery.serializers import images, lists, parts
from tests.delivery.cards import cards_of
from tests.delivery.documents import (
    ASSOCIATION_ITEM_KEYS,
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
    PROVENANCE_KEYS,
    RENDITION_KEYS,
    REVIEWER_KEYS,
    SECTION_ITEM_KEYS,
    SIGNED_KEYS,
    TARGET_KEYS,
    TREATMENT_KEYS,
    document_of,
)

ADDRESS_KEYS = ["id", "topic", "kind", "locale", "slug", "path", "web_url", "api_url"]
WORK_KEYS = [
    "key",
    "id",
    "kind",
    "title",
    "authors",
    "editors",
    "pmid",
    "doi",
    "pmcid",
    "journal",
    "journal_abbreviation",
    "issn",
    "container_title",
    "season",
    "volume",
    "issue",
    "pages",
    "article_number",
    "edition",
    "publisher",
    "publisher_place",
    "isbn",
    "report_number",
    "url",
    "year",
    "month",
    "day",
    "end_year",
    "end_month",
    "published_online",
    "accessed_on",
    "publication_types",
    "standing",
    "formatted",
    "links",
    "api_url",
]
PERSON_KEYS = [
    "id",
    "slug",
    "printed_name",
    "profession",
    "degrees",
    "orcid",
    "roles",
    "biography",
    "languages",
    "board_certifications",
    "licensed_in",
    "interests",
    "api_url",
    "author_pages_url",
    "reviewer_pages_url",
]
SITE_KEYS = [
    "name",
    "legal_name",
    "logo",
    "telephone",
    "countries",
    "feedback",
    "locale",
    "locales",
    "labels",
]


@pytest.mark.parametrize(
    ("serializer", "keys"),
    [
        (serializers.Page, PAGE_KEYS),
        (serializers.Card, CARD_KEYS),
        *(
            (envelope, ["results", "next", "previous", "count"])
            for envelope in (
                serializers.CardList,
                serializers.SectionItemList,
                serializers.AssociationItemList,
                serializers.WorkList,
                serializers.PersonList,
            )
        ),
        (serializers.SectionItem, SECTION_ITEM_KEYS),
        (serializers.AssociationItem, ASSOCIATION_ITEM_KEYS),
        (lists.Provenance, PROVENANCE_KEYS),
        (lists.AssociatedCondition, ["topic", "name", "card"]),
        (serializers.Work, [*PART_KEYS["references"][2:], "api_url"]),
        (serializers.ListedPerson, [*PART_KEYS["byline"], "roles", "api_url"]),
        (serializers.ProblemDocument, PROBLEM_KEYS),
        (serializers.ProblemError, ["pointer", "code", "detail"]),
        (serializers.NotFoundDocument, [*PROBLEM_KEYS, "available_locales"]),
        (serializers.GoneDocument, [*PROBLEM_KEYS, "ending"]),
        (serializers.Ending, ["kind", "notice", "ended_at", "successor"]),
        (
            serializers.Successor,
            ["topic", "kind", "locale", "slug", "path", "web_url", "api_url", "title"],
        ),
        (serializers.ReferenceDocument, [*WORK_KEYS, "cited_by"]),
        (serializers.PersonDocument, PERSON_KEYS),
        (serializers.LivePath, [*ADDRESS_KEYS, "updated_at", "etag"]),
        (serializers.Resolved, ["outcome", "status", *ADDRESS_KEYS]),
        (serializers.Site, SITE_KEYS),
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
    cards = cards_of(library.publications, at=AT)
    assert [list(card) for card in cards] == [CARD_KEYS] * 5
    shown = [list(card["image"]) for card in cards if card["image"]]
    assert shown == [CARD_IMAGE_KEYS] * 2
