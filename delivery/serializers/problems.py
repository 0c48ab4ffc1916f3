"""What the API says when it does not give what was asked for."""

from typing import Any

from rest_framework import serializers

from articles.models import Kind
from delivery.models import EndingKind
from delivery.problems import ProblemCode


class ProblemError(serializers.Serializer[Any]):
    pointer = serializers.CharField()
    code = serializers.ChoiceField(choices=ProblemCode.choices)
    detail = serializers.CharField()


class ProblemDocument(serializers.Serializer[Any]):
    """RFC 9457."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    code = serializers.ChoiceField(choices=ProblemCode.choices)
    detail = serializers.CharField()
    request_id = serializers.CharField(allow_null=True)
    errors = ProblemError(many=True)  # type: ignore[assignment]


class NotFoundDocument(ProblemDocument):
    available_locales = serializers.ListField(
        child=serializers.CharField(),
        required=False,
        help_text="The languages in which the page is live.",
    )


class Successor(serializers.Serializer[Any]):
    topic = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=Kind.choices)
    locale = serializers.CharField()
    slug = serializers.CharField()
    path = serializers.CharField()
    web_url = serializers.URLField()
    api_url = serializers.URLField()
    title = serializers.CharField()


class Ending(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(choices=EndingKind.choices)
    notice = serializers.CharField(allow_null=True)
    ended_at = serializers.DateTimeField()
    successor = Successor(allow_null=True)


class GoneDocument(ProblemDocument):
    ending = Ending()
