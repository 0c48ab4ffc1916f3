"""Markdown: that a CommonMark parser reads back what the HTML says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from articles.richtext import CrisisLine, Resolved, normalise, render_html, render_markdown
from articles.richtext.contract import BLOCKS
from articles.richtext.markdown import BLOCKS as RENDERED
from tests.articles.richtext_reading import read_html, resolved_for
from tests.articles.richtext_strategies import (
    MARKS,
    bullets,
    citation,
    crisis_line,
    doc,
    documents,
    mark,
    node,
    paragraph,
    text,
)

LIFELINE = "11111111-2222-4333-8444-555555555555"
COMMONMARK = MarkdownIt("commonmark")


def markdown(*content):
    document = normalise(doc(*content))
    return render_markdown(document, resolved_for(document))


def test_blocks():
    assert (
        markdown(
            node("heading", text("What helps"), level=3),
            paragraph("One."),
            node("horizontalRule"),
            node("blockquote", paragraph("A"), paragraph("B")),
            node("callout", paragraph("Call."), bullets("one", "two"), tone="emergency"),
        )
        == """\
### What helps

One.

___

> A
>
> B

> **Emergency:**
>
> Call.
>
> - one
> - two"""
    )


def test_lists():
    nested = node("listItem", paragraph("b"), bullets("c", "d"))
    assert (
        markdown(
            bullets("a", "b"),
            bullets("c"),
            node("orderedList", node("listItem", paragraph("a")), nested, start=9),
            node("orderedList", node("listItem", paragraph("e"))),
        )
        == """\
- a
- b

* c

9. a

10. b

    - c
    - d

1) e"""
    )


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("*a* _b_ `c` ~d~", r"\*a\* \_b\_ \`c\` \~d\~"),
        ("a # b - c 1. d", "a # b - c 1. d"),
        ("# a", r"\# a"),
        ("- a", r"\- a"),
        ("+ a", r"\+ a"),
        ("> a", r"\> a"),
        ("1. a", r"1\. a"),
        ("1986) a", r"1986\) a"),
        ("---", r"\---"),
        ("<b>a</b>", r"\<b>a\</b>"),
        ("[a](b)", r"\[a\](b)"),
        ("&amp; &", r"\&amp; &"),
        ("a\\", r"a\\"),
        ("a | b", r"a \| b"),
    ],
)
def test_signs_are_escaped(words, written):
    assert markdown(paragraph(words)) == written


def test_signs_behind_a_line_break_are_escaped():
    content = paragraph("a", node("hardBreak"), "=== b", node("hardBreak"), "2. c")

    assert markdown(content) == "a\\\n\\=== b\\\n2\\. c"


@pytest.mark.parametrize(
    ("content", "written"),
    [
        ([text("a ", "bold"), "b"], "<strong>a </strong>b"),
        (["a ", text("b", "bold"), " c"], "a **b** c"),
        (["a", text("b", "bold"), "c"], "a<strong>b</strong>c"),
        (
            [text("a", "bold"), text("b", "bold", "italic"), text("c", "italic")],
            "**a<em>b</em>**_c_",
        ),
        (
            ["10", text("2", "superscript"), " H", text("2", "subscript")],
            "10<sup>2</sup> H<sub>2</sub>",
        ),
    ],
)
def test_marks(content, written):
    assert markdown(paragraph(*content)) == written


def test_links():
    plain = mark("link", href="https://example.org/?a_b=c")
    bracketed = mark("link", href="https://example.org/a(b)")
    topic = mark("pageLink", topic=LIFELINE, anchor="care")

    assert markdown(paragraph(text("a]", plain), " ", text("b", bracketed, "bold"))) == (
        r"[a\]](https://example.org/?a\_b=c) [**b**](<https://example.org/a(b)>)"
    )
    assert markdown(paragraph("Look!", text("here", topic))) == (
        r"Look\![here](https://www.example.org/care/#care)"
    )


def test_citations():
    content = paragraph("Shame", citation("pmid:2"), citation("pmid:1"), "(so it is)")

    assert markdown(content) == r"Shame[1, 2]\(so it is)"


@pytest.mark.parametrize(
    ("numbers", "written"),
    [
        ({"phone": "988", "sms": "988"}, "[Call or text 988](tel:988) (988 Lifeline)"),
        ({"phone": "1-800-555-0100"}, "[Call or text 988](tel:18005550100) (988 Lifeline)"),
        ({"sms": "741741"}, "[Call or text 988](sms:741741) (988 Lifeline)"),
        ({}, "Call or text 988 (988 Lifeline)"),
        ({"phone": "988", "label": "988 Lifeline"}, "[988 Lifeline](tel:988)"),
    ],
)
def test_crisis_lines(numbers, written):
    given = {"phone": "", "sms": "", "label": "Call or text 988", **numbers}
    line = CrisisLine(id=LIFELINE, name="988 Lifeline", **given)
    document = normalise(doc(paragraph(crisis_line(LIFELINE))))

    assert render_markdown(document, Resolved(crisis_lines={LIFELINE: line})) == written


def test_what_is_not_live_leaves_nothing_behind():
    document = normalise(doc(paragraph("a ", node("hardBreak"), citation("pmid:1")), bullets("b")))

    assert render_markdown(document, Resolved()) == "a\n\n- b"
    alone = normalise(doc(paragraph(citation("pmid:1")), paragraph("b")))
    assert render_markdown(alone, Resolved()) == "b"
    assert render_markdown({}, Resolved()) == ""


def test_every_block_can_be_written():
    assert set(RENDERED) == set(BLOCKS)


@given(documents())
def test_it_reads_back_as_the_html(document):
    resolved = resolved_for(document)
    read = read_html(COMMONMARK.render(render_markdown(document, resolved)))
    meant = read_html(render_html(document, resolved))

    assert read == meant


SIGNS = st.text("ab1 *_`[]()!#-+=.>\\&;:<~|", min_size=1, max_size=8)
FULL_OF_SIGNS = st.lists(
    st.one_of(
        st.builds(lambda words, marks: text(words, *marks), SIGNS, MARKS),
        st.sampled_from([citation("pmid:1"), crisis_line(LIFELINE), node("hardBreak")]),
    ),
    max_size=6,
)


@given(FULL_OF_SIGNS, st.sampled_from(["paragraph", "heading", "bulletList"]))
def test_words_full_of_signs_read_back(content, kind):
    inside = {
        "paragraph": paragraph(*content),
        "heading": node("heading", *content, level=2),
        "bulletList": node("bulletList", node("listItem", paragraph(*content), paragraph("end"))),
    }
    document = normalise(doc(inside[kind], paragraph("end")))
    resolved = resolved_for(document)
    read = read_html(COMMONMARK.render(render_markdown(document, resolved)))

    assert read == read_html(render_html(document, resolved))


@given(documents())
def test_it_reads_back_when_nothing_is_live(document):
    read = read_html(COMMONMARK.render(render_markdown(document, Resolved())))

    assert read.words == read_html(render_html(document, Resolved())).words
