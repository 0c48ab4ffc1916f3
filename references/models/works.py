"""Published works, as PubMed describes them."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from html import unescape

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone

from references import identifiers
from references.authors import validate_authors, validate_publication_types
from references.languages import validate_languages
from references.markup import escaped, plain, validate_markup, well_marked

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


# A page that rests on such a work has to be looked at again.
WORSE = frozenset(
    {
        Standing.RETRACTED,
        Standing.WITHDRAWN,
        Standing.CONCERN,
        Standing.SUPERSEDED,
        Standing.IS_NOTICE,
    }
)


class WorkKind(models.TextChoices):
    """What sort of work it is: it decides how a style guide prints it."""

    JOURNAL_ARTICLE = "journal_article", "Article in a journal"
    BOOK = "book", "Book"
    CHAPTER = "chapter", "Chapter of a book"
    REPORT = "report", "Report or guideline"
    WEB_PAGE = "web_page", "Web page"
    PREPRINT = "preprint", "Preprint"


class ReferenceQuerySet(models.QuerySet["Reference"]):
    def with_signals(self) -> "ReferenceQuerySet":
        """With what the sources said of their standing, and not the rest of the answers."""
        # Answers are declared after the works that they are about.
        answers = self.model._meta.get_field("answers").related_model._default_manager
        said = answers.only("reference", "source", "status", "signals")
        return self.prefetch_related(models.Prefetch("answers", queryset=said))

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


def validate_year(year: int) -> None:
    if not EARLIEST_YEAR <= year <= timezone.now().year + 2:
        raise ValidationError("Give the year of publication with four digits.", code="bad_year")


class Reference(models.Model):
    """A published work. Cited by key, never by row, so a page's words do not hang on this table."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=16, choices=WorkKind, default=WorkKind.JOURNAL_ARTICLE)
    pmid = models.CharField("PMID", max_length=40, blank=True)
    pmcid = models.CharField("PMCID", max_length=40, blank=True)
    doi = models.CharField("DOI", max_length=300, blank=True)
    title = models.CharField(max_length=1000)
    # The same words with <i>, <b>, <sup> and <sub>, where the title has any.
    title_markup = models.CharField(
        "title with markup", max_length=2000, blank=True, validators=[validate_markup]
    )
    vernacular_title = models.CharField("title in its own language", max_length=1000, blank=True)
    languages = models.JSONField(default=list, blank=True, validators=[validate_languages])
    authors = models.JSONField(default=list, blank=True, validators=[validate_authors])
    journal = models.CharField(max_length=300, blank=True)
    journal_abbreviation = models.CharField(max_length=200, blank=True)
    iso_abbreviation = models.CharField("ISO abbreviation", max_length=200, blank=True)
    issn = models.CharField("ISSN", max_length=20, blank=True)
    issn_print = models.CharField("ISSN in print", max_length=20, blank=True)
    issn_electronic = models.CharField("electronic ISSN", max_length=20, blank=True)
    issn_linking = models.CharField("linking ISSN", max_length=20, blank=True)
    nlm_unique_id = models.CharField("NLM id of the journal", max_length=20, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True, validators=[validate_year])
    month = models.PositiveSmallIntegerField(null=True, blank=True)
    day = models.PositiveSmallIntegerField(null=True, blank=True)
    volume = models.CharField(max_length=40, blank=True)
    issue = models.CharField(max_length=40, blank=True)
    pages = models.CharField(max_length=60, blank=True)
    article_number = models.CharField(max_length=60, blank=True)
    # The last month of an issue of several, such as 1998 Dec to 1999 Jan, or its season.
    end_year = models.PositiveSmallIntegerField(null=True, blank=True, validators=[validate_year])
    end_month = models.PositiveSmallIntegerField(null=True, blank=True)
    season = models.CharField(max_length=40, blank=True)
    published_online = models.DateField(null=True, blank=True)
    container_title = models.CharField(max_length=500, blank=True)
    editors = models.JSONField(default=list, blank=True, validators=[validate_authors])
    edition = models.CharField(max_length=80, blank=True)
    publisher = models.CharField(max_length=300, blank=True)
    publisher_place = models.CharField(max_length=200, blank=True)
    isbn = models.CharField("ISBN", max_length=20, blank=True)
    report_number = models.CharField(max_length=100, blank=True)
    url = models.URLField("web address", max_length=500, blank=True)
    accessed_on = models.DateField(null=True, blank=True)
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
        # What the public list of works is narrowed by.
        indexes = [
            models.Index(fields=[column], name=f"works_{column}")
            for column in ("standing", "year", "journal", "journal_abbreviation", "issn")
        ]
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
                condition=Q(end_month__isnull=True)
                | Q(end_month__range=(1, 12), month__isnull=False),
                name="references_end_month_is_a_month",
                violation_error_message="Give the last month as a number from 1 to 12, and the "
                "first month too.",
            ),
            models.CheckConstraint(
                condition=Q(end_year__isnull=True)
                | Q(year__isnull=False, end_year__gte=models.F("year")),
                name="references_end_year_is_not_before",
                violation_error_message="The last year cannot be before the year of publication.",
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

    @property
    def marked_title(self) -> str:
        """The title as escaped text with ``<i>``, ``<b>``, ``<sup>`` and ``<sub>``."""
        return self.title_markup or escaped(self.title)

    @property
    def title_as_printed(self) -> str:
        """The title with its tags, and every other sign as it stands."""
        return unescape(self.title_markup) or self.title

    def clean(self) -> None:
        super().clean()
        # What is not well marked has been refused at its field.
        marked = self.title_markup if well_marked(self.title_markup) else ""
        if marked and plain(marked) != self.title:
            raise ValidationError(
                {
                    "title_markup": ValidationError(
                        "This says other words than the title: change both, or empty this one.",
                        code="other_words",
                    )
                }
            )

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
    **dict.fromkeys(
        ("issn", "issn_print", "issn_electronic", "issn_linking"), identifiers.normalise_issn
    ),
}
