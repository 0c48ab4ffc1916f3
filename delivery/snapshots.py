"""Reading a snapshot in the order in which a reader meets it."""

from collections.abc import Iterator
from typing import Any

from articles import richtext
from articles.frozen import TREATMENT_TEXTS, notices_in, treatments_in
from articles.models import TargetKind
from articles.outline import OutlinePart
from articles.snapshots import Snapshot, documents_of
from delivery.models import LinkRole

Json = dict[str, Any]


def sections_in_order(snapshot: Snapshot) -> list[Json]:
    """The sections as the outline orders them."""
    by_id = {section["id"]: section for section in snapshot.clinical.get("sections", [])}
    outline = snapshot.clinical.get("outline", [])
    return [by_id[entry["id"]] for entry in outline if entry["part"] == OutlinePart.SECTION]


def rich_texts(snapshot: Snapshot) -> Iterator[Json]:
    """Every rich text of the page, in reading order: a notice stands over what it speaks of."""
    sections = {section["id"]: section for section in snapshot.clinical.get("sections", [])}
    calls = {call["id"]: call for call in snapshot.clinical.get("calls_to_action", [])}
    yield from (notice["text"] for notice in snapshot.clinical.get("notices", []))
    for entry in snapshot.clinical.get("outline", []):
        if entry["part"] == OutlinePart.KEY_POINTS:
            yield snapshot.clinical.get("key_points", {})
        elif entry["part"] == OutlinePart.SECTION:
            yield from _section_texts(sections[entry["id"]])
        elif entry["part"] == OutlinePart.ASSOCIATIONS:
            yield snapshot.clinical.get("associations_notice", {}).get("text", {})
            yield from (item["explanation"] for item in snapshot.clinical.get("associations", []))
        elif entry["part"] == OutlinePart.FAQS:
            yield from (faq["answer"] for faq in snapshot.clinical.get("faqs", []))
        elif entry["part"] == OutlinePart.CALL_TO_ACTION:
            yield calls[entry["id"]].get("text", {})


def _section_texts(section: Json) -> Iterator[Json]:
    yield section.get("notice", {}).get("text", {})
    yield section.get("body", {})
    yield from (section.get("treatment", {}).get(name, {}) for name in TREATMENT_TEXTS)


def citation_keys_in_order(snapshot: Snapshot) -> list[str]:
    """The page's citations by first mark in reading order, then the unmarked ones by position."""
    listed = [citation["key"] for citation in snapshot.clinical.get("citations", [])]
    marked = [key for text in rich_texts(snapshot) for key in richtext.citation_keys(text)]
    return list(dict.fromkeys([*marked, *listed]))


def targets(snapshot: Snapshot) -> dict[str, Json]:
    """Where each call to action leads, by its id: signed with the words, or the publisher's."""
    signed = {
        call["id"]: call["target"]
        for call in snapshot.clinical.get("calls_to_action", [])
        if "target" in call
    }
    return {**snapshot.presentation.get("targets", {}), **signed}


def topics_named(snapshot: Snapshot) -> dict[LinkRole, set[str]]:
    """The uuids of the topics that the page names, by role; its own is none of them."""
    clinical, presentation = snapshot.clinical, snapshot.presentation
    documents = documents_of(clinical)
    named = {
        LinkRole.ASSOCIATION: {item["condition"] for item in clinical.get("associations", [])},
        LinkRole.ABOUT: set(clinical.get("about", [])),
        LinkRole.RELATED: set(presentation.get("related", [])),
        LinkRole.TEXT: {topic for text in documents for topic in richtext.page_link_topics(text)},
        LinkRole.TARGET: {
            target["target"]
            for target in targets(snapshot).values()
            if target["kind"] == TargetKind.PAGE
        },
    }
    return {role: topics - {clinical["topic"]} for role, topics in named.items()}


def shown_on_condition(association: Json) -> Json:
    """The text that the condition's page shows of a symptom page's association."""
    text: Json = association.get("explanation_on_condition") or association["explanation"]
    return text


def crisis_resources_named(snapshot: Snapshot) -> set[str]:
    """The uuids of the crisis resources that the page's own words name."""
    return {
        resource
        for text in documents_of(snapshot.clinical)
        for resource in richtext.crisis_line_resources(text)
    }


def words(snapshot: Snapshot) -> int:
    """How many words a reader reads: title and notes on sources are not counted."""
    clinical = snapshot.clinical
    headings = [section.get("heading", "") for section in clinical.get("sections", [])]
    questions = [faq["question"] for faq in clinical.get("faqs", [])]
    calls = [call.get("heading", "") for call in clinical.get("calls_to_action", [])]
    notices = [notice.get("heading", "") for notice in notices_in(clinical)]
    treatments = [treatment["title"] for treatment in treatments_in(clinical)]
    plain = [clinical.get("summary", ""), *headings, *questions, *calls, *notices, *treatments]
    return sum(len(text.split()) for text in plain) + sum(map(richtext.words, rich_texts(snapshot)))
