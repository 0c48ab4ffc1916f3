"""What the public can see, and when."""

from delivery.models.aliases import Alias
from delivery.models.changes import Change, ChangeKind
from delivery.models.documents import Document, DocumentQuerySet
from delivery.models.finished import Finished
from delivery.models.links import Link, LinkRole
from delivery.models.parts import Part, PartKind
from delivery.models.publications import EndingKind, Publication, PublicationQuerySet

__all__ = [
    "Alias",
    "Change",
    "ChangeKind",
    "Document",
    "DocumentQuerySet",
    "EndingKind",
    "Finished",
    "Link",
    "LinkRole",
    "Part",
    "PartKind",
    "Publication",
    "PublicationQuerySet",
]
