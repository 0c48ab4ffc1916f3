"""What editors asked PubMed for, or read from a file, until they confirm what is to be added."""

import json
import re
import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from references.models.works import Reference
from references.records import FaultyRecord, Json, WorkRecord

UNKEEPABLE = "The record holds signs that are no text: mend it where it comes from."
NO_TITLE = "The record has no title."
# As JSON writes them: a NUL, and a surrogate that stands alone.
UNKEEPABLE_SIGN = re.compile(
    r"\\u0000|\\ud[89ab][0-9a-f]{2}(?!\\ud[c-f])|(?<!\\ud[89ab][0-9a-f]{2})\\ud[c-f][0-9a-f]{2}"
)


class LookupState(models.TextChoices):
    WAITING = "waiting", "Being looked up"
    READY = "ready", "Waits for you"
    CONFIRMED = "confirmed", "Confirmed"


class LineState(models.TextChoices):
    """What became of one line; the last two after its lookup was confirmed."""

    WAITING = "waiting", "Being looked up"
    FOUND = "found", "Found"
    NOT_FOUND = "not_found", "Not found"
    FAULTY = "faulty", "Not usable"
    UNREADABLE = "unreadable", "Not readable"
    REPEATED = "repeated", "Named twice"
    UNANSWERED = "unanswered", "Not answered"
    ADDED = "added", "Added"
    LEFT_OUT = "left_out", "Left out"


class LookupQuerySet(models.QuerySet["Lookup"]):
    def due(self, at: datetime) -> "LookupQuerySet":
        """Those that somebody should have answered by now."""
        return self.filter(state=LookupState.WAITING, next_try_at__lte=at)

    def open(self) -> "LookupQuerySet":
        """Those that nobody has confirmed."""
        return self.exclude(state=LookupState.CONFIRMED)


class Lookup(models.Model):
    """One list of works that somebody pasted, or one file.

    ``said_by_pubmed``: its records are PubMed's own, so they make answers of PubMed. ``answered_at``
    is when PubMed was asked; a file has none, since nobody knows how old it is. ``export_format`` is
    that in which Vouch writes such files, if it does.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    file_name = models.CharField(max_length=200, blank=True)
    said_by_pubmed = models.BooleanField(default=True)
    export_format = models.CharField(max_length=16, blank=True)
    # What somebody should look at, in sentences.
    remarks = models.JSONField(default=list)
    state = models.CharField(
        max_length=12, choices=LookupState, default=LookupState.WAITING, db_index=True
    )
    answered_at = models.DateTimeField(null=True)
    # Why the last attempt came to nothing.
    failure = models.CharField(max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)

    objects = LookupQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "uuid"]
        # It is made and confirmed by those who may add works.
        default_permissions = ()

    def __str__(self) -> str:
        return self.file_name or f"List of {self.asked_at:%Y-%m-%d %H:%M}"


class LookupLine(models.Model):
    """One work of a lookup: what was typed, and the record that was found.

    ``scheme`` and ``identifier`` say what is asked for; ``words`` are what stood beside it, for
    comparison, and ``others`` further identifiers of the same work, as citation keys are written.
    """

    lookup = models.ForeignKey(Lookup, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField()
    typed = models.CharField(max_length=2000, blank=True)
    scheme = models.CharField(max_length=8, blank=True)
    identifier = models.CharField(max_length=300, blank=True)
    words = models.CharField(max_length=2000, blank=True)
    others = models.JSONField(default=list)
    state = models.CharField(max_length=12, choices=LineState, default=LineState.WAITING)
    message = models.CharField(max_length=500, blank=True)
    record = models.JSONField(null=True)
    work = models.ForeignKey(Reference, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["lookup_id", "position"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["lookup", "position"], name="references_lookup_line_once"
            ),
            models.CheckConstraint(
                condition=~Q(state=LineState.FOUND) | Q(record__isnull=False),
                name="references_found_line_has_a_record",
            ),
        ]

    def __str__(self) -> str:
        return self.typed

    @property
    def found(self) -> WorkRecord:
        """The record of a line that has one."""
        return WorkRecord.of_stored(self.record or {})

    def settle(self, answer: WorkRecord | FaultyRecord, message: str = "") -> None:
        """Keep what was found, unsaved."""
        if isinstance(answer, FaultyRecord):
            self.state, self.message = LineState.FAULTY, answer.fault[:500]
        elif not answer.bibliography.get("title"):
            self.state, self.message = LineState.FAULTY, NO_TITLE
        elif not _can_be_kept(kept := answer.stored()):
            self.state, self.message = LineState.FAULTY, UNKEEPABLE
        else:
            self.state, self.record, self.message = LineState.FOUND, kept, message


def _can_be_kept(record: Json) -> bool:
    """PostgreSQL's JSON holds neither NUL nor half of a surrogate pair."""
    written = json.dumps(record)
    return not UNKEEPABLE_SIGN.search(written)
