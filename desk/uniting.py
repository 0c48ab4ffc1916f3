"""Making one work of two that are the same. Which rows stand for a work is no clinical word."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import User
from articles.models import Citation
from delivery.models import Link
from desk.columns import column_label, in_words
from references.evidence import signals_kept
from references.facts import work_changed
from references.judging import JUDGED, event_of
from references.merging import GROUPS, IDENTIFIERS, fill
from references.models import LookupLine, Reference, Source, SourceAnswer, Standing
from references.standing import PRECEDENCE
from review.ledger import ledger_turn
from review.models import CitedWork

CHANGE = "references.change_reference"
DELETE = "references.delete_reference"
SHOWN = (*IDENTIFIERS, *(name for group in GROUPS for name in group))


@dataclass(frozen=True)
class Compared:
    """One column of two works; ``stays`` is what the one that is kept will have."""

    name: str
    kept: str
    gone: str
    stays: str


def must_stay(work: Reference) -> bool:
    """Whether the row itself is named: by its uuid, or by a page that is or was public.

    A PMID or DOI by which words cite it goes over to the row that is kept, and leads there.
    """
    key = f"uuid:{work.uuid}"
    named = Citation.objects.filter(key=key).exists() or CitedWork.objects.filter(key=key).exists()
    return named or Link.objects.filter(reference=work).exists()


def compared(kept: Reference, gone: Reference) -> list[Compared]:
    """Return the columns in which either says something, and the sort of work if they differ."""
    united = Reference.objects.get(pk=kept.pk)
    fill(united, _columns(gone), said={})
    return [
        Compared(
            column_label(name),
            *(_shown(work, name) for work in (kept, gone, united)),
        )
        for name in SHOWN
        if (getattr(kept, name) or getattr(gone, name))
        and (name != "kind" or kept.kind != gone.kind)
    ]


def _shown(work: Reference, name: str) -> str:
    return in_words(work.get_kind_display() if name == "kind" else getattr(work, name))


def unite(*, kept: Reference, gone: Reference, by: User, now: datetime) -> list[str]:
    """Fill ``kept`` from ``gone``, and delete that; return the columns that were filled.

    Nothing that ``kept`` says is replaced. Raises ``ValidationError``: same, other_work, or cited,
    since signed words name a work by keys that must lead to it for ever.
    """
    if not (by.has_perm(DELETE) and by.has_perm(CHANGE)):
        raise PermissionDenied("You may not merge works.")
    with ledger_turn(now=now) as turn:
        kept, gone = _locked(kept, gone)
        check(kept, gone)
        filled = fill(kept, _columns(gone), said={})
        before = kept.standing
        kept.standing = _graver(kept.standing, gone.standing)
        kept.standing_checked_at = max(
            filter(None, (kept.standing_checked_at, gone.standing_checked_at)), default=None
        )
        _move(kept, gone)
        # Its identifiers are free only then.
        gone.delete()
        kept.save(update_fields=[*filled, *JUDGED])
        signals = signals_kept(kept.answers.all())
        event = event_of(kept, before, signals=signals, source=Source.PUBMED, at=turn.at)
        if event:
            event.save()
        work_changed(work=kept, at=turn.at, turn=turn)
    return filled


def _locked(kept: Reference, gone: Reference) -> tuple[Reference, Reference]:
    rows = Reference.objects.select_for_update().order_by("pk").in_bulk([kept.pk, gone.pk])
    if kept.pk == gone.pk or len(rows) < 2:
        raise ValidationError("Choose two works.", code="same")
    return rows[kept.pk], rows[gone.pk]


def check(kept: Reference, gone: Reference) -> None:
    """Raise why two works cannot be made one."""
    for name in IDENTIFIERS:
        ours, theirs = getattr(kept, name), getattr(gone, name)
        if ours and theirs and ours != theirs:
            raise ValidationError(
                "They have different %(name)ss, so they are two works.",
                code="other_work",
                params={"name": name.upper()},
            )
    if must_stay(gone):
        raise ValidationError(
            "Public pages rest on “%(title)s”, or words name this very row: keep that one.",
            code="cited",
            params={"title": gone.title},
        )


def _columns(work: Reference) -> dict[str, Any]:
    """What a work says, as a record would."""
    return {name: value for name in SHOWN if (value := getattr(work, name))}


def _graver(one: str, other: str) -> Standing:
    """Unknown is not clean: of two rows the one that somebody asked about knows more."""
    order = [*PRECEDENCE, Standing.CURRENT, Standing.UNKNOWN]
    return min(Standing(one), Standing(other), key=order.index)


def _move(kept: Reference, gone: Reference) -> None:
    """Of each source the newest answer stays."""
    ours = {answer.source: answer for answer in kept.answers.all()}
    for answer in gone.answers.all():
        mine = ours.get(answer.source)
        if mine is None or mine.answered_at < answer.answered_at:
            SourceAnswer.objects.filter(reference=kept, source=answer.source).delete()
            SourceAnswer.objects.filter(pk=answer.pk).update(reference=kept)
    LookupLine.objects.filter(work=gone).update(work=kept)
