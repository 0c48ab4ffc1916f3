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
    """Return the uuids, users' and persons', of who entered the versions pinned in a snapshot.

    Those that ``but``, another snapshot of the page, has pinned too are left out.
    """
    chosen = Q(pk__in=[])
    for notice in _without(notices_in(clinical), notices_in(but)):
        chosen |= Q(notice__uuid=notice["notice"], number=notice["number"])
    authors = set(NoticeVersion.objects.filter(chosen).values_list(*AUTHOR))
    chosen = Q(pk__in=[])
    for treatment in _without(treatments_in(clinical), treatments_in(but)):
        chosen |= Q(treatment__uuid=treatment["treatment"], number=treatment["number"])
    authors |= set(TreatmentVersion.objects.filter(chosen).values_list(*AUTHOR))
    return {uuid for author in authors for uuid in author if uuid}


def with_pages(versions: "QuerySet[AnyVersion]") -> "QuerySet[AnyVersion]":
    """Annotate each version with ``pages``: how many working copies pin it."""
    pinning = Q()
    for pin in PINS[versions.model]:
        pinning |= Q(**{pin: OuterRef("pk")})
    pages = Page.objects.filter(pinning).order_by().annotate(of_all=Value(1)).values("of_all")
    counted = pages.annotate(pages=Count("pk", distinct=True)).values("pages")
    return versions.annotate(pages=Coalesce(Subquery(counted), 0))


def _without(pinned: Iterable[Json], others: Iterable[Json]) -> list[Json]:
    known = list(others)
    return [each for each in pinned if each not in known]
