"""Which filters each list has. Their labels are what the API's description says of them."""

from typing import Any

from django.db.models import Q

from articles.models import ArticleType, Aspect, Kind, Strength
from delivery import conditions
from delivery.conditions import Named
from delivery.filters import (
    Aspects,
    Codes,
    Column,
    People,
    PublicFilter,
    PublicFilters,
    References,
    ReviewStatuses,
    Since,
    Tags,
    Topics,
)
from delivery.models import LinkRole
from delivery.presenting.surroundings import When
from delivery.work_filters import CitingPages, Journals, PublicationTypes, Standings, Years

BY_LINK = "Slugs of {}, with commas between: pages that {}."


def associated_with(named: Named) -> Any:
    return conditions.names(named, LinkRole.ASSOCIATION)


def about(named: Named) -> Any:
    return conditions.names(named, LinkRole.ABOUT)


def linked_with(named: Named) -> Any:
    return conditions.is_linked(named, LinkRole.ASSOCIATION, LinkRole.ABOUT)


class PageFilters(PublicFilters):
    """What every list of pages has."""

    reference = References("PMIDs or uuids of works, with commas between: pages that cite one.")
    author = People(
        LinkRole.AUTHOR, "Slugs of people, with commas between: pages that one of them wrote."
    )
    reviewer = People(
        LinkRole.REVIEWER, "Slugs of people, with commas between: pages that one of them signed."
    )
    tag = Tags("Slugs of tags, with commas between.")
    aspect = Aspects("Pages with a section of one of these health aspects.")
    code = Codes("Clinical codes as `system|code`, with commas between.")
    published_after = Since(
        "published_at", "Pages that became public then or later: a day or an instant."
    )
    reviewed_after = Since(
        "last_reviewed", "Pages that were last reviewed then or later: a day or an instant."
    )
    review_status = ReviewStatuses("Pages whose review has one of these statuses today.")


class ConditionFilters(PageFilters):
    symptom = Topics(
        Kind.SYMPTOM,
        BY_LINK.format("symptoms", "a live page of one of them associates"),
        conditions.is_named_by,
    )


class SymptomFilters(PageFilters):
    condition = Topics(
        Kind.CONDITION,
        BY_LINK.format("conditions", "are associated with one of them"),
        associated_with,
    )


class ArticleFilters(PageFilters):
    condition = Topics(Kind.CONDITION, BY_LINK.format("conditions", "are about one of them"), about)
    symptom = Topics(Kind.SYMPTOM, BY_LINK.format("symptoms", "are about one of them"), about)
    article_type = Column("article_type", ArticleType.values, "Articles of one of these types.")


class AnyPageFilters(PageFilters):
    kind = Column("kind", Kind.values, "Pages of one of these kinds.")
    condition = Topics(
        Kind.CONDITION,
        BY_LINK.format("conditions", "are associated with one of them, or about one"),
        linked_with,
    )
    symptom = Topics(
        Kind.SYMPTOM,
        BY_LINK.format("symptoms", "one of them is associated with, or that are about one"),
        linked_with,
    )
    article_type = Column("article_type", ArticleType.values, "Articles of one of these types.")


class Strengths(PublicFilter):
    """The firmest first in the closed set."""

    many = False
    choices = Strength.values

    def condition(self, values: list[Any], when: When) -> Any:
        return Q(strength__in=Strength.values[: Strength.values.index(values[0]) + 1])


class AssociationFilters(PublicFilters):
    condition = Topics(
        Kind.CONDITION,
        "Slugs of conditions, with commas between: what is said about them.",
        lambda named: Q(condition__in=named.topics()),
    )
    symptom = Topics(
        Kind.SYMPTOM,
        "Slugs of symptoms, with commas between: what their pages say.",
        lambda named: Q(publication__topic__in=named.topics()),
    )
    min_strength = Strengths("Associations that are at least as firm: `core` is the firmest.")


class SectionFilters(PublicFilters):
    aspect = Column("aspect", Aspect.values, "Sections of one of these health aspects.")
    kind = Column("publication__kind", Kind.values, "Sections of pages of one of these kinds.")


class WorkFilters(PublicFilters):
    standing = Standings("Works of one of these standings, as it is known today.")
    publication_type = PublicationTypes(
        "Publication types as documents name them, with commas between and no space behind these: "
        "works of one of them."
    )
    year = Years("Years of publication, with commas between.")
    year_from = Years("Works published in that year or later.", lookup="gte")
    year_to = Years("Works published in that year or before.", lookup="lte")
    journal = Journals(
        "Journals by `journal`, `journal_abbreviation` or `issn`, with commas between and no space "
        "behind these."
    )
    cited_by = CitingPages(
        "Pages as `kind|slug`, in whatever language, or by their ids, with commas between: works "
        "that one of them cites."
    )


class NoFilters(PublicFilters):
    pass
