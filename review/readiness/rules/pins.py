"""Treatments that the words name, and the notices and treatments that the page has pinned."""

import re
from collections.abc import Iterator
from typing import Any

from django.db.models import Max

from articles.frozen import notices_in, treatments_in
from articles.models import Notice, Treatment, TreatmentVersion
from review.findings import Code, Finding
from review.readiness.examined import Examined, Json
from review.word_lists.phrases import fold


def treatment_undisclosed(examined: Examined) -> Iterator[Finding]:
    """An off-label treatment is named only where its disclosure stands (state and FDA advertising rules)."""
    pinned = {
        treatment["treatment"]
        for treatment in treatments_in(examined.clinical)
        # An older version may say less than the page needs by now.
        if treatment.get("off_label") and treatment.get("disclosure")
    }
    lines = [
        (text.place, fold(line).text)
        for text in examined.texts
        if not _is_pinned(text.place)
        for line in text.lines
    ]
    for version in _off_label(examined.clinical["locale"]):
        if str(version.treatment.uuid) in pinned:
            continue
        pattern = _names([version.title, *version.alternate_names])
        place = next((place for place, line in lines if pattern.search(line)), None)
        if place is not None:
            yield Finding(
                code=Code.TREATMENT_UNDISCLOSED,
                place=place,
                text=f"The page names “{version.title}”, which is used off-label, without telling "
                "readers so.",
                do=f"Choose “{version.treatment.name}” as the treatment of a section: its "
                "disclosure, risks and alternatives are then shown there.",
            )


def pin_outdated(examined: Examined) -> Iterator[Finding]:
    notices, treatments = (
        list(notices_in(examined.clinical)),
        list(treatments_in(examined.clinical)),
    )
    yield from _outdated(Notice, "notice", notices)
    yield from _outdated(Treatment, "treatment", treatments)


def _outdated(model: Any, kind: str, pins: list[Json]) -> Iterator[Finding]:
    if not pins:
        return
    rows = model.objects.filter(uuid__in={pin[kind] for pin in pins})
    newest = {
        str(uuid): (name, number)
        for uuid, name, number in rows.annotate(newest=Max("versions__number")).values_list(
            "uuid", "name", "newest"
        )
    }
    for uuid, number in dict.fromkeys((pin[kind], pin["number"]) for pin in pins):
        name, last = newest.get(uuid, ("", number))
        if number < last:
            yield Finding(
                code=Code.PIN_OUTDATED,
                place="",
                text=f"The page has version {number} of the {kind} “{name}”; there is version "
                f"{last} by now.",
                do="Choose the newer one where the page has it, or adopt it on all pages.",
            )


def _off_label(locale: str) -> list[TreatmentVersion]:
    """The newest version of each treatment in the page's language that is used off-label."""
    versions = TreatmentVersion.objects.filter(treatment__locale=locale)
    newest: dict[int, TreatmentVersion] = {}
    for version in versions.select_related("treatment").order_by("treatment__slug", "number"):
        newest[version.treatment_id] = version
    return [version for version in newest.values() if version.off_label]


def _is_pinned(place: str) -> bool:
    """Whether the words at a place are those of a notice or treatment."""
    return place.startswith(("notices.", "associations_notice.")) or (
        place.startswith("sections.") and place.split(".")[2] in ("notice", "treatment")
    )


def _names(names: list[str]) -> re.Pattern[str]:
    known = sorted({fold(name).text for name in names if name}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, known))})(?!\w)")


RULES = (treatment_undisclosed, pin_outdated)
