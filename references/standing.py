"""Whether a work may still be relied upon: what its record says of it, and what follows.

Each signal alone is enough, because real records carry only one of them: PMID 15320745 says so in
its title and nowhere else. Names are not asked where there is a UI of MeSH: D016440 was renamed.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from references.models import Standing
from references.records import Json, WorkRecord

# The gravest first. A notice that was itself corrected is still a notice, and a preprint of which
# a newer version is known is first of all superseded.
PRECEDENCE = (
    Standing.RETRACTED,
    Standing.WITHDRAWN,
    Standing.CONCERN,
    Standing.IS_NOTICE,
    Standing.SUPERSEDED,
    Standing.CORRECTED,
    Standing.PREPRINT,
)

BY_TYPE_UI = {
    "D016441": Standing.RETRACTED,
    "D016440": Standing.IS_NOTICE,
    "D016425": Standing.IS_NOTICE,
    "D000075742": Standing.IS_NOTICE,
    "D000076942": Standing.PREPRINT,
}
# For files that name types without their UIs.
BY_TYPE_NAME = {
    "retracted publication": Standing.RETRACTED,
    "retraction of publication": Standing.IS_NOTICE,
    "retraction notice": Standing.IS_NOTICE,
    "published erratum": Standing.IS_NOTICE,
    "expression of concern": Standing.IS_NOTICE,
    "preprint": Standing.PREPRINT,
}
# RefTypes that say nothing of the work's standing are left out: comments, reprints, what a
# corrected or republished version came from.
BY_REF_TYPE = {
    "RetractionIn": Standing.RETRACTED,
    "RetractedandRepublishedIn": Standing.RETRACTED,
    # Of DTDs before 2018.
    "PartialRetractionIn": Standing.RETRACTED,
    "ExpressionOfConcernIn": Standing.CONCERN,
    "ErratumIn": Standing.CORRECTED,
    "CorrectedandRepublishedIn": Standing.CORRECTED,
    "UpdateIn": Standing.SUPERSEDED,
    "RetractionOf": Standing.IS_NOTICE,
    "PartialRetractionOf": Standing.IS_NOTICE,
    "ErratumFor": Standing.IS_NOTICE,
    "ExpressionOfConcernFor": Standing.IS_NOTICE,
}
BY_TITLE = {"retracted": Standing.RETRACTED, "withdrawn": Standing.WITHDRAWN}
TITLE = re.compile(r"\W*(retracted|withdrawn)\b", re.IGNORECASE)
DOI = re.compile(r"10\.\d{4,9}/\S+")


@dataclass(frozen=True, kw_only=True)
class Signal:
    """One thing that a source says about the standing of a work.

    ``raw`` is what it says, such as ``RetractionIn``; ``notice`` names the notice as far as it is
    known: ``pmid``, ``doi``, ``citation``, ``note``. Where ``needs_look`` is set, a person has to
    look: a paper may be *about* retracted ones.
    """

    source: str
    standing: Standing
    raw: str
    notice: Json = field(default_factory=dict)
    needs_look: bool = False


def signals_of(record: WorkRecord, *, source: str) -> list[Signal]:
    """Return all that a record says of the work's standing, in the order of the record."""
    found = [*_by_type(record), *_by_correction(record), *_by_history(record), *_by_title(record)]
    return [Signal(source=source, **values) for values in found]


def standing_of(signals: Collection[Signal] | None) -> Standing:
    """Return what follows of all signals of all sources that answered.

    None when no source did, which is not the same as no signal: unknown is not clean.
    """
    if signals is None:
        return Standing.UNKNOWN
    said = {signal.standing for signal in signals if not signal.needs_look}
    if Standing.IS_NOTICE not in said:
        # The notice of a retraction often has the title of the work that fell, "Retracted:"
        # included: a title alone says nothing of the notice.
        said |= {signal.standing for signal in signals}
    return next((standing for standing in PRECEDENCE if standing in said), Standing.CURRENT)


def is_graver(standing: str, than: str) -> bool:
    """Whether one standing weighs more than another; any of ``PRECEDENCE`` more than the others."""
    order = [*map(str, PRECEDENCE)]
    return standing in order and than not in order[: order.index(standing) + 1]


def needs_look(signals: Collection[Signal]) -> bool:
    """Whether the standing rests only on signals at which a person has to look."""
    standing = standing_of(signals)
    reasons = [signal for signal in signals if signal.standing == standing]
    return bool(reasons) and all(signal.needs_look for signal in reasons)


def _by_type(record: WorkRecord) -> Iterator[dict[str, Any]]:
    for each in record.publication_types:
        ui, name = each.get("ui", ""), each.get("name", "")
        standing = BY_TYPE_UI.get(ui) if ui else BY_TYPE_NAME.get(name.lower())
        if standing:
            yield {"standing": standing, "raw": f"{ui} {name}".strip()}


def _by_correction(record: WorkRecord) -> Iterator[dict[str, Any]]:
    for each in record.corrections:
        standing = BY_REF_TYPE.get(each["type"])
        if standing:
            yield {"standing": standing, "raw": each["type"], "notice": _notice(each)}


def _by_history(record: WorkRecord) -> Iterator[dict[str, Any]]:
    for each in record.history:
        if each["event"] == "retracted":
            raw = f"retracted {each['at']}"
            yield {"standing": Standing.RETRACTED, "raw": raw, "needs_look": True}


def _by_title(record: WorkRecord) -> Iterator[dict[str, Any]]:
    title = record.bibliography.get("title", "")
    found = TITLE.match(title)
    if found:
        yield {"standing": BY_TITLE[found[1].lower()], "raw": title, "needs_look": True}


def _notice(correction: Json) -> Json:
    """Return how the other work is named; PubMed gives its DOI inside the citation."""
    citation = correction.get("source", "")
    doi = DOI.search(citation)
    named = {
        "pmid": correction.get("pmid", ""),
        "doi": doi.group().rstrip(".,;").lower() if doi else "",
        "citation": citation,
        "note": correction.get("note", ""),
    }
    return {name: value for name, value in named.items() if value}
