from references.authors import validate_authors, validate_publication_types
from references.models.answers import Source, SourceAnswer
from references.models.events import StandingEvent
from references.models.lookups import LineState, Lookup, LookupLine, LookupState
from references.models.pacing import RequestPace
from references.models.works import (
    EARLIEST_YEAR,
    WORSE,
    Reference,
    ReferenceQuerySet,
    Standing,
    WorkKind,
    validate_year,
)

# Migrations find the validators here.
__all__ = [
    "EARLIEST_YEAR",
    "WORSE",
    "LineState",
    "Lookup",
    "LookupLine",
    "LookupState",
    "Reference",
    "ReferenceQuerySet",
    "RequestPace",
    "Source",
    "SourceAnswer",
    "Standing",
    "StandingEvent",
    "WorkKind",
    "validate_authors",
    "validate_publication_types",
    "validate_year",
]
