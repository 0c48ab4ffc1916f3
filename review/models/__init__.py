"""Who answered for which words: revisions, sign-offs, credentials, and the chain that proves it."""

from review.models.audit import Action, AuditEntry, Ledger
from review.models.credentials import (
    Credential,
    CredentialKind,
    CredentialStatus,
    EndedKind,
)
from review.models.dismissals import Dismissal
from review.models.revisions import CitedWork, Revision, ShownImage, Submission, SubmissionState
from review.models.signoffs import Revocation, Scope, SignOff

__all__ = [
    "Action",
    "AuditEntry",
    "CitedWork",
    "Credential",
    "CredentialKind",
    "CredentialStatus",
    "Dismissal",
    "EndedKind",
    "Ledger",
    "Revision",
    "Revocation",
    "Scope",
    "ShownImage",
    "SignOff",
    "Submission",
    "SubmissionState",
]
