"""What leaves is a list that can be read, and this is it once more."""

import pytest

from delivery import serializers
from delivery.presenting import present_cards
from tests.delivery.documents import (
    AT,
    CARD_KEYS,
    PAGE_KEYS,
    PART_KEYS,
    PROBLEM_KEYS,
    REVIEWER_KEYS,
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
        assert [list(reviewer) for reviewer in document["review"]["reviewers"]] == [REVIEWER_KEYS]


def test_every_part_is_filled_somewhere(library):
    document = document_of(library.shame)
    for part in PART_KEYS:
        assert document[part] not in ([], None)


def test_what_leaves_of_a_card(library):
    cards, _ = present_cards(library.publications, at=AT)
    assert [list(card) for card in cards] == [CARD_KEYS] * 4
