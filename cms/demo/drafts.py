"""Drafts of the demo's pages, from fixtures that name rows by key."""

from typing import Any, TypeVar
from uuid import NAMESPACE_URL, uuid5

from articles.drafts import (
    AlternateNameDraft,
    AssociationDraft,
    CallToActionDraft,
    CitationDraft,
    CodeDraft,
    FaqDraft,
    PageDraft,
    SectionDraft,
)
from articles.models import (
    CrisisResource,
    Image,
    NoticeVersion,
    Page,
    Person,
    Tag,
    TargetKind,
    Topic,
    TreatmentVersion,
)
from cms.demo.markdown import CRISIS, rich_text

Json = dict[str, Any]
AnyVersion = TypeVar("AnyVersion", NoticeVersion, TreatmentVersion)

PARTS = ("sections", "associations", "faqs", "calls_to_action")
# Handed on as they are, those that are there.
PLAIN = (
    "locale",
    "title",
    "slug",
    "summary",
    "content_flags",
    "risk_class",
    "overdue_policy",
    "article_type",
    "purpose",
    "funding",
    "hero_caption",
    "seo_title",
    "seo_description",
)


class Drafts:
    """``topics`` has each topic by its kind and key, such as ``symptom:shame``."""

    def __init__(self, topics: dict[str, Topic]) -> None:
        self.topics = topics

    def page(self, content: Json) -> PageDraft:
        topic = self.topics[f"{content['kind']}:{content['topic']}"]
        ids = {
            row["key"]: uuid5(NAMESPACE_URL, f"{_address(content)}/{part}/{row['key']}")
            for part in PARTS
            for row in content.get(part, [])
        }
        source = _source(content, topic)
        return PageDraft(
            topic=topic,
            **{name: content[name] for name in PLAIN if name in content},
            key_points=self.text(content.get("key_points")),
            hero_image=_image(content.get("hero_image")),
            translated_from=source,
            translated_fingerprint=source.fingerprint if source else "",
            alternate_names=[
                AlternateNameDraft(name=n) for n in content.get("alternate_names", [])
            ],
            codes=[CodeDraft(**code) for code in content.get("codes", [])],
            sections=[self.section(row, ids) for row in content["sections"]],
            associations=[self.association(row, ids) for row in content.get("associations", [])],
            associations_notice=_version(NoticeVersion, content.get("associations_notice")),
            notices=[_newest(NoticeVersion, slug) for slug in content.get("notices", [])],
            faqs=[
                FaqDraft(
                    uuid=ids[row["key"]], question=row["question"], answer=self.text(row["answer"])
                )
                for row in content.get("faqs", [])
            ],
            calls_to_action=[self.call(row, ids) for row in content.get("calls_to_action", [])],
            citations=[CitationDraft(**row) for row in content.get("citations", [])],
            about=[self.topics[name] for name in content.get("about", [])],
            related=[self.topics[name] for name in content.get("related", [])],
            byline=[Person.objects.get(slug=slug) for slug in content.get("byline", [])],
            tags=[Tag.objects.get(slug=slug) for slug in content.get("tags", [])],
            outline=[_outline_entry(entry, ids) for entry in content["outline"]],
        )

    def section(self, row: Json, ids: Json) -> SectionDraft:
        return SectionDraft(
            uuid=ids[row["key"]],
            aspect=row.get("aspect", ""),
            urgency=row.get("urgency", ""),
            heading=row.get("heading", ""),
            body=self.text(row["body"]),
            notice=_version(NoticeVersion, row.get("notice")),
            treatment=_version(TreatmentVersion, row.get("treatment")),
        )

    def association(self, row: Json, ids: Json) -> AssociationDraft:
        return AssociationDraft(
            uuid=ids[row["key"]],
            condition=self.topics[f"condition:{row['condition']}"],
            name=row["name"],
            strength=row["strength"],
            explanation=self.text(row["explanation"]),
            explanation_on_condition=self.text(row.get("explanation_on_condition")),
        )

    def call(self, row: Json, ids: Json) -> CallToActionDraft:
        is_page = row["target_kind"] == TargetKind.PAGE
        return CallToActionDraft(
            uuid=ids[row["key"]],
            heading=row.get("heading", ""),
            text=self.text(row.get("text")),
            label=row["label"],
            target_kind=row["target_kind"],
            target=str(self.topics[row["target"]].uuid) if is_page else row["target"],
        )

    def text(self, markdown: str | None) -> Json:
        return rich_text(markdown or "", self.uuid)

    def uuid(self, scheme: str, name: str) -> str:
        if scheme == CRISIS:
            return str(CrisisResource.objects.get(slug=name).uuid)
        return str(self.topics[f"{scheme}:{name}"].uuid)


def _address(content: Json) -> str:
    return f"{content['locale']}/{content['kind']}/{content['topic']}"


def _source(content: Json, topic: Topic) -> Page | None:
    locale = content.get("translated_from")
    return Page.objects.get(topic=topic, locale=locale) if locale else None


def _image(name: str | None) -> Image | None:
    """Return the picture that was loaded first from the file of that name."""
    if name is None:
        return None
    found = Image.objects.filter(original_name=name).order_by("uploaded_at", "pk").first()
    if found is None:
        raise LookupError(f"No picture comes from the file {name}.")
    return found


def _version(model: type[AnyVersion], slug: str | None) -> AnyVersion | None:
    return None if slug is None else _newest(model, slug)


def _newest(model: type[AnyVersion], slug: str) -> AnyVersion:
    """Return the newest version of the notice or treatment with that slug."""
    versions = model._default_manager.filter(**{f"{model.OF}__slug": slug}).order_by("-number")
    found = versions.first()
    if found is None:
        raise LookupError(f"There is no {model.OF} “{slug}”.")
    return found


def _outline_entry(entry: str, ids: Json) -> dict[str, str]:
    part, _, key = entry.partition(":")
    return {"part": part, "id": str(ids[key])} if key else {"part": part}
