"""Words that many pages share: notices and treatments, in versions that never change.

A page pins a version and freezes its words, so that a sign-off covers them like the page's own. A
new version changes no page by itself.
"""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from articles.models.people import validate_text_list


class RegulatoryStatus(models.TextChoices):
    """How the FDA stands to the use that a treatment is named for.

    After the FDA's warnings on ketamine (2022-02-16, 2023-10-10) and its approvals of esketamine.
    """

    APPROVED = "approved", "FDA-approved for this use"
    APPROVED_WITH_REMS = (
        "approved_with_rems",
        "FDA-approved for this use, in certified settings only (REMS)",
    )
    APPROVED_FOR_ANOTHER_USE = "approved_for_another_use", "FDA-approved for another use only"
    COMPOUNDED = "compounded", "Compounded: not FDA-approved"
    NOT_APPROVED = "not_approved", "Not FDA-approved for any use"
    NO_APPROVAL_NEEDED = "no_approval_needed", "Not a drug or device: needs no approval"


# What is approved for this very use is not off-label; what is approved for others alone is.
ON_LABEL = (RegulatoryStatus.APPROVED, RegulatoryStatus.APPROVED_WITH_REMS)
# Readers of these are told so, and of risks and of other ways.
NEEDS_DISCLOSURE = (
    RegulatoryStatus.APPROVED_FOR_ANOTHER_USE,
    RegulatoryStatus.COMPOUNDED,
    RegulatoryStatus.NOT_APPROVED,
)


class Pinned(models.Model):
    """What editors choose by name. What readers read of it stands in its versions."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(
        max_length=120, help_text="What editors call it. Readers never see this name."
    )
    locale = models.CharField("language", max_length=35)

    class Meta:
        abstract = True
        ordering = ["name", "slug"]

    def __str__(self) -> str:
        return f"{self.name} ({self.locale})"


class Version(models.Model):
    """Words that never change. An edit is the next version."""

    HISTORY_MAY_CHANGE: ClassVar[tuple[str, ...]] = ()
    # The name of the relation to what this is a version of.
    OF: ClassVar[str]

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.PositiveIntegerField(editable=False)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    at = models.DateTimeField("entered at", editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.subject.name}, version {self.number}"

    @property
    def subject(self) -> "Notice | Treatment":
        """What this is a version of."""
        subject: Notice | Treatment = getattr(self, self.OF)
        return subject


class Notice(Pinned):
    """A standing statement, such as that a page describes and does not diagnose."""


class NoticeVersion(Version):
    OF = "notice"

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="versions")
    heading = models.CharField(max_length=200, blank=True)
    text = models.JSONField()

    class Meta:
        ordering = ["notice", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "number"], name="articles_notice_version_once"
            )
        ]


class Treatment(Pinned):
    """A treatment for one use, with what a reader must be told of it."""


class TreatmentVersion(Version):
    OF = "treatment"

    treatment = models.ForeignKey(Treatment, on_delete=models.PROTECT, related_name="versions")
    title = models.CharField(
        max_length=200, help_text="As readers see it, such as “Ketamine for depression”."
    )
    alternate_names = models.JSONField(
        "other names", default=list, blank=True, validators=[validate_text_list]
    )
    regulatory_status = models.CharField(max_length=32, choices=RegulatoryStatus)
    off_label = models.BooleanField(
        default=False, help_text="Used otherwise than the approved labelling says."
    )
    disclosure = models.JSONField(default=dict, blank=True)
    risks = models.JSONField(default=dict, blank=True)
    alternatives = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["treatment", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["treatment", "number"], name="articles_treatment_version_once"
            ),
            models.CheckConstraint(
                condition=~Q(off_label=True, regulatory_status__in=ON_LABEL),
                name="articles_approved_use_is_on_label",
                violation_error_message=(
                    "A use that is approved is not off-label: choose another status, or take the "
                    "tick out."
                ),
            ),
            models.CheckConstraint(
                condition=Q(off_label=True)
                | ~Q(regulatory_status=RegulatoryStatus.APPROVED_FOR_ANOTHER_USE),
                name="articles_another_use_is_off_label",
                violation_error_message=(
                    "What is approved for another use only is used off-label here: tick it."
                ),
            ),
        ]

    @property
    def needs_disclosure(self) -> bool:
        return self.off_label or self.regulatory_status in NEEDS_DISCLOSURE
