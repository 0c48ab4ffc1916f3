"""The environment that the tests run in, whatever the shell's is; loaded before Django is.

pytest loads it as a plugin (`-p tests.environment` in pyproject.toml), because pytest-django reads
the settings before any conftest.py.
"""

import gc
import inspect
import os
from tempfile import TemporaryDirectory

import hypothesis
import pytest

from tests.sizes import size

os.environ.update(
    {
        "DEBUG": "0",
        "SECRET_KEY": "only-for-tests-0123456789-0123456789-0123456789",
        # Always the same, so that the same words have the same proof.
        "PROOF_SIGNING_KEY": "-----BEGIN PRIVATE KEY-----\n"
        "MC4CAQAwBQYDK2VwBCIEIG9ubHktZm9yLXRlc3RzLTAxMjM0NTY3ODktMDEyMzQ1\n"
        "-----END PRIVATE KEY-----",
        "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
        "SITE_URL": "https://www.example.org",
        "API_URL": "https://api.example.org",
        "MEDIA_URL": "https://media.example.org",
        "ADMIN_URL": "https://cms.example.org",
        "CONTENT_LOCALES": "en,es",
        "SECURE_SSL_REDIRECT": "0",
        "LOG_LEVEL": "WARNING",
    }
)
for name in (
    "WEB_ROUTES",
    "LOCALE_FALLBACKS",
    "CACHE_URL",
    "CSRF_TRUSTED_ORIGINS",
    "TRUSTED_PROXIES",
    "PROOF_SIGNING_KEY_FILE",
    "PROOF_PUBLIC_KEYS",
    "NCBI_EMAIL",
    "NCBI_API_KEY",
    "NCBI_BASE_URL",
    "CROSSREF_MAILTO",
    "CROSSREF_BASE_URL",
    "STANDING_CHECK_DAYS",
    "EMAIL_URL",
    "EMAIL_FROM",
):
    os.environ.pop(name, None)
# The PostgreSQL lane brings its own. The file is never made: Django's tests of SQLite run in
# memory.
os.environ.setdefault("DATABASE_URL", "sqlite:///var/tests.sqlite3")

# Pictures of tests go away with them; processes that tests start keep theirs in the same place.
# Tests that run side by side count the files that there are: each worker has a folder of its own.
MEDIA = TemporaryDirectory(prefix="vouch-media-")
if os.environ.get("TESTS_WORKER") != os.environ.get("PYTEST_XDIST_WORKER", "none"):
    os.environ["TESTS_WORKER"] = os.environ.get("PYTEST_XDIST_WORKER", "none")
    os.environ["TESTS_MEDIA_ROOT"] = MEDIA.name
os.environ["MEDIA_ROOT"] = os.environ["TESTS_MEDIA_ROOT"]

# The fixtures by which a test gets at a database, of its own or that of the lane.
DATABASES = {"db", "transactional_db", "database", "migrated", "template", "django_db_setup"}

# Of each property, in a lane and with `make soak`.
EXAMPLES = size(25, soak=1000)


@pytest.hookimpl(tryfirst=True)
def pytest_configure() -> None:
    from django.conf import settings

    hypothesis.settings.register_profile("vouch", max_examples=EXAMPLES, deadline=None)
    hypothesis.settings.load_profile("vouch")
    # A hash that is slow on purpose would be most of the time of the suite.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # The manifest exists only after collectstatic.
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


def pytest_collection_finish() -> None:
    """Let the garbage collector pass over what stays to the end: it takes a seventh of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 50, 20)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if hypothesis.is_hypothesis_test(getattr(item, "obj", None)):
            item.add_marker("sized")
        if not may_ask_a_database(item):
            item.add_marker("pure")


def may_ask_a_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    # Who takes the request may ask for any fixture by its name.
    named = "request" in inspect.signature(item.obj).parameters if hasattr(item, "obj") else True
    return bool(DATABASES & fixtures) or named or item.get_closest_marker("django_db") is not None
