"""What the kinds of parts are called, and how they behave, in the form of a page."""

from collections.abc import Mapping

from articles.outline import OutlinePart

PART_LABELS: Mapping[OutlinePart, str] = {
    OutlinePart.KEY_POINTS: "Key points",
    OutlinePart.SECTION: "Section",
    OutlinePart.ASSOCIATIONS: "Associated conditions",
    OutlinePart.FAQS: "Questions and answers",
    OutlinePart.CALL_TO_ACTION: "Call to action",
    OutlinePart.REFERENCES: "References",
}

# What each part's formset is called; all other formsets stand under "More".
FORMSET_OF: Mapping[OutlinePart, str] = {
    OutlinePart.SECTION: "sections",
    OutlinePart.CALL_TO_ACTION: "calls_to_action",
    OutlinePart.ASSOCIATIONS: "associations",
    OutlinePart.FAQS: "faqs",
    OutlinePart.REFERENCES: "citations",
}

# Formsets whose rows fold: each row holds an editor, or several.
FOLDING = frozenset({"sections", "calls_to_action", "associations", "faqs"})

# Formsets and fields that a publisher answers for: changing them voids no signature.
PRESENTATION = frozenset(
    {"slug", "tags", "overdue_policy", "byline_entries", "related_entries", "hero_image"}
)
