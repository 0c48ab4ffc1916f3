"""System checks that look into the database."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import connections

from articles.checks import has_unapplied_migrations
from delivery.overlaps import TABLE, missing_refusals


@register(Tags.database)
def check_overlaps_are_refused(
    databases: Sequence[str] | None = None, **_: Any
) -> list[CheckMessage]:
    """Name each refusal of overlaps that is gone, once all migrations are applied."""
    return [
        Warning(
            f"The table {TABLE} has lost {name}: two versions of a page could be public at once.",
            hint="End the migration that rebuilt it with RefuseOverlaps(TABLE, columns=COLUMNS).",
            id="delivery.W001",
        )
        for alias in databases or []
        if not has_unapplied_migrations(connections[alias])
        for name in missing_refusals(connections[alias])
    ]
