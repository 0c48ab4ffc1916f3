"""That a translation says what its original says."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from articles.models import Page
from articles.snapshots import Snapshot


class TranslationAttestationQuerySet(models.QuerySet["TranslationAttestation"]):
    def of(self, *, page: Page, snapshot: Snapshot) -> "TranslationAttestationQuerySet":
        """Those of the very words of a snapshot and of the original that it names."""
        source = snapshot.clinical.get("translated_from")
        if source is None:
            return self.none()
        return self.filter(
            page=page,
            fingerprint=snapshot.fingerprint,
            source__uuid=source["page"],
            source_fingerprint=source["fingerprint"],
        )


class TranslationAttestation(models.Model):
    """A translator's word for exactly these words of the page and exactly those of the original."""

    HISTORY_MAY_CHANGE: ClassVar[tuple[str, ...]] = ()
    RECORDED: ClassVar[tuple[str, ...]] = (
        "uuid",
        "page",
        "fingerprint",
        "source",
        "source_fingerprint",
        "translator",
        "statement",
        "at",
    )

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="attestations")
    fingerprint = models.CharField(max_length=64, db_index=True)
    source = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="+")
    source_fingerprint = models.CharField(max_length=64)
    translator = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="attestations"
    )
    statement = models.TextField()
    at = models.DateTimeField()

    objects = TranslationAttestationQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "uuid"]
        constraints = [
            models.UniqueConstraint(
                fields=["page", "fingerprint", "translator"],
                name="review_attestation_once_for_words",
            )
        ]

    def __str__(self) -> str:
        return f"{self.page} by {self.translator}, {self.at:%Y-%m-%d}"
