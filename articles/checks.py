"""System checks that look into the database."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader

from articles.history import unprotected_tables


@register(Tags.database)
def check_history_is_protected(
    databases: Sequence[str] | None = None, **_: Any
) -> list[CheckMessage]:
    """Name each history table without its triggers, once all migrations are applied."""
    return [
        Warning(
            f"The table {table} has lost the triggers that protect its history.",
            hint=f'End the migration that rebuilt it with ProtectHistory("{table}").',
            id="articles.W001",
        )
        for alias in databases or []
        if not has_unapplied_migrations(connections[alias])
        for table in unprotected_tables(connections[alias])
    ]


def has_unapplied_migrations(connection: BaseDatabaseWrapper) -> bool:
    loader = MigrationLoader(connection)
    return any(node not in loader.applied_migrations for node in loader.graph.leaf_nodes())
