import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from cms import databases

EXAMPLES = "Write sqlite:///var/vouch.sqlite3 or postgres://user:password@host:5432/name."


def read(monkeypatch, tmp_path, value):
    monkeypatch.setenv("X", value)
    return databases.database("X", default="sqlite:///default.sqlite3", base=tmp_path)


def test_sqlite_default(tmp_path):
    assert databases.database("X", default="sqlite:///default.sqlite3", base=tmp_path) == {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(tmp_path / "default.sqlite3"),
        "ATOMIC_REQUESTS": False,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
            ),
        },
    }


def test_sqlite_absolute(monkeypatch, tmp_path):
    folder = tmp_path / "with space"
    folder.mkdir()
    value = f"sqlite:///{str(folder).replace(' ', '%20')}/site.sqlite3"
    assert read(monkeypatch, tmp_path, value)["NAME"] == str(folder / "site.sqlite3")


def test_postgresql(monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_STATEMENT_SECONDS", "0")
    monkeypatch.setenv("DATABASE_POOL_SIZE", "3")
    url = "postgresql://editor:p%40ss@db.example.org:5433/vouch?sslmode=require"
    assert read(monkeypatch, tmp_path, url) == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "vouch",
        "USER": "editor",
        "PASSWORD": "p@ss",
        "HOST": "db.example.org",
        "PORT": 5433,
        "ATOMIC_REQUESTS": False,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "sslmode": "require",
            "connect_timeout": 5,
            "options": (
                "-c statement_timeout=0s -c lock_timeout=10s"
                " -c idle_in_transaction_session_timeout=60s"
            ),
            "pool": {"min_size": 1, "max_size": 3, "timeout": 5},
        },
    }


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ("mysql://root:secret@localhost/vouch", "begins with 'mysql', a database unknown here"),
        ("vouch.sqlite3", "begins with 'vouch.sqlite3', a database unknown here"),
        ("", "begins with '', a database unknown here"),
        ("sqlite://vouch.sqlite3", "is not sqlite:/// and a file name"),
        ("sqlite:///", "is not sqlite:/// and a file name"),
        ("sqlite://:memory:", "is not sqlite:/// and a file name"),
        ("sqlite:///vouch.sqlite3?mode=ro", "is not sqlite:/// and a file name"),
        ("postgres://me:secret@localhost", "names no host or no database"),
        ("postgres:///vouch", "names no host or no database"),
        ("postgres://me:secret@localhost:port/vouch", "cannot be read as an address"),
    ],
)
def test_database_refuses(monkeypatch, tmp_path, value, fault):
    with pytest.raises(ImproperlyConfigured) as refused:
        read(monkeypatch, tmp_path, value)
    assert str(refused.value) == f"X {fault}. {EXAMPLES}"


def test_sqlite_refuses_a_missing_folder(monkeypatch, tmp_path):
    with pytest.raises(ImproperlyConfigured) as refused:
        read(monkeypatch, tmp_path, "sqlite:///missing/vouch.sqlite3")
    assert str(refused.value) == (
        f"X points into {str(tmp_path / 'missing')!r}, which is no folder. Make the folder first."
    )


def test_cache(monkeypatch):
    assert databases.cache("X") == {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    monkeypatch.setenv("X", "redis://localhost:6379/1")
    assert databases.cache("X") == {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": "redis://localhost:6379/1",
    }


@pytest.mark.parametrize("value", ["", "memcached://localhost", "redis://", "redis:6379"])
def test_cache_refuses(monkeypatch, value):
    monkeypatch.setenv("X", value)
    with pytest.raises(ImproperlyConfigured) as refused:
        databases.cache("X")
    assert str(refused.value) == (
        "X is neither locmem:// nor the address of a Redis server. "
        "Write locmem:// or redis://host:6379/0."
    )


@pytest.mark.django_db
def test_the_options_reach_the_connection():
    wanted = {
        "sqlite": {"PRAGMA foreign_keys": 1, "PRAGMA synchronous": 2, "PRAGMA busy_timeout": 20000},
        "postgresql": {"SHOW statement_timeout": "30s", "SHOW lock_timeout": "10s"},
    }[connection.vendor]
    found = {}
    with connection.cursor() as cursor:
        for question in wanted:
            cursor.execute(question)
            (found[question],) = cursor.fetchone()
    assert found == wanted
