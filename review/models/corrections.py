"""Words that a reviewer corrected, and the acceptance without which their signature covers nothing."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from review.models.revisions import Revision
from review.models.signoffs import SignOff


class Correction(models.Model):
    """That a reviewer changed words under review: which revision became which."""

    HISTORY_MAY_CHANGE: ClassVar[tuple[str, ...]] = ()
    RECORDED: ClassVar[tuple[str, ...]] = ("uuid", "revision", "corrects", "by", "at")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    revision = models.OneToOneField(Revision, on_delete=models.PROTECT, related_name="correction")
    corrects = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="corrections")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "uuid"]

    def __str__(self) -> str:
        return f"Correction of {self.corrects}"


class Acceptance(models.Model):
    """That somebody with the right to edit took over what a signer corrected, word for word."""

    HISTORY_MAY_CHANGE: ClassVar[tuple[str, ...]] = ()
    RECORDED: ClassVar[tuple[str, ...]] = (
        "uuid",
        "sign_off",
        "fingerprint",
        "accepted_by",
        "accepted_at",
    )

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sign_off = models.OneToOneField(SignOff, on_delete=models.PROTECT, related_name="acceptance")
    fingerprint = models.CharField(max_length=64)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    accepted_at = models.DateTimeField()

    class Meta:
        ordering = ["-accepted_at", "uuid"]

    def __str__(self) -> str:
        return f"Acceptance of {self.sign_off}"
