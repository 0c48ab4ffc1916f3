from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.richtext import (
    CrisisLine,
    PageLink,
    Picture,
    Rendition,
    Resolved,
    ResolvedCitation,
    figure_images,
    normalise,
    plain_text,
    render_html,
)
from tests.articles.richtext_strategies import (
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

PTSD = "0b2f1c9e-5a51-4a57-9d6c-3f2a1b4c5d6e"
LIFELINE = "11111111-2222-4333-8444-555555555555"

RESOLVED = Resolved(
    citations={
        "pmid:1": ResolvedCitation(number=1, reference_id="r-1"),
        "pmid:2": ResolvedCitation(number=2, reference_id="r-2"),
    },
    page_links={
        PTSD: PageLink(
            topic=PTSD,
            kind="condition",
            slug="ptsd",
            path="/conditions/ptsd/",
            web_url="https://www.example.org/conditions/ptsd/",
            title="PTSD",
        )
    },
)


def html(*content, resolved=RESOLVED):
    return render_html(normalise(doc(*content)), resolved)


def calling(**numbers):
    line = CrisisLine(
        **{"id": "line", "name": "A & B", "phone": "", "sms": "", "label": "988", **numbers}
    )
    return html(paragraph(crisis_line(LIFELINE)), resolved=Resolved(crisis_lines={LIFELINE: line}))


def test_blocks():
    assert html(
        node("heading", text("What helps"), level=3),
        bullets("One", "Two"),
        node("orderedList", node("listItem", paragraph("Three"))),
        node("orderedList", node("listItem", paragraph("Four")), start=4),
        node("blockquote", paragraph("Five")),
        node("callout", paragraph("Six")),
        node("callout", paragraph("Seven"), tone="warning"),
        node("horizontalRule"),
        paragraph("Eight", node("hardBreak"), "nine"),
    ) == (
        "<h3>What helps</h3>"
        "<ul><li><p>One</p></li><li><p>Two</p></li></ul>"
        "<ol><li><p>Three</p></li></ol>"
        '<ol start="4"><li><p>Four</p></li></ol>'
        "<blockquote><p>Five</p></blockquote>"
        '<aside data-tone="note"><p>Six</p></aside>'
        '<aside data-tone="warning"><p>Seven</p></aside>'
        "<hr>"
        "<p>Eight<br>nine</p>"
    )


def test_marks():
    assert (
        html(
            paragraph(
                text("a", "bold"),
                text("b", "italic"),
                text("c", "superscript"),
                text("d", "subscript"),
            )
        )
        == "<p><strong>a</strong><em>b</em><sup>c</sup><sub>d</sub></p>"
    )


def test_a_mark_over_several_texts_is_one_element():
    link = mark("link", href="https://example.org/?a=1&b=2")

    assert html(
        paragraph(
            text("All ", link), text("of ", link, "bold"), text("this", link, "bold", "italic")
        )
    ) == (
        '<p><a href="https://example.org/?a=1&amp;b=2" rel="noopener">'
        "All <strong>of <em>this</em></strong></a></p>"
    )


def test_two_links_side_by_side_are_two():
    assert (
        html(
            paragraph(
                text("a", mark("link", href="mailto:a@example.org")),
                text("b", mark("link", href="tel:988")),
            )
        )
        == '<p><a href="mailto:a@example.org">a</a><a href="tel:988">b</a></p>'
    )


def test_page_links():
    assert html(
        paragraph(
            text("PTSD", mark("pageLink", topic=PTSD)),
            " ",
            text("care", mark("pageLink", topic=PTSD, anchor="care")),
            " ",
            text("gone", mark("pageLink", topic=LIFELINE)),
        )
    ) == (
        f'<p><a href="https://www.example.org/conditions/ptsd/" data-topic="{PTSD}">PTSD</a> '
        f'<a href="https://www.example.org/conditions/ptsd/#care" data-topic="{PTSD}">care</a> '
        "gone</p>"
    )


def test_citations():
    assert html(paragraph("One", citation("pmid:2"), citation("pmid:1"), ".")) == (
        '<p>One<sup class="citation"><a href="#reference-1">1</a>, <a href="#reference-2">2</a></sup>.'
        "</p>"
    )


@pytest.mark.parametrize(
    ("numbers", "sms", "printed"),
    [
        ({"phone": "988"}, "", '<a href="tel:988">988</a>'),
        ({"sms": "741-741"}, ' data-sms="741741"', '<a href="sms:741741">988</a>'),
        ({"phone": "988", "sms": "741741"}, ' data-sms="741741"', '<a href="tel:988">988</a>'),
        (
            {"phone": "1-800 555 (0100)", "label": ""},
            "",
            '<a href="tel:18005550100">1-800 555 (0100)</a>',
        ),
        ({}, "", "988"),
        ({"label": ""}, "", "A &amp; B"),
        ({"phone": "988", "label": "<b>"}, "", '<a href="tel:988">&lt;b&gt;</a>'),
    ],
)
def test_crisis_lines(numbers, sms, printed):
    assert calling(**numbers) == (
        f'<p><span data-crisis-line title="A &amp; B"{sms}>{printed}</span></p>'
    )


def test_the_empty_document():
    assert render_html({}, RESOLVED) == ""


HOSTILE = [
    "<script>alert(1)</script>",
    "</p><img src=x onerror=alert(1)>",
    "&lt;script&gt;",
    "<!-- ",
    "]]><![CDATA[",
    "\" onclick='x",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_only_words(words):
    hostile = PageLink(topic=words, kind="", slug="", path="", web_url=words, title="")
    rendered = html(
        node("heading", text(words), level=2),
        paragraph(text(words, mark("pageLink", topic=PTSD))),
        resolved=Resolved(page_links={PTSD: hostile}),
    )
    read = Reader.read(rendered)

    assert read.words == words.strip() * 2
    assert [tag for tag, _ in read.tags] == ["h2", "p", "a"]
    assert read.tags[2] == ("a", {"href": words, "data-topic": words})


@given(data=st.data())
def test_the_html_parses_and_holds_our_elements_and_the_words_only(data):
    document = data.draw(documents())
    pictures = dict.fromkeys(figure_images(document), PICTURE)
    read = Reader.read(render_html(document, Resolved(pictures=pictures)))

    assert "".join(read.words.split()) == "".join(plain_text(document).split())
    assert read.unclosed == []
    for tag, attributes in read.tags:
        assert set(attributes) <= ALLOWED[tag]


PICTURE = Picture(
    url="https://media.example.org/1/960.jpg",
    width=1200,
    height=800,
    thumbhash="1oYCjKJ",
    renditions=[
        Rendition("https://media.example.org/1/480.avif", 480, 320, "avif"),
        Rendition("https://media.example.org/1/960.avif", 960, 640, "avif"),
        Rendition("https://media.example.org/1/960.jpg", 960, 640, "jpeg"),
    ],
)
ALLOWED = {
    **{tag: set() for tag in ("figure", "picture", "figcaption")},
    "source": {"type", "srcset", "sizes"},
    "img": {"src", "alt", "loading", "width", "height"},
    **{tag: set() for tag in ("p", "h2", "h3", "h4", "ul", "li", "blockquote", "hr", "br")},
    **{tag: set() for tag in ("strong", "em", "sup", "sub")},
    "ol": {"start"},
    "aside": {"data-tone"},
    "a": {"href", "rel"},
}


class Reader(HTMLParser):
    """Reads HTML back: its elements, its words, and whether what opened was closed in turn."""

    def __init__(self):
        super().__init__()
        self.tags, self.words, self.unclosed = [], "", []

    @classmethod
    def read(cls, rendered):
        reader = cls()
        reader.feed(rendered)
        reader.close()
        return reader

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in ("br", "hr", "img", "source"):
            self.unclosed.append(tag)

    def handle_endtag(self, tag):
        assert self.unclosed.pop() == tag

    def handle_data(self, data):
        self.words += data

    def handle_comment(self, data):
        raise AssertionError(data)

    unknown_decl = handle_decl = handle_pi = handle_comment
