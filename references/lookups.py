"""Beginning a lookup: of a list that somebody pasted, or of a file."""

from collections.abc import Iterable
from datetime import datetime
from io import BufferedReader, BytesIO

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.models import User
from references import tasks
from references.asking import Limits, SourceFailed
from references.eutilities import Account
from references.imports import MalformedJson, UnknownFormat, WorkFile, open_works
from references.looking_up import RETRY_AFTER, answer_lookup, mark_repeated
from references.models import LineState, Lookup, LookupLine, LookupState
from references.pasting import PastedLine, read_pasted
from references.pubmed import MalformedXml
from references.records import FaultyRecord, WorkRecord

MOST_LINES = 1000
# The command for files has no limit.
MOST_RECORDS = 2000
MOST_REMARKS = 20
# More than these are looked up outside the request.
MOST_LINES_AT_ONCE = 20
# As long as somebody waits for a page.
PATIENCE = Limits(
    connect_seconds=5, piece_seconds=10, answer_seconds=15, attempts=2, wait_seconds=3
)


def look_up_pasted(*, text: str, by: User, at: datetime) -> Lookup:
    """Look up what somebody pasted. A long list is ready later: its ``state`` tells.

    Raises ``ValidationError``, and ``SourceFailed`` for a short list that PubMed does not answer;
    then nothing is kept. Never inside a transaction.
    """
    if not by.has_perm("references.add_reference"):
        raise PermissionDenied("You may not add works.")
    pasted = _sound(read_pasted(text))
    # Nobody should wait for what will not be asked.
    Account.of_settings()
    is_long = len(pasted) > MOST_LINES_AT_ONCE
    with transaction.atomic():
        lookup = Lookup.objects.create(asked_by=by, asked_at=at, next_try_at=at + RETRY_AFTER)
        LookupLine.objects.bulk_create(_lines(lookup, pasted))
        if is_long:
            tasks.look_up.enqueue(str(lookup.uuid))
    if not is_long:
        _answer_now(lookup)
    return lookup


def look_up_file(*, content: bytes, name: str, by: User, at: datetime) -> Lookup:
    """Read a file of works, by its content, for confirmation.

    Raises ``ValidationError``: unknown_format, too_many or nothing. What can be read of a file that
    breaks off is kept.
    """
    if not by.has_perm("references.add_reference"):
        raise PermissionDenied("You may not add works.")
    remarks: list[str] = []
    works, records = _read(content, remarks)
    with transaction.atomic():
        lookup = Lookup.objects.create(
            asked_by=by,
            asked_at=at,
            file_name=_printable(name)[:200] or "A file",
            said_by_pubmed=works.is_pubmed,
            export_format=works.export_format or "",
            remarks=[_printable(remark) for remark in remarks[:MOST_REMARKS]],
            state=LookupState.READY,
        )
        LookupLine.objects.bulk_create(_lines_of(lookup, records))
        mark_repeated(lookup)
    return lookup


def _read(content: bytes, remarks: list[str]) -> tuple[WorkFile, list[WorkRecord | FaultyRecord]]:
    records: list[WorkRecord | FaultyRecord] = []
    try:
        works = open_works(BufferedReader(BytesIO(content)), remarks.append)
    except UnknownFormat as error:
        raise ValidationError(str(error), code="unknown_format") from error
    try:
        for record in works.records:
            records.append(record)
            if len(records) > MOST_RECORDS:
                raise ValidationError(
                    "The file holds more than %(most)s works: part it, or ask for the command "
                    "import_references.",
                    code="too_many",
                    params={"most": MOST_RECORDS},
                )
    except (MalformedXml, MalformedJson) as error:
        remarks.insert(0, f"The file breaks off. {error}")
    if not records:
        said = " ".join(["The file holds no work.", *remarks[:1]])
        raise ValidationError(_printable(said), code="nothing")
    return works, records


def _lines_of(lookup: Lookup, records: Iterable[WorkRecord | FaultyRecord]) -> list[LookupLine]:
    lines = []
    for position, record in enumerate(records, start=1):
        line = LookupLine(lookup=lookup, position=position)
        line.settle(record)
        if line.state == LineState.FAULTY:
            line.typed = _printable(record.name or f"PMID {record.pmid or 'unknown'}")[:2000]
            line.message = _printable(line.message)
        lines.append(line)
    return lines


def _printable(words: str) -> str:
    return "".join(sign for sign in words if sign.isprintable())


def _answer_now(lookup: Lookup) -> None:
    try:
        answer_lookup(uuid=lookup.uuid, limits=PATIENCE)
    except SourceFailed:
        lookup.delete()
        raise
    lookup.refresh_from_db()


def _sound(pasted: list[PastedLine]) -> list[PastedLine]:
    if not pasted:
        raise ValidationError("Paste at least one PMID, DOI, PMCID or address.", code="nothing")
    if len(pasted) > MOST_LINES:
        raise ValidationError(
            "These are %(count)s works: look up %(most)s at a time.",
            code="too_many",
            params={"count": len(pasted), "most": MOST_LINES},
        )
    return pasted


def _lines(lookup: Lookup, pasted: list[PastedLine]) -> list[LookupLine]:
    return [
        LookupLine(
            lookup=lookup,
            position=position,
            typed=line.typed,
            scheme=line.scheme,
            identifier=line.identifier,
            words=line.words,
            others=line.others,
            state=LineState.UNREADABLE if line.fault else LineState.WAITING,
            message=line.fault,
        )
        for position, line in enumerate(pasted, start=1)
    ]
