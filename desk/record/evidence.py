"""Who signed the words of a page, on what credentials, and how its sources stood."""

from collections.abc import Iterable
from typing import Any

from articles.models import Page
from delivery.proofs import recorded_entry, recorded_second_reviews, recorded_sign_off
from references.citation_styles import Style, format_citation, known_standing
from references.models import Reference, StandingEvent
from review.models import AuditEntry, CitedWork, Credential, Revocation, SignOff
from review.records import instant, row_bytes

Json = dict[str, Any]


def sign_offs_of(page: Page) -> list[Json]:
    """Return all sign-offs of the page, the first one first, each with its revocation if any."""
    rows = list(_sign_offs(page))
    entries = {
        entry.subject: entry for entry in AuditEntry.objects.of_signing([row.uuid for row in rows])
    }
    ends = _revocations(page)
    return [
        {
            **recorded_sign_off(row, entries),
            "revision": row.revision.number,
            "person": str(row.person.uuid),
            "base": str(row.base.uuid) if row.base else None,
            "credentials": row.credentials,
            "accepted_by": row.acceptance.accepted_by.name if hasattr(row, "acceptance") else None,
            "revocation": ends.get(row.pk),
        }
        for row in rows
    ]


def second_reviews_of(page: Page) -> list[Json]:
    """Return what others than physicians signed, withdrawn or not."""
    rows = page.second_reviews.order_by("signed_at", "uuid")
    ends = {str(row.uuid): row.withdrawn_at for row in rows}
    return [
        {**said, "withdrawn_at": instant(end) if (end := ends[said["id"]]) else None}
        for said in recorded_second_reviews(rows)
    ]


def credentials_of(page: Page) -> list[Json]:
    """Return the credentials that the sign-offs relied upon, without their numbers."""
    uuids = {uuid for row in _sign_offs(page) for uuid in row.credentials}
    rows = Credential.objects.filter(uuid__in=uuids).select_related("person", "verified_by")
    recorded = AuditEntry.objects.recording("review.credential", [row.uuid for row in rows])
    entries = {entry.subject: entry for entry in recorded.order_by("-number")}
    return [_credential(row, entries[row.uuid]) for row in rows.order_by("person", "uuid")]


def sources_of(page: Page) -> list[Json]:
    """Return the works that any revision cites, with all that became of their standing."""
    keys = set(CitedWork.objects.filter(revision__page=page).values_list("key", flat=True))
    works = Reference.objects.by_keys(keys)
    return [_source(key, works.get(key)) for key in sorted(keys)]


def _sign_offs(page: Page) -> Iterable[SignOff]:
    related = ("page", "revision", "signer", "person", "base", "acceptance__accepted_by")
    return page.sign_offs.select_related(*related).order_by("signed_at", "uuid")


def _revocations(page: Page) -> dict[int, Json]:
    rows = Revocation.objects.filter(sign_off__page=page).select_related("sign_off", "revoked_by")
    recorded = AuditEntry.objects.recording("review.revocation", [row.uuid for row in rows])
    entries = {entry.subject: entry for entry in recorded}
    return {
        row.sign_off_id: {
            "revoked_by": row.revoked_by.name,
            "revoked_at": instant(row.revoked_at),
            "reason": row.reason,
            "record": row_bytes(row).decode(),
            "entry": recorded_entry(entries[row.uuid]),
        }
        for row in rows
    }


def _credential(row: Credential, entry: AuditEntry) -> Json:
    return {
        "id": str(row.uuid),
        "person": row.person.printed_name,
        "kind": row.kind,
        "authority": row.authority,
        "specialty": row.specialty or None,
        "jurisdiction": row.jurisdiction or None,
        "issued": row.issued.isoformat(),
        "expires": row.expires.isoformat() if row.expires else None,
        "status": row.status,
        "verified_by": row.verified_by.name if row.verified_by else None,
        "verified_at": instant(row.verified_at) if row.verified_at else None,
        "ended_at": instant(row.ended_at) if row.ended_at else None,
        # With the row's hash, which is over its number too.
        "entry": recorded_entry(entry),
    }


def _source(key: str, work: Reference | None) -> Json:
    if work is None:
        return {
            "key": key,
            "citation": None,
            "standing": "unknown",
            "checked_at": None,
            "events": [],
        }
    checked_at = work.standing_checked_at
    return {
        "key": key,
        "citation": format_citation(work, Style.AMA).text,
        "standing": known_standing(work).value,
        "checked_at": instant(checked_at) if checked_at else None,
        "events": [_event(event) for event in work.standing_events.order_by("at", "uuid")],
    }


def _event(event: StandingEvent) -> Json:
    return {
        "at": instant(event.at),
        "before": event.before,
        "after": event.after,
        "source": event.source,
        "notice": event.notice,
        "said": event.raw,
    }
