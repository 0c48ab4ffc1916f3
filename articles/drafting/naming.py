"""What a draft names (works, topics, crisis resources, pictures), held against what there is."""

from collections.abc import Collection, Iterator
from typing import Any
from uuid import UUID

from articles import richtext
from articles.drafts import PageDraft, RichText
from articles.faults import Faults
from articles.models import CrisisResource, Image, TargetKind, Topic
from references.models import Reference


def check_what_is_named(draft: PageDraft, faults: Faults) -> None:
    """Check works, topics, crisis resources and pictures that the words name.

    In a fixed number of queries.
    """
    documents = dict(_documents(draft))
    cited = [citation.key for citation in draft.citations]
    sound = [
        key for index, key in enumerate(cited) if not faults.stand_at(f"citations.{index}.key")
    ]
    known_works = Reference.objects.by_keys(sound)
    for index, key in enumerate(cited):
        _check_citation(key, f"citations.{index}.key", cited[:index], known_works, faults)
    check_texts(documents, faults, cited=set(cited))
    _check_figures(documents, faults)
    _check_targets(draft, faults)


def check_texts(
    documents: dict[str, RichText], faults: Faults, *, cited: Collection[str] = ()
) -> None:
    """Check what texts, by their places, name: works among ``cited``, topics, crisis resources."""
    known_topics = _known(Topic, richtext.page_link_topics, documents)
    known_crisis = _known(CrisisResource, richtext.crisis_line_resources, documents)
    for place, document in documents.items():
        _check_document(place, document, cited, known_topics, known_crisis, faults)


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
    cited: Collection[str],
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


def _check_figures(documents: dict[str, RichText], faults: Faults) -> None:
    figures = [
        (place, item) for place, text in documents.items() for item in richtext.figures(text)
    ]
    uuids = {item["image"] for _, item in figures}
    # Locked in one order: none of them is deleted before the page is written.
    rows = Image.objects.select_for_update().filter(uuid__in=uuids).order_by("pk")
    images = {str(image.uuid): image for image in rows}
    for place, figure in figures:
        image = images.get(figure["image"])
        if image is None:
            faults.add(
                place,
                "A picture in the text does not exist: choose another.",
                code="unknown_image",
                image=figure["image"],
            )
        elif not figure["alt"] and not image.decorative:
            faults.add(
                place,
                "The picture “%(image)s” has no alt text here: say what it shows.",
                code="figure_without_alt_text",
                image=str(image),
            )


def _documents(draft: PageDraft) -> Iterator[tuple[str, RichText]]:
    yield "key_points", draft.key_points
    for index, section in enumerate(draft.sections):
        yield f"sections.{index}.body", section.body
    for index, association in enumerate(draft.associations):
        yield f"associations.{index}.explanation", association.explanation
        yield (
            f"associations.{index}.explanation_on_condition",
            association.explanation_on_condition,
        )
    for index, faq in enumerate(draft.faqs):
        yield f"faqs.{index}.answer", faq.answer
    for index, call in enumerate(draft.calls_to_action):
        yield f"calls_to_action.{index}.text", call.text


def _known(model: Any, named: Any, documents: dict[str, RichText]) -> set[str]:
    uuids = {uuid for document in documents.values() for uuid in named(document)}
    return {
        str(uuid) for uuid in model.objects.filter(uuid__in=uuids).values_list("uuid", flat=True)
    }


def _check_targets(draft: PageDraft, faults: Faults) -> None:
    """Hold the pages that calls to action lead to against the topics that there are."""
    targets = {
        index: call.target
        for index, call in enumerate(draft.calls_to_action)
        if call.target_kind == TargetKind.PAGE
    }
    uuids = {index: _uuid(target) for index, target in targets.items()}
    known = set(
        Topic.objects.filter(uuid__in=[uuid for uuid in uuids.values() if uuid]).values_list(
            "uuid", flat=True
        )
    )
    for index, uuid in uuids.items():
        if uuid not in known:
            faults.add(
                f"calls_to_action.{index}.target",
                "This page does not exist: choose another.",
                code="unknown_topic",
                topic=targets[index],
            )


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
