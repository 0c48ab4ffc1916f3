"""The whole page."""

from typing import Any

from rest_framework import serializers

from articles.models import ArticleType, CodeMatch, CodeSystem, ContentFlag, Kind, Purpose
from delivery.serializers.cards import Card, Tag
from delivery.serializers.crisis import CrisisResource
from delivery.serializers.images import Images
from delivery.serializers.notices import Notice
from delivery.serializers.parts import Associations, CallToAction, Faq, OutlineEntry, Section
from delivery.serializers.people import PersonCard, Review
from delivery.serializers.references import Reference
from delivery.serializers.richtext import Rich


class Code(serializers.Serializer[Any]):
    """A clinical code, and how its meaning stands to the page's subject."""

    system = serializers.ChoiceField(choices=CodeSystem.choices)
    code = serializers.CharField()
    display = serializers.CharField(allow_null=True)
    match = serializers.ChoiceField(choices=CodeMatch.choices)


class Seo(serializers.Serializer[Any]):
    title = serializers.CharField(allow_null=True)
    description = serializers.CharField(allow_null=True)
    canonical_url = serializers.URLField()
    noindex = serializers.BooleanField()
    image = serializers.URLField(allow_null=True)


class Translation(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    locale = serializers.CharField()
    slug = serializers.CharField()
    path = serializers.CharField()
    web_url = serializers.URLField()
    api_url = serializers.URLField()
    title = serializers.CharField()
    stale = serializers.BooleanField()


class Feedback(serializers.Serializer[Any]):
    url = serializers.URLField(allow_null=True)
    email = serializers.EmailField(allow_null=True)


class Page(serializers.Serializer[Any]):
    """The whole page. Every kind has every key; what is empty is ``[]`` or ``null``."""

    id = serializers.UUIDField()
    topic = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=Kind.choices)
    locale = serializers.CharField()
    fallback_from = serializers.CharField(allow_null=True)
    slug = serializers.CharField()
    path = serializers.CharField()
    web_url = serializers.URLField()
    api_url = serializers.URLField()
    title = serializers.CharField()
    alternate_names = serializers.ListField(child=serializers.CharField())
    codes = Code(many=True)
    summary = serializers.CharField(allow_blank=True)
    article_type = serializers.ChoiceField(choices=ArticleType.choices, allow_null=True)
    about = Card(many=True)
    purpose = serializers.ChoiceField(choices=Purpose.choices)
    funding = serializers.CharField(allow_null=True)
    outline = OutlineEntry(many=True)
    key_points = Rich()
    sections = Section(many=True)
    associations = Associations()
    faqs = Faq(many=True)
    calls_to_action = CallToAction(many=True)
    references = Reference(many=True)
    notices = Notice(many=True)
    content_flags = serializers.ListField(
        child=serializers.ChoiceField(choices=ContentFlag.choices)
    )
    crisis_resources = CrisisResource(many=True)
    screenings = serializers.ListField(child=serializers.DictField())
    images = Images()
    byline = PersonCard(many=True)
    tags = Tag(many=True)
    related = Card(many=True)
    linked_from = Card(many=True)
    reading_minutes = serializers.IntegerField(min_value=1)
    seo = Seo()
    translations = Translation(many=True)
    review = Review()
    feedback = Feedback()
    first_published_at = serializers.DateTimeField()
    published_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()
