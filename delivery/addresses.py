"""Where a page stands. Absolute addresses come from the settings, never from a request."""

from django.conf import settings


def path(*, kind: str, locale: str, slug: str) -> str:
    """Return the path that names a page: ``/symptoms/shame/``, ``/es/symptoms/shame/``."""
    prefix = "" if locale == settings.CONTENT_LOCALES[0] else f"/{locale}"
    return f"{prefix}/{kind}s/{slug}/"


def web_url(*, kind: str, locale: str, slug: str) -> str:
    """Return the address of the page on the public web site."""
    prefix = "" if locale == settings.CONTENT_LOCALES[0] else f"/{locale}"
    route: str = settings.WEB_ROUTES[kind]
    return f"{settings.SITE_URL}{prefix}{route.format(slug=slug)}"


def api_url(*, kind: str, locale: str, slug: str) -> str:
    """Return the address of the page's document in this API."""
    query = "" if locale == settings.CONTENT_LOCALES[0] else f"?locale={locale}"
    return f"{settings.API_URL}/api/v1/{kind}s/{slug}/{query}"
