"""Bytes with a strong ETag, and how long caches may keep them.

Both ages are cut so that their sum ends before the instant at which the bytes would be wrong
although nobody wrote.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import http_date, parse_etags

from delivery.encoding import encoded
from delivery.reading import Served

JSON = "application/json"

AGES_SECONDS = {
    "max-age": 60,
    "s-maxage": 300,
    "stale-while-revalidate": 60,
    "stale-if-error": 600,
}
# Who gets a share of what is left first. A shared cache asks once for all readers: without a share
# of its own, each of them would come here.
SHARES = sorted(AGES_SECONDS, key=lambda name: name != "s-maxage")


def respond(
    request: HttpRequest,
    document: Any,
    *,
    at: datetime,
    boundary: datetime | None,
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """Return the document as JSON, or 304 when the reader has these bytes already."""
    body, etag = encoded(document)
    return send(request, Served(body, etag, boundary, at), at=at, headers=headers or {})


def send(
    request: HttpRequest,
    served: Served,
    *,
    at: datetime,
    headers: Mapping[str, str],
    media_type: str = JSON,
) -> HttpResponse:
    """Return finished bytes, or 304 when the reader has them already. Dates are not compared."""
    matches = _matches(request.headers.get("If-None-Match", ""), served.etag)
    response: HttpResponse = (
        HttpResponseNotModified() if matches else HttpResponse(served.body, content_type=media_type)
    )
    response["ETag"] = served.etag
    response["Cache-Control"] = cache_control(at, served.boundary)
    for name, value in headers.items():
        response[name] = value
    return response


def last_modified(served: Served) -> dict[str, str]:
    """Return the header that says since when the bytes are as they are, to the second."""
    return {"Last-Modified": http_date(served.presented_at.timestamp())}


def purge_keys(*keys: str) -> dict[str, str]:
    """Return the headers by which caches let go of an answer: keys of uuids and closed words."""
    return {"Surrogate-Key": " ".join(keys), "Cache-Tag": ",".join(keys)}


def cache_control(at: datetime, boundary: datetime | None) -> str:
    """Return the header for bytes that are right from ``at`` until ``boundary``.

    What a shared cache holds for ``s-maxage`` a browser may hold for ``max-age`` more, and a cache
    in trouble for ``stale-if-error`` more: each is cut to what is left.
    """
    left = int((boundary - at).total_seconds()) if boundary else sum(AGES_SECONDS.values())
    ages = {}
    for name in SHARES:
        ages[name] = min(AGES_SECONDS[name], left)
        left -= ages[name]
    return ", ".join(["public", *(f"{name}={ages[name]}" for name in AGES_SECONDS)])


def _matches(header: str, etag: str) -> bool:
    # Weak comparison (RFC 9110, 13.1.2): a cache may have weakened the tag.
    given = [tag.removeprefix("W/") for tag in parse_etags(header)]
    return "*" in given or etag in given
