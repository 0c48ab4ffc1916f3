"""Symptom pages that speak of conditions, in the fewest words."""

from articles.drafts import AssociationDraft, CitationDraft
from tests.builders import make_page, publish_page, text


def make_symptom(cast, condition, *, title, cited=(), **fields):
    """A symptom page with one association; fields that are an association's go to it."""
    names = ("uuid", "name", "strength", "explanation", "explanation_on_condition")
    own = {name: fields.pop(name) for name in names if name in fields}
    association = AssociationDraft(
        **{
            "condition": condition,
            "name": "PTSD",
            "explanation": text(f"{title} is frequent."),
            **own,
        }
    )
    return make_page(
        by=cast.editor,
        title=title,
        slug=title.lower().replace(" ", "-"),
        associations=[association],
        citations=[CitationDraft(key=work.key) for work in cited],
        **fields,
    )


def publish_symptom(cast, condition, **fields):
    return publish_page(make_symptom(cast, condition, **fields), cast)
