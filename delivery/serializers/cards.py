"""Pages in lists."""

from typing import Any

from rest_framework import serializers

from articles.models import ArticleType, Kind
from delivery.serializers.images import CardImage
from delivery.serializers.people import CardReview


class Tag(serializers.Serializer[Any]):
    slug = serializers.CharField()
    name = serializers.CharField()


class Card(serializers.Serializer[Any]):
    """A page in a list."""

    id = serializers.UUIDField()
    topic = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=Kind.choices)
    locale = serializers.CharField()
    slug = serializers.CharField()
    path = serializers.CharField()
    web_url = serializers.URLField()
    api_url = serializers.URLField()
    title = serializers.CharField()
    summary = serializers.CharField(allow_blank=True)
    alternate_names = serializers.ListField(child=serializers.CharField())
    image = CardImage(allow_null=True)
    tags = Tag(many=True)
    article_type = serializers.ChoiceField(choices=ArticleType.choices, allow_null=True)
    review = CardReview()
    first_published_at = serializers.DateTimeField()
    published_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()
