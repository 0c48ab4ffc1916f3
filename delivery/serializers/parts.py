"""The parts of a page."""

from typing import Any

from rest_framework import serializers

from articles.models import Aspect, Kind, Strength, TargetKind, Urgency
from articles.outline import OutlinePart
from delivery.serializers.cards import Card
from delivery.serializers.notices import Notice, Treatment
from delivery.serializers.people import REVIEW_STATUSES
from delivery.serializers.richtext import Rich


class OutlineEntry(serializers.Serializer[Any]):
    part = serializers.ChoiceField(choices=OutlinePart.choices)
    id = serializers.UUIDField(
        allow_null=True, help_text="Of a section or a call to action; null for other parts."
    )
    heading = serializers.CharField(allow_null=True)
    anchor = serializers.CharField()


class Section(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    aspect = serializers.ChoiceField(choices=Aspect.choices, allow_null=True)
    urgency = serializers.ChoiceField(choices=Urgency.choices, allow_null=True)
    treatment = Treatment(allow_null=True)
    heading = serializers.CharField(allow_null=True)
    anchor = serializers.CharField()
    notice = Notice(allow_null=True)
    body = Rich()
    citations = serializers.ListField(
        child=serializers.IntegerField(), help_text="Numbers of the sources that the body cites."
    )


class Signed(serializers.Serializer[Any]):
    """Who answers for words of another page that stand on this one: that page's own sign-off."""

    page = serializers.UUIDField()
    fingerprint = serializers.CharField()
    last_reviewed = serializers.DateTimeField()
    status = serializers.ChoiceField(choices=REVIEW_STATUSES)
    sign_off_url = serializers.URLField(allow_null=True)


class Association(serializers.Serializer[Any]):
    """What a symptom's page says about a condition: on either page, with the other one's card."""

    id = serializers.UUIDField()
    topic = serializers.UUIDField(help_text="Of the other page.")
    name = serializers.CharField()
    card = Card(allow_null=True, help_text="Null while the other page is not live.")
    strength = serializers.ChoiceField(choices=Strength.choices)
    explanation = Rich()
    citations = serializers.ListField(child=serializers.IntegerField())
    signed = Signed(
        allow_null=True, help_text="On a condition. Null on a symptom, whose own words they are."
    )


class Associations(serializers.Serializer[Any]):
    heading = serializers.CharField()
    notice = Notice(allow_null=True)
    items = Association(many=True)


class Faq(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    question = serializers.CharField()
    answer = Rich()


class LinkedPage(serializers.Serializer[Any]):
    topic = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=Kind.choices)
    slug = serializers.CharField()
    path = serializers.CharField()
    web_url = serializers.URLField()
    title = serializers.CharField()


class Target(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(choices=TargetKind.choices)
    href = serializers.CharField(
        allow_null=True, help_text="Null while the page that it leads to is not live."
    )
    page = LinkedPage(allow_null=True, help_text="Of a target of the kind page.")


class CallToAction(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    heading = serializers.CharField(allow_null=True)
    text = Rich()
    label = serializers.CharField()  # type: ignore[assignment]
    target = Target()
