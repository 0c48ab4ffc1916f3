"""The declared shape of everything that leaves. Never run on a request: ``openapi.yaml`` is made
from it, and the tests hold every presented document against that file.
"""

from delivery.serializers.cards import Card
from delivery.serializers.directories import (
    CrisisResourceList,
    LivePath,
    PathList,
    Resolved,
    Site,
    TagList,
)
from delivery.serializers.documents import PersonDocument, ReferenceDocument
from delivery.serializers.lists import (
    AssociationItem,
    AssociationItemList,
    CardList,
    PersonList,
    SectionItem,
    SectionItemList,
    WorkList,
)
from delivery.serializers.pages import Page
from delivery.serializers.people import REVIEW_STATUSES, CardReview, ListedPerson, Reviewer
from delivery.serializers.problems import (
    Ending,
    GoneDocument,
    NotFoundDocument,
    ProblemDocument,
    ProblemError,
    Successor,
)
from delivery.serializers.proofs import AuditHead, Proof
from delivery.serializers.references import Work

__all__ = [
    "REVIEW_STATUSES",
    "AssociationItem",
    "AssociationItemList",
    "AuditHead",
    "Card",
    "CardList",
    "CardReview",
    "CrisisResourceList",
    "Ending",
    "GoneDocument",
    "ListedPerson",
    "LivePath",
    "NotFoundDocument",
    "Page",
    "PathList",
    "PersonDocument",
    "PersonList",
    "ProblemDocument",
    "ProblemError",
    "Proof",
    "ReferenceDocument",
    "Resolved",
    "Reviewer",
    "SectionItem",
    "SectionItemList",
    "Site",
    "Successor",
    "TagList",
    "Work",
    "WorkList",
]
