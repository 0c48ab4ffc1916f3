"""Tables that only grow, held by the database itself.

A model says which of its columns may change with ``HISTORY_MAY_CHANGE``; ``ProtectHistory`` makes
the triggers; ``unprotected_tables`` names the tables that lack one.

SQLite drops the triggers of a table that a migration rebuilds, so every later migration of such
a table ends with this operation again.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.apps.registry import Apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models import Model

MESSAGE = "history is append-only"

POSTGRESQL_FUNCTION = f"""
CREATE OR REPLACE FUNCTION refuse_history_change() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    -- Where nothing may change, not even an UPDATE that changes nothing is let through.
    IF TG_OP = 'UPDATE' AND TG_ARGV[0] <> '{{}}'
        AND to_jsonb(OLD) - TG_ARGV[0]::text[] = to_jsonb(NEW) - TG_ARGV[0]::text[]
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '{MESSAGE}: % on %', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END
$body$
"""


class ProtectHistory(Operation):
    """Refuse UPDATE (but of ``may_change``), DELETE, TRUNCATE and REPLACE on a table."""

    reversible = True

    def __init__(self, table: str, may_change: tuple[str, ...] = ()) -> None:
        self.table = table
        self.may_change = tuple(may_change)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (type(self).__name__, [self.table], {"may_change": self.may_change})

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Leave the models as they are: the triggers are the database's own."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        self._drop(schema_editor)
        if schema_editor.connection.vendor == "postgresql":
            statements = self._postgresql()
        else:
            # The columns are read from the table, which later statements may still change.
            statements = self._sqlite(schema_editor.connection)
        for statement in statements:
            schema_editor.execute(statement, params=None)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        self._drop(schema_editor)

    def describe(self) -> str:
        return f"Protect the history in {self.table}"

    def _drop(self, schema_editor: BaseDatabaseSchemaEditor) -> None:
        on_table = f' ON "{self.table}"' if schema_editor.connection.vendor == "postgresql" else ""
        for name in trigger_names(self.table, schema_editor.connection.vendor):
            schema_editor.execute(f'DROP TRIGGER IF EXISTS "{name}"{on_table}', params=None)

    def _postgresql(self) -> Iterator[str]:
        may_change = "{" + ",".join(self.may_change) + "}"
        yield POSTGRESQL_FUNCTION
        for verb in ("UPDATE", "DELETE", "TRUNCATE"):
            each = "STATEMENT" if verb == "TRUNCATE" else "ROW"
            yield (
                f'CREATE TRIGGER "{_trigger(self.table, verb)}" BEFORE {verb} ON "{self.table}" '
                f"FOR EACH {each} EXECUTE FUNCTION refuse_history_change('{may_change}')"
            )

    def _sqlite(self, connection: BaseDatabaseWrapper) -> Iterator[str]:
        columns, uniques = _sqlite_shape(connection, self.table)
        fixed = [column for column in columns if column not in self.may_change]
        changed = " OR ".join(f'OLD."{column}" IS NOT NEW."{column}"' for column in fixed)
        exists = " OR ".join(
            "(" + " AND ".join(f'"{column}" = NEW."{column}"' for column in unique) + ")"
            for unique in uniques
        )
        conditions = {
            "UPDATE": changed if self.may_change else "1",
            "DELETE": "1",
            # REPLACE deletes the row in its way without firing a DELETE trigger.
            "INSERT": f'EXISTS (SELECT 1 FROM "{self.table}" WHERE {exists})',  # noqa: S608
        }
        for verb, condition in conditions.items():
            yield (
                f'CREATE TRIGGER "{_trigger(self.table, verb)}" BEFORE {verb} ON "{self.table}" '
                f"WHEN {condition} BEGIN SELECT RAISE(ABORT, '{MESSAGE}: {verb}'); END"
            )


def trigger_names(table: str, vendor: str) -> list[str]:
    verbs = ("UPDATE", "DELETE", "TRUNCATE" if vendor == "postgresql" else "INSERT")
    return [_trigger(table, verb) for verb in verbs]


def unprotected_tables(connection: BaseDatabaseWrapper) -> list[str]:
    """Name each history table of the database that lacks a trigger; skip unmade tables."""
    present = set(connection.introspection.table_names())
    triggers = _existing_triggers(connection)
    return [
        model._meta.db_table
        for model in history_models()
        if model._meta.db_table in present
        and not set(trigger_names(model._meta.db_table, connection.vendor)) <= triggers
    ]


def history_models(registry: Apps = apps) -> list[type[Model]]:
    return [model for model in registry.get_models() if hasattr(model, "HISTORY_MAY_CHANGE")]


def _existing_triggers(connection: BaseDatabaseWrapper) -> set[str]:
    if connection.vendor == "postgresql":
        query = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    else:
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {name for (name,) in cursor.fetchall()}


def _trigger(table: str, verb: str) -> str:
    return f"{table}_refuse_{verb.lower()}"


def _sqlite_shape(connection: BaseDatabaseWrapper, table: str) -> tuple[list[str], list[list[str]]]:
    """The columns of a table, and the column lists of which each row's values are unique."""
    with connection.cursor() as cursor:
        cursor.execute(f'PRAGMA table_info("{table}")')
        rows = cursor.fetchall()
        uniques = [[name] for _, name, _, _, _, primary in rows if primary]
        cursor.execute(f'PRAGMA index_list("{table}")')
        indexes = [name for _, name, unique, _, _ in cursor.fetchall() if unique]
        for index in indexes:
            cursor.execute(f'PRAGMA index_info("{index}")')
            uniques.append([name for _, _, name in cursor.fetchall()])
    return [row[1] for row in rows], uniques
