"""Rich text for tests: builders of nodes, and hypothesis strategies of valid documents."""

import unicodedata
from typing import Any

from hypothesis import strategies as st

from articles.richtext import Profile, normalise

Json = dict[str, Any]

# Letters that Unicode writes in two ways, and white space, come up often on purpose.
TEXT = st.text(
    st.one_of(
        st.sampled_from("ab éÅ\u0301\u0323\u00a0가 ﬁ<&'\""),
        st.characters(
            exclude_categories=("Cs", "Cc"), exclude_characters="\u202d\u202e\ufffe\uffff"
        ),
    ),
    max_size=12,
)
UUIDS = st.uuids().map(str)
KEYS = st.one_of(
    st.integers(1, 99_999_999).map("pmid:{}".format),
    st.from_regex(r"10\.[1-9][0-9]{3}/[a-z0-9.()-]{1,10}", fullmatch=True).map("doi:{}".format),
    UUIDS.map("uuid:{}".format),
)
HREFS = st.sampled_from(
    [
        "https://example.org/",
        "https://example.org/a?b=c#d",
        "mailto:help@example.org",
        "tel:+1-800-555-0100",
        "sms:741741?body=HOME",
    ]
)
ANCHORS = st.sampled_from(["", "when-to-seek-help"])


def doc(*blocks: Json) -> Json:
    return {"type": "doc", "content": list(blocks)}


def node(name: str, *content: Json, **attrs: object) -> Json:
    built: Json = {"type": name}
    if attrs:
        built["attrs"] = attrs
    if content:
        built["content"] = list(content)
    return built


def text(words: str, *marks: Json | str) -> Json:
    built: Json = {"type": "text", "text": words}
    if marks:
        built["marks"] = [{"type": mark} if isinstance(mark, str) else mark for mark in marks]
    return built


def mark(name: str, **attrs: object) -> Json:
    return {"type": name, "attrs": attrs} if attrs else {"type": name}


def paragraph(*content: Json | str) -> Json:
    return node("paragraph", *[text(each) if isinstance(each, str) else each for each in content])


def bullets(*items: str) -> Json:
    return node("bulletList", *[node("listItem", paragraph(item)) for item in items])


def citation(key: str) -> Json:
    return node("citation", key=key)


def crisis_line(resource: str) -> Json:
    return node("crisisLine", resource=resource)


def figure(image: str, **words: str) -> Json:
    return node("figure", image=image, **words)


PLAIN_MARKS = st.lists(
    st.sampled_from(["bold", "italic", "superscript", "subscript"]), unique=True
).map(lambda names: [mark(name) for name in names])
LINKS = st.one_of(
    HREFS.map(lambda href: mark("link", href=href)),
    st.builds(lambda topic, anchor: mark("pageLink", topic=topic, anchor=anchor), UUIDS, ANCHORS),
)
MARKS = st.one_of(PLAIN_MARKS, st.tuples(LINKS, PLAIN_MARKS).map(lambda pair: [pair[0], *pair[1]]))

INLINE = st.lists(
    st.one_of(
        st.builds(lambda words, marks: text(words, *marks), TEXT, MARKS),
        KEYS.map(citation),
        UUIDS.map(crisis_line),
        st.just(node("hardBreak")),
    ),
    max_size=4,
)
PARAGRAPHS = INLINE.map(lambda content: node("paragraph", *content))
HEADINGS = st.builds(
    lambda level, content: node("heading", *content, level=level), st.integers(2, 4), INLINE
)


FIGURES = st.builds(
    lambda image, alt, caption: figure(image, alt=alt, caption=caption), UUIDS, TEXT, TEXT
)


def _containers(blocks: st.SearchStrategy[Json]) -> st.SearchStrategy[Json]:
    some = st.lists(blocks, min_size=1, max_size=3)
    items = st.lists(list_items(blocks), min_size=1, max_size=3)
    return st.one_of(
        items.map(lambda content: node("bulletList", *content)),
        st.builds(
            lambda start, content: node("orderedList", *content, start=start),
            st.integers(0, 9999),
            items,
        ),
        some.map(lambda content: node("blockquote", *content)),
        st.builds(
            lambda tone, content: node("callout", *content, tone=tone),
            st.sampled_from(["note", "warning", "urgent", "emergency"]),
            some,
        ),
    )


def list_items(blocks: st.SearchStrategy[Json]) -> st.SearchStrategy[Json]:
    return st.builds(
        lambda first, rest: node("listItem", first, *rest),
        PARAGRAPHS,
        st.lists(blocks, max_size=2),
    )


def blocks(*, body: bool = True) -> st.SearchStrategy[Json]:
    """Blocks of a section's text, or of one in which no headings and pictures stand."""
    leaves = [PARAGRAPHS, st.just(node("horizontalRule")), *([HEADINGS, FIGURES] if body else [])]
    return st.recursive(st.one_of(leaves), _containers, max_leaves=6)


def raw_documents(profile: Profile = Profile.BODY) -> st.SearchStrategy[Json]:
    """Documents as an editor may send them: valid, not yet in their one form."""
    if profile is Profile.KEY_POINTS:
        items = st.lists(list_items(PARAGRAPHS), min_size=1, max_size=5)
        return items.map(lambda content: doc(node("bulletList", *content), paragraph()))
    bodies = st.lists(blocks(body=profile is Profile.BODY), max_size=4).map(
        lambda content: doc(*content)
    )
    # Words that stand on many pages cite nothing.
    return bodies.map(_without_citations) if profile is Profile.NOTICE else bodies


def _without_citations(raw: Json) -> Json:
    if "content" not in raw:
        return raw
    kept = [child for child in raw["content"] if child["type"] != "citation"]
    return {**raw, "content": [_without_citations(child) for child in kept]}


def documents(profile: Profile = Profile.BODY) -> st.SearchStrategy[Json]:
    """Documents as they are stored; ``{}`` is one of them."""
    return raw_documents(profile).map(lambda document: normalise(document, profile=profile))


@st.composite
def respelled(draw: st.DrawFn, document: Json) -> Json:
    """Another document that says the same as this normalised one."""
    return _respelled(draw, document) if document else draw(st.sampled_from([{}, doc()]))


def _respelled(draw: st.DrawFn, raw: Json) -> Json:
    built = {"marks": [], **raw, "attrs": _spelled_out(draw, raw)}
    if "content" in raw:
        children = [part for child in raw["content"] for part in _parts(draw, child)]
        built["content"] = [_respelled(draw, child) for child in children]
    if raw["type"] == "text":
        del built["attrs"]
        built["text"] = draw(st.sampled_from([raw["text"], _decomposed(raw["text"])]))
        marks = [{**each, "attrs": _spelled_out(draw, each)} for each in raw.get("marks", [])]
        built["marks"] = draw(st.permutations(marks + marks[:1]))
    return built


def _parts(draw: st.DrawFn, child: Json) -> list[Json]:
    """Split a text in two; put an empty paragraph behind a block that may have one."""
    if child["type"] == "text":
        words = _decomposed(child["text"])
        at = draw(st.integers(0, len(words)))
        return [{**child, "text": words[:at]}, {**child, "text": words[at:]}]
    if child["type"] in ("paragraph", "heading", "callout", "bulletList") and draw(st.booleans()):
        return [child, node("paragraph", node("hardBreak"), text(" \n"))]
    return [child]


def _spelled_out(draw: st.DrawFn, raw: Json) -> Json:
    defaults: dict[str, Json] = {
        "callout": {"tone": "note"},
        "orderedList": {"start": 1},
        "pageLink": {"anchor": ""},
        "figure": {"alt": "", "caption": ""},
    }
    given = {**defaults.get(raw["type"], {}), **raw.get("attrs", {})}
    return {name: _other_spelling(draw, name, value) for name, value in given.items()}


def _other_spelling(draw: st.DrawFn, name: str, value: Any) -> Any:
    others = {
        "key": lambda: value.upper().replace("PMID:", "PMID: 00").replace(":10.", ":doi:10."),
        "topic": lambda: f" {value.upper()}",
        "resource": lambda: value.upper().replace("-", ""),
        "image": lambda: value.upper().replace("-", ""),
        "alt": lambda: f"\n{_decomposed(value)} ",
        "caption": lambda: _decomposed(value).replace(" ", "\t"),
        "anchor": lambda: f"#{value}",
        "href": lambda: f" {value}\n",
    }
    return others[name]() if name in others and draw(st.booleans()) else value


def _decomposed(words: str) -> str:
    return unicodedata.normalize("NFD", words)
