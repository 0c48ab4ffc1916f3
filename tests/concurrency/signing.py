"""What the processes do that meet over one submission."""

from django.utils import timezone

from articles.models import Page
from review.credentialing import end_credential
from review.models import Credential, SignOff, Submission, SubmissionState
from review.refusals import Refused
from review.submitting import send_back
from tests.builders import NOW, edit_page, sign_submission, submit_page
from tests.concurrency import people


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


MOVES = {"sign": sign, "replace": replace, "return_it": return_it, "end_licence": end_licence}


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
    }
