"""What rests on a work: pages and associations, public or drafted."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from articles.models import Association, Page
from articles.richtext import citation_keys
from delivery.models import LinkRole, Publication
from desk.readiness import page_address
from references.models import Reference

Json = dict[str, Any]
EXPLANATIONS = ("explanation", "explanation_on_condition")


@dataclass
class RestingPage:
    """``associations`` are the names of conditions that the page's words about them cite it for."""

    page: Page
    is_public: bool = False
    is_drafted: bool = False
    associations: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        return page_address(self.page)

    @property
    def where(self) -> str:
        """Where the words are that cite it, of those that readers see and of the working copy."""
        if self.is_public:
            return "public" if self.is_drafted else "public, no longer in the working copy"
        return "in the working copy only"


def pages_resting_on(work: Reference, at: datetime) -> list[RestingPage]:
    """Return the pages that cite it, by title."""
    found: dict[int, RestingPage] = {}
    drafts = Page.objects.filter(citations__key__in=work.keys).distinct()
    for page in drafts.prefetch_related("associations"):
        drafted = found.setdefault(page.pk, RestingPage(page))
        drafted.is_drafted = True
        _name(drafted, map(_row, page.associations.all()), work)
    live = Publication.objects.live(at).filter(links__role=LinkRole.CITATION, links__reference=work)
    for publication in live.select_related("page", "revision"):
        public = found.setdefault(publication.page_id, RestingPage(publication.page))
        public.is_public = True
        _name(public, publication.revision.snapshot.clinical.get("associations", []), work)
    return sorted(found.values(), key=lambda resting: (resting.page.title, resting.page.pk))


def _row(association: Association) -> Json:
    return {name: getattr(association, name) for name in ("name", *EXPLANATIONS)}


def _name(resting: RestingPage, rows: Iterable[Json], work: Reference) -> None:
    for row in rows:
        cited = {key for name in EXPLANATIONS if row.get(name) for key in citation_keys(row[name])}
        if cited & set(work.keys) and row["name"] not in resting.associations:
            resting.associations.append(row["name"])
