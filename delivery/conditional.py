"""Bytes with a strong ETag, and how long caches may keep them.

Both ages are cut so that their sum ends before the instant at which the bytes would be wrong
although nobody wrote.
"""

import hashlib
from datetime import datetime
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import parse_etags

AGES_SECONDS = {
    "max-age": 60,
    "s-maxage": 300,
    "stale-while-revalidate": 60,
    "stale-if-error": 600,
}


def respond(
    request: HttpRequest, document: Any, *, at: datetime, boundary: datetime | None
) -> HttpResponse:
    """Return the document as JSON, or 304 when the reader has these bytes already."""
    body = orjson.dumps(document)
    etag = f'"{hashlib.sha256(body).hexdigest()}"'
    matches = _matches(request.headers.get("If-None-Match", ""), etag)
    response: HttpResponse = (
        HttpResponseNotModified()
        if matches
        else HttpResponse(body, content_type="application/json")
    )
    response["ETag"] = etag
    response["Cache-Control"] = cache_control(at, boundary)
    return response


def cache_control(at: datetime, boundary: datetime | None) -> str:
    """Return the header for bytes that are right from ``at`` until ``boundary``.

    What a shared cache holds for ``s-maxage`` a browser may hold for ``max-age`` more, and a cache
    in trouble for ``stale-if-error`` more: each is cut to what is left.
    """
    left = int((boundary - at).total_seconds()) if boundary else sum(AGES_SECONDS.values())
    ages = []
    for name, seconds in AGES_SECONDS.items():
        age = min(seconds, left)
        left -= age
        ages.append(f"{name}={age}")
    return ", ".join(["public", *ages])


def _matches(header: str, etag: str) -> bool:
    # Weak comparison (RFC 9110, 13.1.2): a cache may have weakened the tag.
    given = [tag.removeprefix("W/") for tag in parse_etags(header)]
    return "*" in given or etag in given
