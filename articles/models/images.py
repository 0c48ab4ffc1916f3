"""Pictures, and the sizes and formats in which readers get them."""

import uuid
from datetime import datetime

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models

from articles.pictures import PictureFormat

EXTENSIONS = {PictureFormat.AVIF: "avif", PictureFormat.WEBP: "webp", PictureFormat.JPEG: "jpg"}


class RenditionState(models.TextChoices):
    WAITING = "waiting", "Waits for the worker"
    READY = "ready", "Ready"
    FAILED = "failed", "Failed"


class ImageQuerySet(models.QuerySet["Image"]):
    def to_show(self) -> "ImageQuerySet":
        """Fetch the renditions along."""
        return self.prefetch_related("renditions")

    def due(self, at: datetime) -> "ImageQuerySet":
        """Those whose renditions should have been made by now."""
        return self.filter(renditions_state=RenditionState.WAITING, next_try_at__lte=at)


class Image(models.Model):
    """A picture that pages show: the pixels that somebody sent, encoded afresh by us.

    Its file stays as it is: pages that are signed name it, and browsers keep it for good.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file = models.FileField(max_length=100, editable=False)
    format = models.CharField(max_length=4, choices=PictureFormat, editable=False)
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    original_name = models.CharField("file name", max_length=200, blank=True, editable=False)
    alt_text = models.CharField(
        "alt text",
        max_length=300,
        blank=True,
        help_text=(
            "What the picture shows, for readers who cannot see it: one sentence, as you would say "
            "it on the telephone. Do not begin with “picture of”. Readers see it with the picture "
            "at the top of a page; a picture in the text has an alt text of its own."
        ),
    )
    decorative = models.BooleanField(
        default=False,
        help_text="Tick it when the picture says nothing, and leave the alt text empty.",
    )
    caption = models.CharField(
        max_length=600,
        blank=True,
        help_text=(
            "A note for colleagues on what may stand under the picture. Readers never see it: "
            "the caption that they read is written, and signed, on the page."
        ),
    )
    credit = models.CharField(
        max_length=200, blank=True, help_text="Who made the picture, as readers shall know it."
    )
    licence = models.CharField(
        max_length=200,
        blank=True,
        help_text="What allows us to show it, such as CC BY 4.0 or a contract. Readers do not see it.",
    )
    focal_x = models.PositiveSmallIntegerField(
        "focal point from the left",
        default=50,
        validators=[MaxValueValidator(100)],
        help_text="0 to 100: what must stay in the picture where a front end cuts it.",
    )
    focal_y = models.PositiveSmallIntegerField(
        "focal point from the top", default=50, validators=[MaxValueValidator(100)]
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    uploaded_at = models.DateTimeField(editable=False)
    thumbhash = models.CharField(max_length=60, blank=True, editable=False)
    renditions_state = models.CharField(
        "renditions",
        max_length=8,
        choices=RenditionState,
        default=RenditionState.WAITING,
        editable=False,
    )
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    next_try_at = models.DateTimeField(null=True, editable=False)

    objects = ImageQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at", "uuid"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    models.Q(decorative=True, alt_text="")
                    | (models.Q(decorative=False) & ~models.Q(alt_text=""))
                ),
                name="articles_image_has_alt_text_or_is_decorative",
                violation_error_code="alt_text_or_decorative",
                violation_error_message=(
                    "Say in the alt text what the picture shows, or mark it as decorative: one of "
                    "the two."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(focal_x__lte=100, focal_y__lte=100),
                name="articles_image_focal_point_is_inside",
                violation_error_message="The focal point is two numbers from 0 to 100.",
            ),
        ]
        indexes = [models.Index(fields=["renditions_state", "next_try_at"])]

    def __str__(self) -> str:
        return self.alt_text or self.original_name or str(self.uuid)

    @property
    def shown(self) -> list["Image | Rendition"]:
        """What readers are offered, the best format first and each from narrow to wide.

        Until all renditions are made that is the stored picture alone.
        """
        if self.renditions_state != RenditionState.READY:
            return [self]
        order = PictureFormat.values
        return sorted(
            self.renditions.all(), key=lambda item: (order.index(item.format), item.width)
        )

    def file_name(self, format: PictureFormat, width: int | None = None) -> str:
        """The name under which the picture itself, or its rendition of a width, is kept."""
        return f"images/{self.uuid}/{width or 'picture'}.{EXTENSIONS[format]}"


class Rendition(models.Model):
    image = models.ForeignKey(Image, on_delete=models.CASCADE, related_name="renditions")
    format = models.CharField(max_length=4, choices=PictureFormat)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    file = models.FileField(max_length=100)
    bytes = models.PositiveIntegerField()

    class Meta:
        ordering = ["image", "format", "width"]
        constraints = [
            models.UniqueConstraint(
                fields=["image", "format", "width"], name="articles_rendition_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.image}, {self.format} {self.width}"
