"""What the desk remembers: messages to people, what they were told of, and checks of the library."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from articles.models import Page
from references.models import StandingEvent


class MessageKind(models.TextChoices):
    """Why somebody is written to."""

    SOURCES_FELL = "sources_fell", "Sources of pages fell"
    REMINDER = "reminder", "What waits or comes due"


class MessageState(models.TextChoices):
    WAITING = "waiting", "Waits to be sent"
    SENT = "sent", "Sent"
    FAILED = "failed", "Given up"
    DROPPED = "dropped", "Not sent: the account is switched off"


class MessageQuerySet(models.QuerySet["Message"]):
    def due(self, at: datetime) -> "MessageQuerySet":
        """Those to be sent now, the one that has waited longest first."""
        waiting = self.filter(state=MessageState.WAITING, next_try_at__lte=at)
        return waiting.order_by("next_try_at", "pk")


class Message(models.Model):
    """An e-mail to one person, stored before it is sent. ``key`` says what it is about: once only.

    ``next_try_at`` is also the end of the time that whoever is sending it has for that.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key = models.CharField(max_length=200, unique=True)
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="messages"
    )
    kind = models.CharField(max_length=20, choices=MessageKind)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    state = models.CharField(max_length=8, choices=MessageState, default=MessageState.WAITING)
    created_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "uuid"]
        # Nobody writes, changes or deletes one by hand.
        default_permissions = ("view",)
        indexes = [models.Index(fields=["state", "next_try_at"], name="desk_messages_due")]
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at__isnull=False, state="sent")
                | Q(sent_at__isnull=True) & ~Q(state="sent"),
                name="desk_message_sent_at_an_instant",
            )
        ]

    def __str__(self) -> str:
        return self.subject


class Told(models.Model):
    """Somebody was told, by a message, that a source of a page fell: so never again of the same."""

    event = models.ForeignKey(
        StandingEvent,
        to_field="uuid",
        # The event is history, which nobody deletes.
        on_delete=models.PROTECT,
        related_name="+",
    )
    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="+")
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="told")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["event", "page", "user"], name="desk_told_once")
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.page}"


class Reminded(models.Model):
    """Somebody was reminded of one thing, by a message: so never again of the same."""

    key = models.CharField(max_length=200, unique=True)
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="reminded")

    class Meta:
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.key


class LibraryCheck(models.Model):
    """One run over the works of the library, written down so that another process can go on with it.

    Works up to ``position`` (a primary key) are done. ``holder`` is the process that is at it and
    was ``alive_at`` an instant. ``silent`` has what was wrong with sources that failed, by source;
    those ``given_up`` are not asked again.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    started_at = models.DateTimeField()
    # Works that were checked before are to be checked.
    checked_before = models.DateTimeField()
    holder = models.CharField(max_length=80)
    alive_at = models.DateTimeField()
    position = models.BigIntegerField(default=0)
    checked = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    silent = models.JSONField(default=dict)
    given_up = models.JSONField(default=list)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-started_at", "uuid"]
        verbose_name = "check of the library"
        verbose_name_plural = "checks of the library"
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M}"

    @property
    def is_of_all(self) -> bool:
        return self.checked_before == self.started_at
