"""What psychologists and nurse practitioners sign beside the physician."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from articles.models import Page, Person
from articles.models.people import PRINTED_NAME_CHARACTERS
from review.models.revisions import Revision


class SecondReviewQuerySet(models.QuerySet["SecondReview"]):
    def standing(self) -> "SecondReviewQuerySet":
        return self.filter(withdrawn_at__isnull=True)


class SecondReview(models.Model):
    """A second signature under a fingerprint. It is no sign-off: it never covers anything."""

    HISTORY_MAY_CHANGE: ClassVar[tuple[str, ...]] = ("withdrawn_at",)
    RECORDED: ClassVar[tuple[str, ...]] = (
        "uuid",
        "page",
        "revision",
        "fingerprint",
        "signer",
        "person",
        "statement",
        "printed_name",
        "credential_lines",
        "credentials",
        "signed_at",
    )

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="second_reviews")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="second_reviews")
    fingerprint = models.CharField(max_length=64, db_index=True)
    signer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="second_reviews"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="second_reviews")
    statement = models.TextField()
    printed_name = models.CharField(max_length=PRINTED_NAME_CHARACTERS)
    credential_lines = models.JSONField()
    credentials = models.JSONField()
    signed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    objects = SecondReviewQuerySet.as_manager()

    class Meta:
        ordering = ["signed_at", "uuid"]

    def __str__(self) -> str:
        return f"{self.printed_name}, {self.signed_at:%Y-%m-%d}"
