"""A physician's judgement that a finding does not apply to exact words."""

import uuid
from collections.abc import Mapping
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from articles.models import Page


class DismissalQuerySet(models.QuerySet["Dismissal"]):
    def of(self, *, page: Page | int, fingerprint: str) -> "Mapping[str, Dismissal]":
        """The dismissals of these very words, by code."""
        rows = self.filter(page=page, fingerprint=fingerprint).select_related("user")
        return {row.code: row for row in rows}


class Dismissal(models.Model):
    """Why a finding of the readiness report does not stop these words; other words are not meant.

    ``code`` has no choices in the database: the list of codes grows with the rules.
    """

    HISTORY_MAY_CHANGE: ClassVar[tuple[str, ...]] = ()
    RECORDED: ClassVar[tuple[str, ...]] = (
        "uuid",
        "page",
        "fingerprint",
        "code",
        "user",
        "reason",
        "at",
    )

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="dismissals")
    fingerprint = models.CharField(max_length=64, db_index=True)
    code = models.CharField(max_length=60)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="dismissals"
    )
    reason = models.TextField(max_length=2000)
    at = models.DateTimeField()

    objects = DismissalQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "uuid"]
        constraints = [
            models.UniqueConstraint(
                fields=["page", "fingerprint", "code"], name="review_dismissal_once_for_words"
            ),
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(code="") & ~Q(fingerprint=""),
                name="review_dismissal_says_what_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"Dismissal of {self.at:%Y-%m-%d}"
