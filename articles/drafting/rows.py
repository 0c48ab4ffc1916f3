"""Each row of a draft held against its model, and the page against its neighbours."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import models

from articles.drafts import PageDraft
from articles.faults import Faults
from articles.models import (
    AlternateName,
    Aspect,
    Association,
    CallToAction,
    Citation,
    Code,
    Faq,
    Kind,
    Page,
    Section,
)

# The columns of a page that a draft sets; parts and bookkeeping are written apart.
PAGE_FIELDS = [
    "title",
    "slug",
    "summary",
    "key_points",
    "content_flags",
    "risk_class",
    "overdue_policy",
    "article_type",
    "purpose",
    "funding",
    "hero_image",
    "hero_caption",
    "seo_title",
    "seo_description",
    "translated_from",
    "translated_fingerprint",
    "associations_notice",
    "outline",
]
# Columns of the page and its parts that hold rows: looked at together, and not one by one.
ROWS = {"translated_from", "hero_image", "associations_notice", "condition", "notice", "treatment"}
PART_MODELS: dict[str, type[models.Model]] = {
    "alternate_names": AlternateName,
    "codes": Code,
    "sections": Section,
    "associations": Association,
    "faqs": Faq,
    "calls_to_action": CallToAction,
    "citations": Citation,
}
# By part, what makes two of them the same, and what to say then.
ONCE = {
    "alternate_names": (("name",), "This name is there twice: take one out."),
    "codes": (("system", "code"), "This code is there twice: take one out."),
    "associations": (("condition",), "This page already speaks of this condition."),
}


def check_rows(draft: PageDraft, page: Page | None, faults: Faults) -> None:
    """Let each model check its own fields; what the move itself sets is left out."""
    set_here = set(PAGE_FIELDS) - ROWS
    refused = {name for name in set_here if faults.stand_at(name)}
    with faults.at(""):
        row = Page(**{name: getattr(draft, name) for name in set_here})
        named = {field.name for field in Page._meta.fields}
        row.clean_fields(exclude=(named - set_here) | refused)
    for part, model in PART_MODELS.items():
        _check_part(part, model, getattr(draft, part), page, faults)
    _check_kind(draft, faults)
    _check_conditions(draft, page, faults)
    _check_urgency(draft, faults)
    _check_topics(draft, faults)
    _check_translation(draft, faults)


def check_slug(draft: PageDraft, page: Page | None, faults: Faults) -> None:
    """Collect a locale that is none of the site's, a slug that is taken, a second page."""
    if draft.locale not in settings.CONTENT_LOCALES:
        faults.add("locale", "Choose one of the site's languages.", code="unknown_locale")
        return
    others = Page.objects.filter(locale=draft.locale)
    if page:
        others = others.exclude(pk=page.pk)
    # A refused slug may hold what no database can be asked for.
    refused = faults.stand_at("slug")
    if not refused and others.filter(kind=draft.topic.kind, slug=draft.slug).exists():
        faults.add(
            "slug", "Another page already has this slug: choose a new one.", code="duplicate_slug"
        )
    if not draft.topic._state.adding and others.filter(topic=draft.topic).exists():
        faults.add(
            "topic",
            "This topic already has a page in this language: edit that page.",
            code="duplicate_page",
        )


def _check_part(
    part: str, model: type[models.Model], drafts: Sequence[Any], page: Page | None, faults: Faults
) -> None:
    rows = [model(**vars(values)) for values in drafts]
    for index, row in enumerate(rows):
        place = f"{part}.{index}"
        # What was refused on reading is not looked at again, and topics are looked at together.
        refused = [name for name in vars(drafts[index]) if faults.stand_at(f"{place}.{name}")]
        with faults.at(place):
            row.clean_fields(exclude=["page", *ROWS, *refused])
    if drafts and hasattr(drafts[0], "uuid"):
        _check_uuids(part, model, [draft.uuid for draft in drafts], page, faults)
    if part in ONCE:
        _check_once(part, drafts, faults)


def _check_uuids(
    part: str, model: type[models.Model], uuids: Sequence[Any], page: Page | None, faults: Faults
) -> None:
    of_others = model._default_manager.filter(uuid__in=uuids).exclude(page=page)
    elsewhere = set(of_others.values_list("uuid", flat=True))
    for index, uuid in enumerate(uuids):
        place = f"{part}.{index}"
        if uuid in elsewhere:
            faults.add(place, "This part belongs to another page.", code="part_of_another_page")
        if uuid in uuids[:index]:
            faults.add(place, "This part is there twice: take one out.", code="part_twice")


def _check_once(part: str, drafts: Sequence[Any], faults: Faults) -> None:
    names, message = ONCE[part]
    seen = []
    for index, draft in enumerate(drafts):
        key = [getattr(draft, name) for name in names]
        if key in seen:
            faults.add(f"{part}.{index}.{names[-1]}", message, code="part_twice")
        seen.append(key)


def _check_kind(draft: PageDraft, faults: Faults) -> None:
    kind = draft.topic.kind
    if kind != Kind.ARTICLE and draft.article_type:
        faults.add("article_type", "Only an article has a type.", code="not_for_this_kind")
    if kind != Kind.ARTICLE and draft.about:
        faults.add("about", "Only an article is about other topics.", code="not_for_this_kind")
    if kind != Kind.SYMPTOM and draft.associations:
        faults.add(
            "associations",
            "Associations belong to symptom pages: write this one on the symptom's page.",
            code="not_for_this_kind",
        )
    if kind == Kind.ARTICLE and draft.associations_notice:
        faults.add(
            "associations_notice",
            "An article has no associations: choose the notice for the page or for a section.",
            code="not_for_this_kind",
        )


def _check_urgency(draft: PageDraft, faults: Faults) -> None:
    for index, section in enumerate(draft.sections):
        if section.urgency and section.aspect != Aspect.SEE_DOCTOR:
            faults.add(
                f"sections.{index}.urgency",
                "Only a section on when to seek help has an urgency: leave it empty here.",
                code="urgency_is_for_see_doctor",
            )


def _check_conditions(draft: PageDraft, page: Page | None, faults: Faults) -> None:
    stored = dict(Association.objects.filter(page=page).values_list("uuid", "condition"))
    for index, association in enumerate(draft.associations):
        place = f"associations.{index}.condition"
        if association.condition.kind != Kind.CONDITION:
            faults.add(place, "Choose a condition.", code="not_a_condition")
        if stored.get(association.uuid, association.condition.pk) != association.condition.pk:
            faults.add(
                place,
                "An association keeps its condition: take this one out and add another.",
                code="condition_is_fixed",
            )


def _check_topics(draft: PageDraft, faults: Faults) -> None:
    for name in ("about", "related"):
        for index, topic in enumerate(getattr(draft, name)):
            if topic == draft.topic:
                faults.add(f"{name}.{index}", "This is the page itself.", code="own_topic")
    for name in ("about", "related", "byline"):
        rows: list[models.Model] = getattr(draft, name)
        for index, row in enumerate(rows):
            if row in rows[:index]:
                faults.add(
                    f"{name}.{index}", "This is there twice: take one out.", code="part_twice"
                )


def _check_translation(draft: PageDraft, faults: Faults) -> None:
    source = draft.translated_from
    if source and (source.topic_id != draft.topic.pk or source.locale == draft.locale):
        faults.add(
            "translated_from",
            "A page is translated from one on the same topic in another language.",
            code="not_a_translation",
        )
    if bool(source) != bool(draft.translated_fingerprint):
        faults.add(
            "translated_from",
            "Name the page that was translated together with the fingerprint that it had then.",
            code="translation_without_fingerprint",
        )
