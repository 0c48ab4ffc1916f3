"""Addresses that pages had elsewhere, before they came here."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from articles.models import Topic


class Alias(models.Model):
    """An imported address; whoever asks for it is sent to the topic's live page."""

    RECORDED: ClassVar[tuple[str, ...]] = (
        "uuid",
        "path",
        "topic",
        "locale",
        "entered_by",
        "entered_at",
    )

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    path = models.CharField(
        max_length=500, unique=True, help_text="Without the host: /blog/old-name/."
    )
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="aliases")
    locale = models.CharField(max_length=35)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    entered_at = models.DateTimeField(editable=False)

    class Meta:
        ordering = ["path"]
        verbose_name_plural = "aliases"

    def __str__(self) -> str:
        return self.path
