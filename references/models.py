"""Published works, as PubMed describes them."""

import uuid
from collections import defaultdict
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone

from references import identifiers

EARLIEST_YEAR = 1500


class Standing(models.TextChoices):
    """Whether a work may still be relied upon. Unknown is not clean."""

    CURRENT = "current", "Current"
    CORRECTED = "corrected", "Corrected"
    CONCERN = "concern", "Expression of concern"
    RETRACTED = "retracted", "Retracted"
    SUPERSEDED = "superseded", "Superseded"
    WITHDRAWN = "withdrawn", "Withdrawn"
    IS_NOTICE = "is_notice", "Is itself a notice"
    PREPRINT = "preprint", "Preprint"
    UNKNOWN = "unknown", "Unknown"


class ReferenceQuerySet(models.QuerySet["Reference"]):
    def by_keys(self, keys: Iterable[str]) -> "dict[str, Reference]":
        """Map each citation key that names a known work to that work, in one query."""
        wanted = set(keys)
        by_scheme: dict[str, list[str]] = defaultdict(list)
        for key in wanted:
            scheme, _, identifier = key.partition(":")
            by_scheme[scheme].append(identifier)
        found = self.filter(
            Q(pmid__in=by_scheme["pmid"])
            | Q(doi__in=by_scheme["doi"])
            | Q(uuid__in=by_scheme["uuid"])
        )
        return {key: work for work in found for key in work.keys if key in wanted}


def validate_authors(authors: object) -> None:
    """Accept a list of ``{family, given, initials, suffix}`` or ``{group}``, all strings."""
    if not isinstance(authors, list) or not all(_is_author(author) for author in authors):
        raise ValidationError(
            "Give each author with a family name, or as a group with its name.",
            code="bad_authors",
        )


def _is_author(author: object) -> bool:
    if not isinstance(author, dict) or not all(isinstance(part, str) for part in author.values()):
        return False
    if set(author) == {"group"}:
        return bool(author["group"].strip())
    return set(author) <= {"family", "given", "initials", "suffix"} and bool(
        author.get("family", "").strip()
    )


def validate_publication_types(names: object) -> None:
    if not isinstance(names, list) or not all(isinstance(name, str) and name for name in names):
        raise ValidationError(
            "Give the publication types as a list of names.", code="bad_publication_types"
        )


def validate_year(year: int) -> None:
    if not EARLIEST_YEAR <= year <= timezone.now().year + 2:
        raise ValidationError("Give the year of publication with four digits.", code="bad_year")


class Reference(models.Model):
    """A published work. Cited by key, never by row, so a page's words do not hang on this table."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    pmid = models.CharField("PMID", max_length=40, blank=True)
    pmcid = models.CharField("PMCID", max_length=40, blank=True)
    doi = models.CharField("DOI", max_length=300, blank=True)
    title = models.CharField(max_length=1000)
    authors = models.JSONField(default=list, blank=True, validators=[validate_authors])
    journal = models.CharField(max_length=300, blank=True)
    journal_abbreviation = models.CharField(max_length=200, blank=True)
    issn = models.CharField("ISSN", max_length=20, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True, validators=[validate_year])
    month = models.PositiveSmallIntegerField(null=True, blank=True)
    day = models.PositiveSmallIntegerField(null=True, blank=True)
    volume = models.CharField(max_length=40, blank=True)
    issue = models.CharField(max_length=40, blank=True)
    pages = models.CharField(max_length=60, blank=True)
    publication_types = models.JSONField(
        default=list, blank=True, validators=[validate_publication_types]
    )
    standing = models.CharField(
        max_length=12, choices=Standing, default=Standing.UNKNOWN, editable=False
    )
    standing_checked_at = models.DateTimeField(null=True, editable=False)

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        ordering = ["title", "uuid"]
        constraints = [
            models.UniqueConstraint(
                fields=["pmid"],
                condition=~Q(pmid=""),
                name="references_pmid_once",
                # Without this code Django would say it above the form, not at the field.
                violation_error_code="unique",
                violation_error_message="This PMID is already among the references.",
            ),
            models.UniqueConstraint(
                fields=["doi"],
                condition=~Q(doi=""),
                name="references_doi_once",
                violation_error_code="unique",
                violation_error_message="This DOI is already among the references.",
            ),
            models.CheckConstraint(
                condition=Q(month__isnull=True) | Q(month__range=(1, 12)),
                name="references_month_is_a_month",
                violation_error_message="Give the month as a number from 1 to 12.",
            ),
            models.CheckConstraint(
                condition=Q(day__isnull=True) | Q(day__range=(1, 31), month__isnull=False),
                name="references_day_is_a_day",
                violation_error_message="Give the day as a number from 1 to 31, with its month.",
            ),
        ]

    def __str__(self) -> str:
        year = f" ({self.year})" if self.year else ""
        return f"{self.title}{year}"

    @property
    def key(self) -> str:
        """The key by which a page cites this work: the PMID if there is one, else the DOI."""
        return self.keys[0]

    @property
    def keys(self) -> list[str]:
        """Every key that names this work, the preferred one first."""
        keys = [f"pmid:{self.pmid}"] if self.pmid else []
        if self.doi:
            keys.append(f"doi:{self.doi}")
        return [*keys, f"uuid:{self.uuid}"]

    def clean_fields(self, exclude: Iterable[str] | None = None) -> None:
        errors: dict[str, ValidationError] = {}
        for name, normalise in IDENTIFIERS.items():
            if name in set(exclude or ()):
                continue
            try:
                setattr(self, name, normalise(getattr(self, name)))
            except ValidationError as error:
                errors[name] = error
        if errors:
            raise ValidationError(errors)
        super().clean_fields(exclude=set(exclude or ()))


IDENTIFIERS = {
    "pmid": identifiers.normalise_pmid,
    "pmcid": identifiers.normalise_pmcid,
    "doi": identifiers.normalise_doi,
    "issn": identifiers.normalise_issn,
}
