"""Moves as one process among others makes them, and what it says of each."""

from datetime import timedelta

from django.core.exceptions import ValidationError

from delivery.publishing import publish, publish_presentation, withdraw
from delivery.scheduling import hold, schedule
from review.refusals import Refused
from review.restoring import restore
from review.signoff import revoke
from review.submitting import submit
from tests.builders import NOW, edit_page, sign_submission
from tests.concurrency import people

SECONDS_OF_SKEW = 300


class Mover:
    """Makes one move of a page at a time. To be refused is no error; anything else is.

    When a move is over, ``say`` is given its name, the refusal (empty: it was made) and its trace,
    which the database keeps from then on, whatever happens to this process. What it publishes or
    revokes is ``among`` so many of the page's newest.
    """

    def __init__(self, random, say, *, among):
        self.random, self.say, self.among = random, say, among
        self.cast = people.cast()
        self.reviewers = [people.user(email) for email in people.REVIEWERS]

    def rename(self, page):
        self._save("rename", page, by=self.cast.publisher, slug=self.random.choice(people.SLUGS))

    def edit(self, page):
        words = f"Words {self.random.getrandbits(32)}."
        self._save("edit", page, by=self.cast.editor, summary=words)

    def submit(self, page):
        version = page.lock_version
        self._move("submit", page, submit, page=page, by=self.cast.editor, lock_version=version)

    def sign(self, page):
        submission = page.submissions.order_by("submitted_at", "pk").last()
        reviewer = self.random.choice(self.reviewers)
        self._move("sign", submission, sign_submission, submission=submission, by=reviewer)

    def revoke(self, page):
        sign_off = self._one_of_the_newest(page.sign_offs.order_by("-signed_at", "uuid"))
        signer = sign_off.signer
        self._move("revoke", sign_off, revoke, sign_off=sign_off, by=signer, reason="A reason.")

    def publish(self, page):
        revision = self._one_of_the_newest(page.revisions.order_by("-number"))
        self._move("publish", revision, publish, revision=revision, by=self.cast.publisher)

    def schedule(self, page):
        revision = self._one_of_the_newest(page.revisions.order_by("-number"))
        at = NOW + timedelta(seconds=self.random.uniform(0, 2 * SECONDS_OF_SKEW))
        by = self.cast.publisher
        self._move("schedule", revision, schedule, revision=revision, by=by, at=at)

    def hold(self, page):
        row = page.publications.filter(cancelled_at=None).order_by("-live_from").first()
        self._move("hold", row, hold, publication=row, by=self.cast.publisher)

    def present(self, page):
        version, publisher = page.lock_version, self.cast.publisher
        self._move(
            "present", page, publish_presentation, page=page, by=publisher, lock_version=version
        )

    def restore(self, page):
        revision = self._one_of_the_newest(page.revisions.order_by("-number"))
        version, editor = page.lock_version, self.cast.editor
        self._move("restore", revision, restore, revision=revision, by=editor, lock_version=version)

    def withdraw(self, page):
        publisher = self.cast.publisher
        self._move("withdraw", page, withdraw, page=page, by=publisher, reason="A reason.")

    def _save(self, name, page, **changes):
        try:
            saved = edit_page(page, **changes)
        except ValidationError as error:
            self.say([name, " ".join(codes(error)), ""])
        else:
            page.lock_version = saved.lock_version
            self.say([name, "", save_trace(page.uuid, saved.lock_version)])

    def _move(self, name, subject, move, **arguments):
        # The clocks of several machines differ.
        skew = timedelta(seconds=self.random.uniform(-SECONDS_OF_SKEW, SECONDS_OF_SKEW))
        action = "publish" if name == "present" else name
        try:
            made = move(**arguments, now=NOW + skew)
        except Refused as refused:
            self.say([name, refused.code, move_trace(action, refused.code, subject.uuid)])
        else:
            recorded = made.revision if name in ("submit", "restore") else made
            self.say([name, "", move_trace(action, "", recorded.uuid)])

    def _one_of_the_newest(self, rows):
        return self.random.choice(list(rows[: self.among]))


def codes(error):
    """The codes of a page that was refused, each once, in order."""
    by_place = error.error_dict if hasattr(error, "error_dict") else {"": error.error_list}
    return sorted({fault.code for faults in by_place.values() for fault in faults})


def move_trace(action, refusal, subject):
    return f"{action} {subject} {refusal}".strip()


def save_trace(page, lock_version):
    return f"save {page} {lock_version}"
