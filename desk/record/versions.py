"""Every version of a page that was public, as it was seen."""

from datetime import datetime
from typing import Any

import orjson
from django.template.loader import render_to_string

from articles.models import Page
from delivery.models import Publication
from delivery.presenting import present
from delivery.proofs import proof_of
from desk.record.files import Folder
from review.records import instant

Json = dict[str, Any]


def write_versions(folder: Folder, page: Page, *, now: datetime) -> list[Json]:
    """Write a folder for each version, in the order in which they were public; return what they are."""
    rows = Publication.objects.filter(page=page, cancelled_at__isnull=True, live_from__lte=now)
    versions = rows.with_sources().order_by("live_from", "uuid")
    return [
        _write(folder, f"versions/{place:03}", row, now=now)
        for place, row in enumerate(versions, start=1)
    ]


def _write(folder: Folder, name: str, row: Publication, *, now: datetime) -> Json:
    document, made_at = _as_seen(row, now)
    version = {"folder": name, **_version(row), "document_made_at": instant(made_at)}
    folder.write_json(f"{name}/version.json", version)
    folder.write(f"{name}/clinical.json", bytes(row.revision.clinical))
    folder.write(f"{name}/presentation.json", bytes(row.revision.presentation))
    folder.write_json(f"{name}/document.json", document)
    folder.write_text(f"{name}/page.html", _readable(document, version))
    folder.write_json(f"{name}/proof.json", proof_of(row))
    return version


def _version(row: Publication) -> Json:
    return {
        "id": str(row.uuid),
        "path": row.path,
        "revision": row.revision.number,
        "fingerprint": row.fingerprint,
        "sign_off": str(row.sign_off.uuid),
        "live_from": instant(row.live_from),
        "live_until": instant(row.live_until) if row.live_until else None,
        "ending": row.ending or None,
        "ending_reason": row.ending_reason or None,
        "ending_notice": row.ending_notice or None,
    }


def _as_seen(row: Publication, now: datetime) -> tuple[Json, datetime]:
    """The document as it was stored last, and when; made afresh where none is stored."""
    stored: Json | None = orjson.loads(bytes(row.body) or b"null")
    if stored and row.presented_at:
        return stored, row.presented_at
    made = present(row.revision.snapshot, publication=row, at=now, as_of=row.live_from)
    return made.document, now


def _readable(document: Json, version: Json) -> str:
    return render_to_string(
        "desk/record_page.html",
        {"document": document, "version": version, "review": document["review"]},
    )
