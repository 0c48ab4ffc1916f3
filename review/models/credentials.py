"""What entitles a person to sign: licences, board certifications, degrees."""

import uuid
from datetime import UTC, date, datetime, time, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from articles.language_tags import shortened
from articles.models import Person


class CredentialKind(models.TextChoices):
    LICENCE = "licence", "Licence to practise"
    BOARD_CERTIFICATION = "board_certification", "Board certification"
    DEGREE = "degree", "Degree"
    # With the language's tag as its specialty, so that the record of old rows stays as it is.
    LANGUAGE = "language", "Language in which the person reviews"


class CredentialStatus(models.TextChoices):
    ENTERED = "entered", "Waits for verification"
    VERIFIED = "verified", "Verified"
    ENDED = "ended", "Ended"


class EndedKind(models.TextChoices):
    """Why a credential ended before it expired."""

    ENDED = "ended", "Given up, moved or entered by mistake"
    DISCIPLINE = "discipline", "Suspended or revoked by its authority"


class CredentialQuerySet(models.QuerySet["Credential"]):
    def verified_by_others(self) -> "CredentialQuerySet":
        """Those that the account of their own holder did not verify.

        A person may get an account, or another one, after the credential was verified.
        """
        return self.exclude(verified_by=models.F("person__user"))

    def for_language(self, locale: str) -> "CredentialQuerySet":
        """Those that say that their holder reviews in a language: one for ``es`` does for ``es-MX``."""
        return self.filter(kind=CredentialKind.LANGUAGE, specialty__in=shortened(locale))

    def active(self, on: date) -> "CredentialQuerySet":
        """Those that ``Credential.is_active`` says yes of."""
        unexpired = Q(expires__isnull=True) | Q(expires__gte=on)
        return self.filter(unexpired, status=CredentialStatus.VERIFIED, issued__lte=on)


class Credential(models.Model):
    """One licence, certification or degree. Once verified its dates stay: a renewal is a new row."""

    RECORDED: ClassVar[tuple[str, ...]] = (
        "uuid",
        "person",
        "kind",
        "authority",
        "specialty",
        "jurisdiction",
        "number",
        "issued",
        "expires",
    )

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="credentials")
    kind = models.CharField(max_length=20, choices=CredentialKind)
    authority = models.CharField(
        max_length=160, help_text="In full: American Board of Psychiatry and Neurology."
    )
    specialty = models.CharField(
        max_length=80,
        blank=True,
        help_text="Of a board certification: psychiatry. Of a language: its tag, such as es.",
    )
    jurisdiction = models.CharField(
        max_length=10, blank=True, help_text="Of a licence: the state, such as FL."
    )
    number = models.CharField(max_length=60, blank=True, help_text="Never shown to readers.")
    issued = models.DateField()
    expires = models.DateField(null=True, blank=True, help_text="The last day on which it holds.")
    status = models.CharField(
        max_length=10,
        choices=CredentialStatus,
        default=CredentialStatus.ENTERED,
        editable=False,
    )
    evidence = models.TextField(
        blank=True,
        max_length=2000,
        help_text="The address of the entry in the authority's register, or what it says; of a "
        "language, how it was tried. Never shown to readers.",
    )
    looked_up_by = models.CharField(
        max_length=120, blank=True, help_text="Who looked at the register."
    )
    looked_up_on = models.DateField(null=True, blank=True, help_text="When.")
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    verified_at = models.DateTimeField(null=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_kind = models.CharField(
        "why it ended", max_length=10, choices=EndedKind, blank=True, editable=False
    )

    objects = CredentialQuerySet.as_manager()

    class Meta:
        ordering = ["person", "kind", "jurisdiction", "uuid"]
        permissions = [("verify_credential", "Can verify and end a credential")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="licence") | ~Q(jurisdiction=""),
                name="review_licence_has_jurisdiction",
                violation_error_message="Give the state in which the licence holds, such as FL.",
            ),
            models.CheckConstraint(
                condition=~Q(kind="board_certification") | ~Q(specialty=""),
                name="review_certification_has_specialty",
                violation_error_message="Give the specialty that is certified: psychiatry.",
            ),
            models.CheckConstraint(
                condition=~Q(kind="language") | ~Q(specialty=""),
                name="review_language_has_tag",
                violation_error_message="Give the language as its tag, such as es.",
            ),
            models.CheckConstraint(
                condition=~Q(kind="licence") | Q(expires__isnull=False),
                name="review_licence_expires",
                violation_error_message="Give the day on which the licence expires.",
            ),
            models.CheckConstraint(
                condition=Q(expires__isnull=True) | Q(expires__gte=models.F("issued")),
                name="review_credential_dates_in_order",
                violation_error_message="The credential expires before it was issued.",
            ),
        ]

    def __str__(self) -> str:
        what = self.jurisdiction or self.authority
        if self.kind == CredentialKind.LANGUAGE:
            what = self.specialty
        return f"{self.get_kind_display()}, {what}"

    @property
    def has_evidence(self) -> bool:
        return bool(self.evidence.strip() and self.looked_up_by.strip() and self.looked_up_on)

    @property
    def begins(self) -> datetime:
        return midnight(self.issued)

    @property
    def ends(self) -> datetime | None:
        """When it ceases to hold: after its last day, or when it was ended; None for never.

        The last day that there is, December 31, 9999, stands for none.
        """
        expires = None
        if self.expires and self.expires < date.max:
            expires = midnight(self.expires + timedelta(days=1))
        return min((at for at in (self.ended_at, expires) if at), default=None)

    def is_active(self, on: date) -> bool:
        """Verified and unexpired on that day (UTC): only such a credential is relied on or printed."""
        return (
            self.status == CredentialStatus.VERIFIED
            and self.issued <= on
            and (self.expires is None or self.expires >= on)
        )


def midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=UTC)
