"""The parts of a page, and the rich text in them."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from articles.models import Aspect, Urgency
from articles.outline import OutlinePart


@extend_schema_field({"type": "array", "items": {"$ref": "#/components/schemas/RichTextBlock"}})
class BlocksField(serializers.ListField):
    """A rich text as a resolved tree; the shapes come from ``articles.richtext.contract``."""


class Rich(serializers.Serializer[Any]):
    html = serializers.CharField(help_text="Sanitised HTML.")
    blocks = BlocksField(help_text="The same text as a tree in which nothing needs look-up.")


class OutlineEntry(serializers.Serializer[Any]):
    part = serializers.ChoiceField(choices=OutlinePart.choices)
    id = serializers.UUIDField(allow_null=True, help_text="Of a section; null for other parts.")
    heading = serializers.CharField(allow_null=True)
    anchor = serializers.CharField()


class Section(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    aspect = serializers.ChoiceField(choices=Aspect.choices, allow_null=True)
    urgency = serializers.ChoiceField(choices=Urgency.choices, allow_null=True)
    treatment = serializers.CharField(allow_null=True)
    heading = serializers.CharField(allow_null=True)
    anchor = serializers.CharField()
    notice = serializers.CharField(allow_null=True)
    body = Rich()
    citations = serializers.ListField(
        child=serializers.IntegerField(), help_text="Numbers of the sources that the body cites."
    )


class Associations(serializers.Serializer[Any]):
    heading = serializers.CharField()
    notice = serializers.CharField(allow_null=True)
    items = serializers.ListField(child=serializers.DictField())


class Faq(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    question = serializers.CharField()
    answer = Rich()
