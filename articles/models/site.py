"""Whose content this is: one row."""

import uuid
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models

from articles.language_tags import LAST_RESORT, languages_of_words, parse
from articles.models.crisis import validate_country
from articles.models.people import validate_text_list

PART_LABELS = {
    "en": {
        "key_points": "Key points",
        "associations": "Commonly associated with",
        # What a condition's page calls the symptoms that speak of it.
        "associations_on_condition": "Commonly associated symptoms",
        "faqs": "Questions and answers",
        "references": "References",
    },
    "es": {
        "key_points": "Puntos clave",
        "associations": "Se asocia frecuentemente con",
        "associations_on_condition": "Síntomas frecuentemente asociados",
        "faqs": "Preguntas y respuestas",
        "references": "Referencias",
    },
}
PARTS = tuple(PART_LABELS[LAST_RESORT])

# A renewal takes weeks; what nobody licensed answers for is not kept for longer.
MOST_GRACE_DAYS = 60


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
    for locale, labels in value.items():
        _validate_locale(locale)
        if not isinstance(labels, dict) or not all(
            isinstance(text, str) and text.strip() for text in labels.values()
        ):
            raise ValidationError("Give each label as a text.", code="bad_labels")
        unknown = sorted(set(labels) - set(PARTS))
        if unknown:
            raise ValidationError(
                "Unknown part %(part)s: the parts are %(parts)s.",
                code="bad_labels",
                params={"part": unknown[0], "parts": ", ".join(PARTS)},
            )


def _validate_locale(value: str) -> None:
    """Labels under a tag in an unusual spelling would never be found."""
    try:
        spelled = parse(value)
    except ValueError as error:
        raise ValidationError(str(error), code="bad_labels") from None
    if spelled != value:
        raise ValidationError(
            "Write %(spelled)s instead of %(value)s.",
            code="bad_labels",
            params={"spelled": spelled, "value": value},
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
    lapse_grace_days = models.PositiveSmallIntegerField(
        "days of grace",
        default=14,
        validators=[MaxValueValidator(MOST_GRACE_DAYS)],
        help_text="How long a page stays public after the last licence of its signer has ended. "
        "There is no grace for discipline.",
    )

    objects = SiteManager()

    class Meta:
        verbose_name_plural = "site"
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="articles_site_is_one_row")
        ]

    def __str__(self) -> str:
        return self.name

    def part_labels(self, locale: str) -> dict[str, str]:
        """The labels of a page's parts in one locale.

        The site's own in a language come before ours in the same language, and both before those in
        the next language that stands in for it.
        """
        chosen: dict[str, str] = {}
        for language in reversed(languages_of_words(locale)):
            chosen |= PART_LABELS.get(language, {}) | self.labels.get(language, {})
        return chosen
