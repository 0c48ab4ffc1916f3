"""Databases of their own, for tests that need real commits: copies of a migrated template.

They are of the kind that the lane's DATABASE_URL names, and never the one that it names. Nobody
may be connected to a database while it is copied.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit
from uuid import uuid4

import psycopg
from django.conf import settings
from psycopg import sql


@contextmanager
def migrated_database(folder: Path) -> Iterator[str]:
    """Make an empty database with all migrations applied; yield its DATABASE_URL."""
    with _database(folder, template="") as url:
        migrate = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
        environment = {**os.environ, "DATABASE_URL": url}
        subprocess.run(migrate, cwd=settings.BASE_DIR, env=environment, check=True)  # noqa: S603
        yield url


@contextmanager
def copied_database(template: str, folder: Path) -> Iterator[str]:
    """Make a copy of the database with the address ``template``; yield its DATABASE_URL."""
    with _database(folder, template=template) as url:
        yield url


@contextmanager
def _database(folder: Path, *, template: str) -> Iterator[str]:
    name = f"vouch_{uuid4().hex[:16]}"
    if urlsplit(os.environ["DATABASE_URL"]).scheme == "sqlite":
        yield _sqlite(folder / f"{name}.sqlite3", template=template)
        return
    _postgresql("CREATE DATABASE {} TEMPLATE {}", name, _name(template) or "template1")
    try:
        yield urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
    finally:
        _postgresql("DROP DATABASE {} WITH (FORCE)", name)


def _sqlite(file: Path, *, template: str) -> str:
    if template:
        original = Path("/" + _name(template))
        # What a process that was killed left in the write-ahead log would not be copied.
        assert not Path(f"{original}-wal").exists()
        shutil.copyfile(original, file)
    return f"sqlite:///{quote(str(file))}"


def _postgresql(statement: str, *names: str) -> None:
    query = sql.SQL(statement).format(*(sql.Identifier(name) for name in names))
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute(query)


def _name(url: str) -> str:
    return unquote(urlsplit(url).path.lstrip("/"))
