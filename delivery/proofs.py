"""What shows, without trust in us, that somebody signed exactly these words.

Each thing that was hashed comes as a text: the SHA-256 of its UTF-8 bytes is the hash that stands
beside it, and nobody has to put JSON into canonical form to check that. What is beside the texts
repeats them for people. Accounts are in the records by their uuids alone.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import rfc8785
from django.db.models import QuerySet

from delivery import addresses
from delivery.models import Publication
from delivery.signatures import signed
from review.ledger import entry_bytes
from review.models import Acceptance, Action, AuditEntry, SecondReview, SignOff
from review.models.audit import GENESIS_HASH
from review.records import instant, row_bytes

Json = dict[str, Any]

# Of this document: another number when a reader of it would have to check in another way.
VERSION = 1


def proof_of(row: Publication) -> Json:
    """Return the proof of a live page, and the signature under it."""
    return with_signature(_proof(Publication.objects.with_proof().get(pk=row.pk)))


def head_of_chain() -> Json:
    """Return where the audit chain ends, and the signature under that; it begins with zeroes."""
    entry = AuditEntry.objects.head()
    if entry is None:
        return with_signature({"number": 0, "hash": GENESIS_HASH, "at": None})
    return with_signature({"number": entry.number, "hash": entry.hash, "at": instant(entry.at)})


def with_signature(statement: Json) -> Json:
    """Return ``{proof, jws}``: the payload of the JWS is the statement in canonical form."""
    return {"proof": statement, "jws": signed(rfc8785.dumps(statement))}


def _proof(row: Publication) -> Json:
    sign_off, base = row.sign_off, row.sign_off.base
    shown = [sign_off, base] if base else [sign_off]
    found = AuditEntry.objects.of_signing([each.uuid for each in shown])
    entries = {entry.subject: entry for entry in found}
    return {
        "version": VERSION,
        "page": _page(row),
        "revision": {
            "number": row.revision.number,
            "format": row.revision.format,
            "fingerprint": row.revision.fingerprint,
            "clinical": bytes(row.revision.clinical).decode(),
        },
        "sign_off": recorded_sign_off(sign_off, entries),
        "base": recorded_sign_off(base, entries) if base else None,
        "second_reviews": recorded_second_reviews(
            SecondReview.objects.standing().filter(page=row.page_id, fingerprint=row.fingerprint)
        ),
    }


def _page(row: Publication) -> Json:
    address = {"kind": row.kind, "locale": row.locale, "slug": row.slug}
    return {
        "id": str(row.page_uuid),
        "topic": str(row.topic.uuid),
        **address,
        "path": row.path,
        "web_url": addresses.web_url(**address),
        "live_from": instant(row.live_from),
    }


def recorded_sign_off(sign_off: SignOff, entries: Mapping[UUID, AuditEntry]) -> Json:
    """Return a sign-off, fetched with what its record names; ``entries`` are those of signing."""
    return {
        "id": str(sign_off.uuid),
        "fingerprint": sign_off.fingerprint,
        "printed_name": sign_off.printed_name,
        "credential_lines": sign_off.credential_lines,
        "meaning": sign_off.meaning,
        "statement": sign_off.statement,
        "scope": sign_off.scope,
        "signed_at": instant(sign_off.signed_at),
        "review_due": instant(sign_off.review_due),
        "record": row_bytes(sign_off).decode(),
        # Every move that signs chains one: without it this is no proof, and none is given.
        "entry": recorded_entry(entries[sign_off.uuid]),
        "acceptance": recorded_acceptance(sign_off),
    }


def recorded_acceptance(sign_off: SignOff) -> Json | None:
    """Return that somebody accepted what the signer had corrected, if the signature needs that."""
    acceptance: Acceptance | None = getattr(sign_off, "acceptance", None)
    if acceptance is None:
        return None
    entry = AuditEntry.objects.recording("review.acceptance", [acceptance.uuid]).get()
    return {
        "id": str(acceptance.uuid),
        "fingerprint": acceptance.fingerprint,
        "accepted_at": instant(acceptance.accepted_at),
        "record": row_bytes(acceptance).decode(),
        "entry": recorded_entry(entry),
    }


def recorded_second_reviews(reviews: "QuerySet[SecondReview]") -> list[Json]:
    """Return what others than the physician signed, as it was recorded."""
    rows = list(reviews.select_related("page", "revision", "signer", "person"))
    found = AuditEntry.objects.recording("review.secondreview", [row.uuid for row in rows])
    entries = {entry.subject: entry for entry in found.filter(action=Action.SECOND_REVIEW)}
    return [
        {
            "id": str(row.uuid),
            "fingerprint": row.fingerprint,
            "printed_name": row.printed_name,
            "credential_lines": row.credential_lines,
            "statement": row.statement,
            "signed_at": instant(row.signed_at),
            "record": row_bytes(row).decode(),
            "entry": recorded_entry(entries[row.uuid]),
        }
        for row in rows
    ]


def recorded_entry(entry: AuditEntry) -> Json:
    """Return an entry of the audit chain, with the text that was hashed."""
    return {
        "number": entry.number,
        "at": instant(entry.at),
        "row_hash": entry.row_hash,
        "previous_hash": entry.previous_hash,
        "hash": entry.hash,
        "record": entry_bytes(entry).decode(),
    }
