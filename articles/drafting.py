"""What makes a draft a page that may be stored: normal form, known works, topics and numbers."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.core.validators import MaxLengthValidator

from articles import richtext
from articles.canonical import canonical_value
from articles.drafts import CitationDraft, FaqDraft, PageDraft, RichText, SectionDraft
from articles.faults import Faults
from articles.models import Aspect, Citation, CrisisResource, Faq, Page, Section, Topic
from articles.outline import completed_outline, usual_outline
from articles.richtext import Profile
from references.identifiers import canonical_key
from references.models import Reference

# The columns of a page that a draft sets; parts and bookkeeping are written apart.
PAGE_FIELDS = [
    "title",
    "slug",
    "summary",
    "key_points",
    "content_flags",
    "risk_class",
    "overdue_policy",
    "outline",
]

# A TextField leaves its max_length to forms, and not every door is a form.
check_long_text = MaxLengthValidator(600)


def checked(draft: PageDraft, *, page: Page | None) -> PageDraft:
    """Return the draft in normal form, or raise every fault that it has at its place."""
    faults = Faults()
    normal = _normalised(draft, faults)
    _check_rows(normal, page, faults)
    _check_what_is_named(normal, faults)
    _check_slug(normal, page, faults)
    faults.raise_if_any()
    return replace(normal, outline=_outline(normal, faults))


def _normalised(draft: PageDraft, faults: Faults) -> PageDraft:
    return replace(
        draft,
        title=_text(draft.title, "title", faults),
        summary=_long_text(draft.summary, "summary", faults),
        key_points=_rich(draft.key_points, "key_points", Profile.KEY_POINTS, faults),
        content_flags=sorted(set(draft.content_flags)),
        sections=[_section(section, index, faults) for index, section in enumerate(draft.sections)],
        faqs=[_faq(faq, index, faults) for index, faq in enumerate(draft.faqs)],
        citations=[_citation(cited, index, faults) for index, cited in enumerate(draft.citations)],
    )


def _section(section: SectionDraft, index: int, faults: Faults) -> SectionDraft:
    place = f"sections.{index}"
    return replace(
        section,
        heading=_text(section.heading, f"{place}.heading", faults),
        body=_rich(section.body, f"{place}.body", Profile.BODY, faults),
    )


def _faq(faq: FaqDraft, index: int, faults: Faults) -> FaqDraft:
    place = f"faqs.{index}"
    return replace(
        faq,
        question=_text(faq.question, f"{place}.question", faults),
        answer=_rich(faq.answer, f"{place}.answer", Profile.ANSWER, faults),
    )


def _citation(citation: CitationDraft, index: int, faults: Faults) -> CitationDraft:
    place = f"citations.{index}"
    key = faults.attempt(
        f"{place}.key", lambda: canonical_key(citation.key), otherwise=citation.key
    )
    return replace(citation, key=key, note=_long_text(citation.note, f"{place}.note", faults))


def _text(text: str, place: str, faults: Faults) -> str:
    return faults.attempt(place, lambda: str(canonical_value(text)).strip(), otherwise=text)


def _long_text(text: str, place: str, faults: Faults) -> str:
    checked = _text(text, place, faults)
    with faults.at(place):
        check_long_text(checked)
    return checked


def _rich(document: RichText, place: str, profile: Profile, faults: Faults) -> RichText:
    return faults.attempt(
        place, lambda: richtext.normalise(document, profile=profile), otherwise={}
    )


def _check_rows(draft: PageDraft, page: Page | None, faults: Faults) -> None:
    """Let each model check its own fields; what the move itself sets is left out."""
    with faults.at(""):
        row = Page(**{name: getattr(draft, name) for name in PAGE_FIELDS})
        row.clean_fields(exclude={field.name for field in Page._meta.fields} - set(PAGE_FIELDS))
    _check_parts("sections", Section, draft.sections, page, faults)
    _check_parts("faqs", Faq, draft.faqs, page, faults)
    _check_parts("citations", Citation, draft.citations, None, faults)
    for index, section in enumerate(draft.sections):
        if section.urgency and section.aspect != Aspect.SEE_DOCTOR:
            faults.add(
                f"sections.{index}.urgency",
                "Only a section on when to seek help has an urgency: leave it empty here.",
                code="urgency_is_for_see_doctor",
            )


def _check_parts(
    part: str,
    model: type[Section | Faq | Citation],
    drafts: Sequence[SectionDraft | FaqDraft | CitationDraft],
    page: Page | None,
    faults: Faults,
) -> None:
    rows = [model(**vars(values)) for values in drafts]
    elsewhere = set(
        model._default_manager.filter(uuid__in=[row.uuid for row in rows])
        .exclude(page=page)
        .values_list("uuid", flat=True)
    )
    for index, row in enumerate(rows):
        place = f"{part}.{index}"
        # What was refused on reading is not looked at again.
        refused = [name for name in vars(drafts[index]) if faults.stand_at(f"{place}.{name}")]
        with faults.at(place):
            row.clean_fields(exclude=["page", *refused])
        if row.uuid in elsewhere:
            faults.add(place, "This part belongs to another page.", code="part_of_another_page")
        if row.uuid in [earlier.uuid for earlier in rows[:index]]:
            faults.add(place, "This part is there twice: take one out.", code="part_twice")


def _check_slug(draft: PageDraft, page: Page | None, faults: Faults) -> None:
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


def _check_what_is_named(draft: PageDraft, faults: Faults) -> None:
    """Check works, topics and crisis resources that the words name, in a fixed number of queries."""
    documents = dict(_documents(draft))
    cited = [citation.key for citation in draft.citations]
    sound = [
        key for index, key in enumerate(cited) if not faults.stand_at(f"citations.{index}.key")
    ]
    known_works = Reference.objects.by_keys(sound)
    known_topics = _known(Topic, richtext.page_link_topics, documents)
    known_crisis = _known(CrisisResource, richtext.crisis_line_resources, documents)
    for index, key in enumerate(cited):
        _check_citation(key, f"citations.{index}.key", cited[:index], known_works, faults)
    for place, document in documents.items():
        _check_document(place, document, set(cited), known_topics, known_crisis, faults)


def _check_citation(
    key: str, place: str, earlier: list[str], known: dict[str, Reference], faults: Faults
) -> None:
    work = known.get(key)
    if key in earlier or (work and work in map(known.get, earlier)):
        faults.add(place, "This page already cites this work.", code="duplicate_citation")
    if not work and not faults.stand_at(place):
        faults.add(
            place,
            "No reference has this identifier: add the work under References first.",
            code="unknown_reference",
        )


def _check_document(
    place: str,
    document: RichText,
    cited: set[str],
    topics: set[str],
    crisis: set[str],
    faults: Faults,
) -> None:
    for key in richtext.citation_keys(document):
        if key not in cited:
            faults.add(
                place,
                "The text cites %(key)s, which is not among this page's citations: "
                "add it there, or take the mark out.",
                code="citation_not_listed",
                key=key,
            )
    for topic in richtext.page_link_topics(document):
        if topic not in topics:
            faults.add(
                place,
                "A link points at a page that does not exist: take it out.",
                code="unknown_topic",
                topic=topic,
            )
    for resource in richtext.crisis_line_resources(document):
        if resource not in crisis:
            faults.add(
                place,
                "A crisis line names a resource that does not exist: choose another.",
                code="unknown_crisis_resource",
                resource=resource,
            )


def _documents(draft: PageDraft) -> Iterator[tuple[str, RichText]]:
    yield "key_points", draft.key_points
    for index, section in enumerate(draft.sections):
        yield f"sections.{index}.body", section.body
    for index, faq in enumerate(draft.faqs):
        yield f"faqs.{index}.answer", faq.answer


def _known(model: Any, named: Any, documents: dict[str, RichText]) -> set[str]:
    uuids = {uuid for document in documents.values() for uuid in named(document)}
    return {
        str(uuid) for uuid in model.objects.filter(uuid__in=uuids).values_list("uuid", flat=True)
    }


def _outline(draft: PageDraft, faults: Faults) -> list[dict[str, str]]:
    usual = usual_outline(
        section_ids=[str(section.uuid) for section in draft.sections],
        key_points=bool(draft.key_points),
        faqs=bool(draft.faqs),
        references=bool(draft.citations),
    )
    outline: list[dict[str, str]] = []
    with faults.at("outline"):
        outline = completed_outline(draft.outline, usual)
    faults.raise_if_any()
    return outline
