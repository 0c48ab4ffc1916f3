"""Whose content this is: one row."""

import uuid
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from articles.models.crisis import validate_country
from articles.models.people import validate_text_list

PART_LABELS = {
    "key_points": "Key points",
    "associations": "Commonly associated with",
    # What a condition's page calls the symptoms that speak of it.
    "associations_on_condition": "Commonly associated symptoms",
    "faqs": "Questions and answers",
    "references": "References",
}


def validate_countries(value: object) -> None:
    validate_text_list(value)
    countries = list(value) if isinstance(value, list) else []
    if not countries:
        raise ValidationError("Give at least one country, such as US.", code="no_country")
    for country in countries:
        validate_country(country)


def validate_labels(value: object) -> None:
    """Accept ``{locale: {part: label}}`` for the parts that have a label."""
    if not isinstance(value, dict):
        raise ValidationError("Give the labels for each locale.", code="bad_labels")
    for labels in value.values():
        if not isinstance(labels, dict) or not all(
            isinstance(text, str) and text.strip() for text in labels.values()
        ):
            raise ValidationError("Give each label as a text.", code="bad_labels")
        unknown = sorted(set(labels) - set(PART_LABELS))
        if unknown:
            raise ValidationError(
                "Unknown part %(part)s: the parts are %(parts)s.",
                code="bad_labels",
                params={"part": unknown[0], "parts": ", ".join(PART_LABELS)},
            )


class SiteManager(models.Manager["Site"]):
    def current(self) -> "Site":
        """The site's row, or the defaults while nobody has filled it in."""
        return self.filter(pk=1).first() or Site()


class Site(models.Model):
    """Name, countries and labels. The countries decide which crisis resources are shown."""

    # The countries change: the audit has their fingerprint.
    RECORDED: ClassVar[tuple[str, ...]] = ("uuid",)

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=120)
    legal_name = models.CharField(max_length=200, blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    countries = models.JSONField(default=list, validators=[validate_countries])
    feedback_url = models.URLField(blank=True)
    feedback_email = models.EmailField(blank=True)
    labels = models.JSONField(default=dict, blank=True, validators=[validate_labels])

    objects = SiteManager()

    class Meta:
        verbose_name_plural = "site"
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="articles_site_is_one_row")
        ]

    def __str__(self) -> str:
        return self.name

    def part_labels(self, locale: str) -> dict[str, str]:
        """The labels of a page's parts in one locale; English stands in for what is missing."""
        chosen: dict[str, Any] = self.labels.get(locale, {})
        return PART_LABELS | chosen
