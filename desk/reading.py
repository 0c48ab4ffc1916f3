"""What a physician reads before signing: the words, what changed in them, and what they rest on."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from accounts.models import User
from articles.models import Page, Person, Topic
from delivery.models import Publication
from delivery.presenting import present
from delivery.presenting.signing import texts_for_conditions
from desk.badges import Look
from desk.earlier import Earlier, earlier
from desk.redline import Redline, redline
from desk.signed_facts import signed_facts
from references.models import Standing
from review.authorship import corrected_by
from review.comparing import readings
from review.models import (
    Correction,
    Credential,
    Meaning,
    Revision,
    Scope,
    SignOff,
    Submission,
    SubmissionState,
)
from review.reviewer_line import ReviewerLine, reviewer_line
from review.signoff import prospect, review_due_of, statement_of

Json = dict[str, Any]

STANDING_LOOKS = {
    Standing.CURRENT: Look.GOOD,
    Standing.CORRECTED: Look.WAITING,
    Standing.UNKNOWN: Look.PLAIN,
}


@dataclass(frozen=True)
class Source:
    """One entry of the list of sources. ``change`` is "new", "changed" or nothing."""

    entry: Json
    change: str

    @property
    def standing(self) -> str:
        return str(Standing(self.entry["standing"]["status"]).label)

    @property
    def look(self) -> str:
        return STANDING_LOOKS.get(Standing(self.entry["standing"]["status"]), Look.WARNING).value

    @property
    def link(self) -> tuple[str, str] | None:
        """Where the abstract is, or at least the work: address and words."""
        links = self.entry["links"]
        if links["pubmed"]:
            return links["pubmed"], "Abstract on PubMed"
        return (links["doi"], "The work, by its DOI") if links["doi"] else None


@dataclass(frozen=True)
class AlsoShown:
    """An association, and the condition on whose page it appears too, once both are public."""

    name: str
    condition: str
    is_public: bool


@dataclass(frozen=True)
class ReadingPage:
    """``is_whole``: no part is folded, and a signature covers a reading of the whole page.

    ``compared_with`` is the sign-off under the words against which ``changes`` are shown; both are
    None for a page that nobody read whole. ``obstacle`` says why ``by`` cannot sign, if so.
    ``must_be_whole``: a reading of changes would not do. ``meaning`` is what a signature of ``by``
    would say, ``correction`` that these words are a reviewer's, and ``corrected`` what was changed.
    """

    submission: Submission
    document: Json
    is_whole: bool
    must_be_whole: bool
    compared_with: SignOff | None
    meaning: Meaning
    changes: Redline | None
    correction: Correction | None
    corrected: Redline | None
    sources: list[Source]
    facts: list[tuple[str, str]]
    on_conditions: list[Json]
    also_shown: list[AlsoShown]
    changed_since: Page | None
    line: ReviewerLine | None
    obstacle: str
    earlier: Earlier
    review_due: datetime

    @property
    def is_closed(self) -> bool:
        """Whether it waits for nobody any more."""
        return self.submission.state != SubmissionState.IN_REVIEW

    @property
    def scope(self) -> Scope:
        return Scope.WHOLE_PAGE if self.is_whole else Scope.CHANGES

    @property
    def may_correct(self) -> bool:
        """Whether the reader could sign the words, and the working copy still says them."""
        return not (self.is_closed or self.changed_since or self.obstacle)

    @property
    def is_of_own_corrections(self) -> bool:
        return self.meaning == Meaning.CORRECTED_REVIEW

    @property
    def statement(self) -> str:
        return statement_of(self.scope, self.meaning)


def reading_of(submission: Submission, *, by: User, whole: bool, at: datetime) -> ReadingPage:
    """Return what ``by`` is shown; ``whole`` as it was asked for, or as it must be."""
    revision, page = submission.revision, submission.revision.page
    snapshot = revision.snapshot
    known = readings([page.pk], by=by)
    last = known.last.get(page.pk)
    changes = redline(last.revision.snapshot, snapshot) if last else None
    must_be_whole = last is None or not known.may_sign_changes(revision)
    is_whole = whole or must_be_whole
    document = present(snapshot, at=at).document
    correction = correction_of(revision)
    would = prospect(revision, by=by, at=at)
    return ReadingPage(
        submission=submission,
        document=document,
        is_whole=is_whole,
        must_be_whole=must_be_whole,
        compared_with=last,
        meaning=would.meaning,
        changes=changes,
        correction=correction,
        corrected=_corrected(correction),
        sources=_sources(document, changes),
        facts=signed_facts(snapshot.clinical),
        on_conditions=texts_for_conditions(snapshot, at=at),
        also_shown=_also_shown(snapshot.clinical, at),
        changed_since=page if page.fingerprint != revision.fingerprint else None,
        line=line_of(revision, by=by, at=at),
        obstacle=would.obstacle,
        earlier=earlier(submission, since=last.signed_at if last else None),
        review_due=_review_due(revision, is_whole, at),
    )


def correction_of(revision: Revision) -> Correction | None:
    made = Correction.objects.filter(revision=revision)
    return made.select_related("revision", "corrects", "by").first()


def _corrected(correction: Correction | None) -> Redline | None:
    if correction is None:
        return None
    before = corrected_by(correction.by, correction.revision) or correction.corrects
    return redline(before.snapshot, correction.revision.snapshot)


def _sources(document: Json, changes: Redline | None) -> list[Source]:
    became = {part.part.key: part.status for part in changes.changed} if changes else {}
    return [
        Source(entry, became.get(f"citations.{entry['key']}", ""))
        for entry in document["references"]
    ]


def _also_shown(clinical: Json, at: datetime) -> list[AlsoShown]:
    associations = clinical.get("associations", [])
    uuids = {item["condition"] for item in associations}
    if not uuids:
        return []
    names = {str(topic.uuid): topic.working_name for topic in Topic.objects.filter(uuid__in=uuids)}
    live = Publication.objects.live(at).filter(topic__uuid__in=uuids, locale=clinical["locale"])
    public = {str(uuid) for uuid in live.values_list("topic__uuid", flat=True)}
    return [
        AlsoShown(item["name"], names.get(uuid, uuid), uuid in public)
        for item in associations
        for uuid in [item["condition"]]
    ]


def line_of(revision: Revision, *, by: User, at: datetime) -> ReviewerLine | None:
    """Return the line as readers will see it; None for somebody who may not sign."""
    person = Person.objects.filter(user=by).first()
    if person is None:
        return None
    held = Credential.objects.verified_by_others().filter(person=person).active(at.date())
    return reviewer_line(
        printed_name=person.printed_name,
        credentials=list(held),
        in_byline=str(person.uuid) in revision.snapshot.presentation.get("byline", []),
        locale=revision.snapshot.clinical["locale"],
    )


def _review_due(revision: Revision, is_whole: bool, at: datetime) -> datetime:
    """Only a reading of the whole page moves the date."""
    if is_whole:
        return review_due_of(revision, at)
    standing = SignOff.objects.standing(revision.page)
    return standing.filter(scope=Scope.WHOLE_PAGE)[0].review_due
