"""What the processes do that meet over one submission."""

from django.utils import timezone

from articles.models import Page
from delivery.models import Publication
from delivery.publishing import publish
from delivery.recalling import Why, recall
from delivery.revoking_all import plan_revocation, revoke_all
from review.accepting import accept
from review.commenting import comment
from review.correcting import correct
from review.credentialing import end_credential
from review.models import Comment, Credential, SignOff, Submission, SubmissionState
from review.refusals import Refused
from review.signoff import revoke
from review.submitting import send_back
from tests.builders import NOW, edit_page, sign_submission, submit_page
from tests.concurrency import people
from tests.review.correcting import sign_corrected


def waiting():
    return Submission.objects.get(state=SubmissionState.IN_REVIEW)


def put_up():
    """Other words of the first page, submitted."""
    page, editor = people.pages()[0], people.cast().editor
    edit_page(page, by=editor, summary=f"Words of {timezone.now().isoformat()}.")
    submit_page(page, by=editor)


def sign(reviewer):
    submission = waiting()
    by = people.user(people.REVIEWERS[reviewer])
    return lambda: sign_submission(submission, by=by, now=NOW)


def replace():
    page = Page.objects.get(pk=waiting().page_id)
    return lambda: submit_page(page, by=people.cast().editor)


def return_it():
    submission, by = waiting(), people.user(people.REVIEWERS[1])
    return lambda: send_back(submission=submission, by=by, reasons="Say more.", now=NOW)


def end_licence(reviewer):
    holder = people.user(people.REVIEWERS[reviewer])
    licence = Credential.objects.get(person__user=holder, kind="licence")
    by = people.cast().administrator
    return lambda: end_credential(credential=licence, by=by, now=NOW)


def correct_it(reviewer):
    submission, by = waiting(), people.user(people.REVIEWERS[reviewer])
    words = {"summary": f"Corrected by {reviewer} at {timezone.now().isoformat()}."}
    return lambda: correct(submission=submission, by=by, words=words, now=NOW)


def accept_it(by):
    sign_off = SignOff.objects.to_accept().get()
    user = getattr(people.cast(), by)
    return lambda: accept(sign_off=sign_off, by=user, fingerprint=sign_off.fingerprint, now=NOW)


def revoke_it(reviewer):
    by = people.user(people.REVIEWERS[reviewer])
    sign_off = SignOff.objects.filter(signer=by).latest("signed_at")
    return lambda: revoke(sign_off=sign_off, by=by, reason="An error.", now=NOW)


def revoke_all_of(reviewer):
    signer = people.user(people.REVIEWERS[reviewer])
    digest = plan_revocation(signer, at=timezone.now()).digest
    return lambda: revoke_all(
        signer=signer,
        by=people.cast().administrator,
        reason="Struck off.",
        digest=digest,
        now=NOW,
    )


def recall_it():
    page = people.pages()[0]
    why = Why(severity="harmful", notice="A dose was wrong.", reason="An error.")
    return lambda: recall(page=page, by=people.cast().publisher, why=why, now=NOW)


def publish_it():
    revision = SignOff.objects.filter(page=people.pages()[0]).latest("signed_at").revision
    return lambda: publish(revision=revision, by=people.cast().publisher, now=NOW)


def comment_on_it():
    revision, by = waiting().revision, people.cast().editor
    return lambda: comment(revision=revision, part="title", text="Why?", by=by, now=NOW)


def sign_the_rest():
    """Have what waits still signed by a reviewer who did not correct it."""
    for submission in Submission.objects.filter(state=SubmissionState.IN_REVIEW):
        reviewers = map(people.user, people.REVIEWERS)
        by = next(r for r in reviewers if str(r.uuid) not in submission.revision.contributors)
        sign_submission(submission, by=by, now=NOW)


def put_up_corrected():
    """Other words of the first page, corrected and signed by the first reviewer.

    What they corrected before is no ground for them to stay away: the second has signed it.
    """
    put_up()
    sign_submission(waiting(), by=people.user(people.REVIEWERS[1]), now=NOW)
    put_up()
    sign_corrected(waiting(), by=people.user(people.REVIEWERS[0]), now=NOW)


def make_public():
    """Other words of the first page, signed by the first reviewer and published."""
    put_up()
    signed = sign_submission(waiting(), by=people.user(people.REVIEWERS[0]), now=NOW)
    publish(revision=signed.revision, by=people.cast().publisher, now=NOW)


MOVES = {
    "sign": sign,
    "replace": replace,
    "return_it": return_it,
    "end_licence": end_licence,
    "correct": correct_it,
    "accept": accept_it,
    "revoke": revoke_it,
    "revoke_all": revoke_all_of,
    "recall": recall_it,
    "publish": publish_it,
    "comment": comment_on_it,
}


def at_once(name, say, wait, **arguments):
    """Look at the submission, say so, and make the move when told: what it was refused for."""
    move = MOVES[name](**arguments)
    say("ready")
    wait()
    try:
        move()
    except Refused as refused:
        say(refused.code)
    else:
        say("")


def outcome():
    """The states of the submissions of the first page, the newest last, and who signed which."""
    page = people.pages()[0]
    submissions = Submission.objects.filter(page=page).order_by("submitted_at", "pk")
    signed = SignOff.objects.filter(page=page).order_by("signed_at", "pk")
    return {
        "states": [submission.state for submission in submissions],
        "signed": [sign_off.revision.number for sign_off in signed],
        "in_force": [sign_off.revision.number for sign_off in signed.in_force()],
        "public": Publication.objects.live(timezone.now()).filter(page=page).exists(),
        "comments": Comment.objects.filter(page=page).count(),
    }
