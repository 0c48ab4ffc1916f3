"""The ledger, which orders all that is signed or public, and the chain of what was done."""

from collections.abc import Iterable
from typing import ClassVar
from uuid import UUID

from django.db import models

GENESIS_HASH = "0" * 64


class Action(models.TextChoices):
    """Every move that is recorded. The desk and delivery use these codes too."""

    SUBMIT = "submit", "Submitted for review"
    RESTORE = "restore", "Restored a revision"
    SIGN = "sign", "Signed"
    CORRECT = "correct", "Corrected words under review"
    ACCEPT = "accept", "Accepted a signer's corrections"
    SEND_BACK = "send_back", "Sent back"
    ASSIGN = "assign", "Assigned a submission"
    TAKE = "take", "Took a submission"
    GIVE_BACK = "give_back", "Gave a submission back"
    TAKE_BACK = "take_back", "Took back from review"
    COMMENT = "comment", "Commented"
    REPLY = "reply", "Replied to a comment"
    RESOLVE = "resolve", "Resolved comments"
    REAFFIRM = "reaffirm", "Signed public words anew"
    REVOKE = "revoke", "Revoked a sign-off"
    REVOKE_ALL = "revoke_all", "Revoked all sign-offs of a signer"
    DISMISS = "dismiss", "Dismissed a finding"
    VERIFY_CREDENTIAL = "verify_credential", "Verified a credential"
    END_CREDENTIAL = "end_credential", "Ended a credential"
    DISCIPLINE = "discipline", "Ended a credential for discipline"
    DECLARE_INTERESTS = "declare_interests", "Declared interests"
    ATTEST_TRANSLATION = "attest_translation", "Attested a translation"
    SECOND_REVIEW = "second_review", "Signed a second review"
    WITHDRAW_SECOND_REVIEW = "withdraw_second_review", "Withdrew a second review"
    PUBLISH = "publish", "Published"
    SCHEDULE = "schedule", "Scheduled"
    HOLD = "hold", "Held what was scheduled"
    WITHDRAW = "withdraw", "Withdrew from the public"
    RECALL = "recall", "Recalled from the public"
    IMPORT_ALIASES = "import_aliases", "Imported addresses"
    CHANGE_GRACE = "change_grace", "Changed how long a page outlives its signer's licence"
    CHANGE_COUNTRIES = "change_countries", "Changed the countries of the site"
    VERIFY_CRISIS_VERSION = "verify_crisis_version", "Verified what a crisis resource says"
    RETIRE_CRISIS_RESOURCE = "retire_crisis_resource", "Retired a crisis resource"


class Ledger(models.Model):
    """One row. Locked as the first statement of every move that signs, publishes or records."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    last_audit = models.PositiveBigIntegerField(default=0)
    last_hash = models.CharField(max_length=64, default=GENESIS_HASH)
    last_change = models.PositiveBigIntegerField(default=0)
    last_at = models.DateTimeField()
    settled_until = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="review_ledger_is_one_row")
        ]

    def __str__(self) -> str:
        return f"Ledger at entry {self.last_audit}"


class AuditEntryQuerySet(models.QuerySet["AuditEntry"]):
    def recording(self, subject_type: str, subjects: Iterable[UUID]) -> "AuditEntryQuerySet":
        """Those of moves that were made on these rows."""
        return self.filter(subject__in=subjects, subject_type=subject_type, refusal="")

    def of_signing(self, sign_offs: Iterable[UUID]) -> "AuditEntryQuerySet":
        """Those by which the sign-offs came into being."""
        return self.recording("review.signoff", sign_offs)

    def head(self) -> "AuditEntry | None":
        """The newest of the chain."""
        return self.order_by("-number").first()


class AuditEntry(models.Model):
    """One move, done or refused. Holds uuids, codes, fingerprints, times and hashes only."""

    HISTORY_MAY_CHANGE: ClassVar[tuple[str, ...]] = ()

    number = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    actor = models.UUIDField()
    action = models.CharField(max_length=40, choices=Action)
    refusal = models.CharField(max_length=60, blank=True, help_text="Empty when it was done.")
    subject_type = models.CharField(max_length=60)
    subject = models.UUIDField()
    fingerprint = models.CharField(max_length=64, blank=True)
    row_hash = models.CharField(max_length=64, blank=True)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        indexes = [models.Index(fields=["subject"], name="review_audit_subject")]
        verbose_name_plural = "audit entries"

    def __str__(self) -> str:
        return f"{self.number}: {self.get_action_display()}"
