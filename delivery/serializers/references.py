"""Works as a page cites them."""

from typing import Any

from rest_framework import serializers

from references.models import Standing


class Author(serializers.Serializer[Any]):
    """A person with a family name, or a group."""

    family = serializers.CharField(allow_null=True)
    given = serializers.CharField(allow_null=True)
    initials = serializers.CharField(allow_null=True)
    suffix = serializers.CharField(allow_null=True)
    group = serializers.CharField(allow_null=True)


class ReferenceStanding(serializers.Serializer[Any]):
    status = serializers.ChoiceField(choices=Standing.choices)
    checked_at = serializers.DateTimeField(allow_null=True)
    sources = serializers.ListField(child=serializers.CharField())
    notice = serializers.CharField(allow_null=True)


class FormattedReference(serializers.Serializer[Any]):
    ama = serializers.CharField(allow_null=True)
    nlm = serializers.CharField(allow_null=True)
    apa = serializers.CharField(allow_null=True)


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
    title = serializers.CharField()
    authors = Author(many=True)
    journal = serializers.CharField(allow_null=True)
    year = serializers.IntegerField(allow_null=True)
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
