"""Pages in lists."""

from typing import Any

from rest_framework import serializers

from articles.models import Kind
from delivery.serializers.people import CardReview


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
    image = serializers.DictField(allow_null=True)
    tags = serializers.ListField(child=serializers.CharField())
    article_type = serializers.CharField(allow_null=True)
    review = CardReview()
    first_published_at = serializers.DateTimeField()
    published_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()


class CardList(serializers.Serializer[Any]):
    results = Card(many=True)
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
