"""Reading a snapshot in the order in which a reader meets it."""

from collections.abc import Iterator
from typing import Any

from articles import richtext
from articles.outline import OutlinePart
from articles.snapshots import Snapshot

Json = dict[str, Any]


def sections_in_order(snapshot: Snapshot) -> list[Json]:
    """The sections as the outline orders them."""
    by_id = {section["id"]: section for section in snapshot.clinical.get("sections", [])}
    outline = snapshot.clinical.get("outline", [])
    return [by_id[entry["id"]] for entry in outline if entry["part"] == OutlinePart.SECTION]


def rich_texts(snapshot: Snapshot) -> Iterator[Json]:
    """Every rich text of the page, in reading order."""
    sections = {section["id"]: section for section in snapshot.clinical.get("sections", [])}
    for entry in snapshot.clinical.get("outline", []):
        if entry["part"] == OutlinePart.KEY_POINTS:
            yield snapshot.clinical.get("key_points", {})
        elif entry["part"] == OutlinePart.SECTION:
            yield sections[entry["id"]].get("body", {})
        elif entry["part"] == OutlinePart.FAQS:
            yield from (faq["answer"] for faq in snapshot.clinical.get("faqs", []))


def citation_keys_in_order(snapshot: Snapshot) -> list[str]:
    """The page's citations by first mark in reading order, then the unmarked ones by position."""
    listed = [citation["key"] for citation in snapshot.clinical.get("citations", [])]
    marked = [key for text in rich_texts(snapshot) for key in richtext.citation_keys(text)]
    return list(dict.fromkeys([*marked, *listed]))


def crisis_resources_named(snapshot: Snapshot) -> set[str]:
    """The uuids of the crisis resources that the page's own words name."""
    return {
        resource
        for text in rich_texts(snapshot)
        for resource in richtext.crisis_line_resources(text)
    }


def words(snapshot: Snapshot) -> int:
    """How many words a reader reads: title and notes on sources are not counted."""
    clinical = snapshot.clinical
    headings = [section.get("heading", "") for section in clinical.get("sections", [])]
    questions = [faq["question"] for faq in clinical.get("faqs", [])]
    plain = [clinical.get("summary", ""), *headings, *questions]
    return sum(len(text.split()) for text in plain) + sum(map(richtext.words, rich_texts(snapshot)))
