"""History is append-only (DESIGN 4.5), whatever the door to the table."""

from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from django.core.checks import Tags, run_checks
from django.db import IntegrityError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import ProtectedError

from articles.history import (
    ProtectHistory,
    history_models,
    trigger_names,
    unprotected_tables,
)
from articles.models import PageEdit
from tests.builders import NOW

TABLE = "articles_pageedit"
ON_SQLITE = connection.vendor == "sqlite"
only_sqlite = pytest.mark.skipif(not ON_SQLITE, reason="REPLACE is SQLite's")
only_postgresql = pytest.mark.skipif(ON_SQLITE, reason="TRUNCATE is PostgreSQL's")


@pytest.fixture
def edit(page):
    # PostgreSQL changes no trigger of a table while foreign keys wait to be checked.
    connection.check_constraints()
    return page.edits.get()


@pytest.fixture
def ledger(db):
    """A table whose ``note`` may change, protected as a migration would."""
    execute("CREATE TABLE t_ledger (id integer PRIMARY KEY, name text UNIQUE, a text, note text)")
    protect()
    execute("INSERT INTO t_ledger (id, name, a, note) VALUES (1, 'one', NULL, 'first')")
    return SimpleNamespace(rows=lambda: execute("SELECT * FROM t_ledger ORDER BY id"))


def execute(statement, params=None):
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.fetchall() if cursor.description else None


def protect(table="t_ledger", may_change=("note",)):
    operation = ProtectHistory(table, may_change=may_change)
    # Not entered: SQLite's editor wants foreign keys off, which it cannot have within a test.
    operation.database_forwards("articles", connection.schema_editor(), None, None)


def unprotect(table="t_ledger"):
    operation = ProtectHistory(table)
    operation.database_backwards("articles", connection.schema_editor(), None, None)


@contextmanager
def refused():
    with pytest.raises(IntegrityError, match="history is append-only"), transaction.atomic():
        yield


def drop_trigger(name, table):
    execute(f'DROP TRIGGER "{name}"' + ("" if ON_SQLITE else f' ON "{table}"'))


def edits():
    return list(PageEdit.objects.order_by("pk").values())


def test_a_row_is_added(edit):
    PageEdit.objects.create(page=edit.page, user=edit.user, at=NOW, lock_version=2)
    assert PageEdit.objects.count() == 2


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE articles_pageedit SET lock_version = 7",
        "UPDATE articles_pageedit SET id = id + 1",
        "UPDATE articles_pageedit SET lock_version = lock_version",
        "DELETE FROM articles_pageedit",
        "DELETE FROM articles_pageedit WHERE lock_version = 1",
        pytest.param("TRUNCATE articles_pageedit", marks=only_postgresql),
        pytest.param("TRUNCATE articles_pageedit CASCADE", marks=only_postgresql),
        pytest.param(
            "INSERT OR REPLACE INTO articles_pageedit SELECT * FROM articles_pageedit",
            marks=only_sqlite,
        ),
        pytest.param(
            "REPLACE INTO articles_pageedit (page_id, user_id, at, lock_version)"
            " SELECT page_id, user_id, '2020-01-01', lock_version FROM articles_pageedit",
            marks=only_sqlite,
        ),
        pytest.param("UPDATE OR REPLACE articles_pageedit SET lock_version = 7", marks=only_sqlite),
    ],
)
def test_statements(edit, statement):
    before = edits()
    with refused():
        execute(statement)
    assert edits() == before


def test_the_models_door(cast, edit):
    before = edits()
    changed = PageEdit(
        pk=edit.pk, page=edit.page, user=cast.publisher, at=NOW, lock_version=edit.lock_version
    )
    same = PageEdit(page=edit.page, user=cast.publisher, at=NOW, lock_version=edit.lock_version)
    with refused():
        changed.save()
    with refused():
        edit.delete()
    with refused():
        PageEdit.objects.update(user=cast.publisher)
    with refused():
        PageEdit.objects.bulk_update([changed], ["user"])
    with refused():
        PageEdit.objects.bulk_create(
            [same],
            update_conflicts=True,
            unique_fields=["page", "lock_version"],
            update_fields=["user"],
        )
    assert edits() == before


def test_a_page_with_history_cannot_be_deleted(page):
    with pytest.raises(ProtectedError):
        page.delete()
    assert len(edits()) == 1


def test_columns_that_may_change(ledger):
    execute("UPDATE t_ledger SET note = 'second'")
    execute("UPDATE t_ledger SET note = NULL, name = name")
    assert ledger.rows() == [(1, "one", None, None)]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE t_ledger SET name = 'two'",
        "UPDATE t_ledger SET name = NULL",
        "UPDATE t_ledger SET a = 'x'",
        "UPDATE t_ledger SET note = 'second', a = ''",
        "UPDATE t_ledger SET id = 2",
        "DELETE FROM t_ledger",
        pytest.param("TRUNCATE t_ledger", marks=only_postgresql),
        pytest.param("REPLACE INTO t_ledger (id, name) VALUES (1, 'two')", marks=only_sqlite),
        pytest.param("REPLACE INTO t_ledger (id, name) VALUES (2, 'one')", marks=only_sqlite),
        pytest.param("REPLACE INTO t_ledger (name) VALUES ('one')", marks=only_sqlite),
        pytest.param(
            "INSERT INTO t_ledger (id, name) VALUES (1, 'x') ON CONFLICT (id) DO UPDATE"
            " SET note = 'third'",
            marks=only_sqlite,
        ),
    ],
)
def test_columns_that_may_not(ledger, statement):
    with refused():
        execute(statement)
    assert ledger.rows() == [(1, "one", None, "first")]


def test_rows_with_equal_columns_that_are_not_unique(ledger):
    execute("INSERT INTO t_ledger (id, name, note) VALUES (2, NULL, 'first'), (3, NULL, 'first')")
    assert [row[0] for row in ledger.rows()] == [1, 2, 3]


def test_protecting_again(ledger):
    """As a later migration does, which also may say anew what may change."""
    protect(may_change=())
    with refused():
        execute("UPDATE t_ledger SET note = 'second'")
    protect(may_change=("a", "note"))
    execute("UPDATE t_ledger SET note = 'second', a = 'x'")
    with refused():
        execute("UPDATE t_ledger SET name = 'two'")
    assert ledger.rows() == [(1, "one", "x", "second")]


def test_reversing_drops_the_triggers(ledger):
    names = set(trigger_names("t_ledger", connection.vendor))
    assert names <= triggers()
    unprotect()
    assert names.isdisjoint(triggers())
    execute("UPDATE t_ledger SET name = 'two', a = 'x'")
    execute("DELETE FROM t_ledger")
    assert ledger.rows() == []
    unprotect()


def test_reversing_the_one_of_a_model(edit):
    unprotect(TABLE)
    assert unprotected_tables(connection) == [TABLE]
    execute("UPDATE articles_pageedit SET lock_version = 7")
    assert PageEdit.objects.get().lock_version == 7


def test_the_operation_in_a_migration_file():
    operation = ProtectHistory("articles_pageedit", may_change=["note"])
    name, args, kwargs = operation.deconstruct()
    assert (name, args, kwargs) == (
        "ProtectHistory",
        ["articles_pageedit"],
        {"may_change": ("note",)},
    )
    assert operation.describe() == "Protect the history in articles_pageedit"
    assert (operation.reversible, operation.reduces_to_sql) == (True, True)


def test_every_history_table_is_protected(db):
    assert unprotected_tables(connection) == []
    assert PageEdit in history_models()


def test_a_table_without_one_of_its_triggers(db):
    for name in trigger_names(TABLE, connection.vendor):
        with undone():
            drop_trigger(name, TABLE)
            assert unprotected_tables(connection) == [TABLE]


@only_postgresql
def test_a_disabled_trigger_is_missed(db):
    execute(f'ALTER TABLE {TABLE} DISABLE TRIGGER "{TABLE}_refuse_update"')
    assert unprotected_tables(connection) == [TABLE]


def test_a_table_that_is_not_made_yet(db):
    execute(f"DROP TABLE {TABLE}")
    assert unprotected_tables(connection) == []


def test_the_system_check(db):
    assert warnings() == []
    unprotect(TABLE)
    (warning,) = warnings()
    assert (warning.id, warning.msg, warning.hint) == (
        "articles.W001",
        "The table articles_pageedit has lost the triggers that protect its history.",
        'End the migration that rebuilt it with ProtectHistory("articles_pageedit").',
    )
    assert not warning.is_serious()


def test_the_system_check_says_nothing_before_all_migrations_are_applied(db):
    unprotect(TABLE)
    app, name = MigrationLoader(connection).graph.leaf_nodes("articles")[0]
    MigrationRecorder(connection).record_unapplied(app, name)
    assert warnings() == []


def test_the_system_check_looks_at_the_databases_that_it_is_given(db):
    unprotect(TABLE)
    assert [each for each in run_checks(tags=[Tags.database]) if each.id == "articles.W001"] == []


def warnings():
    messages = run_checks(tags=[Tags.database], databases=["default"])
    return [message for message in messages if message.id == "articles.W001"]


def triggers():
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if ON_SQLITE
        else "SELECT tgname FROM pg_trigger"
    )
    return {name for (name,) in execute(query)}


@contextmanager
def undone():
    """Take back what the block did to the database."""
    point = transaction.savepoint()
    yield
    transaction.savepoint_rollback(point)
