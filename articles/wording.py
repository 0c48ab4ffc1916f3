"""The words of a page and nothing else of it, place by place, in the order in which readers meet them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from articles.drafts import PageDraft
from articles.outline import OutlinePart
from articles.richtext import Profile

Json = dict[str, Any]
Words = str | Json


@dataclass(frozen=True)
class Wording:
    """One text. ``place`` is where ``save_page`` would find fault with it: ``sections.0.body``.

    ``part`` is the path that comments and the readiness report use: ``sections.<uuid>``. Rich text
    has a ``profile``, plain words have none.
    """

    place: str
    part: str
    words: Words
    profile: Profile | None = None

    @property
    def field(self) -> str:
        return self.place.rpartition(".")[2]


# Of each kind of part: its fields with words, rich text with its profile.
FIELDS: Mapping[str, Mapping[str, Profile | None]] = {
    "sections": {"heading": None, "body": Profile.BODY},
    "associations": {
        "name": None,
        "explanation": Profile.ANSWER,
        "explanation_on_condition": Profile.ANSWER,
    },
    "faqs": {"question": None, "answer": Profile.ANSWER},
    "calls_to_action": {"heading": None, "text": Profile.ANSWER, "label": None},
    "citations": {"note": None},
}
LISTS: Mapping[str, str] = {
    OutlinePart.SECTION: "sections",
    OutlinePart.CALL_TO_ACTION: "calls_to_action",
    OutlinePart.ASSOCIATIONS: "associations",
    OutlinePart.FAQS: "faqs",
    OutlinePart.REFERENCES: "citations",
}
BEFORE = ("title", "summary")
AFTER = ("hero_caption", "funding", "seo_title", "seo_description")


def wordings(clinical: Json) -> list[Wording]:
    """Return the texts of the parts that the clinical half of a snapshot has, empty ones as well."""
    outlined = [
        each for entry in clinical.get("outline", []) for each in _outlined(entry, clinical)
    ]
    there = {each.place for each in outlined}
    left = [each for name in FIELDS for each in _rows(name, clinical) if each.place not in there]
    return [*_own(BEFORE, clinical), *outlined, *left, *_own(AFTER, clinical)]


def reworded(draft: PageDraft, words: Mapping[str, Words]) -> PageDraft:
    """Return the draft of the same page with other words at some places, all of them known."""
    fields: Json = {name: list(getattr(draft, name)) for name in FIELDS}
    for place, text in words.items():
        name, *rest = place.split(".")
        if not rest:
            fields[name] = text
            continue
        index, field = rest
        fields[name][int(index)] = replace(fields[name][int(index)], **{field: text})
    return replace(draft, **fields)


def _own(names: tuple[str, ...], clinical: Json) -> Iterator[Wording]:
    return (Wording(name, name, clinical.get(name, "")) for name in names)


def _outlined(entry: Mapping[str, str], clinical: Json) -> Iterator[Wording]:
    if entry["part"] == OutlinePart.KEY_POINTS:
        words = clinical.get("key_points", {})
        yield Wording("key_points", "key_points", words, Profile.KEY_POINTS)
    for each in _rows(LISTS.get(entry["part"], ""), clinical):
        if "id" not in entry or each.part.endswith(f".{entry['id']}"):
            yield each


def _rows(name: str, clinical: Json) -> Iterator[Wording]:
    for index, row in enumerate(clinical.get(name, [])):
        key = row["key" if name == "citations" else "id"]
        for field, profile in FIELDS[name].items():
            words = row.get(field, {} if profile else "")
            yield Wording(f"{name}.{index}.{field}", f"{name}.{key}", words, profile)
