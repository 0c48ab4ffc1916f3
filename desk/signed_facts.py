"""What a signature covers beside the words that a reader sees, in words."""

from typing import Any

from articles.models import (
    ArticleType,
    CodeMatch,
    CodeSystem,
    ContentFlag,
    Kind,
    Page,
    Purpose,
    RiskClass,
    Topic,
)
from references.models import Standing

Json = dict[str, Any]
Fact = tuple[str, str]


def signed_facts(clinical: Json) -> list[Fact]:
    """Return label and value of each; those that a page may do without only where it has them."""
    flags = [ContentFlag(flag).label for flag in clinical.get("content_flags", [])]
    always = [
        ("Content flags", ", ".join(flags)),
        ("Risk class", _label(RiskClass, clinical, "risk_class", RiskClass.RAISED)),
        ("Purpose", _label(Purpose, clinical, "purpose", Purpose.INFORMATION)),
    ]
    if clinical["kind"] == Kind.ARTICLE:
        kind = _label(ArticleType, clinical, "article_type", ArticleType.BLOG_POST)
        always.append(("Type", kind))
    return always + [(name, value) for name, value in _optional(clinical) if value]


def _optional(clinical: Json) -> list[Fact]:
    return [
        ("Also called", ", ".join(clinical.get("alternate_names", []))),
        ("Codes", "; ".join(map(_code, clinical.get("codes", [])))),
        ("About", _about(clinical.get("about", []))),
        ("Funding", clinical.get("funding", "")),
        # Signed also while the page has no picture, and shown with the next one.
        ("Caption of the picture at the top", clinical.get("hero_caption", "")),
        ("Title for search engines", clinical.get("seo_title", "")),
        ("Description for search engines", clinical.get("seo_description", "")),
        ("Cited although it fell", "; ".join(_fallen(clinical))),
        ("Translation of", _original(clinical.get("translated_from"))),
    ]


def _label(choices: Any, clinical: Json, name: str, default: str) -> str:
    return str(choices(clinical.get(name, default)).label)


def _code(code: Json) -> str:
    named = f"{CodeSystem(code['system']).label} {code['code']}"
    shown = f"{named} ({code['display']})" if code.get("display") else named
    match = CodeMatch(code.get("match", CodeMatch.EXACT))
    return shown if match == CodeMatch.EXACT else f"{shown}, {match.label.lower()}"


def _about(uuids: list[str]) -> str:
    names = {str(topic.uuid): topic.working_name for topic in Topic.objects.filter(uuid__in=uuids)}
    return ", ".join(names.get(uuid, uuid) for uuid in uuids)


def _fallen(clinical: Json) -> list[str]:
    """The works whose fall the page acknowledges, each with what it says of that."""
    acknowledged = [
        (citation["key"], citation["acknowledged"])
        for citation in clinical.get("citations", [])
        if citation.get("acknowledged")
    ]
    return [
        f"{key} ({Standing(said['standing']).label.lower()}): {said['reason']}"
        for key, said in acknowledged
    ]


def _original(source: Json | None) -> str:
    if not source:
        return ""
    page = Page.objects.filter(uuid=source["page"]).first()
    return f"{page} ({page.locale})" if page else str(source["page"])
