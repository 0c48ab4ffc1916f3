"""Notices and treatments, in the version whose words were signed with the page."""

from typing import Any

from rest_framework import serializers

from articles.models import RegulatoryStatus
from delivery.serializers.richtext import Rich


class Notice(serializers.Serializer[Any]):
    id = serializers.UUIDField(help_text="Of the notice: the same on every page that has it.")
    version = serializers.IntegerField(min_value=1)
    heading = serializers.CharField(allow_null=True)
    text = Rich()


class Treatment(serializers.Serializer[Any]):
    """A treatment for one use. Show its disclosure, risks and alternatives with the title."""

    id = serializers.UUIDField(help_text="Of the treatment: the same on every page that has it.")
    version = serializers.IntegerField(min_value=1)
    title = serializers.CharField()
    alternate_names = serializers.ListField(child=serializers.CharField())
    regulatory_status = serializers.ChoiceField(choices=RegulatoryStatus.choices)
    off_label = serializers.BooleanField()
    disclosure = Rich()
    risks = Rich()
    alternatives = Rich()
