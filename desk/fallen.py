"""Pages whose sources fell after they were signed: which, where, and what became known."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q

from articles.models import Page
from articles.richtext import citation_keys
from delivery.models import Publication
from desk.readiness import Place, page_address, place_of
from references.models import Standing, StandingEvent
from review.fallen import Fall, falls
from review.models import SignOff
from review.models.signoffs import SignOffQuerySet
from review.readiness.texts import documents_of

RE_REVIEW = {
    Standing.RETRACTED: "Source retracted, re-review needed",
    Standing.WITHDRAWN: "Source withdrawn, re-review needed",
    Standing.CONCERN: "Source questioned, re-review needed",
    Standing.SUPERSEDED: "Source superseded, re-review needed",
    Standing.IS_NOTICE: "Source is a notice, re-review needed",
}


@dataclass(frozen=True)
class FallenSource:
    """One page and one of its works. ``is_live`` if readers see the words that cite it."""

    fall: Fall
    is_live: bool

    @property
    def page(self) -> Page:
        return self.fall.sign_off.page

    @property
    def event(self) -> StandingEvent:
        return self.fall.event

    @property
    def label(self) -> str:
        return RE_REVIEW[Standing(self.fall.work.standing)]

    @property
    def address(self) -> str:
        return page_address(self.page)

    @property
    def reason(self) -> str:
        """What the source said, and how it names the notice: ``PubMed: RetractionIn (PMID 1)``."""
        event = self.event
        named = [f"PMID {event.notice['pmid']}"] if event.notice.get("pmid") else []
        named += [f"DOI {event.notice['doi']}"] if event.notice.get("doi") else []
        named = named or [text for text in [event.notice.get("citation", "")] if text]
        said = f"{event.get_source_display()}: {event.raw or event.get_after_display()}"
        return f"{said} ({', '.join(named)})" if named else said

    @property
    def places(self) -> list[Place]:
        """The citation, and each text with a mark of it."""
        clinical = self.fall.sign_off.revision.snapshot.clinical
        marked = [
            path
            for path, document in documents_of(clinical)
            if self.fall.key in citation_keys(document)
        ]
        return [place_of(path, clinical) for path in [f"citations.{self.fall.key}.key", *marked]]


def fallen_sources(at: datetime, *, page: Page | None = None) -> list[FallenSource]:
    """Return what fell under words that readers have, or may get without another signature."""
    at_stake = _at_stake(at) if page is None else _at_stake(at).filter(page=page)
    found = falls(at_stake)
    pages = {fall.sign_off.page_id for fall in found}
    rows = Publication.objects.live(at).filter(page__in=pages) if pages else ()
    shown = {row.sign_off_id for row in rows}
    return _once(FallenSource(fall, fall.sign_off.pk in shown) for fall in found)


def pages_with_fallen_sources(at: datetime) -> set[int]:
    return {fall.sign_off.page_id for fall in falls(_at_stake(at))}


def _at_stake(at: datetime) -> SignOffQuerySet:
    public = Publication.objects.standing(at).filter(sign_off=OuterRef("pk"))
    return SignOff.objects.filter(Q(Exists(public)) | Q(fingerprint=F("page__fingerprint")))


def _once(sources: Iterable[FallenSource]) -> list[FallenSource]:
    """A page may have several signed versions that cite the work: the public one tells of it."""
    found: dict[tuple[int, int], FallenSource] = {}
    for source in sources:
        key = (source.page.pk, source.fall.work.pk)
        if key not in found or source.is_live:
            found[key] = source
    return list(found.values())
