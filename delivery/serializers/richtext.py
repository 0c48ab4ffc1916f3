"""Rich text, in the forms in which it leaves."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers


@extend_schema_field({"type": "array", "items": {"$ref": "#/components/schemas/RichTextBlock"}})
class BlocksField(serializers.ListField):
    """A rich text as a resolved tree; the shapes come from ``articles.richtext.contract``."""


class Rich(serializers.Serializer[Any]):
    html = serializers.CharField(help_text="Sanitised HTML.")
    blocks = BlocksField(help_text="The same text as a tree in which nothing needs look-up.")
    markdown = serializers.CharField(
        required=False, help_text="The same text as CommonMark: with `rich=markdown`."
    )
    text = serializers.CharField(required=False, help_text="The words alone: with `rich=text`.")
