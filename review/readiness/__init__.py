"""The readiness report: what is wrong with a page, how badly, where, and what to do.

The rules are functions in ``review.readiness.rules``. The delivery adds what depends on the public
state (``delivery.readiness``), and the moves ask the same report that people see.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from articles.models import Page
from articles.snapshots import Snapshot, freeze
from review.findings import Finding, Severity, Stage, stopping
from review.models import Dismissal
from review.readiness.examined import Examined, examine
from review.readiness.rules import RULES, SIGNATURE_RULES
from review.refusals import Refusal, Refused

__all__ = [
    "Examined",
    "examine",
    "in_order",
    "readiness",
    "readiness_of",
    "refuse_unready",
]


def readiness(page: Page, at: datetime, *, stage: Stage = Stage.PUBLISHING) -> list[Finding]:
    """Report on the working copy as it stands; the worst first, otherwise in the page's order.

    Nobody is told that the words are unsigned before they are submitted: ``stage`` is the move
    that comes next.
    """
    current = Page.objects.with_parts().get(pk=page.pk)
    return readiness_of(freeze(current), page=page, at=at, stage=stage)


def readiness_of(
    snapshot: Snapshot, *, page: Page, at: datetime, stage: Stage = Stage.PUBLISHING
) -> list[Finding]:
    """Report on a snapshot of the page, such as that of a revision."""
    examined = examine(snapshot, page=page, at=at)
    rules = [*RULES, *(SIGNATURE_RULES if stage == Stage.PUBLISHING else ())]
    findings = (finding for rule in rules for finding in rule(examined))
    return in_order(_with_dismissals(findings, examined))


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """The worst first; what is equally bad stays as it was."""
    rank = Severity.values.index
    return sorted(findings, key=lambda finding: rank(finding.severity))


def refuse_unready(findings: Iterable[Finding], stage: Stage) -> None:
    """Raise ``Refused`` with the findings that stop the move, if there are any."""
    stopped = stopping(findings, stage)
    if stopped:
        detail = " ".join(finding.text for finding in stopped)
        raise Refused(Refusal.NOT_READY, detail=detail, findings=stopped)


def _with_dismissals(findings: Iterable[Finding], examined: Examined) -> Iterable[Finding]:
    dismissals = Dismissal.objects.of(page=examined.page, fingerprint=examined.snapshot.fingerprint)
    for finding in findings:
        dismissal = dismissals.get(finding.code) if finding.is_dismissible else None
        yield replace(finding, dismissal=dismissal)
