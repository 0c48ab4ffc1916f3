"""The HTML of an answer as a list of elements."""

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from html.parser import HTMLParser

# Words of a paragraph and of what stands in it belong together, those of two paragraphs do not.
INLINE = {"a", "abbr", "b", "cite", "code", "em", "i", "q", "small", "span", "strong", "sub", "sup"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}


@dataclass(eq=False)
class Element:
    """``within`` are the elements around it, the outermost first; ``text`` is all text inside."""

    tag: str
    attributes: dict[str, str]
    within: list["Element"] = field(repr=False)
    # The texts of the whole page, of which those from the first up to the last stand inside.
    page: list[str] = field(repr=False)
    first: int
    last: int | None

    def __getitem__(self, name):
        return self.attributes.get(name, "")

    @cached_property
    def text(self):
        return "".join(self.page[self.first : self.last])

    @cached_property
    def words(self):
        return " ".join(self.text.split())


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.elements, self.open, self.page = [], [], []

    def handle_starttag(self, tag, attrs):
        self._part_words(tag)
        attributes = {name: value or "" for name, value in attrs}
        begin = len(self.page)
        end = begin if tag in VOID else None
        element = Element(tag, attributes, list(self.open), self.page, begin, end)
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag):
        self._part_words(tag)
        tags = [element.tag for element in self.open]
        if tag in tags:
            begin = len(tags) - 1 - tags[::-1].index(tag)
            for element in self.open[begin:]:
                element.last = len(self.page)
            del self.open[begin:]

    def handle_data(self, data):
        self.page.append(data)

    def _part_words(self, tag):
        if tag not in INLINE:
            self.page.append(" ")


@lru_cache(maxsize=2)
def _read(html):
    reader = _Reader()
    reader.feed(html)
    return reader.elements


def elements(answer, *tags):
    """Every element of the answer, or those with one of the tags, in the order of the page."""
    found = _read(answer.content.decode())
    return [element for element in found if not tags or element.tag in tags]


def links(answer):
    """The words and the address of every link in the content of a page, but the breadcrumbs."""
    return {
        element.words: element["href"]
        for element in elements(answer, "a")
        if any(around["id"] == "content" for around in element.within)
    }


def rows(answer):
    """The words of each row of a list, cell by cell; the box that selects a row is no word."""
    table = {}
    for cell in elements(answer, "th", "td"):
        *around, body, row = cell.within
        listed = body.tag == "tbody" and any(element["id"] == "result_list" for element in around)
        if listed and cell["class"] != "action-checkbox":
            table.setdefault(id(row), []).append(cell.words)
    return list(table.values())


def read_only(answer):
    """What the page of a row shows and does not let anybody write, by label."""
    found = {}
    for element in elements(answer, "label", "div"):
        if element.tag == "label":
            label = element.words.removesuffix(":")
        elif element["class"] == "readonly":
            found[label] = element.words
    return found


def article(answer):
    """The words that a reader of the page would see."""
    (shown,) = elements(answer, "article")
    words = shown.words
    for moves in elements(answer, "details", "p"):
        if moves["class"] in ("desk-comments", "desk-correct"):
            words = words.replace(moves.words, "", 1)
    return " ".join(words.split())
