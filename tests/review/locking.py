"""A database that another process keeps locked."""

import sqlite3

from django.db.backends.sqlite3.base import DatabaseWrapper
from django.db.utils import DatabaseErrorWrapper


def locked_file(file):
    """What Django raises when another process writes to the same SQLite file."""
    wrapper = DatabaseWrapper({}, "other")
    one, other = (sqlite3.connect(file, timeout=0, isolation_level=None) for _ in range(2))
    try:
        one.execute("BEGIN IMMEDIATE")
        with DatabaseErrorWrapper(wrapper):
            other.execute("BEGIN IMMEDIATE")
    finally:
        one.close()
        other.close()
