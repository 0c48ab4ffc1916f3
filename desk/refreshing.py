"""Asking PubMed again what it knows of a work."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import User
from desk.columns import column_label, in_words
from references.importing import Answer, import_works
from references.looking_up import ask_for
from references.lookups import PATIENCE
from references.models import LineState, Reference, Source, Standing
from references.records import WorkRecord
from review.ledger import ledger_turn

NOT_TOLD = ("id", "uuid", "standing", "standing_checked_at")


@dataclass(frozen=True)
class Refreshed:
    """``changes`` say, in words, what is another than before; ``kept`` names what somebody typed."""

    changes: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)

    @property
    def sentence(self) -> str:
        changed = "; ".join(self.changes)
        said = f"Changed: {changed}." if changed else "PubMed says what is here already."
        kept = ", ".join(self.kept)
        return f"{said} What somebody typed was kept: {kept}." if kept else said


def refresh(*, work: Reference, by: User, now: datetime) -> Refreshed:
    """Bring a work up to date with what PubMed says at this moment, its standing too.

    Raises ``ValidationError`` when PubMed does not have the work, and ``SourceFailed``.
    """
    if not by.has_perm("references.change_reference"):
        raise PermissionDenied("You may not change works.")
    record = _record(work)
    with ledger_turn(now=now) as turn:
        before = _columns(work)
        answer = Answer(source=Source.PUBMED, at=turn.at, asked_now=True)
        imported = import_works(records=[record], answer=answer, turn=turn)
        after = _columns(work)
    kept = [column_label(name) for columns in imported.typed.values() for name in columns]
    return Refreshed(_changes(before, after), kept)


def _record(work: Reference) -> WorkRecord:
    """Ask before the ledger is taken: it may take a while."""
    scheme = next((name for name in ("pmid", "doi", "pmcid") if getattr(work, name)), "")
    if not scheme:
        raise ValidationError(
            "Give the work its PMID, DOI or PMCID first.", code="without_identifier"
        )
    line = ask_for(scheme=scheme, identifier=getattr(work, scheme), limits=PATIENCE)
    if line.state != LineState.FOUND:
        raise ValidationError(line.message, code=line.state)
    record = line.found
    if work.pmid and record.pmid != work.pmid:
        raise ValidationError(f"{line.message} Add that as a work of its own.", code="led_on")
    return record


def _columns(work: Reference) -> dict[str, Any]:
    """What is stored now, and not what somebody read a while ago."""
    return {**Reference.objects.values().get(pk=work.pk)}


def _changes(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    standing = [
        f"standing from {Standing(before['standing']).label} to {Standing(after['standing']).label}"
    ]
    return [
        *(standing if before["standing"] != after["standing"] else []),
        *(
            f"{column_label(name)} from {_shown(value)} to {_shown(after[name])}"
            for name, value in before.items()
            if name not in NOT_TOLD and value != after[name]
        ),
    ]


def _shown(value: Any) -> str:
    words = in_words(value)
    return f"“{words}”" if words else "nothing"
