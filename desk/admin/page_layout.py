"""How the form of a page stands on the screen: its parts in the order in which readers meet them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from articles.models import Kind, Page
from articles.outline import OutlinedSection, OutlinePart, completed_outline, usual_outline
from desk.admin.usual_sections import usual_sections
from desk.part_kinds import FORMSET_OF

ESSENTIALS = ["title", "summary"]
# Groups of the page's own fields that stand in one of its parts: the part, and the fields.
IN_PARTS: Mapping[str, tuple[str, Sequence[str]]] = {
    "Key points": (OutlinePart.KEY_POINTS, ["key_points"]),
    "Over the associations": (OutlinePart.ASSOCIATIONS, ["associations_notice"]),
}

PICTURE = "Picture at the top"
PICTURE_FIELDS = ["hero_image", "hero_caption"]

# What has a default, and stands folded under "More".
MORE: Mapping[str, Sequence[str]] = {
    "Address and language": [
        "slug",
        "topic",
        "locale",
        "translated_from",
        "translation_is_current",
    ],
    "Safety and review": ["content_flags", "risk_class", "overdue_policy"],
    "About this text": ["article_type", "purpose", "funding"],
    "Tags and search engines": ["tags", "seo_title", "seo_description"],
}
ONLY_NEW = {"topic", "locale"}
ONLY_ARTICLES = {"article_type"}

# Written by the page's script, or by nobody.
UNSEEN = ["order", "lock_version"]

SINGLE_PARTS = [
    OutlinePart.KEY_POINTS,
    OutlinePart.ASSOCIATIONS,
    OutlinePart.FAQS,
    OutlinePart.REFERENCES,
]

# As many parts as can stand open without making the page long to scroll and slow to start.
OPEN_AT_MOST = 3

Fieldsets = list[tuple[str | None, dict[str, Any]]]


@dataclass(frozen=True)
class PartOnScreen:
    """``name`` is what the order calls it: the prefix of its form, or the name of a single part."""

    name: str
    kind: str
    form: Any = None
    formset: Any = None
    fieldsets: Sequence[Any] = ()


@dataclass(frozen=True)
class PageLayout:
    """``formsets`` are all of them by prefix, for their templates of new rows."""

    essentials: list[Any]
    picture: list[Any]
    parts: list[PartOnScreen]
    more_fields: list[Any]
    more: list[Any]
    formsets: Mapping[str, Any]
    opens_parts: bool
    opens_key_points: bool
    usual: list[dict[str, str]]


def fieldsets_of(kind: str, *, new: bool) -> Fieldsets:
    """Return what a writer sees of the page's own fields, group by group."""
    left_out = (set() if new else ONLY_NEW) | (set() if kind == Kind.ARTICLE else ONLY_ARTICLES)
    in_parts = [
        (name, {"fields": fields})
        for name, (part, fields) in IN_PARTS.items()
        if part in _singles(kind)
    ]
    more = {
        name: [field for field in fields if field not in left_out] for name, fields in MORE.items()
    }
    return [
        (None, {"fields": [*ESSENTIALS, *UNSEEN]}),
        (PICTURE, {"fields": PICTURE_FIELDS}),
        *in_parts,
        *((name, {"fields": fields}) for name, fields in more.items()),
    ]


def page_layout(
    kind: str, page: Page | None, admin_form: Any, inlines: Iterable[Any]
) -> PageLayout:
    """Put the parts of a page into the order that was posted, or else the one that is stored."""
    form, fieldsets = admin_form.form, list(admin_form)
    formsets = {inline.formset.prefix: inline for inline in inlines}
    rows = {row.form.prefix: row for inline in formsets.values() for row in _rows(inline)}
    order = posted_order(form["order"].value(), [inline.formset for inline in formsets.values()])
    parts = [
        PartOnScreen(
            name=name,
            kind=_kind_of(name),
            form=rows.get(name),
            formset=formsets.get(_formset_of(name)),
            fieldsets=[item for item in fieldsets if _part_of(item) == name],
        )
        for name in _completed(kind, order, formsets)
    ]
    opens_parts = page is None or sum(part.form is not None for part in parts) <= OPEN_AT_MOST
    return PageLayout(
        essentials=[item for item in fieldsets if not item.name],
        picture=[item for item in fieldsets if item.name == PICTURE],
        parts=parts,
        more_fields=[item for item in fieldsets if item.name in MORE],
        more=[inline for prefix, inline in formsets.items() if prefix not in FORMSET_OF.values()],
        formsets=formsets,
        opens_parts=opens_parts,
        # A blog post seldom has any.
        opens_key_points=opens_parts and kind != Kind.ARTICLE,
        usual=_usual_that_lack(kind, page),
    )


def stored_order(page: Page) -> list[str]:
    """Return the names of a page's parts, in its own order.

    A section goes by the prefix of its form: ``sections-0`` is the first that is stored.
    """
    names = {
        str(row.uuid): f"{prefix}-{place}"
        for prefix, rows in (
            ("sections", page.sections.all()),
            ("calls_to_action", page.calls_to_action.all()),
        )
        for place, row in enumerate(rows)
    }
    return [names[entry["id"]] if "id" in entry else entry["part"] for entry in page.outline]


def posted_order(value: str | None, formsets: Iterable[Any]) -> list[str]:
    """Return the names that the page's script wrote, each once, as the forms are called now."""
    renamed: dict[str, str] = {}
    for formset in formsets:
        renamed |= formset.renamed
    return list(dict.fromkeys(renamed.get(name, name) for name in (value or "").split()))


def _singles(kind: str) -> set[OutlinePart]:
    """The parts of which a page of this kind may have one."""
    without = {OutlinePart.ASSOCIATIONS} if kind == Kind.ARTICLE else set()
    return set(SINGLE_PARTS) - without


def _rows(inline: Any) -> list[Any]:
    """The forms of a formset, without the empty one that new rows are made of."""
    return [row for row in inline if row.form.prefix != inline.formset.empty_form.prefix]


def _part_of(fieldset: Any) -> str:
    """The part in which a group of fields stands, if it stands in one."""
    return str(IN_PARTS[fieldset.name][0]) if fieldset.name in IN_PARTS else ""


def _kind_of(name: str) -> str:
    for kind in (OutlinePart.SECTION, OutlinePart.CALL_TO_ACTION):
        if name.startswith(f"{FORMSET_OF[kind]}-"):
            return kind.value
    return name


def _formset_of(name: str) -> str:
    """The formset of a part: that of its row, or of all its rows."""
    kind = _kind_of(name)
    return FORMSET_OF.get(OutlinePart(kind), "")


def _completed(kind: str, order: Sequence[str], formsets: Mapping[str, Any]) -> list[str]:
    """Return the order with each part of the form in it, the empty ones at their usual places."""
    usual = usual_outline(
        sections=[
            OutlinedSection(form.prefix, str(form["aspect"].value() or ""))
            for form in formsets["sections"].formset.forms
        ],
        calls_to_action=[form.prefix for form in formsets["calls_to_action"].formset.forms],
        parts=_singles(kind),
    )
    names = [{"part": entry.get("id", entry["part"])} for entry in usual]
    chosen = [{"part": name} for name in order if {"part": name} in names]
    return [entry["part"] for entry in completed_outline(chosen, names)]


def _usual_that_lack(kind: str, page: Page | None) -> list[dict[str, str]]:
    """The usual sections that a stored page does not have, to be offered by name."""
    if page is None:
        return []
    aspects = {section.aspect for section in page.sections.all()}
    return [
        section
        for section in usual_sections(kind)
        if section["aspect"] and section["aspect"] not in aspects
    ]
