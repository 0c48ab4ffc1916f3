"""What a document points at, made up, and what stands in HTML whoever wrote it."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from articles.richtext import (
    CrisisLine,
    PageLink,
    Resolved,
    ResolvedCitation,
    citation_keys,
    crisis_line_resources,
    page_link_topics,
)
from articles.richtext.markdown import TONE_WORDS

BLOCKS = {"p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "hr", "br"}
EMPTY = {"hr", "br"}
# Lists whose items are one paragraph each do without; a line break ends where the next line begins.
UNTOLD = {"p", "span"}


def resolved_for(document):
    """Everything that the document points at is there."""
    keys = sorted(citation_keys(document))
    return Resolved(
        citations={
            key: ResolvedCitation(number=number, reference_id=f"r-{number}")
            for number, key in enumerate(keys, start=1)
        },
        page_links={topic: _page_link(topic) for topic in page_link_topics(document)},
        crisis_lines={
            resource: CrisisLine(
                id=resource, name="Lifeline *", phone="988", sms="988", label="Call_or_text 988"
            )
            for resource in crisis_line_resources(document)
        },
    )


def _page_link(topic):
    return PageLink(
        topic=topic,
        kind="condition",
        slug="care",
        path="/care/",
        web_url="https://www.example.org/care/",
        title="Care",
    )


@dataclass
class Reading:
    """The words, and the elements in order, each with what it leads to or begins with."""

    words: list[str] = field(default_factory=list)
    elements: list[tuple[str, str]] = field(default_factory=list)


def read_html(html):
    """Read our HTML, or what a parser made of our Markdown, so that equal texts read equal."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return Reading("".join(reader.text).split(), reader.elements)


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.text = []
        self.elements = []
        self.open = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag in BLOCKS or tag == "aside":
            self.text.append(" ")
        self.open.append((tag, given))
        if tag == "aside":
            self._tell("blockquote")
            self._tell("strong")
            self.text.append(f"{TONE_WORDS['en'][given['data-tone']]}: ")
        elif given.get("class") == "citation":
            self.text.append("[")
        elif tag not in UNTOLD and not self._in_citation():
            self._tell(tag, given.get("href") or given.get("start") or "")
        if tag in EMPTY:
            self.open.pop()

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag):
        opened, given = self.open.pop()
        assert opened == tag
        if tag in BLOCKS or tag == "aside":
            self.text.append(" ")
        if given.get("class") == "citation":
            self.text.append("]")
        if "data-crisis-line" in given:
            self.text.append(f" ({given['title']})")

    def handle_data(self, data):
        self.text.append(data)

    def _tell(self, tag, detail=""):
        self.elements.append((tag, detail))

    def _in_citation(self):
        return any(given.get("class") == "citation" for _, given in self.open)
