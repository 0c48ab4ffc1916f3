"""Which pages pin which version of a notice or treatment, and how another one is put in its place."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from articles.drafts import PageDraft
from articles.frozen import notices_in, treatments_in
from articles.models import NoticeVersion, Page, TreatmentVersion, Version

AnyVersion = TypeVar("AnyVersion", NoticeVersion, TreatmentVersion)

Json = dict[str, Any]

# The user who entered a version, and that user's person.
AUTHOR = ("entered_by__uuid", "entered_by__person__uuid")

# By the model of a version, the ways from a page to those that it pins.
PINS: Mapping[type[Version], Sequence[str]] = {
    NoticeVersion: ("notice_pins__version", "associations_notice", "sections__notice"),
    TreatmentVersion: ("sections__treatment",),
}


def pins(draft: PageDraft) -> Iterator[tuple[str, NoticeVersion | TreatmentVersion]]:
    """Every version that a draft pins, with its place."""
    for index, notice in enumerate(draft.notices):
        yield f"notices.{index}", notice
    if draft.associations_notice:
        yield "associations_notice", draft.associations_notice
    for index, section in enumerate(draft.sections):
        if section.notice:
            yield f"sections.{index}.notice", section.notice
        if section.treatment:
            yield f"sections.{index}.treatment", section.treatment


def repinned(draft: PageDraft, version: NoticeVersion | TreatmentVersion) -> PageDraft:
    """Return the draft with the version in place of every other one of the same words."""

    def newer(pinned: Any) -> Any:
        same = type(pinned) is type(version) and pinned.subject == version.subject
        return version if same else pinned

    return replace(
        draft,
        notices=[newer(notice) for notice in draft.notices],
        associations_notice=newer(draft.associations_notice),
        sections=[
            replace(section, notice=newer(section.notice), treatment=newer(section.treatment))
            for section in draft.sections
        ],
    )


def pages_behind(version: NoticeVersion | TreatmentVersion) -> "QuerySet[Page]":
    """The pages whose working copy pins an older version."""
    older = Q()
    for pin in PINS[type(version)]:
        older |= Q(
            **{
                f"{pin}__{version.OF}": version.subject,
                f"{pin}__number__lt": version.number,
            }
        )
    return Page.objects.filter(pk__in=Page.objects.filter(older).values("pk"))


def pinned_authors(clinical: Json, *, but: Json) -> set[UUID]:
    """Return the uuids, users' and persons', of who wrote the words newly pinned in a snapshot.

    ``but`` is another snapshot of the page. Words of a version may come from any version before
    it: of a pin that moved on, the authors of all that it passed count too.
    """
    notices = _passed("notice", notices_in(clinical), notices_in(but))
    treatments = _passed("treatment", treatments_in(clinical), treatments_in(but))
    authors = {
        *NoticeVersion.objects.filter(notices).values_list(*AUTHOR),
        *TreatmentVersion.objects.filter(treatments).values_list(*AUTHOR),
    }
    return {uuid for author in authors for uuid in author if uuid}


def _passed(kind: str, pinned: Iterable[Json], others: Iterable[Json]) -> Q:
    """Which versions are pinned that the others have not pinned, with all between the two."""
    known = list(others)
    before: dict[str, int] = {}
    for each in known:
        before[each[kind]] = max(before.get(each[kind], 0), each["number"])
    chosen = Q(pk__in=[])
    for each in pinned:
        if each not in known:
            first = min(before.get(each[kind], 0) + 1, each["number"])
            numbers = (first, each["number"])
            chosen |= Q(**{f"{kind}__uuid": each[kind], "number__range": numbers})
    return chosen


def with_pages(versions: "QuerySet[AnyVersion]") -> "QuerySet[AnyVersion]":
    """Annotate each version with ``pages``: how many working copies pin it."""
    pinning = Q()
    for pin in PINS[versions.model]:
        pinning |= Q(**{pin: OuterRef("pk")})
    pages = Page.objects.filter(pinning).order_by().annotate(of_all=Value(1)).values("of_all")
    counted = pages.annotate(pages=Count("pk", distinct=True)).values("pages")
    return versions.annotate(pages=Coalesce(Subquery(counted), 0))
