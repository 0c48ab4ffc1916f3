"""Rich text: ProseMirror JSON by Tiptap's names, checked and written in one form at one door.

``normalise`` is that door. Everything else reads what came through it. The package knows no
models: what a document points at is looked up by the caller and handed in as ``Resolved``.
"""

from articles.richtext.blocks import render_blocks
from articles.richtext.contract import components
from articles.richtext.errors import Code, refusal
from articles.richtext.html import render_html
from articles.richtext.links import normalise_href
from articles.richtext.markdown import markdown_of, render_markdown
from articles.richtext.normalisation import normalise
from articles.richtext.profiles import Profile, allowed_nodes
from articles.richtext.resolved import (
    CrisisLine,
    PageLink,
    Picture,
    Rendition,
    Resolved,
    ResolvedCitation,
)
from articles.richtext.text import render_text, text_of
from articles.richtext.walk import (
    citation_keys,
    crisis_line_resources,
    figure_images,
    figures,
    page_link_topics,
    plain_text,
    words,
)

__all__ = [
    "Code",
    "CrisisLine",
    "PageLink",
    "Picture",
    "Profile",
    "Rendition",
    "Resolved",
    "ResolvedCitation",
    "allowed_nodes",
    "citation_keys",
    "components",
    "crisis_line_resources",
    "figure_images",
    "figures",
    "markdown_of",
    "normalise",
    "normalise_href",
    "page_link_topics",
    "plain_text",
    "refusal",
    "render_blocks",
    "render_html",
    "render_markdown",
    "render_text",
    "text_of",
    "words",
]
