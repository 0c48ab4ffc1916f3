"""Beginning a lookup: of a list that somebody pasted."""

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.models import User
from references import tasks
from references.asking import Limits, SourceFailed
from references.eutilities import Account
from references.looking_up import RETRY_AFTER, answer_lookup
from references.models import LineState, Lookup, LookupLine
from references.pasting import PastedLine, read_pasted

MOST_LINES = 1000
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
