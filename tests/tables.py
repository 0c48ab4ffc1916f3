"""The tables as the database has them. Asking for all of them costs one statement each, and no more."""

from functools import cache
from typing import Any, NamedTuple

from django.db import connection

Row = tuple[Any, ...]
# Rows by primary key, by the name of the table.
Tables = dict[str, dict[Any, Row]]

# Nothing but migrations writes these.
LEFT_OUT = frozenset({"django_migrations", "django_content_type", "auth_permission"})


class Table(NamedTuple):
    """Names as the database gives them, none of which needs a quotation mark but ``order``."""

    name: str
    key: str
    columns: tuple[str, ...]


@cache
def tables() -> list[Table]:
    """Every table that a test may write."""
    with connection.cursor() as cursor:
        names = sorted(set(connection.introspection.table_names(cursor)) - LEFT_OUT)
        return [table for name in names if (table := _table(cursor, name))]


def _table(cursor: Any, name: str) -> Table | None:
    key = connection.introspection.get_primary_key_column(cursor, name)
    if key is None:
        return None
    described = connection.introspection.get_table_description(cursor, name)
    quote = connection.ops.quote_name
    return Table(name, quote(key), tuple(quote(column.name) for column in described))


def rows_of_tables(*, of: tuple[str, ...] = ("",), but: frozenset[str] = frozenset()) -> Tables:
    """Every row of the tables whose names begin with one of ``of``."""
    found: Tables = {}
    with connection.cursor() as cursor:
        for table in tables():
            if table.name.startswith(of) and table.name not in but:
                cursor.execute(f"SELECT {', '.join(table.columns)} FROM {table.name}")
                place = table.columns.index(table.key)
                found[table.name] = {row[place]: tuple(row) for row in cursor.fetchall()}
    return found
