"""A physician's decision on exact words, and its end."""

import uuid
from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from articles.models import Page, Person
from articles.models.people import PRINTED_NAME_CHARACTERS
from review.models.recalls import Recall
from review.models.revisions import Revision


class Scope(models.TextChoices):
    """What the signer read. Only a reading of the whole page moves the review dates."""

    WHOLE_PAGE = "whole_page", "The whole page"
    CHANGES = "changes", "The changes since the last reading of the whole page"


class Meaning(models.TextChoices):
    """What a signature says. Under words that its signer changed it covers nothing by itself."""

    REVIEW = "clinical_review", "Clinical review"
    CORRECTED_REVIEW = "corrected_clinical_review", "Clinical review with the signer's corrections"


class SignOffQuerySet(models.QuerySet["SignOff"]):
    def in_force(self) -> "SignOffQuerySet":
        """Those that nobody revoked and, where the signer changed the words, somebody accepted."""
        accepted = ~Q(meaning=Meaning.CORRECTED_REVIEW) | Q(acceptance__isnull=False)
        return self.filter(accepted, revocation__isnull=True)

    def to_accept(self) -> "SignOffQuerySet":
        """Those that cover nothing before somebody accepts what the signer changed.

        Of a page that says something else by now there is nothing to accept.
        """
        return self.filter(
            meaning=Meaning.CORRECTED_REVIEW,
            acceptance__isnull=True,
            revocation__isnull=True,
            fingerprint=models.F("page__fingerprint"),
        )

    def covering(self, *, page: Page | int, fingerprint: str) -> "SignOffQuerySet":
        """Those that cover these words of this page, the newest first."""
        rows = self.in_force().filter(page=page, fingerprint=fingerprint)
        return rows.order_by("-signed_at", "uuid")

    def standing(self, page: Page | int) -> "SignOffQuerySet":
        """Those of a page that are in force, whatever it says today, the newest first."""
        rows = self.in_force().filter(page=page)
        return rows.select_related("revision", "signer", "base").order_by("-signed_at", "uuid")

    def unrecalled(self) -> "SignOffQuerySet":
        """Those whose reading of the whole page came after every recall of it.

        Words go public under such a one only: whoever signed before did not see what was wrong.
        """
        recalls = Recall.objects.filter(
            page=models.OuterRef("page"), at__gte=models.OuterRef("read")
        )
        return self.annotate(read=Coalesce("base__signed_at", "signed_at")).filter(
            ~models.Exists(recalls)
        )

    def current(self, at: datetime) -> "SignOffQuerySet":
        """Those whose review date has not come."""
        return self.filter(review_due__gt=at)


class SignOff(models.Model):
    """The signature of a physician under a fingerprint.

    ``base`` is the sign-off of the whole page on which one of changes rests. ``credentials`` are
    the uuids of the credential rows relied on, ``credential_lines`` what they said that day.
    """

    HISTORY_MAY_CHANGE: ClassVar[tuple[str, ...]] = ()
    RECORDED: ClassVar[tuple[str, ...]] = (
        "uuid",
        "page",
        "revision",
        "fingerprint",
        "signer",
        "person",
        "scope",
        "base",
        "meaning",
        "statement",
        "printed_name",
        "credential_lines",
        "credentials",
        "signed_at",
        "review_due",
    )

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="sign_offs")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="sign_offs")
    fingerprint = models.CharField(max_length=64, db_index=True)
    signer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="sign_offs"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="sign_offs")
    scope = models.CharField(max_length=12, choices=Scope)
    base = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    meaning = models.CharField(max_length=40, choices=Meaning, default=Meaning.REVIEW)
    statement = models.TextField()
    printed_name = models.CharField(max_length=PRINTED_NAME_CHARACTERS)
    credential_lines = models.JSONField()
    credentials = models.JSONField()
    signed_at = models.DateTimeField()
    review_due = models.DateTimeField()

    objects = SignOffQuerySet.as_manager()

    class Meta:
        ordering = ["-signed_at", "uuid"]
        permissions = [("revoke_any_sign_off", "Can revoke the sign-off of another person")]
        constraints = [
            models.CheckConstraint(
                condition=Q(scope="whole_page", base__isnull=True)
                | Q(scope="changes", base__isnull=False),
                name="review_changes_rest_on_a_whole_reading",
            )
        ]

    def __str__(self) -> str:
        return f"{self.printed_name}, {self.signed_at:%Y-%m-%d}"

    @property
    def waits_for_acceptance(self) -> bool:
        """Whether the signer changed the words, and nobody has accepted them."""
        corrected = self.meaning == Meaning.CORRECTED_REVIEW
        return corrected and not hasattr(self, "acceptance") and not hasattr(self, "revocation")

    @property
    def last_reviewed(self) -> datetime:
        """When the whole page was read last."""
        return self.base.signed_at if self.base else self.signed_at


class Revocation(models.Model):
    """The end of a sign-off. The sign-off itself stays as it was."""

    HISTORY_MAY_CHANGE: ClassVar[tuple[str, ...]] = ()
    RECORDED: ClassVar[tuple[str, ...]] = (
        "uuid",
        "sign_off",
        "revoked_by",
        "revoked_at",
        "reason",
    )

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sign_off = models.OneToOneField(SignOff, on_delete=models.PROTECT, related_name="revocation")
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    revoked_at = models.DateTimeField()
    reason = models.TextField(max_length=2000)

    class Meta:
        ordering = ["-revoked_at", "uuid"]

    def __str__(self) -> str:
        return f"Revocation of {self.sign_off}"
