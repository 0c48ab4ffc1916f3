"""Scenes: rows that a fixture made once, put into the database again for each test that wants them.

Making a signed and published page takes a hundred statements and checks; putting its rows back takes
one for each table. A fixture is a scene when it rests on nothing but the database and other
scenes. What it adds is kept beside the state that it was made in; in any other state it is made anew,
so that a scene is never more than a faster way to the same rows. Each test gets objects of its own:
what a scene does to the objects of another, and not to the rows, is not kept.
"""

import inspect
import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest
from django.db import connection

from delivery.presenter import current_presenter
from tests.tables import Row, Table, Tables, rows_of_tables, tables


@dataclass(frozen=True)
class Scene:
    """``result`` is what the fixture gave, pickled: each test gets objects of its own."""

    added: Tables
    changed: Tables
    removed: dict[str, list[Any]]
    result: bytes


# By fixture and the state that it was made in; None of one whose value cannot be kept.
KEPT: dict[Any, Scene | None] = {}
# The states that scenes begin in: that of an empty database, and those that scenes lead to.
KNOWN: set[Row] = set()
# The fixtures of a test that were scenes.
PLAYED = pytest.StashKey[set[str]]()


def apart(build: Callable[..., Any]) -> Callable[..., Any]:
    """Mark what a fixture makes as more than rows, such as files: it is made anew each time."""
    build.__dict__["apart"] = True
    return build


@contextmanager
def as_scene(fixture: Any, request: pytest.FixtureRequest) -> Iterator[None]:
    """Have the fixture played while pytest sets it up, if it is a scene."""
    played = request.node.stash.setdefault(PLAYED, {"db"})
    if not is_scene(fixture, played):
        yield
        return
    build = fixture.func
    fixture.func = partial(play, build)
    played.add(fixture.argname)
    try:
        yield
    finally:
        fixture.func = build


def is_scene(fixture: Any, played: set[str]) -> bool:
    function = fixture.func
    return (
        fixture.scope == "function"
        and bool(fixture.argnames)
        and set(fixture.argnames) <= played
        and inspect.isfunction(function)
        and not inspect.isgeneratorfunction(function)
        and function.__module__.startswith("tests.")
        and not hasattr(function, "apart")
        # Those of a class get the test's own object.
        and "." not in function.__qualname__
    )


def play(build: Callable[..., Any], **fixtures: Any) -> Any:
    """Return what ``build`` returns, with the rows that it makes in the database."""
    before = state()
    if not KNOWN:
        KNOWN.add(before)
    key = (build.__module__, build.__qualname__, before, current_presenter())
    if before not in KNOWN or KEPT.get(key, True) is None:
        return build(**fixtures)
    if key not in KEPT:
        KEPT[key], result = record(partial(build, **fixtures))
        KNOWN.add(state())
        if KEPT[key] is None:
            return result
    else:
        replay(KEPT[key])
    return pickle.loads(KEPT[key].result)  # noqa: S301  (our own bytes)


def state() -> Row:
    """How many rows each table has, the last of their keys, and where the ledger stands."""
    counts = ", ".join(
        f"(SELECT COUNT(*) FROM {table.name}),"
        f" (SELECT MAX(CAST({table.key} AS TEXT)) FROM {table.name})"
        for table in tables()
    )
    ledger = "(SELECT last_hash FROM review_ledger), (SELECT last_change FROM review_ledger)"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {counts}, {ledger}")
        return tuple(cursor.fetchone())


def record(build: Callable[[], Any]) -> tuple[Scene | None, Any]:
    before = rows_of_tables()
    result = build()
    try:
        kept = pickle.dumps(result)
    except (pickle.PicklingError, AttributeError, TypeError):
        return None, result
    after = rows_of_tables()
    added: Tables = {}
    changed: Tables = {}
    for table, rows in after.items():
        for key, row in rows.items():
            if key not in before[table]:
                added.setdefault(table, {})[key] = row
            elif row != before[table][key]:
                changed.setdefault(table, {})[key] = row
    removed = {table: list(rows.keys() - after[table].keys()) for table, rows in before.items()}
    return Scene(added, changed, removed, kept), result


def replay(scene: Scene) -> None:
    with connection.cursor() as cursor:
        for table in tables():
            for gone in scene.removed.get(table.name, []):
                cursor.execute(f"DELETE FROM {table.name} WHERE {table.key} = %s", [gone])
            for key, row in scene.changed.get(table.name, {}).items():
                cursor.execute(_update(table), [*row, key])
            if table.name in scene.added:
                cursor.executemany(_insert(table), list(scene.added[table.name].values()))
    if connection.vendor == "postgresql":
        # What it shall look at later would keep a test from emptying a table.
        connection.check_constraints()


def _update(table: Table) -> str:
    values = ", ".join(f"{column} = %s" for column in table.columns)
    return f"UPDATE {table.name} SET {values} WHERE {table.key} = %s"


def _insert(table: Table) -> str:
    places = ", ".join(["%s"] * len(table.columns))
    return f"INSERT INTO {table.name} ({', '.join(table.columns)}) VALUES ({places})"
