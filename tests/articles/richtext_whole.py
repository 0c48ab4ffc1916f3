"""A text in which every node and mark stands, in every way in which the public contract may say it."""

from articles.richtext import (
    CrisisLine,
    PageLink,
    Picture,
    Rendition,
    Resolved,
    ResolvedCitation,
    normalise,
)
from articles.richtext.schema import HEADING_LEVELS, TONES
from tests.articles.richtext_strategies import (
    bullets,
    citation,
    crisis_line,
    doc,
    figure,
    mark,
    node,
    paragraph,
    text,
)

LIVE = "0b2f1c9e-5a51-4a57-9d6c-3f2a1b4c5d6e"
GONE = "0b2f1c9e-5a51-4a57-9d6c-3f2a1b4c5d6f"
# What can be reached: both, a text line alone, and neither.
LINES = {
    "11111111-2222-4333-8444-555555555551": {"phone": "1-800 555 (0100)", "sms": "741-741"},
    "11111111-2222-4333-8444-555555555552": {"phone": "", "sms": "741-741"},
    "11111111-2222-4333-8444-555555555553": {"phone": "", "sms": ""},
}
ELSEWHERE = mark("link", href="https://elsewhere.example/?a=1&b='2'")

DOCUMENT = normalise(
    doc(
        paragraph(
            text("Plain & <words> \"in\" 'quotes', "),
            *(text(name, name) for name in ("bold", "italic", "superscript", "subscript")),
            text(" all", "bold", "italic", "superscript", "subscript"),
            text(" some", "bold", "italic"),
            text(" one", "italic"),
            node("hardBreak"),
            citation("pmid:1"),
            citation("pmid:2"),
        ),
        paragraph(
            text("A link ", ELSEWHERE),
            text("with ", ELSEWHERE, "bold"),
            text("parts", ELSEWHERE, "bold", "italic"),
            text("write", mark("link", href="mailto:care@example.org")),
            text("call", mark("link", href="tel:988")),
            text("page", mark("pageLink", topic=LIVE)),
            text("part of it", mark("pageLink", topic=LIVE, anchor="care"), "bold"),
            text(" gone", mark("pageLink", topic=GONE)),
        ),
        *(node("heading", text(f"Level {level}"), level=level) for level in HEADING_LEVELS),
        bullets("One", "Two"),
        node(
            "orderedList",
            node("listItem", paragraph("Three"), bullets("Within", "Within as well")),
        ),
        node("orderedList", node("listItem", paragraph("Four")), start=4),
        node("blockquote", paragraph("Five"), paragraph("Six")),
        *(node("callout", paragraph(tone), tone=tone) for tone in TONES),
        *(paragraph("Call ", crisis_line(line)) for line in LINES),
        node("horizontalRule"),
        figure(LIVE, alt='A "curve" & more', caption="<Shame> & time"),
        figure(LIVE),
    )
)
RESOLVED = Resolved(
    citations={
        "pmid:1": ResolvedCitation(number=2, reference_id="r-2"),
        "pmid:2": ResolvedCitation(number=1, reference_id="r-1"),
    },
    page_links={
        LIVE: PageLink(
            topic=LIVE,
            kind="condition",
            slug="ptsd",
            path="/conditions/ptsd/",
            web_url="https://www.example.org/conditions/ptsd/",
            title="PTSD",
        )
    },
    crisis_lines={
        line: CrisisLine(id=line, name="Life & line", label='Call "now"', **numbers)
        for line, numbers in LINES.items()
    },
    pictures={
        LIVE: Picture(
            url="https://media.example.org/1/960.jpg",
            width=1200,
            height=800,
            thumbhash="1oYCjKJ",
            renditions=[
                Rendition("https://media.example.org/1/480.avif", 480, 320, "avif"),
                Rendition("https://media.example.org/1/960.avif", 960, 640, "avif"),
                Rendition("https://media.example.org/1/960.webp", 960, 640, "webp"),
                Rendition("https://media.example.org/1/960.jpg", 960, 640, "jpeg"),
            ],
        )
    },
)
