"""A page in every state that it can be in: once with words of others, once with words of everybody."""

from datetime import timedelta

from django.contrib.auth.models import Group
from django.http import HttpRequest

from accounts.models import User
from articles.models import Page
from delivery.models import Publication
from delivery.publishing import publish, publish_presentation, withdraw
from delivery.reaffirming import reaffirm
from delivery.recalling import Why, recall
from delivery.scheduling import hold, schedule
from review.accepting import accept
from review.assigning import assign, give_back, take
from review.commenting import comment, reply, resolve
from review.correcting import correct
from review.models import Comment, Revision, Scope, SignOff, Submission
from review.restoring import restore
from review.signoff import Reading, revoke
from review.submitting import send_back, submit, take_back
from tests.builders import (
    NOW,
    PASSWORD,
    edit_page,
    make_page,
    make_user,
    sign_submission,
    submit_page,
)
from tests.review.correcting import sign_corrected

DAY = timedelta(days=1)
AT = NOW + DAY
REASON = "The dose was wrong."
WHY = Why(severity="harmful", notice="The dose on this page was wrong.", reason=REASON)

STATES = (
    "draft",
    "in_review",
    "sent_back",
    "corrected",
    "signed",
    "live",
    "live_and_waiting",
    "scheduled",
    "withdrawn",
    "revoked",
    "recalled",
)


def make_stage(people, state, *, writers, signer):
    """Return a page in the state, saved last by each of the writers."""
    page = make_page(by=people["outsider"])
    _write(page, writers, "First words")
    if state == "draft":
        return page
    submission = submit_page(page, by=people["outsider"])
    comment(revision=submission.revision, part="title", text="Why?", by=people["signer"], now=NOW)
    if state == "in_review":
        return page
    if state == "sent_back":
        send_back(submission=submission, by=people["signer"], reasons=REASON, now=NOW)
        return page
    if state == "corrected":
        sign_corrected(submission, by=signer, now=NOW)
        return page
    signed = sign_submission(submission, by=signer)
    if state == "scheduled":
        schedule(revision=signed.revision, at=AT + 30 * DAY, by=people["outsider"], now=NOW)
    elif state != "signed":
        publish(revision=signed.revision, by=people["outsider"], now=NOW)
        _after_publishing(page, state, signed, people, writers)
    return page


def _after_publishing(page, state, signed, people, writers):
    if state == "live_and_waiting":
        edit_page(page, by=people["outsider"], summary="Other words.")
        _write(page, writers, "Other words")
        submit_page(page, by=people["outsider"])
    elif state == "withdrawn":
        withdraw(page=page, by=people["outsider"], reason=REASON, now=NOW)
    elif state == "revoked":
        revoke(sign_off=signed, by=signed.signer, reason=REASON, now=NOW)
    elif state == "recalled":
        recall(page=page, by=people["outsider"], why=WHY, now=NOW)


def _write(page, writers, words):
    """Have each of them save the page, as the editors that some of them were once."""
    editors = Group.objects.get(name="Editor")
    for number, writer in enumerate(writers):
        is_editor = writer.groups.filter(pk=editors.pk).exists()
        writer.groups.add(editors)
        # Rights are remembered by the object that was asked for them.
        edit_page(page, by=User.objects.get(pk=writer.pk), summary=f"{words}, version {number}.")
        if not is_editor:
            writer.groups.remove(editors)


def outsider():
    """Somebody who makes what the others find, and may everything but sign."""
    return make_user(name="Olga Outsider", is_superuser=True)


# What each move is called with. None: there is nothing that it could be called with.


def newest(rows):
    return rows.order_by("-pk").first()


def _submission(move, **fields):
    def call(page, by):
        row = newest(Submission.objects.filter(page=page))
        return row and (lambda: move(submission=row, by=by, now=AT, **fields))

    return call


def _commented(move, **fields):
    def call(page, by):
        row = newest(Comment.objects.filter(page=page))
        return row and (lambda: move(comment=row, by=by, now=AT, **fields))

    return call


def _revision(move, **fields):
    def call(page, by):
        row = newest(Revision.objects.filter(page=page))
        return row and (lambda: move(revision=row, by=by, now=AT, **fields))

    return call


def _give_back(page, by):
    row = newest(Submission.objects.filter(page=page))
    if row is None:
        return None
    Submission.objects.filter(pk=row.pk).update(assignee=by)
    return lambda: give_back(submission=row, by=by, now=AT)


def _sign(page, by):
    row = newest(Submission.objects.filter(page=page))
    return row and (lambda: sign_submission(row, by=by, now=AT))


def _reaffirm(page, by):
    row = newest(SignOff.objects.filter(page=page))
    return row and (
        lambda: reaffirm(
            page=page,
            by=by,
            password=PASSWORD,
            reading=Reading(row.fingerprint, Scope.WHOLE_PAGE),
            sign_off=row,
            request=HttpRequest(),
            now=AT,
        )
    )


def _accept(page, by):
    row = newest(SignOff.objects.filter(page=page))
    return row and (lambda: accept(sign_off=row, by=by, fingerprint=row.fingerprint, now=AT))


def _revoke(page, by):
    row = newest(SignOff.objects.filter(page=page))
    return row and (lambda: revoke(sign_off=row, by=by, reason=REASON, now=AT))


def _hold(page, by):
    row = Publication.objects.scheduled(AT).filter(page=page).first()
    return row and (lambda: hold(publication=row, by=by, now=AT))


def _submit(page, by):
    return lambda: submit(page=page, by=by, lock_version=page.lock_version, now=AT)


def _publish_presentation(page, by):
    edit_page(page, by=page.created_by, slug=f"other-{page.pk}")
    current = Page.objects.get(pk=page.pk)
    return lambda: publish_presentation(
        page=current, by=by, lock_version=current.lock_version, now=AT
    )


def _restore(page, by):
    row = page.revisions.order_by("number").first()
    return row and (lambda: restore(revision=row, by=by, lock_version=page.lock_version, now=AT))


CALLS = {
    "submit": _submit,
    "assign": _submission(assign, to=None, due=(AT + DAY).date()),
    "take": _submission(take),
    "give_back": _give_back,
    "take_back": _submission(take_back),
    "comment": _revision(comment, part="title", text="And this?"),
    "reply": _commented(reply, text="Because."),
    "resolve": _commented(resolve),
    "sign": _sign,
    "correct": _submission(correct, words={"summary": "Corrected words."}),
    "accept": _accept,
    "send_back": _submission(send_back, reasons=REASON),
    "reaffirm": _reaffirm,
    "revoke": _revoke,
    "restore": _restore,
    "publish": _revision(publish),
    "publish_presentation": _publish_presentation,
    "schedule": _revision(schedule, at=AT + 60 * DAY),
    "hold": _hold,
    "withdraw": lambda page, by: lambda: withdraw(page=page, by=by, reason=REASON, now=AT),
    "recall": lambda page, by: lambda: recall(page=page, by=by, why=WHY, now=AT),
}
