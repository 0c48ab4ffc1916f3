"""Topics and the editable pages about them."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models

from articles.models.images import Image
from articles.models.notices import NoticeVersion


class Kind(models.TextChoices):
    CONDITION = "condition", "Condition"
    SYMPTOM = "symptom", "Symptom"
    ARTICLE = "article", "Article"


class ContentFlag(models.TextChoices):
    """What a page speaks of that can hurt a reader who is not prepared."""

    SUICIDE = "suicide", "Suicide"
    SELF_HARM = "self_harm", "Self-harm"
    ABUSE = "abuse", "Abuse or violence"
    EATING_DISORDER = "eating_disorder", "Eating disorders"
    SUBSTANCE_USE = "substance_use", "Substance use"


CRISIS_FLAGS = frozenset({ContentFlag.SUICIDE, ContentFlag.SELF_HARM})


class RiskClass(models.TextChoices):
    """Months between two reviews of the whole page."""

    HIGH = "6", "Highest risk: every 6 months"
    RAISED = "12", "Raised risk: every 12 months"
    USUAL = "24", "Usual risk: every 24 months"
    LOW = "36", "Low risk: every 36 months"

    @property
    def months(self) -> int:
        return int(self.value)


class OverduePolicy(models.TextChoices):
    """What happens to a published page whose review date has passed."""

    SERVE = "serve", "Keep showing it"
    SERVE_WITH_NOTICE = "serve_with_notice", "Keep showing it and say that it is overdue"
    WITHHOLD = "withhold", "Take it off the site"


class Purpose(models.TextChoices):
    INFORMATION = "information", "Information"
    PROMOTIONAL = "promotional", "Promotion of what the site offers"


class ArticleType(models.TextChoices):
    BLOG_POST = "blog_post", "Blog post"
    GUIDE = "guide", "Guide"
    EXPLAINER = "explainer", "Explainer"


class Topic(models.Model):
    """A subject. Its translations share it; slugs resolve to it; links point at it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=12, choices=Kind)
    working_name = models.CharField(
        max_length=200, help_text="What editors call it. Readers never see this name."
    )

    class Meta:
        ordering = ["working_name", "uuid"]

    def __str__(self) -> str:
        return f"{self.working_name} ({self.get_kind_display().lower()})"


class Tag(models.Model):
    """A word under which a front end gathers pages. Its name is shown as it is today."""

    slug = models.SlugField(max_length=80, unique=True, help_text="The name in web addresses.")
    name = models.CharField(max_length=80)

    class Meta:
        ordering = ["name", "slug"]

    def __str__(self) -> str:
        return self.name


class PageQuerySet(models.QuerySet["Page"]):
    def with_parts(self) -> "PageQuerySet":
        """Fetch all that is the page's own in a fixed number of queries."""
        return self.select_related(
            "topic", "translated_from", "hero_image", "associations_notice__notice"
        ).prefetch_related(
            "alternate_names",
            "codes",
            "sections__notice__notice",
            "sections__treatment__treatment",
            "associations__condition",
            "faqs",
            "calls_to_action",
            "citations",
            "about_entries__topic",
            "byline_entries__person",
            "related_entries__topic",
            "notice_pins__version__notice",
            "tags",
        )


class PageManager(models.Manager["Page"]):
    """Pages, of one kind where the model is a proxy for that kind."""

    def get_queryset(self) -> PageQuerySet:
        queryset = PageQuerySet(self.model, using=self._db)
        return queryset if self.model.KIND is None else queryset.filter(kind=self.model.KIND)

    def with_parts(self) -> PageQuerySet:
        return self.get_queryset().with_parts()


def validate_slug_case(slug: str) -> None:
    """Two addresses that differ in their case alone would be taken for one."""
    if slug != slug.lower():
        raise ValidationError("Write the slug in lower case.", code="slug_not_lower_case")


def validate_content_flags(flags: object) -> None:
    if not isinstance(flags, list) or not all(flag in ContentFlag.values for flag in flags):
        raise ValidationError(
            "Choose the content flags from %(flags)s.",
            code="bad_content_flags",
            params={"flags": ", ".join(ContentFlag.values)},
        )


class Page(models.Model):
    """What a reader can open about a topic in one locale: the working copy.

    Written by ``articles.saving.save_page`` alone, whatever the door. ``fingerprint`` is that of
    the words as they stand; ``lock_version`` counts the saves.
    """

    KIND: ClassVar[Kind | None] = None

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="pages")
    kind = models.CharField(max_length=12, choices=Kind, editable=False)
    locale = models.CharField(max_length=35)
    title = models.CharField(max_length=200)
    slug = models.SlugField(max_length=100, validators=[validate_slug_case])
    summary = models.TextField(max_length=600, blank=True)
    key_points = models.JSONField(default=dict, blank=True)
    content_flags = models.JSONField(default=list, blank=True, validators=[validate_content_flags])
    risk_class = models.CharField(max_length=2, choices=RiskClass, default=RiskClass.RAISED)
    overdue_policy = models.CharField(
        max_length=20, choices=OverduePolicy, default=OverduePolicy.SERVE_WITH_NOTICE
    )
    article_type = models.CharField(max_length=12, choices=ArticleType, blank=True)
    purpose = models.CharField(max_length=12, choices=Purpose, default=Purpose.INFORMATION)
    funding = models.TextField(
        max_length=600, blank=True, help_text="Who paid for this page, as readers shall know it."
    )
    seo_title = models.CharField(max_length=120, blank=True)
    seo_description = models.CharField(max_length=320, blank=True)
    translated_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="translated_pages"
    )
    translated_fingerprint = models.CharField(max_length=64, blank=True)
    associations_notice = models.ForeignKey(
        NoticeVersion,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="over_associations",
    )
    hero_image = models.ForeignKey(
        Image, on_delete=models.PROTECT, null=True, blank=True, related_name="pages"
    )
    hero_caption = models.TextField(max_length=600, blank=True)
    tags = models.ManyToManyField(Tag, blank=True, related_name="pages")
    outline = models.JSONField(default=list, blank=True)
    fingerprint = models.CharField(max_length=64, editable=False)
    lock_version = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    changed_at = models.DateTimeField(editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )

    objects = PageManager()

    class Meta:
        ordering = ["title", "uuid"]
        constraints = [
            models.UniqueConstraint(
                fields=["topic", "locale"],
                name="articles_page_once_per_topic_and_locale",
                violation_error_message="This topic already has a page in this language.",
            ),
            models.UniqueConstraint(
                fields=["kind", "locale", "slug"],
                name="articles_page_slug_once",
                violation_error_message="Another page already has this slug.",
            ),
            models.CheckConstraint(
                condition=(
                    models.Q(kind=Kind.ARTICLE, article_type__in=ArticleType.values)
                    | (~models.Q(kind=Kind.ARTICLE) & models.Q(article_type=""))
                ),
                name="articles_article_type_is_for_articles",
                violation_error_message="An article has a type, and nothing else has one.",
            ),
            models.CheckConstraint(
                condition=(
                    models.Q(translated_from__isnull=True, translated_fingerprint="")
                    | (
                        models.Q(translated_from__isnull=False)
                        & ~models.Q(translated_fingerprint="")
                    )
                ),
                name="articles_translation_names_its_source",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Condition(Page):
    KIND: ClassVar[Kind | None] = Kind.CONDITION

    class Meta:
        proxy = True


class Symptom(Page):
    KIND: ClassVar[Kind | None] = Kind.SYMPTOM

    class Meta:
        proxy = True


class Article(Page):
    KIND: ClassVar[Kind | None] = Kind.ARTICLE

    class Meta:
        proxy = True


class PageEdit(models.Model):
    """Who saved a page, and when: history, so that nobody signs words of their own."""

    HISTORY_MAY_CHANGE: ClassVar[tuple[str, ...]] = ()

    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="edits")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    lock_version = models.PositiveIntegerField()

    class Meta:
        ordering = ["page", "lock_version"]
        constraints = [
            models.UniqueConstraint(
                fields=["page", "lock_version"], name="articles_edit_once_per_save"
            )
        ]

    def __str__(self) -> str:
        return f"{self.page}, save {self.lock_version}"
