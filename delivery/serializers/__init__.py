"""The declared shape of everything that leaves. Never run on a request: ``openapi.yaml`` is made
from it, and the tests hold every presented document against that file.
"""

from delivery.serializers.cards import Card, CardList
from delivery.serializers.pages import Page
from delivery.serializers.people import REVIEW_STATUSES, CardReview, Reviewer
from delivery.serializers.problems import (
    Ending,
    GoneDocument,
    NotFoundDocument,
    ProblemDocument,
    ProblemError,
    Successor,
)

__all__ = [
    "REVIEW_STATUSES",
    "Card",
    "CardList",
    "CardReview",
    "Ending",
    "GoneDocument",
    "NotFoundDocument",
    "Page",
    "ProblemDocument",
    "ProblemError",
    "Reviewer",
    "Successor",
]
