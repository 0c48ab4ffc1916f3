"""Revisions in public, and when."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Case, Exists, F, Min, OuterRef, Q, When

from articles.models import ArticleType, Image, Kind, Page, Topic
from delivery.models.finished import Finished
from review.models import Recall, Revision, SignOff


class EndingKind(models.TextChoices):
    """Why a publication ended. The kind is public, and so is the notice; the reason is not."""

    REPLACED = "replaced", "Replaced by a newer version"
    EXPIRED = "expired", "Expired"
    WITHDRAWN = "withdrawn", "Withdrawn"
    REVOKED = "revoked", "Its sign-off was revoked"
    RECALLED = "recalled", "Recalled"


# Endings after which an earlier instant is no way to the words.
TAKEN_BACK = (EndingKind.REVOKED, EndingKind.RECALLED)


def recalls_of_row() -> models.QuerySet[Recall]:
    """The recalls of the very words of a row that came after it began."""
    return Recall.objects.filter(
        page=OuterRef("page"), fingerprint=OuterRef("fingerprint"), at__gt=OuterRef("live_from")
    )


def was_taken_back() -> Q:
    """Whether a row's words were vouched for by a sign-off that was revoked, or were recalled."""
    revoked = Q(sign_off__revocation__isnull=False)
    return Q(ending__in=TAKEN_BACK) | revoked | Q(Exists(recalls_of_row()))


# What a reader is told of a row beside its bytes.
SERVED = ("page_uuid", "topic", "kind", "locale", "slug", "path", "live_from", "live_until")


def _recorded(sign_off: str) -> list[str]:
    """The rows that the record of a sign-off names, and that of its acceptance."""
    names = ("page", "revision", "signer", "person", "base", "acceptance__accepted_by")
    return [f"{sign_off}__{name}" for name in names]


class PublicationQuerySet(models.QuerySet["Publication"]):
    def live(self, at: datetime) -> "PublicationQuerySet":
        """Those that the public may read at that instant. Nothing else decides."""
        return self.filter(
            Q(live_until__isnull=True) | Q(live_until__gt=at),
            live_from__lte=at,
            cancelled_at__isnull=True,
        )

    def as_of(self, instant: datetime) -> "PublicationQuerySet":
        """Those that the public could read at an earlier instant, and may read again.

        What was taken back stays away: words that a revoked sign-off vouched for, and recalled ones.
        """
        return self.live(instant).exclude(was_taken_back())

    def standing(self, at: datetime) -> "PublicationQuerySet":
        """Those that are live or begin later."""
        return self.live(at) | self.scheduled(at)

    def scheduled(self, at: datetime) -> "PublicationQuerySet":
        """Those that begin later."""
        return self.filter(live_from__gt=at, cancelled_at__isnull=True)

    def ending_at(self, instant: datetime) -> "PublicationQuerySet":
        """Those after which another may begin at exactly that instant."""
        return self.filter(live_until=instant, cancelled_at__isnull=True)

    def showing(self, image: Image) -> "PublicationQuerySet":
        """Those whose words or presentation show a picture."""
        return self.filter(revision__shown_images__image=image)

    def ended(self, at: datetime) -> "PublicationQuerySet":
        """Those that were public once, the one that ended last first."""
        return self.filter(
            live_from__lte=at, live_until__lte=at, cancelled_at__isnull=True
        ).order_by("-live_until", "uuid")

    def next_turn(self, at: datetime) -> datetime | None:
        """The next instant at which one of these begins or ends, if nobody writes."""
        turns = self.aggregate(
            begins=Min("live_from", filter=Q(live_from__gt=at)),
            ends=Min("live_until", filter=Q(live_until__gt=at)),
        )
        return min((instant for instant in turns.values() if instant), default=None)

    def of(self, **fields: str | None) -> "PublicationQuerySet":
        """Those of a kind, or a locale, or both; None stands for any."""
        return self.filter(**{name: value for name, value in fields.items() if value})

    def standing_at(self, *, kind: str, slug: str) -> "PublicationQuerySet":
        return self.filter(kind=kind, slug=slug)

    def of_page(self, page: uuid.UUID) -> "PublicationQuerySet":
        # By the page's own index: there is none of the uuids here.
        return self.filter(page__uuid=page)

    def named(self, *, kind: str, slug: str) -> "PublicationQuerySet":
        """Those about the topic that one of them names by its slug, in whatever language."""
        # A slug that was ever public is that of one topic.
        topic: Any = self.standing_at(kind=kind, slug=slug).order_by().values("topic")[:1]
        return self.filter(topic=topic)

    def best_first(self, locales: Sequence[str]) -> "PublicationQuerySet":
        """Those in one of the languages, in the order of these."""
        rank = Case(*(When(locale=locale, then=place) for place, locale in enumerate(locales)))
        return self.filter(locale__in=locales).annotate(rank=rank).order_by("rank", "uuid")

    def to_serve(self) -> "PublicationQuerySet":
        """Fetch finished bytes and what their headers say, no words and nobody who signed them."""
        return self.select_related("topic").only(*SERVED, *Finished.SERVED, "topic__uuid")

    def to_list_paths(self) -> "PublicationQuerySet":
        """Fetch where each is and the tag of its bytes, in the order of the paths."""
        rows = self.select_related("topic").order_by("path", "uuid")
        return rows.only(*SERVED, *Finished.TAGGED, "updated_at", "topic__uuid")

    def at_addresses(self, addresses: Sequence[tuple[str, str, str]]) -> "PublicationQuerySet":
        """Those at one of the addresses, each a kind, locale and slug."""
        anywhere = Q(pk__in=[])
        for kind, locale, slug in addresses:
            anywhere |= Q(kind=kind, locale=locale, slug=slug)
        return self.filter(anywhere).select_related("topic").only(*SERVED, "topic__uuid")

    def in_locale(self, locale: str) -> "PublicationQuerySet":
        return self.filter(locale=locale)

    def with_cards(self) -> "PublicationQuerySet":
        """Fetch with each row what its card needs."""
        rows = self.select_related("topic", "revision", "sign_off")
        return rows.defer("body", "card")

    def for_lists(self) -> "PublicationQuerySet":
        """Fetch what lists order by and serve: the cards, without documents."""
        return self.only(
            "page_uuid",
            "sort_key",
            "published_at",
            "updated_at",
            "last_reviewed",
            "live_until",
            "card",
            "presenter",
            "presented_at",
            "next_boundary",
        )

    def without_bytes(self) -> "PublicationQuerySet":
        return self.defer("body", "card")

    def with_proof(self) -> "PublicationQuerySet":
        """Fetch with each row its words, who signed them, and on which reading that rests."""
        rows = self.select_related("topic", "revision", *_recorded("sign_off__base"))
        return rows.select_related(*_recorded("sign_off")).without_bytes()

    def with_sources(self) -> "PublicationQuerySet":
        """Fetch with each row what presenting it needs: its words, and who signed them."""
        return self.select_related("topic", "revision", "sign_off__person", "sign_off__base")


class Publication(Finished):
    """A covered revision, in public for the half-open range ``[live_from, live_until)``.

    ``page_uuid``, ``sort_key`` and ``article_type`` repeat what lists order and filter by.
    """

    HISTORY_MAY_CHANGE: ClassVar[tuple[str, ...]] = (
        "live_until",
        "planned_until",
        "cancelled_at",
        "ending",
        "ending_reason",
        "ending_notice",
        "successor_id",
        *Finished.BYTES,
    )
    # What lists order and filter by: it follows from the page and the revision.
    REPEATED: ClassVar[tuple[str, ...]] = ("page_uuid", "sort_key", "article_type")
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
    page_uuid = models.UUIDField(editable=False)
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="publications")
    kind = models.CharField(max_length=12, choices=Kind)
    locale = models.CharField(max_length=35)
    slug = models.SlugField(max_length=100)
    path = models.CharField(max_length=200)
    # Bytes, so that every database puts them in the same order.
    sort_key = models.BinaryField()
    article_type = models.CharField(max_length=12, choices=ArticleType, blank=True)
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="publications")
    sign_off = models.ForeignKey(SignOff, on_delete=models.PROTECT, related_name="publications")
    fingerprint = models.CharField(max_length=64)
    live_from = models.DateTimeField()
    live_until = models.DateTimeField(null=True)
    planned_until = models.DateTimeField(
        null=True, help_text="The end that a publisher asked for, whatever else ends it before."
    )
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
                fields=["kind", "locale", "published_at", "page_uuid"],
                name="delivery_list_order",
            ),
            models.Index(fields=["kind", "slug"], name="delivery_slug"),
            # What time has changed, and what another presenter made, among those that have not ended.
            models.Index(fields=["live_from"], name="delivery_begins"),
            models.Index(fields=["ending", "live_until"], name="delivery_ends"),
            models.Index(fields=["ending", "next_boundary"], name="delivery_boundary"),
            models.Index(fields=["ending", "presenter"], name="delivery_presenter"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(live_until__isnull=True) | Q(live_until__gt=F("live_from")),
                name="delivery_range_is_not_empty",
            )
        ]

    def __str__(self) -> str:
        return f"{self.path} from {self.live_from:%Y-%m-%d %H:%M}"
