"""What the page rests on, and whether that still stands."""

from collections.abc import Iterator, Mapping
from typing import Any

from articles.models import Aspect, Kind
from articles.richtext import citation_keys
from references.models import Reference, Standing, StandingEvent
from review.findings import Code, Finding
from review.readiness.examined import Examined
from review.readiness.texts import documents_of

Json = dict[str, Any]

MEND = "Take the citation and what rests on it out, or acknowledge it there with a reason."
FELL = frozenset({Standing.RETRACTED, Standing.WITHDRAWN})
DOUBTS: Mapping[str, str] = {
    Standing.CONCERN: "Its journal has voiced concern about it",
    Standing.SUPERSEDED: "A newer version has taken its place",
    Standing.IS_NOTICE: "It is a notice on another work, and no study",
    Standing.PREPRINT: "It is a preprint, which no journal has reviewed",
}
# Sections of an article that say what is so in medicine.
CLINICAL_ASPECTS = frozenset(
    {
        Aspect.CAUSES,
        Aspect.SYMPTOMS,
        Aspect.TREATMENTS,
        Aspect.PREVENTION,
        Aspect.PROGNOSIS,
        Aspect.SAFETY,
        Aspect.SIDE_EFFECTS,
        Aspect.EFFECTIVENESS,
        Aspect.HOW_IT_WORKS,
        Aspect.BENEFITS,
        Aspect.RISKS,
        Aspect.PREGNANCY,
        Aspect.MAY_TREAT,
        Aspect.USAGE,
    }
)


def marks_unlisted(examined: Examined) -> Iterator[Finding]:
    listed = {citation["key"] for citation in examined.rows("citations")}
    for place, key in _marks(examined):
        if key not in listed:
            yield Finding(
                code=Code.CITATION_UNLISTED,
                place=place,
                text=f"The text cites {key}, which is not among the page's citations.",
                do="Add it there, or take the mark out.",
            )


def references_missing(examined: Examined) -> Iterator[Finding]:
    for citation in examined.rows("citations"):
        if citation["key"] not in examined.works:
            yield Finding(
                code=Code.REFERENCE_MISSING,
                place=f"citations.{citation['key']}.key",
                text=f"The page cites {citation['key']}, which is no longer among the references.",
                do="Add the work under References again, or take the citation and its marks out.",
            )


def standings(examined: Examined) -> Iterator[Finding]:
    """Unknown is not clean."""
    for citation in examined.rows("citations"):
        work = examined.works.get(citation["key"])
        if work and not _is_acknowledged(citation, work, examined):
            fell = examined.since.events.get(work.uuid)
            yield from _standing(work, f"citations.{citation['key']}.key", fell)


def citations_missing(examined: Examined) -> Iterator[Finding]:
    if not examined.rows("citations") and _is_clinical(examined):
        yield Finding(
            code=Code.CITATIONS_MISSING,
            place="citations",
            text="The page speaks of medicine and cites no source.",
            do="Cite the works that its statements rest on.",
        )


def _is_acknowledged(citation: Json, work: Reference, examined: Examined) -> bool:
    """Whether the words say of this very standing why the work is cited all the same.

    What was signed before the work fell, or fell otherwise, says nothing of that.
    """
    said = citation.get("acknowledged") or {}
    if said.get("standing") != work.standing:
        return False
    was_said = examined.since.acknowledged.get(citation["key"]) == said
    return not (was_said and work.uuid in examined.since.events)


def _standing(work: Reference, place: str, fell: StandingEvent | None) -> Iterator[Finding]:
    """``fell`` is what happened to the work since the page was signed last."""
    if work.standing in FELL:
        yield Finding(
            code=Code.SOURCE_FELL,
            place=place,
            text=f"“{work.title}” was {work.get_standing_display().lower()}.",
            do=MEND,
        )
    elif work.standing in DOUBTS and fell:
        yield Finding(
            code=Code.SOURCE_FELL_SINCE,
            place=place,
            text=f"“{work.title}”: {DOUBTS[work.standing]}. That is known since "
            f"{fell.at:%B} {fell.at.day}, {fell.at.year}, after the page was signed.",
            do=MEND,
        )
    elif work.standing in DOUBTS:
        yield Finding(
            code=Code.SOURCE_DOUBTED,
            place=place,
            text=f"“{work.title}”: {DOUBTS[work.standing]}.",
            do="Find a firmer source, or say in the note why this one is cited.",
        )
    elif work.standing == Standing.UNKNOWN or work.standing_checked_at is None:
        yield Finding(
            code=Code.SOURCE_UNCHECKED,
            place=place,
            text=f"Nobody has checked whether “{work.title}” was retracted.",
            do="Look the work up in PubMed.",
        )


def _is_clinical(examined: Examined) -> bool:
    clinical = examined.clinical
    if clinical["kind"] != Kind.ARTICLE or "article_type" in clinical or "about" in clinical:
        # Left out is a blog post: a guide and an explainer say what is so.
        return True
    aspects = {section.get("aspect") for section in examined.rows("sections")}
    return not aspects.isdisjoint(CLINICAL_ASPECTS)


def _marks(examined: Examined) -> Iterator[tuple[str, str]]:
    for place, document in documents_of(examined.clinical):
        yield from ((place, key) for key in citation_keys(document))


RULES = (marks_unlisted, references_missing, standings, citations_missing)
