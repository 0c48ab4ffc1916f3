"""Small answers for the rich-text editor: what may be cited or linked to. For staff alone."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from desk.picking import Found, find_pictures, find_references, find_topics

MAX_QUERY_CHARACTERS = 200

LOGGED_OUT = "You may not search here. Log in again in another tab, then go on."
TOO_LONG = "Search for a few words only."
UNKNOWN_LANGUAGE = "This site has no pages in that language."


@require_GET
def references(request: HttpRequest) -> JsonResponse:
    """``?q=``: works by PMID, DOI, author or title."""
    refused = _refused(request, "references.view_reference")
    return refused or _answer(find_references(_query(request)))


@require_GET
def topics(request: HttpRequest) -> JsonResponse:
    """``?q=&locale=``: topics by their name or by the title of a page."""
    refused = _refused(request, "articles.view_topic")
    if refused:
        return refused
    locale = request.GET.get("locale", settings.DEFAULT_CONTENT_LOCALE)
    if locale not in settings.CONTENT_LOCALES:
        return _private({"detail": UNKNOWN_LANGUAGE}, status=400)
    return _answer(find_topics(_query(request), locale=locale, at=timezone.now()))


@require_GET
def pictures(request: HttpRequest) -> JsonResponse:
    """``?q=``: images by what they show, credit or file name."""
    refused = _refused(request, "articles.view_image")
    return refused or _answer(find_pictures(_query(request)))


def _refused(request: HttpRequest, permission: str) -> JsonResponse | None:
    """Not a redirect to the log-in: the editor would follow it and find a page instead of JSON."""
    user = request.user
    if not (user.is_active and getattr(user, "is_staff", False) and user.has_perm(permission)):
        return _private({"detail": LOGGED_OUT}, status=403)
    if len(_query(request)) > MAX_QUERY_CHARACTERS:
        return _private({"detail": TOO_LONG}, status=400)
    return None


def _query(request: HttpRequest) -> str:
    return request.GET.get("q", "")


def _answer(found: Found) -> JsonResponse:
    return _private({"results": found.results, "count": found.count})


def _private(content: dict[str, Any], *, status: int = 200) -> JsonResponse:
    return JsonResponse(content, status=status, headers={"Cache-Control": "private, no-store"})
