"""The exact words that were put before a reviewer."""

import uuid
from collections.abc import Collection
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property

from articles.models import Image, Page
from articles.snapshots import Snapshot


class RevisionQuerySet(models.QuerySet["Revision"]):
    def covered(self, *, without: Collection[models.Model] = ()) -> "RevisionQuerySet":
        """Those whose words a sign-off of the same page covers, other than those ``without``."""
        # Sign-offs are declared after revisions, on which they stand.
        sign_offs: Any = self.model._meta.get_field("sign_offs").related_model
        covering = sign_offs.objects.in_force().filter(
            page=models.OuterRef("page"), fingerprint=models.OuterRef("fingerprint")
        )
        covering = covering.exclude(pk__in=[sign_off.pk for sign_off in without])
        return self.filter(models.Exists(covering))


class Revision(models.Model):
    """A page as canonical bytes, immutable and numbered.

    ``contributors`` are the uuids of all users and persons who may not sign it.
    """

    HISTORY_MAY_CHANGE: ClassVar[tuple[str, ...]] = ()
    RECORDED: ClassVar[tuple[str, ...]] = (
        "uuid",
        "page",
        "number",
        "format",
        "clinical",
        "presentation",
        "fingerprint",
        "contributors",
        "lock_version",
        "change_note",
        "created_by",
        "created_at",
    )

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    format = models.PositiveSmallIntegerField()
    clinical = models.BinaryField()
    presentation = models.BinaryField()
    fingerprint = models.CharField(max_length=64, db_index=True)
    contributors = models.JSONField(default=list)
    lock_version = models.PositiveIntegerField()
    change_note = models.TextField(max_length=1000, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["page", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["page", "number"], name="review_revision_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.page}, revision {self.number}"

    @cached_property
    def snapshot(self) -> Snapshot:
        """What the bytes say: nobody changes it, because nobody may change them."""
        return Snapshot.load(clinical=bytes(self.clinical), presentation=bytes(self.presentation))


class CitedWork(models.Model):
    """A citation key in a revision: the identifiers of such a work may not be edited."""

    HISTORY_MAY_CHANGE: ClassVar[tuple[str, ...]] = ()

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="cited_works")
    key = models.CharField(max_length=310, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["revision", "key"], name="review_cited_work_once")
        ]

    def __str__(self) -> str:
        return self.key


class ShownImage(models.Model):
    """A picture that a revision shows: it is not deleted, since the words may be served again."""

    HISTORY_MAY_CHANGE: ClassVar[tuple[str, ...]] = ()

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="shown_images")
    image = models.ForeignKey(Image, on_delete=models.PROTECT, related_name="shown_images")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["revision", "image"], name="review_shown_image_once")
        ]

    def __str__(self) -> str:
        return str(self.revision)


class SubmissionState(models.TextChoices):
    IN_REVIEW = "in_review", "Waits for review"
    CHANGES_REQUESTED = "changes_requested", "Sent back"
    SIGNED = "signed", "Signed"
    WITHDRAWN = "withdrawn", "Replaced by a later one"
    TAKEN_BACK = "taken_back", "Taken back"


class Submission(models.Model):
    """A revision's way through review. Its state is final once it is no longer in review."""

    RECORDED: ClassVar[tuple[str, ...]] = (
        "uuid",
        "revision",
        "state",
        "submitted_by",
        "submitted_at",
        "decided_by",
        "decided_at",
        "reasons",
    )

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="submissions")
    revision = models.OneToOneField(Revision, on_delete=models.PROTECT, related_name="submission")
    state = models.CharField(
        max_length=20, choices=SubmissionState, default=SubmissionState.IN_REVIEW
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="assigned_submissions",
    )
    due = models.DateField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    submitted_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    reasons = models.TextField(max_length=4000, blank=True)

    class Meta:
        ordering = ["submitted_at", "uuid"]
        permissions = [
            ("submit_page", "Can submit a page for review"),
            ("review_page", "Can sign a page or send it back"),
            ("assign_submission", "Can assign what waits for review"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["page"],
                condition=Q(state="in_review"),
                name="review_one_submission_in_review",
            )
        ]

    def __str__(self) -> str:
        return str(self.revision)


class Assignment(models.Model):
    """Before whom a submission was put, and until when. The submission repeats the newest."""

    HISTORY_MAY_CHANGE: ClassVar[tuple[str, ...]] = ()
    RECORDED: ClassVar[tuple[str, ...]] = ("uuid", "submission", "assignee", "due", "by", "at")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="assignments")
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="Nobody: it waits for anybody who is qualified.",
    )
    due = models.DateField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "uuid"]

    def __str__(self) -> str:
        return f"Assignment of {self.submission}"
