"""System checks that look into the database."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import connections
from django.db.models import Min
from django.utils import timezone

from articles.checks import has_unapplied_migrations
from delivery import addresses
from delivery.models import Publication
from delivery.overlaps import TABLE, missing_refusals


@register(Tags.database)
def check_paths_are_those_of_the_settings(
    databases: Sequence[str] | None = None, **_: Any
) -> list[CheckMessage]:
    """Name a public path that the settings would write in another way."""
    return [
        Warning(
            f"{moved} is public, and the settings now write this path as {path}.",
            hint="Put the default language first in CONTENT_LOCALES again: it stays as it is once "
            "pages are public.",
            id="delivery.W002",
        )
        for alias in databases or []
        if not has_unapplied_migrations(connections[alias])
        for moved, path in _moved_paths(alias)
    ]


def _moved_paths(alias: str) -> Iterator[tuple[str, str]]:
    """One of each kind and language: all of them changed together, or none."""
    live = Publication.objects.using(alias).live(timezone.now()).order_by()
    for row in live.values("kind", "locale").annotate(slug=Min("slug"), path=Min("path")):
        path = addresses.path(kind=row["kind"], locale=row["locale"], slug=row["slug"])
        if path != row["path"]:
            yield row["path"], path


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
