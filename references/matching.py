"""Which works the records of a batch are about."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID

import structlog
from django.db.models import Q

from references.identifiers import isbn_digits
from references.models import Reference, SourceAnswer, WorkKind
from references.records import Json, WorkRecord

logger = structlog.get_logger(__name__)

Answers = dict[str, SourceAnswer]
# What names a work, and its value.
Mark = tuple[str, str]

# The surest first.
MARKS = ("uuid", "pmid", "doi", "pmcid", "isbn", "url", "title")
IDENTIFIERS = ("pmid", "doi", "pmcid")
# A chapter has the ISBN, and often the address, of the book around it.
WITH_ISBN_OF_ITS_OWN = (WorkKind.BOOK, WorkKind.REPORT)


def newest_versions(records: Iterable[WorkRecord]) -> list[WorkRecord]:
    """Return one record of each work, the one of the highest version."""
    newest: dict[str, WorkRecord] = {}
    for record in records:
        key = record.pmid or record.doi or f"neither {len(newest)}"
        if key not in newest or record.version >= newest[key].version:
            newest[key] = record
    return list(newest.values())


class KnownWorks:
    """The works that a batch may be about, with what sources said of them.

    They are locked, unless who asks only looks.
    """

    def __init__(self, records: Sequence[WorkRecord], *, locked: bool = True) -> None:
        met = Reference.objects.filter(_about(records)).order_by("pk")
        self._by_mark: dict[Mark, dict[int, Reference]] = defaultdict(dict)
        for work in met.select_for_update() if locked else met:
            self.learn(work)
        self._answers: dict[int, Answers] = {}
        for answer in SourceAnswer.objects.filter(reference__in=met.order_by().values("pk")):
            self._answers.setdefault(answer.reference_id, {})[answer.source] = answer

    def learn(self, work: Reference) -> None:
        columns = {name: getattr(work, name) for name in COLUMNS}
        for mark in _marks(columns, uuid=str(work.uuid)):
            self._by_mark[mark][work.pk] = work

    def find(self, record: WorkRecord) -> Reference | None:
        """Return the work of a record. The same DOI under another PMID is another work."""
        for name, value in _marks_of(record):
            for work in self._by_mark.get((name, value), {}).values():
                if not _differ(work, record, by=name):
                    return work
        return None

    def answers(self, work: Reference) -> Answers:
        return self._answers.get(work.pk, {})

    def without_taken_doi(self, columns: Json, *, of: Reference | None) -> Json:
        """Leave out a DOI that is another work's: it names one work only."""
        holders = self._by_mark.get(("doi", columns.get("doi", "")), {})
        holder = next(iter(holders.values()), None)
        if holder is None or holder is of:
            return columns
        logger.warning(
            "reference_doi_taken", pmid=columns.get("pmid"), doi=columns["doi"], by=holder.key
        )
        return {name: value for name, value in columns.items() if name != "doi"}


COLUMNS = (*IDENTIFIERS, "isbn", "url", "kind", "title", "year", "authors")


def _marks(columns: Json, *, uuid: str) -> Iterator[Mark]:
    """Yield what names a work, the surest first."""
    kind = columns.get("kind")
    named = {
        "uuid": uuid,
        **{name: columns.get(name, "") for name in IDENTIFIERS},
        "isbn": isbn_digits(columns.get("isbn", "")) if kind in WITH_ISBN_OF_ITS_OWN else "",
        "url": columns.get("url", "") if kind != WorkKind.CHAPTER else "",
        "title": _title(columns),
    }
    return ((name, named[name]) for name in MARKS if named[name])


def _marks_of(record: WorkRecord) -> Iterator[Mark]:
    """A record with an identifier is not sought by its title: notices bear that of their work."""
    has_number = any(record.bibliography.get(name) for name in IDENTIFIERS)
    marks = _marks(record.bibliography, uuid=record.uuid)
    return ((name, value) for name, value in marks if not (has_number and name == "title"))


def _title(columns: Json) -> str:
    """Return title, year and first name: works without a number that agree in all are one."""
    first: Json = next(iter(columns.get("authors") or []), {})
    name = first.get("family") or first.get("group") or ""
    words = "".join(sign for sign in columns.get("title", "").casefold() if sign.isalnum())
    return f"{words} {columns.get('year') or ''} {name.casefold()}" if words else ""


def _differ(work: Reference, record: WorkRecord, *, by: str) -> bool:
    """Whether an identifier says that they are two works, although one names both."""
    names = {"uuid": (), "pmid": (), "doi": ("pmid",)}.get(by, IDENTIFIERS)
    pairs = ((getattr(work, name), record.bibliography.get(name, "")) for name in names)
    return any(ours and theirs and ours != theirs for ours, theirs in pairs)


def _about(records: Sequence[WorkRecord]) -> Q:
    wanted: dict[str, set[str]] = defaultdict(set)
    for record in records:
        for name, value in _marks_of(record):
            # The mark of a title is not as it is stored.
            wanted[name].add(record.bibliography["title"] if name == "title" else value)
    asked = Q(pk__in=_with_isbn(wanted["isbn"]))
    for name in (*IDENTIFIERS, "url"):
        asked |= Q(**{f"{name}__in": wanted[name]})
    asked |= Q(uuid__in=[UUID(value) for value in wanted["uuid"]])
    return asked | Q(
        title__in=[f"{title}{stop}" for title in wanted["title"] for stop in ("", ".")]
    )


def _with_isbn(numbers: set[str]) -> list[int]:
    """Return the works with these numbers, however they are written."""
    if not numbers:
        return []
    written = Reference.objects.exclude(isbn="").values_list("pk", "isbn")
    return [pk for pk, isbn in written if isbn_digits(isbn) in numbers]
