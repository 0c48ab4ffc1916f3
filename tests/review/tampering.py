"""What is done behind the moves, and what `manage.py verify_audit` says of it."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from articles.history import trigger_names


def verify():
    out = StringIO()
    call_command("verify_audit", stdout=out)
    return out.getvalue()


def faults():
    """What the command says when it fails."""
    said = StringIO()
    with pytest.raises(CommandError) as caught:
        call_command("verify_audit", stdout=StringIO(), stderr=said)
    lines = said.getvalue().splitlines()
    assert str(caught.value) == f"The audit does not verify: {len(lines)} faults."
    assert caught.value.returncode == 1
    return lines


def unprotect(model):
    """Take the triggers from a table, as whoever owns the database can."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # A table with deferred checks outstanding cannot be altered.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
            return
        for name in trigger_names(table, connection.vendor):
            cursor.execute(f'DROP TRIGGER "{name}"')


def tamper(row, **columns):
    unprotect(type(row))
    type(row)._default_manager.filter(pk=row.pk).update(**columns)


def remove(row):
    unprotect(type(row))
    rows = type(row)._default_manager.filter(pk=row.pk)
    rows._raw_delete(rows.db)
