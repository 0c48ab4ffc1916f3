"""The sections that a new page begins with; one that stays as it was is no part of the page."""

from collections.abc import Mapping, Sequence

from articles.models import Aspect, Kind

# By kind: heading and aspect. A heading is a suggestion, to be said in the site's own words.
USUAL_SECTIONS: Mapping[str, Sequence[tuple[str, str]]] = {
    Kind.CONDITION: [
        ("What it is", Aspect.OVERVIEW),
        ("Signs you may notice", Aspect.SYMPTOMS),
        ("Why it happens", Aspect.CAUSES),
        ("Treatment options", Aspect.TREATMENTS),
        ("When to see a professional", Aspect.SEE_DOCTOR),
        ("Living with it", Aspect.LIVING_WITH),
    ],
    Kind.SYMPTOM: [
        ("What it can look like", Aspect.SYMPTOMS),
        ("What you can do yourself", Aspect.SELF_CARE),
        ("When to seek professional help", Aspect.SEE_DOCTOR),
        ("Treatment options", Aspect.TREATMENTS),
    ],
    # One body, with neither heading nor aspect.
    Kind.ARTICLE: [("", "")],
}


def usual_sections(kind: str) -> list[dict[str, str]]:
    """Return what the forms of a new page's sections begin with.

    >>> usual_sections("article")
    [{'heading': '', 'aspect': ''}]
    """
    return [{"heading": heading, "aspect": str(aspect)} for heading, aspect in USUAL_SECTIONS[kind]]
