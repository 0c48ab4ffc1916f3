"""Where things stand. Absolute addresses come from the settings, never from a request."""

from datetime import datetime
from urllib.parse import urlencode

from django.conf import settings

from review.records import instant


def path(*, kind: str, locale: str, slug: str) -> str:
    """Return the path that names a page: ``/symptoms/shame/``, ``/es/symptoms/shame/``."""
    prefix = "" if locale == settings.CONTENT_LOCALES[0] else f"/{locale}"
    return f"{prefix}/{kind}s/{slug}/"


def web_url(*, kind: str, locale: str, slug: str) -> str:
    """Return the address of the page on the public web site."""
    return settings.SITE_URL + web_path(kind=kind, locale=locale, slug=slug)


def web_path(*, kind: str, locale: str, slug: str) -> str:
    """Return where the web site shows the page, by the route of its kind: ``/blog/shame/``."""
    prefix = "" if locale == settings.CONTENT_LOCALES[0] else f"/{locale}"
    route: str = settings.WEB_ROUTES[kind]
    return prefix + route.format(slug=slug)


def api_url(*, kind: str, locale: str, slug: str) -> str:
    """Return the address of the page's document in this API."""
    query = "" if locale == settings.CONTENT_LOCALES[0] else f"?locale={locale}"
    return detail_url(kind=kind, slug=slug) + query


def detail_url(*, kind: str, slug: str) -> str:
    """Return the address of the document of a topic, in whatever language."""
    return f"{settings.API_URL}/api/v1/{kind}s/{slug}/"


def proof_url(*, kind: str, slug: str) -> str:
    """Return the address of the proof of what is live of a topic, in whatever language."""
    return f"{detail_url(kind=kind, slug=slug)}sign-off/"


def sign_off_url(*, kind: str, locale: str, slug: str, as_of: datetime | None) -> str:
    """Return the address of the proof of a page, as it was live at an instant if one is given."""
    query = {} if locale == settings.CONTENT_LOCALES[0] else {"locale": locale}
    if as_of:
        query["as_of"] = instant(as_of)
    base = proof_url(kind=kind, slug=slug)
    return f"{base}?{urlencode(query)}" if query else base


def person_url(slug: str) -> str:
    return f"{settings.API_URL}/api/v1/people/{slug}/"


def reference_url(identifier: str) -> str:
    """Return the address of a work's document, by its PMID or else its uuid."""
    return f"{settings.API_URL}/api/v1/references/{identifier}/"


def pages_url(**filters: str) -> str:
    """Return the address of the list of all pages that the filters leave."""
    return f"{settings.API_URL}/api/v1/pages/?{urlencode(filters)}"


def page_url(uuid: str) -> str:
    """Return the address of a page's document by the id of the page."""
    return f"{settings.API_URL}/api/v1/pages/{uuid}/"


def description_url() -> str:
    """Return the address of the description of this API."""
    return f"{settings.API_URL}/api/v1/openapi.json"
