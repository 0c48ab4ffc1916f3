"""Signing anew what is public: the same words, read whole again, with a new review date."""

from datetime import datetime

from django.http import HttpRequest

from accounts.models import User
from articles.models import Page
from delivery.publishing import refuse_without_right
from delivery.ranges import row_at
from delivery.refusals import PublishingRefusal
from review.ledger import ledger_transaction, recorded_refusals
from review.models import Action, SignOff
from review.refusals import Refusal, Refused
from review.signoff import Reading, confirm_password, sign_words


def reaffirm(
    *,
    page: Page,
    by: User,
    password: str,
    reading: Reading,
    sign_off: SignOff,
    request: HttpRequest,
    now: datetime,
) -> SignOff:
    """Sign the public words of a page once more; no editor has to submit them.

    ``reading`` is of the whole page, ``sign_off`` the one under which its words were public then.
    The new one takes over at once, or when the signer's own corrections are accepted. Raises
    ``Refused``, as signing does.
    """
    with recorded_refusals(action=Action.REAFFIRM, by=by, subject=page, now=now):
        confirm_password(by, password, request)
        with ledger_transaction(action=Action.REAFFIRM, by=by, now=now) as move:
            refuse_without_right(by, "review.review_page")
            live = row_at(page.pk, move.at)
            if live is None:
                raise Refused(PublishingRefusal.NOT_LIVE)
            if live.fingerprint == reading.fingerprint and live.sign_off_id != sign_off.pk:
                raise Refused(Refusal.SIGNED_MEANWHILE)
            return sign_words(live.revision, reading=reading, move=move)
