"""The one door for rich text: checks a ProseMirror document and writes it in its one form.

Two documents that say the same become equal. The words never change: white space is all that is
added or taken away.
"""

from dataclasses import dataclass, field
from typing import Any

from prosemirror.model import MarkType, NodeType

from articles.richtext.attributes import read_attributes, refuse_unknown
from articles.richtext.characters import check_characters
from articles.richtext.errors import Code, refusal
from articles.richtext.inline import tidy
from articles.richtext.profiles import Profile, check_profile
from articles.richtext.schema import NAMES, SCHEMA, mark_type, node_type

MAX_NODES = 10_000
MAX_DEPTH = 16
MAX_TEXT_BYTES = 256 * 1024

NODE_KEYS = {"type", "attrs", "content", "marks"}
TEXT_KEYS = {"type", "text", "marks"}
MARK_KEYS = {"type", "attrs"}

EMPTY_PARAGRAPH = {"type": "paragraph"}

Json = dict[str, Any]


@dataclass
class Tally:
    """How much has been read: a hostile document is refused before it costs much."""

    nodes: int = 0
    text_bytes: int = 0

    def add(self, place: "Place", *, nodes: int = 0, text: str = "") -> None:
        self.nodes += nodes
        self.text_bytes += len(text.encode("utf-8", "surrogatepass"))
        if self.nodes > MAX_NODES or self.text_bytes > MAX_TEXT_BYTES or place.depth > MAX_DEPTH:
            raise refusal(
                Code.TOO_LARGE,
                "from here on the text is too long or nested too deeply. Split it into sections.",
                place.where,
            )


@dataclass(frozen=True)
class Place:
    """Where the reading stands, in an editor's words: "block 3, list item 2"."""

    where: str = ""
    depth: int = 0
    tally: Tally = field(default_factory=Tally)

    def inside(self, parent: str, number: int) -> "Place":
        label = "list item" if parent in ("bulletList", "orderedList") else "block"
        # The first paragraph of a list item is the item, to an editor.
        if SCHEMA.nodes[parent].inline_content or (parent == "listItem" and number == 1):
            where = self.where
        else:
            where = f"{self.where}, {label} {number}".removeprefix(", ")
        return Place(where, self.depth + 1, self.tally)


def normalise(document: object, *, profile: Profile = Profile.BODY) -> Json:
    """Return the document in its one form; a document without words or signs is ``{}``.

    Raises ``ValidationError`` with one of ``errors.Code`` and a sentence that names the place.

    >>> normalise({"type": "doc", "content": [{"type": "paragraph"}]})
    {}
    """
    if document is None or document == {}:
        return {}
    if not isinstance(document, dict):
        raise refusal(
            Code.NOT_JSON_OBJECT, "it must be a JSON object, the document of the editor.", ""
        )
    kind = _kind_of(document, Place())
    if kind is not SCHEMA.top_node_type:
        raise refusal(Code.BAD_STRUCTURE, "the outermost node must be a doc.", "")
    read = _read_node(document, kind, Place())
    check_profile(read, profile)
    return read if read.get("content") else {}


def _kind_of(raw: object, place: Place) -> NodeType:
    if not isinstance(raw, dict):
        raise refusal(Code.BAD_STRUCTURE, "every node must be a JSON object.", place.where)
    kind = node_type(raw.get("type"))
    if kind is None:
        raise refusal(
            Code.UNKNOWN_NODE,
            "%(type)s cannot be used here. Remove it, or write it as paragraphs or a list.",
            place.where,
            type=_quoted(raw.get("type")),
        )
    return kind


def _read_node(raw: Json, kind: NodeType, place: Place) -> Json:
    place.tally.add(place, nodes=1)
    if kind.is_text:
        return _read_text(raw, place)
    refuse_unknown(raw, NODE_KEYS, kind.name, place.where)
    marks = _read_marks(raw.get("marks"), place)
    if marks and kind.is_block:
        raise refusal(Code.BAD_STRUCTURE, "marks belong on words, not on blocks.", place.where)
    # Marks on a citation or a line break (a selection made bold) say nothing: left out.
    node: Json = {"type": kind.name}
    attributes = read_attributes(raw.get("attrs"), kind, place.where)
    if attributes:
        node["attrs"] = attributes
    content = _read_content(raw.get("content"), kind, place)
    if content:
        node["content"] = content
    return node


def _read_text(raw: Json, place: Place) -> Json:
    refuse_unknown(raw, TEXT_KEYS, "text", place.where)
    text = raw.get("text")
    if not isinstance(text, str):
        raise refusal(Code.BAD_STRUCTURE, "a text node must hold text.", place.where)
    place.tally.add(place, text=text)
    check_characters(text, place.where)
    node: Json = {"type": "text", "text": text}
    marks = _read_marks(raw.get("marks"), place)
    if marks:
        node["marks"] = marks
    return node


def _read_content(raw: object, kind: NodeType, place: Place) -> list[Json]:
    if raw is None:
        return []
    if not isinstance(raw, list):
        raise refusal(Code.BAD_STRUCTURE, "the content of a node must be a list.", place.where)
    places = [place.inside(kind.name, number) for number, _ in enumerate(raw, start=1)]
    nodes = [_read_child(child, at) for child, at in zip(raw, places, strict=True)]
    kept = _without_empty_blocks(nodes, kind)
    _check_content(kept, kind, dict(zip(map(id, nodes), places, strict=True)))
    return tidy(kept) if kind.inline_content else kept


def _read_child(raw: Json, place: Place) -> Json:
    return _read_node(raw, _kind_of(raw, place), place)


def _without_empty_blocks(nodes: list[Json], kind: NodeType) -> list[Json]:
    """Leave out paragraphs, headings, lists and so on in which nothing stands.

    An editor leaves them behind everywhere, they show nothing, and a screen reader stumbles over
    empty headings and list items.
    """
    kept = [node for node in nodes if not _is_empty_block(node)]
    # A list item must begin with a paragraph, even when only a list within it has words.
    if kind.name == "listItem" and kept and kept[0]["type"] != "paragraph":
        return nodes[:1] + kept if nodes[0] == EMPTY_PARAGRAPH else kept
    return kept


def _is_empty_block(node: Json) -> bool:
    kind = SCHEMA.nodes[node["type"]]
    return kind.is_block and not kind.is_leaf and not node.get("content")


def _check_content(nodes: list[Json], kind: NodeType, places: dict[int, Place]) -> None:
    match = kind.content_match
    for node in nodes:
        found = match.match_type(SCHEMA.nodes[node["type"]])
        if found is None:
            raise refusal(
                Code.BAD_STRUCTURE,
                "a %(child)s cannot stand here in a %(parent)s. Move it out of there.",
                places[id(node)].where,
                child=NAMES[node["type"]],
                parent=NAMES[kind.name],
            )
        match = found


def _read_marks(raw: object, place: Place) -> list[Json]:
    """Return the marks in the order of the schema, each once."""
    if raw is None:
        return []
    if not isinstance(raw, list):
        raise refusal(Code.BAD_STRUCTURE, "the marks of a node must be a list.", place.where)
    marks: list[Json] = []
    for each in raw:
        mark = _read_mark(each, place)
        if mark not in marks:
            _refuse_excluded(mark, marks, place)
            marks.append(mark)
    return sorted(marks, key=lambda mark: SCHEMA.marks[mark["type"]].rank)


def _read_mark(raw: object, place: Place) -> Json:
    place.tally.add(place, nodes=1)
    if not isinstance(raw, dict):
        raise refusal(Code.BAD_STRUCTURE, "every mark must be a JSON object.", place.where)
    kind: MarkType | None = mark_type(raw.get("type"))
    if kind is None:
        raise refusal(
            Code.UNKNOWN_MARK,
            "words cannot be marked as %(type)s. Remove that formatting.",
            place.where,
            type=_quoted(raw.get("type")),
        )
    refuse_unknown(raw, MARK_KEYS, kind.name, place.where)
    attributes = read_attributes(raw.get("attrs"), kind, place.where)
    return {"type": kind.name, "attrs": attributes} if attributes else {"type": kind.name}


def _refuse_excluded(mark: Json, marks: list[Json], place: Place) -> None:
    kind = SCHEMA.marks[mark["type"]]
    for other in marks:
        if kind.excludes(SCHEMA.marks[other["type"]]):
            raise refusal(
                Code.BAD_STRUCTURE,
                "the same words carry two different links. Remove one.",
                place.where,
            )


def _quoted(name: object) -> str:
    return ascii(name[:40]) if isinstance(name, str) else "a node or mark without a type"
