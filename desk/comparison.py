"""Two versions of a page side by side, in words, with what differs marked."""

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from articles.drafts import PageDraft
from articles.models import Page
from articles.richtext import plain_text
from articles.thawing import draft_of
from desk.part_kinds import PART_LABELS

TOKEN = re.compile(r"\s+|[^\s]+")
# Above it, in words, marking would take longer than a person waits.
MARKED_AT_MOST = 4_000

# By field of the draft: what the form calls it. Those with rows of their own stand below.
FIELDS: Mapping[str, str] = {
    "title": "Title",
    "slug": "Slug",
    "summary": "Summary",
    "key_points": "Key points",
    "content_flags": "Content flags",
    "risk_class": "Risk class",
    "overdue_policy": "Overdue policy",
    "article_type": "Article type",
    "purpose": "Purpose",
    "funding": "Funding",
    "seo_title": "Title for search engines",
    "seo_description": "Description for search engines",
    "alternate_names": "Alternate names",
    "codes": "Codes",
    "hero_image": "Picture at the top",
    "hero_caption": "Caption of the picture at the top",
    "notices": "Notices over the whole page",
    "associations_notice": "Notice over the associations",
    "translated_from": "Translation of",
    "translated_fingerprint": "What the translation translates",
    "citations": "Citations",
    "about": "About",
    "byline": "Byline",
    "related": "Related pages",
    "tags": "Tags",
}
PARTS: Mapping[str, tuple[str, str]] = {
    "sections": ("Section", "heading"),
    "associations": ("Association", "name"),
    "faqs": ("Question", "question"),
    "calls_to_action": ("Call to action", "label"),
}
# What tells nobody anything, or cannot differ.
UNSEEN = ("uuid", "topic", "locale", "outline")
ABSENT = "(not there)"
SAME_WORDS = "(the words are the same, their form or place differs)"


@dataclass(frozen=True)
class Difference:
    """``mine`` and ``theirs`` are HTML; every word in them is escaped."""

    label: str
    mine: SafeString
    theirs: SafeString


@dataclass(frozen=True)
class Comparison:
    """What somebody posted beside what stands in ``page``, which was saved in between."""

    page: Page
    differences: list[Difference]


def compared(page: Page, mine: PageDraft) -> Comparison:
    """Return what was posted for a page beside the page as the database has it now."""
    theirs = draft_of(page)
    # A form has them in the order of its choices, a saved page in this one.
    mine = replace(
        mine,
        content_flags=sorted(mine.content_flags),
        tags=sorted(mine.tags, key=lambda tag: tag.slug),
    )
    found = [_difference(label, before, after) for label, before, after in _pairs(mine, theirs)]
    return Comparison(page=page, differences=found)


def _pairs(mine: PageDraft, theirs: PageDraft) -> Iterator[tuple[str, str, str]]:
    """Yield label and both texts of everything that differs."""
    for name, label in FIELDS.items():
        ours, others = getattr(mine, name), getattr(theirs, name)
        if _text(ours) != _text(others) or (isinstance(ours, dict) and ours != others):
            yield label, _text(ours), _text(others)
    for name, (label, title) in PARTS.items():
        yield from _part_pairs(label, title, getattr(mine, name), getattr(theirs, name))
    if (order := _order(mine)) != (other := _order(theirs)):
        yield "Order of the parts", order, other


def _part_pairs(
    label: str, title: str, mine: Sequence[Any], theirs: Sequence[Any]
) -> Iterator[tuple[str, str, str]]:
    ours = {part.uuid: part for part in mine}
    others = {part.uuid: part for part in theirs}
    for uuid in {**others, **ours}:
        one, other = ours.get(uuid), others.get(uuid)
        if one != other:
            name = getattr(one or other, title)
            yield (f"{label} “{name}”" if name else label), _text(one), _text(other)


def _order(draft: PageDraft) -> str:
    titles = {str(part.uuid): part.heading for part in draft.sections}
    titles |= {str(part.uuid): part.label for part in draft.calls_to_action}
    labels = {str(part): label for part, label in PART_LABELS.items()}
    return "\n".join(
        titles.get(entry.get("id", "")) or labels[entry["part"]] for entry in draft.outline
    )


def _text(value: Any) -> str:
    """Return any value of a draft in words, a line for each of several."""
    if value is None:
        return ABSENT
    if isinstance(value, list):
        return "\n".join(map(_text, value))
    if isinstance(value, dict):
        return plain_text(value) if value.get("type") == "doc" else " ".join(value.values())
    if hasattr(value, "__dataclass_fields__"):
        inside = (getattr(value, field.name) for field in fields(value))
        shown = [_text(item) for item in inside if item and not hasattr(item, "hex")]
        return "\n".join(shown)
    return str(value)


def _difference(label: str, mine: str, theirs: str) -> Difference:
    if mine == theirs:
        same = format_html("{}\n<em>{}</em>", mine, SAME_WORDS)
        return Difference(label, same, same)
    ours, others = TOKEN.findall(mine), TOKEN.findall(theirs)
    if len(ours) + len(others) > MARKED_AT_MOST:
        return Difference(label, format_html("{}", mine), format_html("{}", theirs))
    return Difference(label, *_marked(ours, others))


def _marked(mine: Sequence[str], theirs: Sequence[str]) -> tuple[SafeString, SafeString]:
    """Mark the words that only one of both has."""
    matcher = difflib.SequenceMatcher(None, mine, theirs, autojunk=False)
    left, right = [], []
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        left.append((tag, "".join(mine[start:end])))
        right.append((tag, "".join(theirs[other_start:other_end])))
    return _joined(left), _joined(right)


def _joined(pieces: Sequence[tuple[str, str]]) -> SafeString:
    return format_html_join(
        "",
        "{}",
        (
            (text if tag == "equal" else format_html("<mark>{}</mark>", text),)
            for tag, text in pieces
            if text
        ),
    )
