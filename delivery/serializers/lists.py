"""Lists, and the parts of pages that they show by themselves."""

from typing import Any

from rest_framework import serializers

from articles.models import ContentFlag, Strength
from delivery.serializers.cards import Card
from delivery.serializers.crisis import CrisisResource
from delivery.serializers.notices import Notice
from delivery.serializers.parts import Section
from delivery.serializers.people import REVIEW_STATUSES, ListedPerson, ReviewerLine
from delivery.serializers.references import Reference, Work
from delivery.serializers.richtext import Rich


class Provenance(serializers.Serializer[Any]):
    """Who answers for the words: the sign-off of the page that they are of."""

    page = serializers.UUIDField()
    fingerprint = serializers.CharField(help_text="SHA-256 of all signed words of the page.")
    last_reviewed = serializers.DateTimeField()
    review_due = serializers.DateTimeField()
    status = serializers.ChoiceField(choices=REVIEW_STATUSES)
    line = ReviewerLine(allow_null=True)
    sign_off_url = serializers.URLField(allow_null=True)


class Module(serializers.Serializer[Any]):
    """A part with what must not be missing where it is shown without its page."""

    references = Reference(many=True, help_text="The sources that it cites.")
    page = Card()
    signed = Provenance()
    notices = Notice(many=True, help_text="Those that stand over the whole page.")
    content_flags = serializers.ListField(
        child=serializers.ChoiceField(choices=ContentFlag.choices)
    )
    crisis_resources = CrisisResource(many=True)


class SectionItem(Section, Module):
    """A section by itself."""


class AssociatedCondition(serializers.Serializer[Any]):
    topic = serializers.UUIDField()
    name = serializers.CharField(help_text="As the symptom's page prints it.")
    card = Card(allow_null=True, help_text="Null while the condition's page is not live.")


class AssociationItem(Module):
    """What a symptom's page says about a condition, by itself."""

    id = serializers.UUIDField()
    condition = AssociatedCondition()
    strength = serializers.ChoiceField(choices=Strength.choices)
    explanation = Rich()
    explanation_on_condition = Rich(
        allow_null=True, help_text="Other words, to be shown on the condition's page."
    )
    notice = Notice(allow_null=True, help_text="The one that stands over the associations.")


class Envelope(serializers.Serializer[Any]):
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    count = serializers.IntegerField(
        required=False, min_value=0, help_text="Of the whole list: with `count=exact`."
    )


class CardList(Envelope):
    results = Card(many=True)


class SectionItemList(Envelope):
    results = SectionItem(many=True)


class AssociationItemList(Envelope):
    results = AssociationItem(many=True)


class WorkList(Envelope):
    results = Work(many=True)


class PersonList(Envelope):
    results = ListedPerson(many=True)
