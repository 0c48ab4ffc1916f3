"""Words that were taken back in an emergency."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from articles.models import Page

RECALL_NOTICE_CHARACTERS = 600


class RecallSeverity(models.TextChoices):
    """What may come of it for a reader who acts on the words, as in the classes of a recall (FDA)."""

    DANGEROUS = "dangerous", "Dangerous: it may do serious harm or cost a life"
    HARMFUL = "harmful", "Harmful: it may do harm that passes or can be treated"
    WRONG = "wrong", "Wrong: it misleads, but no harm is to be expected"


class Recall(models.Model):
    """Nothing that was signed of the page until then is public again, whatever its words."""

    HISTORY_MAY_CHANGE: ClassVar[tuple[str, ...]] = ()
    RECORDED: ClassVar[tuple[str, ...]] = (
        "uuid",
        "page",
        "fingerprint",
        "severity",
        "notice",
        "reason",
        "by",
        "at",
    )

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="recalls")
    fingerprint = models.CharField(max_length=64)
    severity = models.CharField(max_length=12, choices=RecallSeverity)
    notice = models.TextField(
        max_length=RECALL_NOTICE_CHARACTERS, help_text="Readers of the old address see it."
    )
    reason = models.TextField(max_length=2000, help_text="Readers never see it.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "uuid"]
        permissions = [("recall_page", "Can recall a page from the public")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(notice="") & ~Q(reason=""), name="review_recall_says_why"
            )
        ]

    def __str__(self) -> str:
        return f"Recall of {self.page}, {self.at:%Y-%m-%d}"
