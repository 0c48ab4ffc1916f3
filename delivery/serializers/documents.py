"""Works and people by themselves, as the live pages that name them make them public."""

from typing import Any

from rest_framework import serializers

from articles.models import Kind
from delivery.serializers.people import BoardCertification, Interests, ListedPerson
from delivery.serializers.references import Work


class Citing(serializers.Serializer[Any]):
    """A live page that cites the work."""

    id = serializers.UUIDField()
    topic = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=Kind.choices)
    locale = serializers.CharField()
    slug = serializers.CharField()
    path = serializers.CharField()
    web_url = serializers.URLField()
    api_url = serializers.URLField()
    title = serializers.CharField()
    note = serializers.CharField(allow_null=True, help_text="Why that page cites this work.")
    fingerprint = serializers.CharField(help_text="SHA-256 of the signed words of that page.")


class ReferenceDocument(Work):
    """A work that live pages cite, as it is known today."""

    cited_by = Citing(many=True)


class PersonDocument(ListedPerson):
    """An author or a reviewer of live pages, with the credentials in force."""

    biography = serializers.CharField(allow_null=True)
    languages = serializers.ListField(child=serializers.CharField())
    board_certifications = BoardCertification(many=True)
    licensed_in = serializers.ListField(child=serializers.CharField())
    interests = Interests(allow_null=True)
    author_pages_url = serializers.URLField(
        allow_null=True, help_text="The pages that the person wrote."
    )
    reviewer_pages_url = serializers.URLField(
        allow_null=True, help_text="The pages that the person signed."
    )
