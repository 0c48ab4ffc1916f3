"""Drafts of the demo's pages, from fixtures that name rows by key."""

from typing import Any, TypeVar
from uuid import NAMESPACE_URL, uuid5

from articles.drafts import AssociationDraft, CitationDraft, FaqDraft, PageDraft, SectionDraft
from articles.models import (
    CrisisResource,
    Image,
    Kind,
    NoticeVersion,
    Person,
    Topic,
    TreatmentVersion,
)

Json = dict[str, Any]
AnyVersion = TypeVar("AnyVersion", NoticeVersion, TreatmentVersion)


def page_draft(content: Json, topic: Topic) -> PageDraft:
    ids = {
        part["key"]: uuid5(NAMESPACE_URL, f"{content['kind']}/{content['topic']}/{part['key']}")
        for part in [*content["sections"], *content["associations"], *content["faqs"]]
    }
    return PageDraft(
        topic=topic,
        locale=content["locale"],
        title=content["title"],
        slug=content["slug"],
        summary=content["summary"],
        key_points=resolved(content["key_points"]),
        content_flags=content["content_flags"],
        risk_class=content["risk_class"],
        hero_image=_image(content.get("hero_image")),
        hero_caption=content.get("hero_caption", ""),
        sections=[
            SectionDraft(
                uuid=ids[section["key"]],
                aspect=section["aspect"] or "",
                urgency=section["urgency"] or "",
                heading=section["heading"] or "",
                body=resolved(section["body"]),
                notice=_version(NoticeVersion, section["notice"]),
                treatment=_version(TreatmentVersion, section["treatment"]),
            )
            for section in content["sections"]
        ],
        associations=[
            AssociationDraft(
                uuid=ids[association["key"]],
                condition=_condition(association["condition"]),
                name=association["name"],
                strength=association["strength"],
                explanation=resolved(association["explanation"]),
                explanation_on_condition=resolved(association["explanation_on_condition"] or {}),
            )
            for association in content["associations"]
        ],
        associations_notice=_version(NoticeVersion, content["associations_notice"]),
        notices=[_named(NoticeVersion, slug) for slug in content["notices"]],
        faqs=[
            FaqDraft(uuid=ids[faq["key"]], question=faq["question"], answer=resolved(faq["answer"]))
            for faq in content["faqs"]
        ],
        citations=[CitationDraft(**citation) for citation in content["citations"]],
        byline=[Person.objects.get(slug=slug) for slug in content["byline"]],
        outline=[_outline_entry(entry, ids) for entry in content["outline"]],
    )


def _image(name: str | None) -> Image | None:
    """Return the picture that was loaded first from the file of that name."""
    if name is None:
        return None
    found = Image.objects.filter(original_name=name).order_by("uploaded_at", "pk").first()
    if found is None:
        raise LookupError(f"No picture comes from the file {name}.")
    return found


def _condition(name: str) -> Topic:
    """Return the condition of that working name, to be made with the page where there is none."""
    found = Topic.objects.filter(kind=Kind.CONDITION, working_name__iexact=name).first()
    return found or Topic(kind=Kind.CONDITION, working_name=name)


def _version(model: type[AnyVersion], slug: str | None) -> AnyVersion | None:
    return None if slug is None else _named(model, slug)


def _named(model: type[AnyVersion], slug: str) -> AnyVersion:
    """Return the newest version of the notice or treatment with that slug."""
    versions = model._default_manager.filter(**{f"{model.OF}__slug": slug}).order_by("-number")
    found = versions.first()
    if found is None:
        raise LookupError(f"There is no {model.OF} “{slug}”.")
    return found


def _outline_entry(entry: str, ids: Json) -> dict[str, str]:
    part, _, key = entry.partition(":")
    return {"part": part, "id": str(ids[key])} if key else {"part": part}


def resolved(node: Any) -> Any:
    """Put uuids in place of the keys by which fixtures name crisis resources and topics."""
    if isinstance(node, list):
        return [resolved(item) for item in node]
    if not isinstance(node, dict):
        return node
    if node.get("type") == "crisisLine":
        resource = CrisisResource.objects.get(slug=node["attrs"]["resource"])
        return {**node, "attrs": {"resource": str(resource.uuid)}}
    if node.get("type") == "pageLink":
        kind, _, name = node["attrs"]["topic"].partition(":")
        topic = Topic.objects.get(kind=Kind(kind), working_name__iexact=name)
        return {**node, "attrs": {**node["attrs"], "topic": str(topic.uuid)}}
    return {key: resolved(value) for key, value in node.items()}
