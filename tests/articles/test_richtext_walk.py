from articles.richtext import (
    citation_keys,
    crisis_line_resources,
    normalise,
    page_link_topics,
    plain_text,
    words,
)
from tests.articles.richtext_strategies import (
    bullets,
    citation,
    crisis_line,
    doc,
    mark,
    node,
    paragraph,
    text,
)

PTSD = "0b2f1c9e-5a51-4a57-9d6c-3f2a1b4c5d6e"
SHAME = "11111111-2222-4333-8444-555555555555"

DOCUMENT = normalise(
    doc(
        node("heading", text("What helps"), level=2),
        paragraph(
            "Shame",
            citation("pmid:2"),
            citation("pmid:1"),
            " hides.",
            node("hardBreak"),
            "It does.",
        ),
        node(
            "bulletList",
            node(
                "listItem",
                paragraph(
                    text("PTSD", mark("pageLink", topic=PTSD, anchor="care")), citation("pmid:1")
                ),
                bullets("A deeper point"),
            ),
        ),
        node(
            "callout",
            paragraph(
                "Call ",
                crisis_line(SHAME),
                " or ",
                crisis_line(PTSD),
                ".",
                citation("doi:10.1000/x"),
            ),
            paragraph(
                text("Shame", mark("pageLink", topic=SHAME)),
                text("PTSD", mark("pageLink", topic=PTSD)),
            ),
            tone="urgent",
        ),
    )
)


def test_plain_text():
    assert plain_text(DOCUMENT) == (
        "What helps\nShame hides.\nIt does.\nPTSD\nA deeper point\nCall  or .\nShamePTSD"
    )


def test_words():
    assert words(DOCUMENT) == 14


def test_citation_keys():
    assert citation_keys(DOCUMENT) == ["pmid:2", "pmid:1", "doi:10.1000/x"]


def test_page_link_topics():
    assert page_link_topics(DOCUMENT) == [PTSD, SHAME]


def test_crisis_line_resources():
    assert crisis_line_resources(DOCUMENT) == [SHAME, PTSD]


def test_the_empty_document():
    assert (plain_text({}), words({})) == ("", 0)
    assert (citation_keys({}), page_link_topics({}), crisis_line_resources({})) == ([], [], [])
