"""What the public can see, and when."""

import uuid
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import F, Q

from articles.models import Image, Kind, Page, Topic
from review.models import Revision, SignOff


class EndingKind(models.TextChoices):
    """Why a publication ended. The kind is public, and so is the notice; the reason is not."""

    REPLACED = "replaced", "Replaced by a newer version"
    EXPIRED = "expired", "Expired"
    WITHDRAWN = "withdrawn", "Withdrawn"
    REVOKED = "revoked", "Its sign-off was revoked"
    RECALLED = "recalled", "Recalled"


class PublicationQuerySet(models.QuerySet["Publication"]):
    def live(self, at: datetime) -> "PublicationQuerySet":
        """Those that the public may read at that instant. Nothing else decides."""
        return self.filter(
            Q(live_until__isnull=True) | Q(live_until__gt=at),
            live_from__lte=at,
            cancelled_at__isnull=True,
        )

    def standing(self, at: datetime) -> "PublicationQuerySet":
        """Those that are live or begin later."""
        return self.live(at) | self.scheduled(at)

    def scheduled(self, at: datetime) -> "PublicationQuerySet":
        """Those that begin later."""
        return self.filter(live_from__gt=at, cancelled_at__isnull=True)

    def showing(self, image: Image) -> "PublicationQuerySet":
        """Those whose words or presentation show a picture."""
        return self.filter(revision__shown_images__image=image)

    def ended(self, at: datetime) -> "PublicationQuerySet":
        """Those that were public once, the one that ended last first."""
        return self.filter(
            live_from__lte=at, live_until__lte=at, cancelled_at__isnull=True
        ).order_by("-live_until", "uuid")

    def in_list(self, *, kind: str, locale: str) -> "PublicationQuerySet":
        """The rows of one kind and language, with what their cards need."""
        return self.filter(kind=kind, locale=locale).with_cards()

    def next_beginning(self, *, kind: str, locale: str, at: datetime) -> datetime | None:
        """When the next row of a list begins, if nobody writes."""
        coming = self.scheduled(at).filter(kind=kind, locale=locale)
        begins: datetime | None = coming.aggregate(begins=models.Min("live_from"))["begins"]
        return begins

    def standing_at(self, *, kind: str, slug: str) -> "PublicationQuerySet":
        return self.filter(kind=kind, slug=slug)

    def in_locale(self, locale: str) -> "PublicationQuerySet":
        return self.filter(locale=locale)

    def about(self, topic_id: int) -> "PublicationQuerySet":
        return self.filter(topic=topic_id)

    def naming(self, topic: UUID) -> "PublicationQuerySet":
        """Those of other pages that name the topic; their ``links`` are those to it alone."""
        links = Link.objects.filter(topic__uuid=topic)
        return (
            self.filter(models.Exists(links.filter(publication=models.OuterRef("pk"))))
            .exclude(topic__uuid=topic)
            .prefetch_related(models.Prefetch("links", queryset=links))
        )

    def with_cards(self) -> "PublicationQuerySet":
        """Fetch with each row what its card needs."""
        return self.select_related("topic", "page", "revision", "sign_off")

    def locales(self) -> list[str]:
        return list(self.order_by("locale").values_list("locale", flat=True).distinct())

    def with_sources(self) -> "PublicationQuerySet":
        """Fetch with each row what presenting it needs: its words, and who signed them."""
        return self.select_related("topic", "revision", "sign_off__person", "sign_off__base")


class Publication(models.Model):
    """A covered revision, in public for the half-open range ``[live_from, live_until)``."""

    HISTORY_MAY_CHANGE: ClassVar[tuple[str, ...]] = (
        "live_until",
        "cancelled_at",
        "ending",
        "ending_reason",
        "ending_notice",
        "successor_id",
    )
    RECORDED: ClassVar[tuple[str, ...]] = (
        "uuid",
        "page",
        "topic",
        "kind",
        "locale",
        "slug",
        "path",
        "revision",
        "sign_off",
        "fingerprint",
        "live_from",
        "first_published_at",
        "published_at",
        "updated_at",
        "last_reviewed",
        "review_due",
    )

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="publications")
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="publications")
    kind = models.CharField(max_length=12, choices=Kind)
    locale = models.CharField(max_length=35)
    slug = models.SlugField(max_length=100)
    path = models.CharField(max_length=200)
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="publications")
    sign_off = models.ForeignKey(SignOff, on_delete=models.PROTECT, related_name="publications")
    fingerprint = models.CharField(max_length=64)
    live_from = models.DateTimeField()
    live_until = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=12, choices=EndingKind, blank=True)
    ending_reason = models.TextField(blank=True)
    ending_notice = models.TextField(blank=True)
    successor = models.ForeignKey(Topic, on_delete=models.PROTECT, null=True, related_name="+")
    first_published_at = models.DateTimeField()
    published_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    last_reviewed = models.DateTimeField()
    review_due = models.DateTimeField()

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ["-live_from", "uuid"]
        permissions = [
            ("publish_page", "Can publish a signed page"),
            ("withdraw_page", "Can withdraw a page from the public"),
            ("retire_crisis_resource", "Can retire a crisis resource"),
        ]
        indexes = [
            models.Index(
                fields=["kind", "locale", "-published_at", "uuid"], name="delivery_list_order"
            ),
            models.Index(fields=["kind", "slug"], name="delivery_slug"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(live_until__isnull=True) | Q(live_until__gt=F("live_from")),
                name="delivery_range_is_not_empty",
            )
        ]

    def __str__(self) -> str:
        return f"{self.path} from {self.live_from:%Y-%m-%d %H:%M}"


class LinkRole(models.TextChoices):
    """How a publication's words or relations name a topic."""

    ASSOCIATION = "association", "Association"
    ABOUT = "about", "About"
    RELATED = "related", "Related"
    TEXT = "text", "Link in the text"
    TARGET = "target", "Target of a call to action"


class Link(models.Model):
    """One topic that a publication names: made with it, and as unchanging as its revision."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="links")
    role = models.CharField(max_length=12, choices=LinkRole)
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="links")

    class Meta:
        ordering = ["publication", "role", "topic"]
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "role", "topic"], name="delivery_link_once"
            )
        ]
        indexes = [models.Index(fields=["topic", "role"], name="delivery_link_topic")]

    def __str__(self) -> str:
        return f"{self.publication} {self.get_role_display()}: {self.topic}"


class ChangeKind(models.TextChoices):
    PUBLISHED = "published", "Published"
    UPDATED = "updated", "Updated"
    WITHDRAWN = "withdrawn", "Withdrawn"
    REVOKED = "revoked", "Revoked"


class Change(models.Model):
    """One entry of the gapless, ordered log of what the public could see change."""

    HISTORY_MAY_CHANGE: ClassVar[tuple[str, ...]] = ()

    number = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    kind = models.CharField(max_length=12, choices=ChangeKind)
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="changes")

    class Meta:
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"{self.number}: {self.get_kind_display()} {self.publication.path}"
