"""Comments as the desk shows them: each part by its name, with where to answer."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from articles.models import Page
from desk.readiness import place_of
from review.commenting import CLOSED
from review.models import Revision, Submission
from review.threads import REPEATED_PARTS, WHOLE_PAGE, Thread, threads

Json = Mapping[str, Any]

# The parts that have no name in the readiness report.
LABELS = {
    WHOLE_PAGE: "The page as a whole",
    "about": "Subjects",
    "article_type": "Type of article",
    "hero_caption": "Caption of the picture at the top",
    "notices": "Notices",
    "outline": "Order of the parts",
    "purpose": "Purpose",
    "risk_class": "Review interval",
    "translated_from": "Translation of",
}


@dataclass(frozen=True)
class Commenting:
    """What the tag ``comments_on`` needs: ``revision`` takes new threads, or None does.

    ``next`` is the address to come back to, ``correct`` where the words of the parts
    ``correctable`` are corrected.
    """

    revision: Revision | None
    threads: Mapping[str, Sequence[Thread]]
    next: str
    may_comment: bool
    correct: str = ""
    correctable: Collection[str] = ()


@dataclass(frozen=True)
class CommentedPart:
    label: str
    threads: Sequence[Thread]


def commenting(of: Page | Submission, *, by: User, next: str) -> Commenting:
    """Return the comments on a page, as seen from its working copy or from a submission."""
    submission = of if isinstance(of, Submission) else _last_submission(of)
    is_open = submission is not None and submission.state not in CLOSED
    return Commenting(
        revision=submission.revision if submission and is_open else None,
        threads=threads(of),
        next=next,
        may_comment=by.has_perm("review.add_comment"),
    )


def commented_parts(found: Mapping[str, Sequence[Thread]]) -> list[CommentedPart]:
    """Return the parts with their names: those first on which something is open."""
    parts = [
        CommentedPart(part_name(part, said[0].comment.revision.snapshot.clinical), said)
        for part, said in found.items()
    ]
    return sorted(parts, key=lambda part: not any(thread.is_open for thread in part.threads))


def gone(found: Mapping[str, Sequence[Thread]]) -> dict[str, Sequence[Thread]]:
    """Return the comments on parts that are not there any more."""
    parts = {part: [thread for thread in said if thread.is_gone] for part, said in found.items()}
    return {part: said for part, said in parts.items() if said}


def part_name(part: str, clinical: Json) -> str:
    """Return what an editor calls a part: ``Section 2, “Overview”``."""
    if part in LABELS:
        return LABELS[part]
    # Any field of a row will do.
    path = f"{part}.key" if part.partition(".")[0] in REPEATED_PARTS else part
    return place_of(path, dict(clinical)).where


def _last_submission(page: Page) -> Submission | None:
    rows = Submission.objects.filter(page=page).select_related("revision")
    return rows.order_by("-submitted_at", "-pk").first()
