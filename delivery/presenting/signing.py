"""What a page's sign-off covers although the page itself does not show it."""

from datetime import datetime
from typing import Any

from articles.snapshots import Snapshot
from delivery.presenting.facts import Subject, gather
from delivery.presenting.surroundings import When
from delivery.presenting.texts import Texts

Json = dict[str, Any]


def texts_for_conditions(snapshot: Snapshot, *, at: datetime) -> list[Json]:
    """Return ``{name, html}`` of each association that says other words on the condition's page."""
    (facts,) = gather([Subject(snapshot, None)], when=When(at))
    texts = Texts(facts)
    return [
        {"name": item["name"], "html": texts.rich(item["explanation_on_condition"])["html"]}
        for item in snapshot.clinical.get("associations", [])
        if item.get("explanation_on_condition")
    ]
