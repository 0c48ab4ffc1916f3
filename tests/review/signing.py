"""Who would sign, and what is refused to them."""

from tests.builders import make_credential, sign_submission
from tests.review.refusals import refused


def licensed(person, cast, **fields):
    return make_credential(person, verified_by=cast.administrator, **fields)


def refuse(code, submission, *, by, field="", **fields):
    with refused(code, action="sign", by=by, subject=submission, field=field):
        sign_submission(submission, by=by, **fields)
