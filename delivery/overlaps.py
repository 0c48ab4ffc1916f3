"""At most one publication of a page, and at most one at a path, at any instant.

PostgreSQL holds it with exclusion constraints over time ranges, SQLite with triggers.
"""

from collections.abc import Iterator
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

MESSAGE = "publications overlap"

# What 0002_protect_history has the database refuse, for `missing_refusals` to look for.
TABLE = "delivery_publication"
COLUMNS = ("page_id", "path")

VERBS = ("INSERT", "UPDATE")


class RefuseOverlaps(Operation):
    """Refuse two rows of a table with equal ``column`` whose ranges overlap, per column."""

    reversible = True

    def __init__(self, table: str, columns: tuple[str, ...]) -> None:
        self.table = table
        self.columns = tuple(columns)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (type(self).__name__, [self.table, self.columns], {})

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Leave the models as they are: the refusal is the database's own."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        postgresql = schema_editor.connection.vendor == "postgresql"
        statements = self._postgresql() if postgresql else self._sqlite()
        for statement in [*self._removal(postgresql=postgresql), *statements]:
            schema_editor.execute(statement, params=None)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        postgresql = schema_editor.connection.vendor == "postgresql"
        for statement in self._removal(postgresql=postgresql):
            schema_editor.execute(statement, params=None)

    def describe(self) -> str:
        return f"Refuse overlapping ranges in {self.table}"

    def names(self, vendor: str) -> list[str]:
        """The constraints or triggers by which that database refuses."""
        if vendor == "postgresql":
            return [self._name(column) for column in self.columns]
        return [self._trigger(column, verb) for column in self.columns for verb in VERBS]

    def _removal(self, *, postgresql: bool) -> Iterator[str]:
        for column in self.columns:
            if postgresql:
                yield f'ALTER TABLE "{self.table}" DROP CONSTRAINT IF EXISTS "{self._name(column)}"'
                continue
            for verb in VERBS:
                yield f'DROP TRIGGER IF EXISTS "{self._trigger(column, verb)}"'

    def _postgresql(self) -> Iterator[str]:
        # A trusted extension: the owner of the database may create it.
        yield "CREATE EXTENSION IF NOT EXISTS btree_gist"
        for column in self.columns:
            yield (
                f'ALTER TABLE "{self.table}" ADD CONSTRAINT "{self._name(column)}" '
                f'EXCLUDE USING gist ("{column}" WITH =, '
                "tstzrange(live_from, live_until) WITH &&) WHERE (cancelled_at IS NULL)"
            )

    def _sqlite(self) -> Iterator[str]:
        for column in self.columns:
            for verb in VERBS:
                yield (
                    f'CREATE TRIGGER "{self._trigger(column, verb)}" '
                    f'BEFORE {verb} ON "{self.table}" '
                    f"WHEN NEW.cancelled_at IS NULL AND EXISTS ({self._other_row(column)}) "
                    f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}: {column}'); END"
                )

    def _other_row(self, column: str) -> str:
        # Instants are stored as text of one shape, whose order is that of time.
        return (
            f'SELECT 1 FROM "{self.table}" AS other WHERE other.id IS NOT NEW.id '  # noqa: S608
            f'AND other.cancelled_at IS NULL AND other."{column}" = NEW."{column}" '
            "AND (other.live_until IS NULL OR NEW.live_from < other.live_until) "
            "AND (NEW.live_until IS NULL OR other.live_from < NEW.live_until)"
        )

    def _name(self, column: str) -> str:
        return f"{self.table}_no_overlap_{column}"

    def _trigger(self, column: str, verb: str) -> str:
        return f"{self._name(column)}_{verb.lower()}"


def missing_refusals(connection: BaseDatabaseWrapper) -> list[str]:
    """Name each constraint or trigger against overlaps that the database lacks."""
    existing = _existing(connection)
    wanted = RefuseOverlaps(TABLE, COLUMNS).names(connection.vendor)
    return [name for name in wanted if name not in existing]


def _existing(connection: BaseDatabaseWrapper) -> set[str]:
    if connection.vendor == "postgresql":
        query = "SELECT conname FROM pg_constraint WHERE contype = 'x'"
    else:
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {name for (name,) in cursor.fetchall()}
