"""The settings file as a whole; the single readers are tested beside it."""

import runpy

import pytest
import structlog
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

FILE = str(settings.BASE_DIR / "cms" / "settings.py")


def load(monkeypatch, **variables):
    for name, value in variables.items():
        monkeypatch.delenv(name) if value is None else monkeypatch.setenv(name, value)
    kept = structlog.get_config()
    try:
        return runpy.run_path(FILE)
    finally:
        # Loggers that were used before would not be heard any more by tests that listen to them.
        structlog.configure(**kept)


def test_production(monkeypatch):
    values = load(monkeypatch, SECURE_SSL_REDIRECT=None)
    names = (
        "DEBUG",
        "SITE_URL",
        "API_URL",
        "MEDIA_URL",
        "CONTENT_LOCALES",
        "DEFAULT_CONTENT_LOCALE",
        "LOCALE_FALLBACKS",
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE",
        "SECURE_SSL_REDIRECT",
        "SECURE_HSTS_SECONDS",
        "SECURE_PROXY_SSL_HEADER",
    )
    assert {name: values[name] for name in names} == {
        "DEBUG": False,
        "SITE_URL": "https://www.example.org",
        "API_URL": "https://api.example.org",
        "MEDIA_URL": "https://media.example.org/",
        "CONTENT_LOCALES": ("en", "es"),
        "DEFAULT_CONTENT_LOCALE": "en",
        "LOCALE_FALLBACKS": {},
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 31_536_000,
        "SECURE_PROXY_SSL_HEADER": None,
    }
    assert values["STORAGES"]["staticfiles"]["BACKEND"] == (
        "whitenoise.storage.CompressedManifestStaticFilesStorage"
    )


def test_debug_needs_no_addresses(monkeypatch):
    values = load(monkeypatch, DEBUG="1", SITE_URL=None, API_URL=None, MEDIA_URL=None)
    names = ("SITE_URL", "API_URL", "MEDIA_URL", "SESSION_COOKIE_SECURE", "SECURE_HSTS_SECONDS")
    assert [values[name] for name in names] == [
        "http://localhost:8000",
        "http://localhost:8000",
        "http://localhost:8000/media/",
        False,
        0,
    ]


def test_proxies_are_trusted_when_counted(monkeypatch):
    values = load(monkeypatch, TRUSTED_PROXIES="2")
    assert values["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", "maybe"),
        ("SECRET_KEY", None),
        ("SECRET_KEY", ""),
        ("SITE_URL", None),
        ("SITE_URL", "/relative"),
        ("API_URL", None),
        ("MEDIA_URL", None),
        ("WEB_ROUTES", "page=/pages/{slug}/"),
        ("CONTENT_LOCALES", "english"),
        ("LOCALE_FALLBACKS", "ca=fr"),
        ("DATABASE_URL", "mysql://localhost/vouch"),
        ("CACHE_URL", "memcached://localhost"),
        ("CSRF_TRUSTED_ORIGINS", "cms.example.org"),
        ("TRUSTED_PROXIES", "many"),
        ("SECURE_SSL_REDIRECT", "never"),
        ("SECURE_HSTS_SECONDS", "a year"),
        ("PROOF_SIGNING_KEY", None),
        ("PROOF_SIGNING_KEY", "key"),
        ("PROOF_PUBLIC_KEYS", "/nothing"),
        ("LOG_LEVEL", "LOUD"),
    ],
)
def test_a_wrong_value_refuses_to_start_and_names_its_variable(monkeypatch, name, value):
    with pytest.raises(ImproperlyConfigured, match=f"^{name} "):
        load(monkeypatch, **{name: value})
