"""HTML of a rich text, taken apart: its words, and the attributes that its blocks account for."""

import re
from html.parser import HTMLParser


class ShownHtml(HTMLParser):
    """The words and the attributes of HTML, without what citations and crisis lines print."""

    def __init__(self, html):
        super().__init__()
        self.words, self.attributes, self.live = "", set(), []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.attributes |= {(tag, name, value) for name, value in attrs}
        is_live = ("class", "citation") in attrs or "data-crisis-line" in dict(attrs)
        if is_live or (self.live and tag == self.live[-1]):
            self.live.append(tag)

    def handle_endtag(self, tag):
        if self.live and tag == self.live[-1]:
            self.live.pop()

    def handle_data(self, data):
        if not self.live:
            self.words += data


def attributes_of(blocks):
    """The attributes that the tags of these blocks may have, each with a reason to be there."""
    allowed = {("sup", "class", "citation"), ("span", "data-crisis-line", None)}
    for node in nodes(blocks):
        if node["type"] == "citation":
            allowed |= {("a", "href", f"#reference-{number}") for number in node["numbers"]}
        if node["type"] == "crisisLine":
            phone, sms = (re.sub("[^0-9+*]", "", node[name] or "") for name in ("phone", "sms"))
            allowed |= {("a", "href", f"tel:{phone}"), ("a", "href", f"sms:{sms}")}
            allowed |= {("span", "title", node["name"]), ("span", "data-sms", sms)}
        if node["type"] == "figure":
            allowed |= set(_of_a_picture(node))
        if node["type"] == "callout":
            allowed.add(("aside", "data-tone", node["tone"]))
        if node["type"] == "orderedList":
            allowed.add(("ol", "start", str(node["start"])))
        if node["type"] in ("link", "pageLink"):
            allowed |= set(_of_a_link(node))
    return allowed


def _of_a_link(link):
    if link["type"] == "link":
        yield from (("a", "href", link["href"]), ("a", "rel", "noopener"))
        return
    target = f"{link['web_url']}#{link['anchor'] or ''}".removesuffix("#")
    yield from (("a", "href", target), ("a", "data-topic", link["topic"]))


def _of_a_picture(figure):
    yield from (("img", name, str(figure[name])) for name in ("alt", "width", "height"))
    yield from (("img", "src", figure["url"]), ("img", "loading", "lazy"))
    yield ("source", "sizes", "(min-width: 50rem) 50rem, 100vw")
    for format in ("avif", "webp", "jpeg"):
        fitting = [each for each in figure["renditions"] if each["format"] == format]
        yield ("source", "type", f"image/{format}")
        yield ("source", "srcset", ", ".join(f"{each['url']} {each['width']}w" for each in fitting))


def nodes(blocks):
    for block in blocks:
        yield block
        yield from nodes(block.get("content", []))
        yield from block.get("marks", [])
