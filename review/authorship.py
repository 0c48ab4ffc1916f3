"""Whose words a revision holds: none of them may sign it, but for one exception.

Whoever reads words under review may correct them and sign what comes of it. Such a signature covers
nothing before somebody else has accepted exactly those words (``review.accepting``).
"""

from collections.abc import Collection
from uuid import UUID

from accounts.models import User
from articles.models import Page, PageEdit, Person
from articles.pinning import pinned_authors
from articles.snapshots import Snapshot
from review.models import Correction, Meaning, Revision, SignOff
from review.models.revisions import RevisionQuerySet
from review.refusals import Refusal, Refused


def signing_as(
    revision: Revision, *, by: User, person: Person, without: Collection[SignOff] = ()
) -> Meaning:
    """Return what a signature of ``by`` under the revision would mean.

    ``without`` are sign-offs to leave out of account. Raises ``Refused`` for words of their own,
    unless these are corrections of theirs and nothing else.
    """
    # Asked again, because what covered earlier words when they were submitted may be revoked.
    writing = _named(revision, without)
    own = {by.uuid, person.uuid}
    if writing.isdisjoint(own):
        return Meaning.REVIEW
    corrected = corrected_by(by, revision)
    if corrected is None or str(person.uuid) in revision.snapshot.presentation.get("byline", []):
        raise Refused(Refusal.OWN_WORDS)
    if not _named(corrected, without).isdisjoint(own):
        raise Refused(Refusal.OWN_WORDS)
    return Meaning.CORRECTED_REVIEW


def corrected_by(by: User, revision: Revision) -> Revision | None:
    """Return the words that became these by corrections of ``by`` alone, if they did."""
    made = Correction.objects.filter(by=by, revision__page=revision.page)
    rows = list(made.select_related("revision", "corrects__page").order_by("-revision__number"))
    words = revision
    while step := _step_to(words, rows):
        words = step.corrects
    return None if words is revision else words


def _named(revision: Revision, without: Collection[SignOff]) -> set[UUID]:
    writing = writers(
        revision.page,
        until=revision.lock_version,
        snapshot=revision.snapshot,
        without=without,
    )
    return writing.union(UUID(uuid) for uuid in revision.contributors)


def _step_to(words: Revision, rows: Collection[Correction]) -> Correction | None:
    """Return the newest correction that brought about these words, the newest first given."""
    same = (row for row in rows if row.revision.fingerprint == words.fingerprint)
    return next((row for row in same if row.revision.number <= words.number), None)


def contributors(page: Page, snapshot: Snapshot) -> list[str]:
    """Return the uuids of all who may not sign the page's words: who wrote them, and the byline.

    Both a person and that person's user stand in the list.
    """
    named = writers(page, until=page.lock_version, snapshot=snapshot)
    for entry in page.byline_entries.select_related("person__user"):
        named.add(entry.person.uuid)
        if entry.person.user:
            named.add(entry.person.user.uuid)
    return sorted(str(uuid) for uuid in named)


def writers(
    page: Page, *, until: int, snapshot: Snapshot, without: Collection[SignOff] = ()
) -> set[UUID]:
    """Return the uuids, users' and persons', of who wrote the words of the snapshot.

    They are those who saved, up to the save numbered ``until``, after the newest other words that a
    sign-off covers and that stood before these were first submitted: a signature under the very
    words does not make them anybody else's. And they are the authors of the notices and treatments
    that were pinned since. Words that came back since, out of an older revision, bring their own
    writers along. ``without`` are sign-offs to leave out of account.
    """
    revisions = Revision.objects.filter(page=page, lock_version__lte=until)
    first = revisions.filter(fingerprint=snapshot.fingerprint).order_by("number").first()
    if first:
        revisions = revisions.filter(number__lt=first.number)
    covered = revisions.covered(without=without).order_by("-number").first()
    since = covered.lock_version if covered else 0
    edits = PageEdit.objects.filter(page=page, lock_version__gt=since, lock_version__lte=until)
    rows = edits.values_list("user__uuid", "user__person__uuid")
    named = {uuid for row in rows for uuid in row if uuid}
    named |= pinned_authors(snapshot.clinical, but=covered.snapshot.clinical if covered else {})
    for origin in _came_back(covered, revisions) if covered else ():
        named |= writers(page, until=origin.lock_version, snapshot=origin.snapshot, without=without)
    return named


def _came_back(covered: Revision, revisions: RevisionQuerySet) -> list[Revision]:
    """Return the first revision of each wording that was put back after the covered one."""
    since = revisions.filter(number__gt=covered.number)
    older = Revision.objects.filter(page=covered.page_id, number__lt=covered.number)
    rows = older.filter(fingerprint__in=since.values("fingerprint")).order_by("-number")
    return list({revision.fingerprint: revision for revision in rows}.values())
