"""Nodes, marks and attributes that nobody knows."""

import pytest

from tests.articles.richtext_refusals import refused
from tests.articles.richtext_strategies import bullets, citation, doc, mark, node, paragraph, text


@pytest.mark.parametrize("document", ["<p>Shame</p>", [], [1], 7, True, ""])
def test_what_is_no_json_object(document):
    assert refused(document) == (
        "rich_text_not_json_object",
        "The text: it must be a JSON object, the document of the editor.",
    )


def test_unknown_node():
    assert refused(doc(paragraph("One"), bullets("Two"), node("table"))) == (
        "rich_text_unknown_node",
        "Block 3: 'table' cannot be used here. Remove it, or write it as paragraphs or a list.",
    )


@pytest.mark.parametrize("name", [None, 7, [], {}, "image", "codeBlock", "Doc"])
def test_other_unknown_nodes(name):
    assert refused(doc({"type": name}))[0] == "rich_text_unknown_node"


def test_unknown_mark():
    assert refused(doc(node("blockquote", paragraph(text("One", "underline"))))) == (
        "rich_text_unknown_mark",
        "Block 1, block 1: words cannot be marked as 'underline'. Remove that formatting.",
    )


@pytest.mark.parametrize("document", [doc({**citation("pmid:1"), "marks": [{"type": None}]})])
def test_an_unknown_mark_on_a_citation(document):
    assert refused(doc(node("paragraph", *document["content"])))[0] == "rich_text_unknown_mark"


def test_unknown_attribute():
    assert refused(doc(node("bulletList", node("listItem", paragraph("One")), tight=True))) == (
        "rich_text_unknown_attribute",
        "Block 1: the bullet list has no attribute 'tight'. Remove it.",
    )


@pytest.mark.parametrize(
    "block",
    [
        node("paragraph", text("One"), textAlign=None),
        {**paragraph("One"), "class": "x"},
        paragraph({**text("One"), "attrs": {}}),
        paragraph({**node("hardBreak"), "text": "x"}),
        paragraph(text("One", mark("link", href="https://example.org", target="_blank"))),
        paragraph(text("One", {**mark("bold"), "content": []})),
        {7: 7, **paragraph("One")},
    ],
)
def test_other_unknown_attributes(block):
    assert refused(doc(block))[0] == "rich_text_unknown_attribute"


def test_an_unknown_attribute_of_the_document():
    assert refused({**doc(paragraph("One")), "version": 2})[0] == "rich_text_unknown_attribute"
