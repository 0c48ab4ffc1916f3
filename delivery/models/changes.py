"""The log of what the public could see change."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from delivery.models.documents import Document
from delivery.models.publications import Publication


class ChangeKind(models.TextChoices):
    PUBLISHED = "published", "Published"
    UPDATED = "updated", "Updated"
    EXPIRED = "expired", "Expired"
    WITHDRAWN = "withdrawn", "Withdrawn"
    REVOKED = "revoked", "Revoked"
    RECALLED = "recalled", "Recalled"
    REFRESHED = "refreshed", "Made again, because of something that it shows"


class Change(models.Model):
    """One entry of the gapless, ordered log: of a publication, or of a work's or person's document."""

    HISTORY_MAY_CHANGE: ClassVar[tuple[str, ...]] = ()

    number = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    kind = models.CharField(max_length=12, choices=ChangeKind)
    publication = models.ForeignKey(
        Publication, on_delete=models.PROTECT, null=True, related_name="changes"
    )
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, related_name="changes"
    )

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(publication__isnull=False, document__isnull=True)
                | Q(publication__isnull=True, document__isnull=False),
                name="delivery_change_of_one",
            )
        ]

    def __str__(self) -> str:
        subject = self.publication.path if self.publication else self.document
        return f"{self.number}: {self.get_kind_display()} {subject}"
