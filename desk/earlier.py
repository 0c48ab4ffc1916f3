"""What happened to a page since it was signed last that a physician knows before signing it again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from review.models import Recall, RecallSeverity, Revision, Submission, SubmissionState
from review.threads import open_threads


@dataclass(frozen=True)
class Earlier:
    """``recall`` is the last one, and ``says_the_same`` whether it was of these very words.

    ``sent_back`` is the last submission that a physician returned, ``notes`` what editors wrote of
    the versions in between, the oldest first. ``open_comments`` are those that nobody has settled.
    """

    recall: Recall | None
    says_the_same: bool
    sent_back: Submission | None
    notes: list[str]
    open_comments: int

    @property
    def severity(self) -> str:
        return severity_in_a_word(self.recall) if self.recall else ""


def earlier(submission: Submission, *, since: datetime | None) -> Earlier:
    """Return what happened since an instant, None being the beginning."""
    page = submission.page_id
    revision = submission.revision
    recall = recalls([page], {page: since}).get(page)
    returned = Submission.objects.filter(page=page, state=SubmissionState.CHANGES_REQUESTED)
    # What a reviewer corrected is shown word by word.
    by_editors = Revision.objects.filter(page=page, correction__isnull=True)
    versions = by_editors.filter(number__lt=revision.number).exclude(change_note="")
    if since:
        returned = returned.filter(decided_at__gt=since)
        versions = versions.filter(created_at__gt=since)
    return Earlier(
        recall=recall,
        says_the_same=recall is not None and recall.fingerprint == revision.fingerprint,
        sent_back=returned.select_related("decided_by").order_by("-decided_at", "uuid").first(),
        notes=list(versions.order_by("number").values_list("change_note", flat=True)),
        open_comments=open_threads(revision.page),
    )


def recalls(pages: Iterable[int], since: Mapping[int, datetime | None]) -> dict[int, Recall]:
    """Return by page the last recall after the instant given for it."""
    rows = Recall.objects.filter(page__in=pages).select_related("by").order_by("at", "uuid")
    return {row.page_id: row for row in rows if not (at := since.get(row.page_id)) or row.at > at}


def severity_in_a_word(recall: Recall) -> str:
    return RecallSeverity(recall.severity).label.partition(":")[0]
