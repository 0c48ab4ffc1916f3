"""What a page should have, and is it there?"""

from collections.abc import Iterator, Mapping, Sequence

from articles.models import Aspect, Kind
from articles.richtext import crisis_line_resources, words
from review.findings import Code, Finding
from review.readiness.examined import Examined, Json

# Of each group one is enough.
USUAL_ASPECTS: Mapping[str, Sequence[tuple[Aspect, ...]]] = {
    Kind.SYMPTOM: (
        (Aspect.SYMPTOMS, Aspect.OVERVIEW),
        (Aspect.SELF_CARE,),
        (Aspect.SEE_DOCTOR,),
        (Aspect.TREATMENTS,),
    ),
    Kind.CONDITION: (
        (Aspect.OVERVIEW,),
        (Aspect.SYMPTOMS,),
        (Aspect.SEE_DOCTOR,),
        (Aspect.TREATMENTS,),
    ),
}
# Search engines cut what is longer.
SEARCH_TITLE_CHARACTERS = 60
SEARCH_DESCRIPTION_CHARACTERS = 160
ALTERNATE_NAME_CHARACTERS = 60

# Texts that a reader reads as the page's own: not a name, a label or a note.
BODIES = ("key_points", "sections", "associations", "faqs", "calls_to_action")


def no_words(examined: Examined) -> Iterator[Finding]:
    if not any(_has_words(examined, part) for part in BODIES) and not examined.value("summary"):
        yield Finding(
            code=Code.NO_WORDS,
            place="sections",
            text="The page has no words.",
            do="Write a section.",
        )


def summary_missing(examined: Examined) -> Iterator[Finding]:
    if not examined.value("summary"):
        yield Finding(
            code=Code.SUMMARY_MISSING,
            place="summary",
            text="The page has no summary: lists and search results show nothing but its title.",
            do="Write one or two sentences.",
        )


def sections_empty(examined: Examined) -> Iterator[Finding]:
    for section in examined.rows("sections"):
        if not _says_something(section.get("body", {})):
            yield Finding(
                code=Code.SECTION_EMPTY,
                place=f"sections.{section['id']}.body",
                text="The section has no words.",
                do="Write them, or take the section out.",
            )


def sections_missing(examined: Examined) -> Iterator[Finding]:
    there = {section.get("aspect") for section in examined.rows("sections")}
    for usual in USUAL_ASPECTS.get(examined.clinical["kind"], ()):
        if there.isdisjoint(usual):
            names = " or ".join(f"“{aspect.label}”" for aspect in usual)
            yield Finding(
                code=Code.SECTION_MISSING,
                place="sections",
                text=f"No section has the aspect {names}, which readers look for here.",
                do="Add such a section, or choose the aspect of one that is there.",
            )


def associations_unexplained(examined: Examined) -> Iterator[Finding]:
    for association in examined.rows("associations"):
        if not words(association.get("explanation", {})):
            yield Finding(
                code=Code.ASSOCIATION_UNEXPLAINED,
                place=f"associations.{association['id']}.explanation",
                text=f"“{association['name']}” stands there without a word of explanation.",
                do="Say in a sentence or two how the two go together.",
            )


def search_lengths(examined: Examined) -> Iterator[Finding]:
    title = "seo_title" if examined.value("seo_title") else "title"
    description = "seo_description" if examined.value("seo_description") else "summary"
    measured = [
        (title, examined.value(title), SEARCH_TITLE_CHARACTERS),
        (description, examined.value(description), SEARCH_DESCRIPTION_CHARACTERS),
    ]
    for index, name in enumerate(examined.clinical.get("alternate_names", [])):
        measured.append((f"alternate_names.{index}.name", name, ALTERNATE_NAME_CHARACTERS))
    for place, text, most in measured:
        if len(text) > most:
            yield Finding(
                code=Code.SEARCH_LENGTH,
                place=place,
                text=f"This has {len(text)} characters; search results show about {most}.",
                do=_shorter(place),
            )


def _shorter(place: str) -> str:
    if place == "title":
        return "Write a shorter title for search engines."
    if place == "summary":
        return "Write a shorter description for search engines."
    return "Shorten it."


def _has_words(examined: Examined, part: str) -> bool:
    return any(text.place.split(".")[0] == part for text in examined.texts)


def _says_something(document: Json) -> bool:
    """A crisis line alone is help enough."""
    return bool(words(document) or crisis_line_resources(document))


RULES = (
    no_words,
    summary_missing,
    sections_empty,
    sections_missing,
    associations_unexplained,
    search_lengths,
)
