"""The renderer in docs/rich-text.md makes of ``blocks`` what ``html`` says."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.richtext import render_blocks, render_html
from tests.articles.richtext_strategies import documents
from tests.articles.richtext_whole import DOCUMENT, RESOLVED
from tests.articles.test_richtext_blocks import resolutions

pytestmark = pytest.mark.typescript

LATER = {"type": "table", "rows": [{"cells": ["From version 1.9"]}]}


def test_every_node_and_mark(compiled):
    blocks = render_blocks(DOCUMENT, RESOLVED)
    assert read(written(compiled, [blocks])[0]) == read(render_html(DOCUMENT, RESOLVED))


def test_any_text(compiled):
    pairs = []

    @given(data=st.data())
    def collect(data):
        document = data.draw(documents())
        resolved = data.draw(resolutions(document))
        pairs.append((render_blocks(document, resolved), render_html(document, resolved)))

    collect()
    for html, (_, ours) in zip(written(compiled, [pair[0] for pair in pairs]), pairs, strict=True):
        assert read(html) == read(ours)


def test_what_came_later_is_left_out(compiled):
    words = {"type": "text", "text": "words", "marks": [{"type": "highlight"}]}
    paragraph = {"type": "paragraph", "content": [{"type": "emoji", "name": "sun"}, words]}
    assert written(compiled, [[LATER, paragraph]]) == ["<p>words</p>"]


def test_hostile_words_are_only_words(compiled):
    hostile = "\"'><script>alert(1)</script>&amp;"
    link = {"type": "link", "href": hostile}
    text = {"type": "text", "text": hostile, "marks": [link]}
    (html,) = written(compiled, [[{"type": "paragraph", "content": [text]}]])
    assert read(html) == [
        ("p", {}),
        ("a", {"href": hostile}),
        hostile,
        "/a",
        "/p",
    ]


def written(compiled, texts):
    return compiled("frontend", "renderAll", texts)


def read(html):
    """What a browser would read: elements with their attributes, and words."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader.read


class Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.read = []

    def handle_starttag(self, tag, attrs):
        self.read.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag):
        self.read.append(f"/{tag}")

    def handle_data(self, data):
        if self.read and isinstance(self.read[-1], str) and not self.read[-1].startswith("/"):
            self.read[-1] += data
        else:
            self.read.append(data)
