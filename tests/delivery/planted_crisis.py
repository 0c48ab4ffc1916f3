"""Crisis resources that are served, and versions that nobody has verified."""

from articles.crisis import enter_version
from articles.models import CrisisResource
from tests.builders import NOW, make_crisis_resource


def crisis_content(prefix, digits):
    return {
        "name": f"{prefix}crisisname",
        "label": f"{prefix}crisislabel",
        "phone": f"+1 {digits} 555 0101",
        "sms": f"+1 {digits} 555 0102",
        "sms_body": f"{prefix}crisisword",
        "chat_url": f"https://{prefix}crisischat.example/",
        "hours": f"{prefix}crisishours",
        "audience": f"{prefix}crisisaudience",
        "languages": [f"{prefix}crisislanguage"],
    }


def plant_crisis_resources(cast):
    """One that is served, with a newer version that nobody has verified, and two that are not."""
    served = make_crisis_resource(
        entered_by=cast.editor,
        verified_by=cast.administrator,
        **crisis_content("open", "800"),
    )
    secret = crisis_content("leak", "999")
    enter_version(resource=served, content=secret, by=cast.editor, at=NOW)
    unverified = make_crisis_resource(entered_by=cast.editor, **secret)
    retired = make_crisis_resource(entered_by=cast.editor, verified_by=cast.administrator, **secret)
    CrisisResource.objects.filter(pk=unverified.pk).update(slug="leakunverified")
    CrisisResource.objects.filter(pk=retired.pk).update(slug="leakretired", retired_at=NOW)
