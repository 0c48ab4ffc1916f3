from references.authors import validate_authors, validate_publication_types
from references.models.answers import Source, SourceAnswer
from references.models.pacing import RequestPace
from references.models.works import (
    EARLIEST_YEAR,
    Reference,
    ReferenceQuerySet,
    Standing,
    WorkKind,
    validate_year,
)

# Migrations find the validators here.
__all__ = [
    "EARLIEST_YEAR",
    "Reference",
    "ReferenceQuerySet",
    "RequestPace",
    "Source",
    "SourceAnswer",
    "Standing",
    "WorkKind",
    "validate_authors",
    "validate_publication_types",
    "validate_year",
]
