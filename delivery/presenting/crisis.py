"""Crisis resources as readers get them."""

from typing import Any

from articles.models import CrisisResourceVersion

Json = dict[str, Any]


def present_crisis_resource(version: CrisisResourceVersion) -> Json:
    return {
        "id": str(version.resource.uuid),
        "slug": version.resource.slug,
        "country": version.resource.country,
        "name": version.name,
        "label": version.label,
        "phone": version.phone or None,
        "sms": version.sms or None,
        "sms_body": version.sms_body or None,
        "chat_url": version.chat_url or None,
        "hours": version.hours,
        "audience": version.audience or None,
        "languages": version.languages,
    }
