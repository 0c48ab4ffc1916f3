"""Works as a page cites them."""

from typing import Any

from rest_framework import serializers

from references.models import Standing, WorkKind


class Author(serializers.Serializer[Any]):
    """A person with a family name, or a group."""

    family = serializers.CharField(allow_null=True)
    given = serializers.CharField(allow_null=True)
    initials = serializers.CharField(allow_null=True)
    particle = serializers.CharField(
        allow_null=True, help_text="Before the family name, and no part of it in sorting: van der."
    )
    suffix = serializers.CharField(allow_null=True)
    group = serializers.CharField(allow_null=True)


class StandingNotice(serializers.Serializer[Any]):
    """The notice of a retraction, correction or concern, as far as its source names it."""

    pmid = serializers.CharField(allow_null=True)
    doi = serializers.CharField(allow_null=True)
    citation = serializers.CharField(allow_null=True, help_text="Where it was published.")


class ReferenceStanding(serializers.Serializer[Any]):
    status = serializers.ChoiceField(choices=Standing.choices)
    checked_at = serializers.DateTimeField(allow_null=True)
    sources = serializers.ListField(
        child=serializers.CharField(),
        help_text="Who says so: `pubmed`, `crossref`, `retraction_watch`. Of a current work, all "
        "who were asked.",
    )
    notice = StandingNotice(allow_null=True)


class FormattedReference(serializers.Serializer[Any]):
    """One entry of a list of references, without its number, as sanitised HTML.

    `null` when the work is no longer on record.
    """

    ama = serializers.CharField(allow_null=True, help_text="AMA Manual of Style, 11th edition.")
    nlm = serializers.CharField(allow_null=True, help_text="NLM: Citing Medicine.")
    apa = serializers.CharField(allow_null=True, help_text="APA Publication Manual, 7th edition.")


class ReferenceLinks(serializers.Serializer[Any]):
    pubmed = serializers.URLField(allow_null=True)
    pmc = serializers.URLField(allow_null=True)
    doi = serializers.URLField(allow_null=True)


class Bibliography(serializers.Serializer[Any]):
    """What is known of a work today."""

    key = serializers.CharField()
    pmid = serializers.CharField(allow_null=True)
    doi = serializers.CharField(allow_null=True)
    pmcid = serializers.CharField(allow_null=True)
    kind = serializers.ChoiceField(choices=WorkKind.choices, allow_null=True)
    title = serializers.CharField(
        help_text="As in its source; it may hold `<i>`, `<b>`, `<sup>` and `<sub>`, and is no HTML."
    )
    authors = Author(many=True)
    editors = Author(many=True)
    journal = serializers.CharField(allow_null=True)
    journal_abbreviation = serializers.CharField(allow_null=True)
    issn = serializers.CharField(allow_null=True)
    container_title = serializers.CharField(
        allow_null=True, help_text="The book around a chapter, the site around a page."
    )
    season = serializers.CharField(allow_null=True)
    volume = serializers.CharField(allow_null=True)
    issue = serializers.CharField(allow_null=True)
    pages = serializers.CharField(allow_null=True)
    article_number = serializers.CharField(allow_null=True)
    edition = serializers.CharField(allow_null=True)
    publisher = serializers.CharField(allow_null=True)
    publisher_place = serializers.CharField(allow_null=True)
    isbn = serializers.CharField(allow_null=True)
    report_number = serializers.CharField(allow_null=True)
    url = serializers.URLField(allow_null=True)
    year = serializers.IntegerField(allow_null=True)
    month = serializers.IntegerField(allow_null=True)
    day = serializers.IntegerField(allow_null=True)
    end_year = serializers.IntegerField(allow_null=True)
    end_month = serializers.IntegerField(allow_null=True)
    published_online = serializers.DateField(allow_null=True)
    accessed_on = serializers.DateField(allow_null=True)
    publication_types = serializers.ListField(child=serializers.CharField())
    standing = ReferenceStanding()
    formatted = FormattedReference()
    links = ReferenceLinks()


class Reference(Bibliography):
    """A work as a page cites it."""

    number = serializers.IntegerField()
    note = serializers.CharField(allow_null=True, help_text="Why the page cites this work.")
    id = serializers.UUIDField(allow_null=True)


class Work(Bibliography):
    """A work that live pages cite."""

    id = serializers.UUIDField()
    api_url = serializers.URLField()
