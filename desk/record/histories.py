"""What was done with a page, by whom: in words, and as the audit chain holds it."""

import json
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from accounts.models import User
from articles.models import Page
from delivery.models import Publication
from delivery.proofs import recorded_entry
from review.models import (
    Acceptance,
    Assignment,
    AuditEntry,
    CommentResolution,
    Correction,
    Credential,
    Dismissal,
    Recall,
    Revision,
    Revocation,
    Submission,
    TranslationAttestation,
)
from review.records import instant

Json = dict[str, Any]


def history_of(page: Page) -> Json:
    """Return the revisions of a page, public or not, their way through review and all around it."""
    revisions = page.revisions.defer("clinical", "presentation").select_related("created_by")
    submissions = page.submissions.select_related("revision", "submitted_by", "decided_by")
    dismissals = page.dismissals.select_related("user")
    corrections = Correction.objects.filter(revision__page=page).select_related(
        "revision", "corrects", "by"
    )
    attestations = page.attestations.select_related("source", "translator")
    recalls = page.recalls.select_related("by")
    return {
        "revisions": [_revision(row) for row in revisions.order_by("number")],
        "submissions": [_submission(row) for row in submissions.order_by("submitted_at", "uuid")],
        "corrections": [_correction(row) for row in corrections.order_by("at", "uuid")],
        "attestations": [_attestation(row) for row in attestations.order_by("at", "uuid")],
        "dismissals": [_dismissal(row) for row in dismissals.order_by("at", "uuid")],
        "recalls": [_recall(row) for row in recalls.order_by("at", "uuid")],
    }


def comments_of(page: Page) -> list[Json]:
    """Return what was said about the parts of a page, in its order; an answer names its ``parent``."""
    rows = page.comments.select_related("revision", "author", "parent", "resolution__by")
    return [
        {
            "id": str(row.uuid),
            "revision": row.revision.number,
            "part": row.part,
            "parent": str(row.parent.uuid) if row.parent else None,
            "author": row.author.name,
            "at": instant(row.at),
            "text": row.text,
            "resolved_by": row.resolution.by.name if hasattr(row, "resolution") else None,
            "resolved_at": instant(row.resolution.at) if hasattr(row, "resolution") else None,
        }
        for row in rows.order_by("at", "uuid")
    ]


def entries_of(page: Page) -> list[AuditEntry]:
    """Return the entries of the audit chain that concern the page, in their order."""
    return list(AuditEntry.objects.filter(subject__in=set(_subjects(page))).order_by("number"))


def in_words(entries: Iterable[AuditEntry]) -> list[Json]:
    """Return entries with the names of those who acted."""
    entries = list(entries)
    names = dict(
        User.objects.filter(uuid__in={e.actor for e in entries}).values_list("uuid", "name")
    )
    return [
        {
            "number": entry.number,
            "at": instant(entry.at),
            "what": entry.get_action_display(),
            "refused": entry.refusal or None,
            "by": names.get(entry.actor),
            "actor": str(entry.actor),
            "subject_type": entry.subject_type,
            "subject": str(entry.subject),
            "fingerprint": entry.fingerprint or None,
        }
        for entry in entries
    ]


def chain_from(first: int, *, until: int) -> Iterator[str]:
    """Yield the audit chain as lines of JSON: every entry in between, or it would prove nothing."""
    rows = AuditEntry.objects.filter(number__gte=first, number__lte=until).order_by("number")
    for entry in rows.iterator(chunk_size=500):
        yield json.dumps(recorded_entry(entry), ensure_ascii=False) + "\n"


def _revision(row: Revision) -> Json:
    return {
        "number": row.number,
        "fingerprint": row.fingerprint,
        "created_by": row.created_by.name,
        "created_at": instant(row.created_at),
        "change_note": row.change_note,
        "may_not_sign": row.contributors,
    }


def _submission(row: Submission) -> Json:
    return {
        "revision": row.revision.number,
        "state": row.state,
        "submitted_by": row.submitted_by.name,
        "submitted_at": instant(row.submitted_at),
        "decided_by": row.decided_by.name if row.decided_by else None,
        "decided_at": instant(row.decided_at) if row.decided_at else None,
        "reasons": row.reasons,
    }


def _correction(row: Correction) -> Json:
    return {
        "revision": row.revision.number,
        "corrects": row.corrects.number,
        "corrected_by": row.by.name,
        "corrected_at": instant(row.at),
    }


def _attestation(row: TranslationAttestation) -> Json:
    return {
        "fingerprint": row.fingerprint,
        "source": str(row.source.uuid),
        "source_fingerprint": row.source_fingerprint,
        "translator": row.translator.name,
        "attested_at": instant(row.at),
        "statement": row.statement,
    }


def _dismissal(row: Dismissal) -> Json:
    return {
        "finding": row.code,
        "fingerprint": row.fingerprint,
        "dismissed_by": row.user.name,
        "dismissed_at": instant(row.at),
        "reason": row.reason,
    }


def _recall(row: Recall) -> Json:
    return {
        "fingerprint": row.fingerprint,
        "severity": row.severity,
        "notice": row.notice,
        "reason": row.reason,
        "recalled_by": row.by.name,
        "recalled_at": instant(row.at),
    }


def _subjects(page: Page) -> Iterator[UUID]:
    yield page.uuid
    sign_offs = list(page.sign_offs.values_list("uuid", "credentials"))
    for uuid, _ in sign_offs:
        yield uuid
    for rows in (
        page.revisions.all(),
        page.submissions.all(),
        page.dismissals.all(),
        page.comments.all(),
        page.recalls.all(),
        page.second_reviews.all(),
        page.attestations.all(),
        Correction.objects.filter(revision__page=page),
        Acceptance.objects.filter(sign_off__page=page),
        Assignment.objects.filter(submission__page=page),
        CommentResolution.objects.filter(comment__page=page),
        Publication.objects.filter(page=page),
        Revocation.objects.filter(sign_off__page=page),
        Credential.objects.filter(uuid__in={uuid for _, relied in sign_offs for uuid in relied}),
    ):
        yield from rows.values_list("uuid", flat=True)
