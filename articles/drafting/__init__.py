"""What makes a draft a page that may be stored: normal form, sound rows, known works and topics."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from articles.drafting.naming import check_what_is_named
from articles.drafting.normal_form import normalised
from articles.drafting.pins import check_pins
from articles.drafting.rows import PAGE_FIELDS, check_rows, check_slug
from articles.drafts import PageDraft
from articles.faults import Faults
from articles.models import Kind, Page
from articles.outline import Entry, OutlinePart, completed_outline

# A condition's associations are words of symptom pages: they have a place here, and come and go.
LIVE_PARTS: Mapping[str, Sequence[Entry]] = {
    Kind.CONDITION: [{"part": OutlinePart.ASSOCIATIONS.value}]
}

__all__ = ["LIVE_PARTS", "PAGE_FIELDS", "checked"]


def checked(draft: PageDraft, *, page: Page | None) -> PageDraft:
    """Return the draft in normal form, or raise every fault that it has at its place."""
    faults = Faults()
    normal = normalised(draft, faults)
    check_rows(normal, page, faults)
    check_pins(normal, faults)
    check_what_is_named(normal, faults)
    check_slug(normal, page, faults)
    faults.raise_if_any()
    return replace(normal, outline=_outline(normal, faults))


def _outline(draft: PageDraft, faults: Faults) -> list[Entry]:
    outline: list[Entry] = []
    with faults.at("outline"):
        outline = completed_outline(
            draft.outline, draft.usual_outline, allowed=LIVE_PARTS.get(draft.topic.kind, ())
        )
    faults.raise_if_any()
    return outline
