"""Help in a crisis: numbers that a second person has checked."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.db.models import F, Q

from articles.models.people import validate_text_list

validate_country = RegexValidator(
    r"\A[A-Z]{2}\Z", "Give the country as two capital letters, such as US.", code="bad_country"
)
validate_dialled = RegexValidator(
    r"\A\+?[0-9][0-9 \-]{1,18}\Z",
    "Give the number as it is dialled, such as 988 or +1 800 555 0100.",
    code="bad_number",
)


class CrisisResource(models.Model):
    """A place to turn to in one country. What it says stands in its versions."""

    RECORDED: ClassVar[tuple[str, ...]] = ("uuid", "slug", "country")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    country = models.CharField(max_length=2, validators=[validate_country])
    position = models.PositiveSmallIntegerField(
        default=0, help_text="The lowest number stands first."
    )
    retired_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["country", "position", "slug"]
        permissions = [("verify_crisisresource", "Can verify a crisis resource")]

    def __str__(self) -> str:
        return f"{self.slug} ({self.country})"


class CrisisResourceVersionQuerySet(models.QuerySet["CrisisResourceVersion"]):
    def served(self) -> "CrisisResourceVersionQuerySet":
        """The newest verified version of each resource that is not retired, in printed order."""
        newer = CrisisResourceVersion.objects.filter(
            resource=models.OuterRef("resource"),
            verified_at__isnull=False,
            number__gt=models.OuterRef("number"),
        )
        return (
            self.filter(
                ~models.Exists(newer), verified_at__isnull=False, resource__retired_at__isnull=True
            )
            .select_related("resource")
            .order_by("resource__country", "resource__position", "resource__slug")
        )


class CrisisResourceVersion(models.Model):
    """What a crisis resource says. An edit is a new version and waits for a second person."""

    RECORDED: ClassVar[tuple[str, ...]] = (
        "uuid",
        "resource",
        "number",
        "name",
        "label",
        "phone",
        "sms",
        "sms_body",
        "chat_url",
        "hours",
        "audience",
        "languages",
        "entered_by",
        "entered_at",
        "verified_by",
        "verified_at",
    )

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    resource = models.ForeignKey(CrisisResource, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(editable=False)
    name = models.CharField(max_length=120)
    label = models.CharField(max_length=120, help_text="What readers see: “Call or text 988”.")
    phone = models.CharField(max_length=20, blank=True, validators=[validate_dialled])
    sms = models.CharField(max_length=20, blank=True, validators=[validate_dialled])
    sms_body = models.CharField(
        max_length=40, blank=True, help_text="The word to text, if one is asked for."
    )
    chat_url = models.URLField(blank=True, validators=[URLValidator(schemes=["https"])])
    hours = models.CharField(max_length=80, help_text="Such as 24/7.")
    audience = models.CharField(max_length=120, blank=True, help_text="Such as veterans.")
    languages = models.JSONField(default=list, validators=[validate_text_list])
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    entered_at = models.DateTimeField(editable=False)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )
    verified_at = models.DateTimeField(null=True, editable=False)

    objects = CrisisResourceVersionQuerySet.as_manager()

    class Meta:
        ordering = ["resource", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["resource", "number"], name="articles_crisis_version_once"
            ),
            models.CheckConstraint(
                condition=Q(verified_by__isnull=True, verified_at__isnull=True)
                | Q(verified_by__isnull=False, verified_at__isnull=False)
                & ~Q(verified_by=F("entered_by")),
                name="articles_crisis_verified_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(phone="", sms="", chat_url=""),
                name="articles_crisis_can_be_reached",
                violation_error_message="Give a phone number, a text number or a chat address.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, version {self.number}"
