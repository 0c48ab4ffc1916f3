"""Who answered for which words: revisions, sign-offs, credentials, and the chain that proves it."""

from review.models.audit import Action, AuditEntry, Ledger
from review.models.comments import Comment, CommentResolution
from review.models.corrections import Acceptance, Correction
from review.models.credentials import (
    Credential,
    CredentialKind,
    CredentialStatus,
    EndedKind,
)
from review.models.dismissals import Dismissal
from review.models.interests import InterestDeclaration
from review.models.recalls import Recall, RecallSeverity
from review.models.revisions import (
    Assignment,
    CitedWork,
    Revision,
    ShownImage,
    Submission,
    SubmissionState,
)
from review.models.second_reviews import SecondReview
from review.models.signoffs import Meaning, Revocation, Scope, SignOff
from review.models.translations import TranslationAttestation

__all__ = [
    "Acceptance",
    "Action",
    "Assignment",
    "AuditEntry",
    "CitedWork",
    "Comment",
    "CommentResolution",
    "Correction",
    "Credential",
    "CredentialKind",
    "CredentialStatus",
    "Dismissal",
    "EndedKind",
    "InterestDeclaration",
    "Ledger",
    "Meaning",
    "Recall",
    "RecallSeverity",
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
