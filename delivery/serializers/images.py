"""Pictures. Those in texts are blocks: their shape comes from ``articles.richtext.contract``."""

from typing import Any

from rest_framework import serializers

from articles.pictures import PictureFormat


class Rendition(serializers.Serializer[Any]):
    url = serializers.URLField()
    width = serializers.IntegerField(min_value=1)
    height = serializers.IntegerField(min_value=1)
    format = serializers.ChoiceField(choices=PictureFormat.choices)


class FocalPoint(serializers.Serializer[Any]):
    """What must stay in the picture where it is cut: percent from the left and from the top."""

    x = serializers.IntegerField(min_value=0, max_value=100)
    y = serializers.IntegerField(min_value=0, max_value=100)


class CardImage(serializers.Serializer[Any]):
    alt = serializers.CharField(
        allow_blank=True, help_text="Empty for a picture that is decorative."
    )
    credit = serializers.CharField(allow_null=True)
    width = serializers.IntegerField(min_value=1)
    height = serializers.IntegerField(min_value=1)
    thumbhash = serializers.CharField(
        allow_null=True, help_text="A blur to show until the picture has come (ThumbHash, base64)."
    )
    focal_point = FocalPoint()
    renditions = Rendition(
        many=True, help_text="The lightest format first, each from narrow to wide; at least one."
    )


class HeroImage(CardImage):
    caption = serializers.CharField(allow_null=True, help_text="Signed with the page.")


class Images(serializers.Serializer[Any]):
    hero = HeroImage(allow_null=True)
