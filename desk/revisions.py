"""What became of each revision of a page, and what restoring one would do."""

from collections import defaultdict
from dataclasses import dataclass

from articles.models import Page
from articles.snapshots import freeze
from delivery.models import Publication
from desk.differences import Difference, differences
from review.models import Revision, SignOff, Submission, SubmissionState
from review.refusals import Refused
from review.restoring import draft_to_restore, revision_that_says


@dataclass(frozen=True)
class RevisionRow:
    """``sign_offs`` are those of these very words, whichever revision was signed."""

    revision: Revision
    submission: Submission | None
    sign_offs: list[SignOff]
    publications: list[Publication]
    is_working_copy: bool


@dataclass(frozen=True)
class Restoring:
    """``obstacle`` says why nothing can be restored; ``held_by`` is where the present words stand."""

    obstacle: str
    differences: list[Difference]
    held_by: Revision | None
    sign_off: SignOff | None
    waiting: Submission | None


def revision_rows(page: Page) -> list[RevisionRow]:
    """Return all revisions, the newest first, in a fixed number of queries."""
    revisions = page.revisions.defer("clinical", "presentation").select_related("created_by")
    rows = list(revisions.prefetch_related("publications").order_by("-number"))
    submissions = {
        item.revision_id: item
        for item in page.submissions.select_related("decided_by", "submitted_by")
    }
    sign_offs = defaultdict(list)
    for sign_off in page.sign_offs.select_related("revocation"):
        sign_offs[sign_off.fingerprint].append(sign_off)
    present = revision_that_says(page, freeze(page))
    return [
        RevisionRow(
            revision=revision,
            submission=submissions.get(revision.pk),
            sign_offs=sign_offs[revision.fingerprint],
            publications=list(revision.publications.all()),
            is_working_copy=revision == present,
        )
        for revision in rows
    ]


def restoring(page: Page, revision: Revision) -> Restoring:
    """Return what restoring the revision would do to the page as it stands."""
    present = freeze(page)
    waiting = page.submissions.filter(state=SubmissionState.IN_REVIEW)
    covering = SignOff.objects.covering(page=page, fingerprint=revision.fingerprint)
    return Restoring(
        obstacle=_obstacle(revision),
        differences=differences(present, revision.snapshot),
        held_by=revision_that_says(page, present),
        sign_off=covering.first(),
        waiting=waiting.select_related("revision").first(),
    )


def _obstacle(revision: Revision) -> str:
    try:
        draft_to_restore(revision)
    except Refused as refused:
        return refused.sentence
    return ""
