import sqlite3

import pytest
from django.core.management import call_command
from django.db import connections
from django.db.backends.sqlite3.base import DatabaseWrapper

from cms import checks


def ids(messages):
    return [message.id for message in messages]


def test_nothing_to_say(db):
    call_command("check", "--fail-level", "WARNING", "--database", "default")


@pytest.mark.parametrize(
    ("debug", "site", "expected"),
    [
        (True, "https://www.example.org", ["cms.W001"]),
        (True, "http://localhost:8000", []),
        (False, "https://www.example.org", []),
    ],
)
def test_debug_is_local(settings, debug, site, expected):
    settings.DEBUG = debug
    settings.SITE_URL = site
    settings.API_URL = settings.MEDIA_URL = "http://127.0.0.1:8000"
    assert ids(checks.debug_is_local()) == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("http://www.example.org", ["cms.W002"]),
        ("https://www.example.org", []),
        ("http://localhost:8000", []),
    ],
)
def test_public_addresses_are_https(settings, address, expected):
    settings.SITE_URL = address
    assert ids(checks.public_addresses_are_https()) == expected


@pytest.mark.parametrize(
    ("backend", "email", "expected"),
    [
        ("", "", ["cms.W004", "cms.W005"]),
        ("smtp", "", ["cms.W005"]),
        ("", "library@example.org", ["cms.W004"]),
        ("smtp", "library@example.org", []),
    ],
)
def test_people_can_be_told(settings, backend, email, expected):
    settings.EMAIL_BACKEND, settings.NCBI_EMAIL = backend, email
    assert ids(checks.people_can_be_told()) == expected


@pytest.mark.parametrize(("mode", "expected"), [("WAL", []), ("DELETE", ["cms.W003"])])
def test_sqlite_has_wal(django_db_blocker, tmp_path, monkeypatch, mode, expected):
    path = tmp_path / "site.sqlite3"
    with sqlite3.connect(path) as raw:
        raw.execute(f"PRAGMA journal_mode={mode}")
    raw.close()
    wrapper = DatabaseWrapper(
        {**connections["default"].settings_dict, "NAME": str(path), "OPTIONS": {}}, "file"
    )
    monkeypatch.setitem(connections.settings, "file", wrapper.settings_dict)
    connections["file"] = wrapper
    try:
        with django_db_blocker.unblock():
            assert ids(checks.sqlite_has_wal(databases=["file"])) == expected
    finally:
        wrapper.close()
        del connections["file"]
    assert checks.sqlite_has_wal() == []
