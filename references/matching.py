"""Which works the records of a batch are about."""

from collections.abc import Iterable, Sequence

import structlog
from django.db.models import Q

from references.models import Reference, SourceAnswer
from references.records import Json, WorkRecord

logger = structlog.get_logger(__name__)

Answers = dict[str, SourceAnswer]


def newest_versions(records: Iterable[WorkRecord]) -> list[WorkRecord]:
    """Return one record of each work, the one of the highest version."""
    newest: dict[str, WorkRecord] = {}
    for record in records:
        key = record.pmid or record.doi or f"neither {len(newest)}"
        if key not in newest or record.version >= newest[key].version:
            newest[key] = record
    return list(newest.values())


class KnownWorks:
    """The works that a batch may be about, locked, with what sources said of them."""

    def __init__(self, records: Sequence[WorkRecord]) -> None:
        pmids = [record.pmid for record in records if record.pmid]
        dois = [record.doi for record in records if record.doi]
        met = Reference.objects.filter(Q(pmid__in=pmids) | Q(doi__in=dois))
        self._by_pmid: dict[str, Reference] = {}
        self._by_doi: dict[str, Reference] = {}
        for work in met.select_for_update().order_by("pk"):
            self.learn(work)
        self._answers: dict[int, Answers] = {}
        for answer in SourceAnswer.objects.filter(reference__in=met.order_by().values("pk")):
            self._answers.setdefault(answer.reference_id, {})[answer.source] = answer

    def learn(self, work: Reference) -> None:
        if work.pmid:
            self._by_pmid[work.pmid] = work
        if work.doi:
            self._by_doi[work.doi] = work

    def find(self, record: WorkRecord) -> Reference | None:
        """Return the work of a record. The same DOI under another PMID is another work."""
        if record.pmid in self._by_pmid:
            return self._by_pmid[record.pmid]
        work = self._by_doi.get(record.doi)
        return work if work and not (work.pmid and record.pmid) else None

    def answers(self, work: Reference) -> Answers:
        return self._answers.get(work.pk, {})

    def without_taken_doi(self, columns: Json, *, of: Reference | None) -> Json:
        """Leave out a DOI that is another work's: it names one work only."""
        holder = self._by_doi.get(columns.get("doi", ""))
        if holder is None or holder is of:
            return columns
        logger.warning(
            "reference_doi_taken", pmid=columns.get("pmid"), doi=columns["doi"], by=holder.key
        )
        return {name: value for name, value in columns.items() if name != "doi"}
