"""The declared shape of everything that leaves. Never run on a request: ``openapi.yaml`` is made
from it, and the tests hold every presented document against that file.
"""

from delivery.serializers.cards import CardList
from delivery.serializers.pages import Page
from delivery.serializers.people import REVIEW_STATUSES
from delivery.serializers.problems import GoneDocument, NotFoundDocument, ProblemDocument

__all__ = [
    "REVIEW_STATUSES",
    "CardList",
    "GoneDocument",
    "NotFoundDocument",
    "Page",
    "ProblemDocument",
]
