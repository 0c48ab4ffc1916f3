"""Whom a reader in a crisis can reach."""

from typing import Any

from rest_framework import serializers


class CrisisResource(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    slug = serializers.CharField()
    country = serializers.CharField(help_text="ISO 3166-1 alpha-2.")
    name = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    phone = serializers.CharField(allow_null=True)
    sms = serializers.CharField(allow_null=True)
    sms_body = serializers.CharField(allow_null=True)
    chat_url = serializers.URLField(allow_null=True)
    hours = serializers.CharField()
    audience = serializers.CharField(allow_null=True)
    languages = serializers.ListField(child=serializers.CharField())
