"""What a person has said about interests of their own."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from articles.models import Person


class InterestDeclaration(models.Model):
    """One declaration; the newest stands with the person, where readers get it."""

    HISTORY_MAY_CHANGE: ClassVar[tuple[str, ...]] = ()
    RECORDED: ClassVar[tuple[str, ...]] = (
        "uuid",
        "person",
        "statement",
        "declared_by",
        "declared_at",
    )

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="declarations")
    statement = models.TextField(max_length=2000)
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    declared_at = models.DateTimeField()

    class Meta:
        ordering = ["-declared_at", "uuid"]
        verbose_name = "declaration of interests"
        verbose_name_plural = "declarations of interests"
        constraints = [
            models.CheckConstraint(
                condition=~Q(statement=""), name="review_declaration_says_something"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.declared_at:%Y-%m-%d}"
