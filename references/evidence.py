"""On what the standing of a work rests: which sources say so, and the notice that they name."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from references.models import Reference, SourceAnswer, Standing
from references.records import Json
from references.standing import Signal


@dataclass(frozen=True)
class Evidence:
    """``sources`` in a fixed order; ``notice`` is empty where none is named."""

    sources: list[str] = field(default_factory=list)
    notice: Json = field(default_factory=dict)


def evidence_of(work: Reference) -> Evidence:
    """Return what the standing of a work rests on; nothing of one that is unknown.

    Nobody's objection makes a work current: then all who know it are the sources.
    """
    if not work.pk or not work.standing_checked_at or work.standing == Standing.UNKNOWN:
        return Evidence()
    answers = sorted(work.answers.all(), key=lambda answer: answer.source)
    decided = deciding(signals_kept(answers), work.standing)
    told = {signal.source for signal in decided}
    told = told or {answer.source for answer in answers if answer.is_known}
    return Evidence(sorted(told), decided[0].notice if decided else {})


def deciding(signals: Iterable[Signal], standing: str) -> list[Signal]:
    """Return the signals that say this standing, those first that name a notice best."""
    said = [signal for signal in signals if signal.standing == standing]
    return sorted(said, key=_vagueness)


def signals_kept(answers: Iterable[SourceAnswer]) -> list[Signal]:
    return [_signal(each) for answer in answers for each in answer.signals]


def _signal(kept: Json) -> Signal:
    return Signal(**{name: value for name, value in kept.items() if name != "seen_at"})


def _vagueness(signal: Signal) -> tuple[bool, ...]:
    return ("pmid" not in signal.notice, "doi" not in signal.notice, not signal.notice)
