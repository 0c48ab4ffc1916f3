"""Short lists that come whole, the site, and where a path leads."""

from http import HTTPStatus
from typing import Any

from rest_framework import serializers

from articles.models import Kind
from delivery.serializers.cards import Tag
from delivery.serializers.crisis import CrisisResource
from delivery.serializers.pages import Feedback
from delivery.web_paths import Outcome


class PageAddress(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    topic = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=Kind.choices)
    locale = serializers.CharField()
    slug = serializers.CharField()
    path = serializers.CharField()
    web_url = serializers.URLField()
    api_url = serializers.URLField()


class LivePath(PageAddress):
    """Where a live page is. Unchanged bytes have an unchanged ``etag``."""

    updated_at = serializers.DateTimeField()
    etag = serializers.CharField(
        allow_null=True, help_text="Of the document at `api_url`; null while it is made anew."
    )


class WholeList(serializers.Serializer[Any]):
    """A list that comes whole."""

    next = serializers.URLField(allow_null=True, help_text="Always null.")
    previous = serializers.URLField(allow_null=True, help_text="Always null.")


class PathList(WholeList):
    results = LivePath(many=True)


class LiveTag(Tag):
    pages_url = serializers.URLField(help_text="The live pages with this tag.")


class TagList(WholeList):
    results = LiveTag(many=True)


class CrisisResourceList(WholeList):
    results = CrisisResource(many=True)


class PartLabels(serializers.Serializer[Any]):
    """What the site calls the parts of a page."""

    key_points = serializers.CharField()
    associations = serializers.CharField()
    associations_on_condition = serializers.CharField()
    faqs = serializers.CharField()
    references = serializers.CharField()


class Site(serializers.Serializer[Any]):
    """Whose content this is."""

    name = serializers.CharField(allow_blank=True)
    legal_name = serializers.CharField(allow_null=True)
    logo = serializers.URLField(allow_null=True)
    telephone = serializers.CharField(allow_null=True)
    countries = serializers.ListField(
        child=serializers.CharField(), help_text="ISO 3166-1 alpha-2, of the readers."
    )
    feedback = Feedback()
    locale = serializers.CharField(help_text="Of the labels.")
    locales = serializers.ListField(
        child=serializers.CharField(), help_text="The languages of content, the default first."
    )
    labels = PartLabels()


class Resolved(PageAddress):
    """What stands at a path, or where its readers go."""

    outcome = serializers.ChoiceField(choices=Outcome.choices)
    status = serializers.ChoiceField(
        choices=[HTTPStatus.PERMANENT_REDIRECT.value],
        allow_null=True,
        help_text="Of the redirect that the web site answers with; null for content.",
    )
