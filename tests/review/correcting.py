"""A reviewer corrects words under review and signs them."""

from datetime import timedelta

from review.accepting import accept
from review.correcting import correct
from review.models import Meaning
from tests.builders import NOW, sign_submission, text

LATER = NOW + timedelta(hours=1)
WORDS = {"summary": "A better summary.", "sections.0.body": text("Better words.")}


def corrected(submission, *, by, now=LATER, **words):
    return correct(submission=submission, by=by, words=words or WORDS, now=now)


def sign_corrected(submission, *, by, now=LATER, **fields):
    """Correct what waits and sign it so."""
    made = corrected(submission, by=by, now=now)
    return sign_submission(made, by=by, now=now, meaning=Meaning.CORRECTED_REVIEW, **fields)


def accepted(sign_off, *, by, now=LATER):
    return accept(sign_off=sign_off, by=by, fingerprint=sign_off.fingerprint, now=now)
