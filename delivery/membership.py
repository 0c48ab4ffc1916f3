"""Words in a list that a column keeps as JSON: each database asks in its own way."""

from collections.abc import Sequence
from typing import Any

from django.db.models import BooleanField, Expression, F
from django.db.models.sql.compiler import SQLCompiler

Sql = tuple[str, Sequence[Any]]


class HoldsAny(Expression):
    """Whether the list of a column holds one of some words."""

    output_field = BooleanField()

    def __init__(self, column: str, words: Sequence[str]) -> None:
        super().__init__()
        self.column: Any = F(column)
        self.words = list(words)

    def get_source_expressions(self) -> list[Any]:
        return [self.column]

    def set_source_expressions(self, exprs: Sequence[Any]) -> None:
        (self.column,) = exprs

    def as_sqlite(self, compiler: SQLCompiler, connection: Any, **_: Any) -> Sql:
        column, given = compiler.compile(self.column)
        places = ", ".join(["%s"] * len(self.words))
        each = f"SELECT 1 FROM JSON_EACH({column}) WHERE value IN ({places})"  # noqa: S608  (no words)
        return f"EXISTS ({each})", (*given, *self.words)

    def as_postgresql(self, compiler: SQLCompiler, connection: Any, **_: Any) -> Sql:
        column, given = compiler.compile(self.column)
        return f"({column} ?| %s)", (*given, self.words)
