"""docs/rich-text.md says all that the contract says, and nothing else."""

import re
from html.parser import HTMLParser

import pytest
from django.conf import settings

from articles.models import Kind
from articles.richtext import render_blocks, render_html
from articles.richtext.contract import BLOCKS, INLINE, LIST_ITEM, MARKS
from tests.articles.richtext_whole import DOCUMENT, RESOLVED

DOCS = (settings.BASE_DIR / "docs/rich-text.md").read_text(encoding="utf-8")
CONTRACT = {
    "Blocks": {**BLOCKS, "listItem": LIST_ITEM},
    "Inline nodes": INLINE,
    "Marks": MARKS,
}
KINDS = [(heading, name) for heading, kinds in CONTRACT.items() for name in kinds]
QUOTED = re.compile(r"`([^`]+)`")


def section(heading):
    return DOCS.split(f"\n## {heading}\n")[1].split("\n## ")[0]


def table(heading):
    """The rows of a section's table by type: the cells behind it."""
    rows = re.findall(r"^\| `(\w+)` \|(.*)\|$", section(heading), re.MULTILINE)
    return {name: [cell.strip() for cell in cells.split("|")] for name, cells in rows}


@pytest.mark.parametrize("heading", CONTRACT)
def test_every_type_is_described_and_no_other(heading):
    assert set(table(heading)) == set(CONTRACT[heading])


@pytest.mark.parametrize(("heading", "name"), KINDS)
def test_every_key_and_value_is_described_and_no_other(heading, name):
    shape = CONTRACT[heading][name]
    keys = {key: value for key, value in shape["properties"].items() if key != "type"}
    assert set(shape["required"]) == {"type", *keys}
    values = {word for key in keys.values() for word in key.get("enum", []) if str(word) == word}
    assert set(QUOTED.findall(table(heading)[name][0])) == {*keys, *values}


def test_a_page_link_leads_to_a_page_of_any_kind():
    assert MARKS["pageLink"]["properties"]["kind"]["enum"] == Kind.values


def test_the_keys_of_a_rendition_are_described():
    rendition = BLOCKS["figure"]["properties"]["renditions"]["items"]
    words = re.search(r"`renditions` are (.*?): the lightest", DOCS, re.DOTALL)[1]
    formats = rendition["properties"]["format"]["enum"]
    assert set(QUOTED.findall(words)) == {*rendition["properties"], *formats}


def test_every_element_and_attribute_is_described_and_no_other():
    reader = Reader()
    reader.feed(render_html(DOCUMENT, RESOLVED))
    told = " ".join(QUOTED.findall("".join(section(heading) for heading in CONTRACT)))
    elements = re.findall(r"<(\w+)([^>]*)>", told)
    assert {tag for tag, _ in elements} == reader.tags
    assert {
        (tag, name)
        for tag, attributes in elements
        for name in re.sub(r'="[^"]*"', "", attributes).split()
    } == reader.attributes


def test_the_whole_document_holds_every_type():
    found = set(types(render_blocks(DOCUMENT, RESOLVED)))
    assert found == {name for kinds in CONTRACT.values() for name in kinds}


def test_the_renderer_has_forty_lines():
    (code,) = re.findall(r"```ts\n(.*?)```", DOCS, re.DOTALL)
    assert len(code.splitlines()) <= 40


def types(nodes):
    for node in nodes:
        yield node["type"]
        yield from types(node.get("content", []))
        yield from types(node.get("marks", []))


class Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.attributes = set(), set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {(tag, name) for name, _ in attrs}
