"""Who answered for which words: revisions, sign-offs, credentials, and the chain that proves it."""

from review.models.audit import Action, AuditEntry, Ledger
from review.models.credentials import (
    Credential,
    CredentialKind,
    CredentialStatus,
    EndedKind,
)
from review.models.dismissals import Dismissal
from review.models.interests import InterestDeclaration
from review.models.revisions import CitedWork, Revision, ShownImage, Submission, SubmissionState
from review.models.second_reviews import SecondReview
from review.models.signoffs import Revocation, Scope, SignOff
from review.models.translations import TranslationAttestation

__all__ = [
    "Action",
    "AuditEntry",
    "CitedWork",
    "Credential",
    "CredentialKind",
    "CredentialStatus",
    "Dismissal",
    "EndedKind",
    "InterestDeclaration",
    "Ledger",
    "Revision",
    "Revocation",
    "Scope",
    "SecondReview",
    "ShownImage",
    "SignOff",
    "Submission",
    "SubmissionState",
    "TranslationAttestation",
]
