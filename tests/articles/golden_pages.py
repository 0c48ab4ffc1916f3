"""The pages that the inputs in ``golden/`` describe."""

from uuid import UUID

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
    Citation,
    CrisisResource,
    Image,
    Notice,
    NoticeVersion,
    Page,
    Person,
    Tag,
    Topic,
    Treatment,
    TreatmentVersion,
)
from articles.notices import enter_version
from articles.saving import save_page
from references.models import Reference
from tests.builders import NOW

FIELDS = [
    "locale",
    "title",
    "slug",
    "summary",
    "key_points",
    "content_flags",
    "risk_class",
    "overdue_policy",
    "outline",
]
# What the first inputs do not know yet.
LATER_FIELDS = [
    "article_type",
    "purpose",
    "funding",
    "hero_caption",
    "seo_title",
    "seo_description",
]

VERSIONED = {Notice: "known_notices", Treatment: "known_treatments"}
PINS = {
    "notice": NoticeVersion,
    "treatment": TreatmentVersion,
    "associations_notice": NoticeVersion,
}


def page_of(given, *, by):
    """Save the page that an input describes, beside the rows that it names, all with its uuids."""
    for reference in given["references"]:
        Reference.objects.create(**reference)
    for resource in given["crisis_resources"]:
        CrisisResource.objects.create(country="US", **resource)
    for image in given.get("images", []):
        Image.objects.create(
            **image, format="jpeg", width=1600, height=900, uploaded_by=by, uploaded_at=NOW
        )
    for topic in given["linked_topics"]:
        Topic.objects.create(**topic)
    for model, known in VERSIONED.items():
        for row in given.get(known, []):
            versioned(model, row, by=by)
    page = save_page(draft=draft_of(given, by=by), by=by, at=NOW)
    Page.objects.filter(pk=page.pk).update(uuid=given["page"])
    for key, acknowledged in given["acknowledged"].items():
        Citation.objects.filter(page=page, key=key).update(acknowledged=acknowledged)
    return Page.objects.with_parts().get(pk=page.pk)


def draft_of(given, *, by):
    topic = Topic.objects.create(**given["topic"])
    return PageDraft(
        **{name: given[name] for name in FIELDS},
        **{name: given[name] for name in LATER_FIELDS if name in given},
        topic=topic,
        hero_image=Image.objects.filter(uuid=given.get("hero_image")).first(),
        alternate_names=[
            AlternateNameDraft(name=name) for name in given.get("alternate_names", [])
        ],
        codes=[CodeDraft(**code) for code in given.get("codes", [])],
        sections=[SectionDraft(**pinned(named(section))) for section in given["sections"]],
        notices=[version_of(NoticeVersion, pin) for pin in given.get("notices", [])],
        **pinned({name: given[name] for name in ["associations_notice"] if name in given}),
        associations=[
            AssociationDraft(**{**named(each), "condition": known_topic(each["condition"])})
            for each in given.get("associations", [])
        ],
        faqs=[FaqDraft(**named(faq)) for faq in given["faqs"]],
        calls_to_action=[
            CallToActionDraft(**named(call)) for call in given.get("calls_to_action", [])
        ],
        citations=[CitationDraft(**citation) for citation in given["citations"]],
        about=[known_topic(uuid) for uuid in given.get("about", [])],
        byline=[Person.objects.create(**person) for person in given["byline"]],
        related=[known_topic(uuid) for uuid in given.get("related", [])],
        tags=[Tag.objects.create(**tag) for tag in given.get("tags", [])],
        **translation_of(given, topic, by=by),
    )


def named(part):
    return {**part, "uuid": UUID(part["uuid"])}


def versioned(model, row, *, by):
    """Make a notice or treatment with its versions, through the move that people use."""
    subject = model.objects.create(**{name: row[name] for name in row if name != "versions"})
    for number, content in enumerate(row["versions"]):
        enter_version(subject=subject, content=content, by=by, at=NOW, based_on=number)


def pinned(fields):
    """The fields with versions in place of what names them: a uuid, a slash, a number."""
    pins = {name: version_of(model, fields[name]) for name, model in PINS.items() if name in fields}
    return {**fields, **pins}


def version_of(model, pin):
    uuid, number = pin.split("/")
    return model.objects.get(**{f"{model.OF}__uuid": uuid, "number": number})


def known_topic(uuid):
    return Topic.objects.get(uuid=uuid)


def translation_of(given, topic, *, by):
    """The page that this one translates, made beside it."""
    if "translated_from" not in given:
        return {}
    source = dict(given["translated_from"])
    fingerprint = source.pop("fingerprint")
    uuid = UUID(source.pop("page"))
    page = save_page(draft=PageDraft(topic=topic, locale="en", uuid=uuid, **source), by=by, at=NOW)
    return {"translated_from": page, "translated_fingerprint": fingerprint}
