"""Markdown of the fixtures as rich text."""

import pytest

from articles.richtext import normalise
from cms.demo.markdown import rich_text

UUIDS = {("symptom", "shame"): "11", ("crisis", "us-988"): "22"}


def read(markdown):
    return rich_text(markdown, lambda scheme, name: UUIDS[scheme, name]).get("content", [])


def text(words, *marks):
    node = {"type": "text", "text": words}
    return node | {"marks": list(marks)} if marks else node


def paragraph(*nodes):
    return {"type": "paragraph", "content": list(nodes)}


def test_nothing():
    assert rich_text(" \n", lambda scheme, name: "") == {}


def test_paragraphs_with_marks():
    assert read("One **two *three***\nfour.\n\nFive.") == [
        paragraph(
            text("One "),
            text("two ", {"type": "bold"}),
            text("three", {"type": "bold"}, {"type": "italic"}),
            text(" "),
            text("four."),
        ),
        paragraph(text("Five.")),
    ]


def test_a_line_that_ends_by_hand():
    assert read("One\\\ntwo") == [paragraph(text("One"), {"type": "hardBreak"}, text("two"))]


def test_headings_and_rules():
    assert read("### Three\n\n---") == [
        {"type": "heading", "attrs": {"level": 3}, "content": [text("Three")]},
        {"type": "horizontalRule"},
    ]


def test_lists():
    item = {"type": "listItem", "content": [paragraph(text("One"))]}
    assert read("- One") == [{"type": "bulletList", "content": [item]}]
    assert read("1. One") == [{"type": "orderedList", "content": [item]}]
    inner = {"type": "listItem", "content": [paragraph(text("One")), *read("- Two")]}
    assert read("- One\n\n  - Two") == [{"type": "bulletList", "content": [inner]}]


def test_quotations_and_callouts():
    assert read("> Words.") == [{"type": "blockquote", "content": [paragraph(text("Words."))]}]
    callout = {"type": "callout", "attrs": {"tone": "emergency"}}
    words = [paragraph(text("Go now."))]
    assert read("> [!EMERGENCY]\n> Go now.") == [callout | {"content": words}]
    assert read("> [!EMERGENCY]\n>\n> Go now.") == [callout | {"content": words}]
    assert read("> **Bold** words.")[0]["type"] == "blockquote"


@pytest.mark.parametrize(
    "key", ["pmid:30075356", "doi:10.1016/s0140-6736(17)32802-7", "doi:10.1000/a<b>;c"]
)
def test_citation_marks(key):
    address = key.replace("<", "%3C").replace(">", "%3E")
    citation = {"type": "citation", "attrs": {"key": key}}
    assert read(f"So.[]({address}) Yes.") == [paragraph(text("So."), citation, text(" Yes."))]


def test_crisis_lines():
    line = {"type": "crisisLine", "attrs": {"resource": "22"}}
    assert read("Reach out: [](crisis:us-988).") == [
        paragraph(text("Reach out: "), line, text("."))
    ]


def test_links():
    page = {"type": "pageLink", "attrs": {"topic": "11"}}
    assert read("[shame](symptom:shame)") == [paragraph(text("shame", page))]
    part = {"type": "pageLink", "attrs": {"topic": "11", "anchor": "steps"}}
    assert read("[**steps**](symptom:shame#steps)") == [
        paragraph(text("steps", part, {"type": "bold"}))
    ]
    outside = {"type": "link", "attrs": {"href": "https://example.org/a?b=c&d=%20"}}
    assert read("[there](https://example.org/a?b=c&d=%20)") == [paragraph(text("there", outside))]


@pytest.mark.parametrize(
    ("markdown", "said"),
    [
        ("`code`", "code_inline"),
        ("```\ncode\n```", "fence"),
        ("    code", "code_block"),
        ("![alt](picture.jpg)", "image"),
        ("[](https://example.org/)", "without words"),
    ],
)
def test_what_a_rich_text_cannot_hold(markdown, said):
    with pytest.raises(ValueError, match=said):
        read(markdown)


def test_html_is_words():
    assert read("<b>not bold</b>") == [paragraph(text("<b>not bold</b>"))]


def test_a_name_that_leads_nowhere():
    with pytest.raises(KeyError):
        read("[guilt](symptom:guilt)")


def test_it_is_a_rich_text():
    document = rich_text("> [!NOTE]\n> One\n> *two*.\n\n1. Three\n", lambda scheme, name: "")
    assert normalise(document)["content"][0]["content"] == [
        paragraph(text("One "), text("two", {"type": "italic"}), text("."))
    ]
