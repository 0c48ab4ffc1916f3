"""What stands inside a paragraph or heading, as Markdown."""

import re
from collections.abc import Callable
from itertools import groupby
from typing import Any

from articles.richtext.inline import tidy
from articles.richtext.resolved import dialled

Json = dict[str, Any]

# What could begin or end a sign of Markdown, also of its common dialects, wherever it stands.
SIGNS = re.compile(r"[\\`*_\[\]<|~]|&(?=#?[0-9A-Za-z]+;)")
SIGN_OF_A_LINE = re.compile(r"^(\s*)([#+\-=>])", re.MULTILINE)
NUMBER_OF_A_LINE = re.compile(r"^(\s*[0-9]{1,9})([.)])", re.MULTILINE)
ESCAPED = r"\\\g<0>"
# Behind a citation in brackets these would make it a link.
AFTER_BRACKETS = ("(", ":")

# Signs that never touch one of their own kind, so that no run of them is read in another way.
EMPHASIS = {"bold": ("**", "strong"), "italic": ("_", "em")}
ELEMENTS = {"superscript": "sup", "subscript": "sub"}

BREAK = "\\\n"


def lines(nodes: list[Json]) -> str:
    text = _run(_present(nodes), 0)
    return NUMBER_OF_A_LINE.sub(r"\1\\\2", SIGN_OF_A_LINE.sub(r"\1\\\2", text))


def heading_line(nodes: list[Json]) -> str:
    """Return one line, as a heading cannot have more; a "#" at its end would be dropped."""
    return _run(_present(nodes), 0).replace(BREAK, "<br>").replace("#", r"\#")


def plain_line(text: str) -> str:
    """Return words that hold no marks, such as a caption."""
    return lines([{"type": "text", "text": text, "marks": []}]) if text else ""


def picture(block: Json) -> str:
    """Return a figure's picture; without alt text it is decoration."""
    return f"!{_link(SIGNS.sub(ESCAPED, block['alt']), block['url'])}"


def _present(nodes: list[Json]) -> list[Json]:
    """Leave out the spaces and line breaks that a source which is not live leaves at an end."""
    return tidy(nodes)


def _run(nodes: list[Json], depth: int) -> str:
    """Return the nodes; their marks up to ``depth`` are around them already."""
    groups = [
        (mark, list(group)) for mark, group in groupby(nodes, key=lambda node: _mark(node, depth))
    ]
    pieces = [_run(group, depth + 1) if mark else "".join(_leaves(group)) for mark, group in groups]
    text = ""
    for place, (mark, _) in enumerate(groups):
        # The sign of another mark is an edge, as the end of the text is.
        plain_behind = place + 1 < len(groups) and groups[place + 1][0] is None
        after = pieces[place + 1][:1] if plain_behind else ""
        shown = _marked(mark, pieces[place], text[-1:], after) if mark else pieces[place]
        text = _before_bracket(text, shown) + shown
    return text


def _mark(node: Json, depth: int) -> Json | None:
    marks = node.get("marks", [])
    return marks[depth] if depth < len(marks) else None


def _before_bracket(text: str, shown: str) -> str:
    """Return the text so that its last sign does not make a picture of the link behind it."""
    return f"{text[:-1]}\\!" if text.endswith("!") and shown.startswith("[") else text


def _marked(mark: Json, words: str, before: str, after: str) -> str:
    kind = mark["type"]
    if kind == "link":
        return _link(words, mark["href"])
    if kind == "pageLink":
        return _link(words, mark["web_url"] + (f"#{mark['anchor']}" if mark["anchor"] else ""))
    if kind in ELEMENTS:
        return _element(ELEMENTS[kind], words)
    sign, element = EMPHASIS[kind]
    if _is_edge(before) and _is_edge(after) and words == words.strip():
        return f"{sign}{words}{sign}"
    # Within a word, or with a space inside, the sign would be printed instead of read.
    return _element(element, words)


def _is_edge(character: str) -> bool:
    return not character or (character.isascii() and not character.isalnum())


def _element(name: str, words: str) -> str:
    return f"<{name}>{words}</{name}>"


def _link(words: str, address: str) -> str:
    address = SIGNS.sub(ESCAPED, address)
    return f"[{words}](<{address}>)" if re.search(r"[()]", address) else f"[{words}]({address})"


def _leaves(nodes: list[Json]) -> list[str]:
    leaves: list[str] = []
    before = ""
    for node in nodes:
        leaf = INLINE[node["type"]](node)
        if before == "citation" and leaf.startswith(AFTER_BRACKETS):
            leaf = f"\\{leaf}"
        if leaves:
            leaves[-1] = _before_bracket(leaves[-1], leaf)
        leaves.append(leaf)
        before = node["type"]
    return leaves


def _text(node: Json) -> str:
    return SIGNS.sub(ESCAPED, node["text"])


def _hard_break(node: Json) -> str:
    return BREAK


def _citation(node: Json) -> str:
    return f"[{', '.join(map(str, node['numbers']))}]"


def _crisis_line(node: Json) -> str:
    scheme, number = ("tel", node["phone"]) if node["phone"] else ("sms", node["sms"])
    words = node["label"] or number or node["name"]
    printed = SIGNS.sub(ESCAPED, words)
    if number:
        printed = f"[{printed}]({scheme}:{dialled(number)})"
    name = SIGNS.sub(ESCAPED, node["name"])
    return printed if node["name"] == words else f"{printed} ({name})"


INLINE: dict[str, Callable[[Json], str]] = {
    "text": _text,
    "hardBreak": _hard_break,
    "citation": _citation,
    "crisisLine": _crisis_line,
}
