"""How the standing of works changed: rows that are only ever added."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from references.models.answers import Source
from references.models.works import WORSE, Reference, Standing


class StandingEventQuerySet(models.QuerySet["StandingEvent"]):
    def worse(self) -> "StandingEventQuerySet":
        """Those after which a page that rests on the work has to be looked at again."""
        return self.filter(after__in=WORSE)


class StandingEvent(models.Model):
    """A work got another standing at an instant, because ``source`` said ``raw``.

    ``notice`` names the notice as far as it is known: ``pmid``, ``doi``, ``citation``, ``note``.
    Both are empty where the standing follows of nothing that was said: nobody objects to the work
    (any longer), or a source that was asked gave no answer.
    """

    HISTORY_MAY_CHANGE: ClassVar[tuple[str, ...]] = ()

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # What happened to a work stays on record when the work, which no page cites, is deleted.
    reference = models.ForeignKey(
        Reference,
        to_field="uuid",
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="standing_events",
    )
    before = models.CharField(max_length=12, choices=Standing)
    after = models.CharField(max_length=12, choices=Standing)
    # A file of a reference manager is no source that answers.
    source = models.CharField(max_length=16, choices=[*Source.choices, ("file", "A file")])
    at = models.DateTimeField()
    raw = models.TextField(blank=True)
    notice = models.JSONField(default=dict)

    objects = StandingEventQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "uuid"]
        verbose_name = "change of standing"
        verbose_name_plural = "changes of standing"
        # Nobody adds, changes or deletes one by hand: there is no right to give.
        default_permissions = ()
        indexes = [models.Index(fields=["reference", "at"], name="references_events_of_a_work")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(before=F("after")), name="references_event_changes_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_before_display()} → {self.get_after_display()}, {self.at:%Y-%m-%d}"
