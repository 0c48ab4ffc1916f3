"""Words of files: cleaned, and titles with the markup that is kept."""

import html
import re
import unicodedata
from collections.abc import Iterator

from references.markup import escaped, is_marked, plain, well_marked
from references.records import Json

# What no database and no reader can use: control signs, and halves of signs outside the plane.
UNUSABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
HIDDEN = re.compile(r"<(script|style)\b[^<>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
TAG = re.compile(r"<(/?)([A-Za-z][\w:.-]*)(?:\s[^<>]*)?/?>")
AROUND_NOTHING = re.compile(r"<(i|b|sup|sub)>(\s*)</\1>")
# Crossref and publishers put names of their schemas before those of HTML.
PREFIXES = ("jats:", "mml:", "xhtml:")

KEPT_AS = {
    **dict.fromkeys(("i", "em", "italic", "cite", "u"), "i"),
    **dict.fromkeys(("b", "strong", "bold"), "b"),
    **dict.fromkeys(("sup", "superscript"), "sup"),
    **dict.fromkeys(("sub", "subscript"), "sub"),
}
BREAKS = {"br", "p", "div", "li", "tr", "td", "title"}
# Any other word in angle brackets is one of the title's own.
DROPPED = {
    *BREAKS,
    *("a", "abbr", "big", "code", "font", "img", "mark", "ol", "pre", "s", "sc", "scp", "script"),
    *("small", "span", "strike", "style", "svg", "table", "tbody", "tt", "ul", "var"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "iframe", "object", "body", "html"),
    *("math", "mi", "mn", "mo", "mrow", "msub", "msup", "mtext", "inline-formula", "named-content"),
}
LONGEST_READ = 20_000
LONGEST_MARKUP = 2000


def cleaned(words: str) -> str:
    """Return words in NFC and on one line, without signs that nothing can hold."""
    return " ".join(unicodedata.normalize("NFC", UNUSABLE.sub("", words)).split())


def title_columns(words: str) -> Json:
    """Return a title, which may hold HTML, also HTML that is escaped.

    >>> title_columns("Effect of <em>N</em>-acetylcysteine, p&lt;.05.")["title_markup"]
    'Effect of <i>N</i>-acetylcysteine, p&lt;.05'
    """
    marked = _without_final_stop(_marked(cleaned(words)[:LONGEST_READ]))
    if not well_marked(marked):
        marked = escaped(plain(marked))
    has_markup = is_marked(marked) and len(marked) <= LONGEST_MARKUP
    return {"title": plain(marked), "title_markup": marked if has_markup else ""}


def plain_words(words: str) -> str:
    """Return words that may hold HTML, without it."""
    return plain(_marked(cleaned(words)[:LONGEST_READ]))


def _marked(words: str) -> str:
    # Twice: what was escaped once more by a program in between.
    for _ in range(2):
        words = ENTITY.sub(lambda found: html.unescape(found[0]), words)
    marked = "".join(_pieces(HIDDEN.sub("", words)))
    return " ".join(AROUND_NOTHING.sub(r"\2", marked).split())


def _pieces(words: str) -> Iterator[str]:
    end = 0
    for tag in TAG.finditer(words):
        yield escaped(words[end : tag.start()])
        yield _tag(tag)
        end = tag.end()
    yield escaped(words[end:])


def _tag(tag: re.Match[str]) -> str:
    name = tag[2].lower()
    for prefix in PREFIXES:
        name = name.removeprefix(prefix)
    if name in KEPT_AS:
        return f"<{tag[1]}{KEPT_AS[name]}>"
    if name in DROPPED:
        return " " if name in BREAKS else ""
    return escaped(tag[0])


def _without_final_stop(marked: str) -> str:
    return marked[:-1].rstrip() if marked.endswith(".") and not marked.endswith("..") else marked
