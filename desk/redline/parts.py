"""The parts of a snapshot's clinical half, each with its texts, as an editor and a reader name them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from articles.models import Aspect, RegulatoryStatus, Strength, Urgency
from desk.redline.names import Names
from desk.signed_facts import signed_facts
from references.citation_styles import Style, format_citation
from references.models import Standing

Json = dict[str, Any]

# What parts of their own print.
LISTED = (
    "notices",
    "sections",
    "associations",
    "associations_notice",
    "faqs",
    "calls_to_action",
    "citations",
)
READ = ("title", "summary", "key_points", "outline", *LISTED)
# Signed, and not read on the page: ``signed_facts`` says most of them in words.
UNREAD = (
    "content_flags",
    "risk_class",
    "purpose",
    "article_type",
    "alternate_names",
    "codes",
    "about",
    "funding",
    "hero_caption",
    "seo_title",
    "seo_description",
    "translated_from",
    "format",
    "page",
    "topic",
    "kind",
    "locale",
)


COMMENTED = {
    "notices": "notices",
    "associations_notice": "associations",
    "references": "citations",
    "facts": "page",
    "form": "page",
}


@dataclass(frozen=True)
class Text:
    """One text of a part: ``rich`` a document, or ``plain`` words."""

    plain: str = ""
    rich: Json = field(default_factory=dict)


@dataclass(frozen=True)
class Part:
    """``key`` is the path that the readiness report and comments use: ``sections.<uuid>``.

    ``texts`` by what the screen calls them, in the order in which they stand; an empty label is
    the part's own text. ``raw`` is all of it, so that nothing that changed passes for the same.
    """

    key: str
    label: str
    name: str
    texts: Mapping[str, Text]
    raw: object = None

    @property
    def title(self) -> str:
        return f"{self.label} “{self.name}”" if self.name else self.label

    @property
    def commented(self) -> str:
        """The path under which comments speak of it: what has no row of its own, of its kind."""
        return COMMENTED.get(self.key.partition(".")[0], self.key)


def parts_of(clinical: Json, names: Names) -> dict[str, Part]:
    """Return the parts by key, in the order in which a reader meets them."""
    parts = [*read_parts(clinical, names), _facts(clinical)]
    return {part.key: part for part in parts if part.raw}


def part_titles(clinical: Json, names: Names) -> dict[str, str]:
    """Return by key what the parts are called, those without words as well."""
    parts = [*read_parts(clinical, names), _facts(clinical)]
    return {part.key: part.title for part in parts}


def read_parts(clinical: Json, names: Names) -> list[Part]:
    """Return the parts that a reader reads, empty ones as well. They ask no database."""
    return [
        _plain("title", "Title", clinical),
        _plain("summary", "Summary", clinical),
        *(_notice(f"notices.{item['notice']}", item) for item in clinical.get("notices", [])),
        *_outlined(clinical, names),
        *(_citation(item, names) for item in clinical.get("citations", [])),
    ]


def _outlined(clinical: Json, names: Names) -> Iterator[Part]:
    """Yield what the outline orders, in its order, and then what it does not name."""
    listed = {name: {item["id"]: item for item in clinical.get(name, [])} for name in REPEATED}
    for entry in clinical.get("outline", []):
        yield from OUTLINED.get(entry["part"], _nothing)(entry, clinical, listed, names)
    named = {entry["part"] for entry in clinical.get("outline", [])}
    for part in ("associations", "key_points", "faqs"):
        if part not in named:
            yield from OUTLINED[part]({}, clinical, listed, names)


def _nothing(*given: object) -> Iterator[Part]:
    return iter(())


def _key_points(entry: Json, clinical: Json, listed: Json, names: Names) -> Iterator[Part]:
    text = clinical.get("key_points", {})
    yield Part("key_points", "Key points", "", {"": Text(rich=text)}, text)


def _section(entry: Json, clinical: Json, listed: Json, names: Names) -> Iterator[Part]:
    section = listed["sections"][entry["id"]]
    aspect, urgency = section.get("aspect"), section.get("urgency")
    texts = {
        "Heading": Text(section.get("heading", "")),
        "Aspect": Text(str(Aspect(aspect).label) if aspect else ""),
        "Urgency": Text(str(Urgency(urgency).label) if urgency else ""),
        **_notice_texts("Notice", section.get("notice", {})),
        "": Text(rich=section.get("body", {})),
        **_treatment_texts(section.get("treatment", {})),
    }
    name = section.get("heading") or texts["Aspect"].plain
    yield Part(f"sections.{section['id']}", "Section", name, texts, section)


def _associations(entry: Json, clinical: Json, listed: Json, names: Names) -> Iterator[Part]:
    notice = clinical.get("associations_notice", {})
    yield Part(
        "associations_notice", "Notice over the associations", "", _notice_texts("", notice), notice
    )
    for item in clinical.get("associations", []):
        texts = {
            "Name": Text(item["name"]),
            "Condition": Text(names.topic(item["condition"])),
            "Strength": Text(str(Strength(item["strength"]).label)),
            "": Text(rich=item["explanation"]),
            "On the condition's page instead": Text(rich=item.get("explanation_on_condition", {})),
        }
        yield Part(f"associations.{item['id']}", "Association", item["name"], texts, item)


def _faqs(entry: Json, clinical: Json, listed: Json, names: Names) -> Iterator[Part]:
    for faq in clinical.get("faqs", []):
        texts = {"Question": Text(faq["question"]), "": Text(rich=faq["answer"])}
        yield Part(f"faqs.{faq['id']}", "Question", faq["question"], texts, faq)


def _call(entry: Json, clinical: Json, listed: Json, names: Names) -> Iterator[Part]:
    call = listed["calls_to_action"][entry["id"]]
    target = call.get("target")
    texts = {
        "Heading": Text(call.get("heading", "")),
        "": Text(rich=call.get("text", {})),
        "Button": Text(call["label"]),
        "Leads to": Text(f"{target['kind']}:{target['target']}" if target else ""),
    }
    yield Part(f"calls_to_action.{call['id']}", "Call to action", call["label"], texts, call)


def _references(entry: Json, clinical: Json, listed: Json, names: Names) -> Iterator[Part]:
    """The place of the list, which alone has no words: its entries are parts of their own."""
    yield Part("references", "List of sources", "", {}, "listed here")


REPEATED = ("sections", "calls_to_action")
OUTLINED: Mapping[str, Callable[[Json, Json, Json, Names], Iterator[Part]]] = {
    "key_points": _key_points,
    "section": _section,
    "associations": _associations,
    "faqs": _faqs,
    "call_to_action": _call,
    "references": _references,
}


def _plain(key: str, label: str, clinical: Json) -> Part:
    text = clinical.get(key, "")
    return Part(key, label, "", {"": Text(text)}, text)


def _notice(key: str, notice: Json) -> Part:
    return Part(key, "Notice", notice.get("heading", ""), _notice_texts("", notice), notice)


def _notice_texts(label: str, notice: Json) -> dict[str, Text]:
    heading = f"{label}, heading" if label else "Heading"
    return {heading: Text(notice.get("heading", "")), label: Text(rich=notice.get("text", {}))}


def _treatment_texts(treatment: Json) -> dict[str, Text]:
    status = treatment.get("regulatory_status")
    said = [str(RegulatoryStatus(status).label)] if status else []
    said += ["Off-label use"] if treatment.get("off_label") else []
    return {
        "Treatment": Text(treatment.get("title", "")),
        "Treatment, also called": Text(", ".join(treatment.get("alternate_names", []))),
        "Treatment, regulatory status": Text(". ".join(said)),
        "Treatment, disclosure": Text(rich=treatment.get("disclosure", {})),
        "Treatment, risks": Text(rich=treatment.get("risks", {})),
        "Treatment, other ways": Text(rich=treatment.get("alternatives", {})),
    }


def _citation(citation: Json, names: Names) -> Part:
    key = citation["key"]
    work = names.works.get(key)
    said = citation.get("acknowledged")
    acknowledged = f"{Standing(said['standing']).label}: {said['reason']}" if said else ""
    texts = {
        "": Text(format_citation(work, Style.AMA).text if work else key),
        "Why it is cited": Text(citation.get("note", "")),
        "Cited although it fell": Text(acknowledged),
    }
    return Part(f"citations.{key}", "Source", names.work(key), texts, citation)


def _facts(clinical: Json) -> Part:
    """What is signed and not read on the page, with whatever no other part prints."""
    facts = {label: Text(value) for label, value in signed_facts(clinical)}
    others = {name: value for name, value in clinical.items() if name not in (*READ, *UNREAD)}
    for name, value in others.items():
        facts[name.replace("_", " ").capitalize()] = Text(str(value))
    raw = [clinical.get(name) for name in UNREAD]
    return Part("facts", "Facts about the page", "", facts, [*raw, others])
