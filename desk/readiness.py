"""The readiness report as people read it: grouped by what it stops, each row with its field."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from accounts.models import User
from articles.models import Page
from articles.snapshots import freeze
from delivery.readiness import readiness_of
from review.findings import Finding, Severity, Stage
from review.models import Revision

Json = dict[str, Any]

# In this order; a finding stands in the first group that it belongs to.
TITLES = {
    "submitting": "Must be mended before it can be submitted",
    "publishing": "Must be settled before it can be published",
    "warning": "Warnings: look at these again",
    "advice": "Advice",
    "dismissed": "Dismissed by a physician, for exactly these words",
}
PAGE_FIELDS = {
    "title": "Title",
    "slug": "Slug",
    "summary": "Summary",
    "key_points": "Key points",
    "content_flags": "Content flags",
    "funding": "Funding",
    "seo_title": "Title for search engines",
    "seo_description": "Description for search engines",
}
# The name of one row of a part, and its fields that are no rich text: those can be linked to.
PARTS: Mapping[str, tuple[str, str, frozenset[str]]] = {
    "sections": ("Section", "Sections", frozenset({"heading"})),
    "associations": ("Association", "Associations", frozenset({"name"})),
    "faqs": ("Question", "Questions", frozenset({"question"})),
    "calls_to_action": ("Call to action", "Calls to action", frozenset({"heading", "label"})),
    "citations": ("Citation", "Citations", frozenset({"key", "note"})),
    "alternate_names": ("Alternate name", "Alternate names", frozenset({"name"})),
    "codes": ("Code", "Codes", frozenset({"display"})),
}
NAMES = ("heading", "question", "name", "label", "key")


@dataclass(frozen=True)
class Row:
    """``link`` leads to the field, ``dismiss`` to where a physician dismisses it; both may be empty."""

    where: str
    link: str
    finding: Finding
    dismiss: str


@dataclass(frozen=True)
class Group:
    kind: str
    title: str
    rows: list[Row]


@dataclass(frozen=True)
class Report:
    groups: list[Group]

    @property
    def stops_submitting(self) -> bool:
        return any(group.kind == Stage.SUBMITTING for group in self.groups)


@dataclass(frozen=True)
class Place:
    """A place in words, and the element of the page's form that shows it."""

    where: str
    id: str


def page_report(
    page: Page, *, by: User, at: datetime, stage: Stage = Stage.SUBMITTING, form: str = ""
) -> Report:
    """Report on the working copy. ``form`` is the address of its form, empty within the form."""
    current = Page.objects.with_parts().get(pk=page.pk)
    snapshot = freeze(current)
    findings = readiness_of(snapshot, page=page, at=at, stage=stage)
    linked = form if by.has_perm("articles.change_page") else None
    return _grouped(findings, snapshot.clinical, form=linked)


def revision_report(
    revision: Revision, *, by: User, at: datetime, stage: Stage, code: str = ""
) -> Report:
    """Report on a revision, or on what one ``code`` says of it.

    Fields are linked while the form still has these words.
    """
    snapshot, page = revision.snapshot, revision.page
    findings = readiness_of(snapshot, page=page, at=at, stage=stage)
    same = page.fingerprint == revision.fingerprint and by.has_perm("articles.change_page")
    return _grouped(
        [finding for finding in findings if not code or finding.code == code],
        snapshot.clinical,
        form=page_address(page) if same else None,
        dismissing=None if code or not by.has_perm("review.review_page") else revision,
    )


def page_address(page: Page) -> str:
    """Where the form of the page is, under the admin of its kind."""
    return reverse(f"admin:articles_{page.kind}_change", args=[page.pk])


def place_of(path: str, clinical: Json) -> Place:
    """Say where a path of the report leads in this page.

    >>> place_of("summary", {}).id
    'id_summary'
    """
    part, _, rest = path.partition(".")
    if path in PAGE_FIELDS:
        return Place(PAGE_FIELDS[path], f"id_{path}")
    if part not in PARTS:
        return Place("The page", "")
    singular, plural, fields = PARTS[part]
    for index, row in enumerate(clinical.get(part, [])):
        name = _name_in_path(row, index)
        if rest.startswith(f"{name}."):
            field = rest.removeprefix(f"{name}.")
            id = f"id_{part}-{index}-{field}" if field in fields else f"{part}-{index}"
            return Place(f"{singular} {index + 1}{_title(row)}", id)
    return Place(plural, f"{part}-group")


def _name_in_path(row: Any, index: int) -> str:
    named = row if isinstance(row, dict) else {}
    return str(named.get("id") or named.get("key") or index)


def _title(row: Any) -> str:
    named = row if isinstance(row, dict) else {"name": row}
    title = next((named[name] for name in NAMES if named.get(name)), "")
    return f", “{title}”" if title else ""


def _grouped(
    findings: Iterable[Finding],
    clinical: Json,
    *,
    form: str | None,
    dismissing: Revision | None = None,
) -> Report:
    rows: dict[str, list[Row]] = {kind: [] for kind in TITLES}
    for finding in findings:
        place = place_of(finding.place, clinical)
        link = f"{form}#{place.id}" if form is not None and place.id else ""
        rows[_kind(finding)].append(
            Row(place.where, link, finding, _dismiss_address(finding, dismissing))
        )
    groups = [Group(kind, TITLES[kind], found) for kind, found in rows.items() if found]
    return Report(groups)


def _kind(finding: Finding) -> str:
    if finding.dismissal:
        return "dismissed"
    return finding.stops.value if finding.stops else Severity(finding.severity).value


def _dismiss_address(finding: Finding, revision: Revision | None) -> str:
    if revision is None or finding.dismissal or not finding.is_dismissible:
        return ""
    return reverse("admin:review_dismissal_make", args=[revision.pk, finding.code.value])
