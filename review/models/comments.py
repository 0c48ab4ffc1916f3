"""What editors, physicians and publishers say to each other about the parts of a page."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from articles.models import Page
from review.models.revisions import Revision

COMMENT_CHARACTERS = 4000


class Comment(models.Model):
    """Something said about a part of a revision, or in reply to that.

    ``part`` is a path: ``title``, ``key_points``, ``sections.<uuid>``, ``citations.<key>``, or
    ``page`` for all of it. A reply has the part of what it replies to, its ``parent``, which is never
    a reply itself.
    """

    HISTORY_MAY_CHANGE: ClassVar[tuple[str, ...]] = ()
    RECORDED: ClassVar[tuple[str, ...]] = (
        "uuid",
        "page",
        "revision",
        "part",
        "parent",
        "text",
        "author",
        "at",
    )

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="comments")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="comments")
    part = models.CharField(max_length=330)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="replies")
    text = models.TextField(max_length=COMMENT_CHARACTERS)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "uuid"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text="") & ~Q(part=""), name="review_comment_says_something"
            )
        ]

    def __str__(self) -> str:
        return f"Comment of {self.at:%Y-%m-%d}"


class CommentResolution(models.Model):
    """That what a comment asks for is settled. Whatever else is to be said begins anew."""

    HISTORY_MAY_CHANGE: ClassVar[tuple[str, ...]] = ()
    RECORDED: ClassVar[tuple[str, ...]] = ("uuid", "comment", "by", "at")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    comment = models.OneToOneField(Comment, on_delete=models.PROTECT, related_name="resolution")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "uuid"]

    def __str__(self) -> str:
        return f"Resolution of {self.at:%Y-%m-%d}"
