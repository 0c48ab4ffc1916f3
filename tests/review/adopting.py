"""Adopting as a test does it, and what it leaves on the pages."""

from articles.snapshots import freeze
from review.adopting import adopt, plan_adoption
from review.models import Submission
from tests.builders import (
    NOW,
)


def adopted(version, cast, *, planned=None):
    """Adopt what stands to be adopted; return the outcomes by title."""
    planned = plan_adoption(version) if planned is None else planned
    answer = adopt(version=version, planned=planned, by=cast.editor, now=NOW)
    return {each.page.title: each.outcome for each in answer}


def numbers(page):
    """The numbers of the versions that a page pins, wherever."""
    page.refresh_from_db()
    clinical = freeze(page).clinical
    over = [clinical["associations_notice"]] if "associations_notice" in clinical else []
    in_sections = [
        section[name]
        for section in clinical.get("sections", [])
        for name in ("notice", "treatment")
        if name in section
    ]
    return [pin["number"] for pin in [*clinical.get("notices", []), *over, *in_sections]]


def states(page):
    rows = Submission.objects.filter(page=page).order_by("revision__number")
    return [str(row.state) for row in rows]
