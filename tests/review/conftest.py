"""A page that waits, and a past: at least one row in every table that is history, and every
recorded move.
"""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from articles.drafts import CitationDraft, SectionDraft
from articles.models import Page
from delivery.aliases import import_aliases
from delivery.covering import change_grace
from delivery.crisis import change_countries, retire_crisis_resource
from delivery.publishing import publish, withdraw
from delivery.recalling import Why, recall
from review.assigning import assign
from review.attesting import attest_translation
from review.commenting import comment, resolve
from review.credentialing import end_credential
from review.declaring import declare_interests
from review.models import Comment, EndedKind, SignOff
from review.refusals import Refused
from review.second_reviews import withdraw_second_review
from review.signoff import revoke
from review.submitting import send_back
from tests.builders import (
    NOW,
    cited,
    dismiss_words,
    edit_page,
    make_credential,
    make_crisis_resource,
    make_image,
    make_notice,
    make_page,
    make_person,
    make_reference,
    make_second_review,
    make_site,
    make_treatment,
    make_user,
    publish_page,
    renew,
    sign_page,
    submit_page,
    text,
)
from tests.references.events import fall
from tests.review.correcting import accepted, sign_corrected

REASON = "The dose was wrong."


@dataclass(frozen=True)
class Past:
    """A page that was sent back, published, published anew and revoked, and a withdrawn one."""

    page: Page
    first: SignOff
    second: SignOff
    open_comment: Comment


@pytest.fixture
def past(cast):
    work = make_reference(pmid="11111")
    page = make_page(
        by=cast.editor,
        sections=[
            SectionDraft(
                heading="Overview",
                body=cited("Shame hurts.", *work.keys[:1]),
                treatment=make_treatment(by=cast.editor),
            )
        ],
        notices=[make_notice(by=cast.editor)],
        citations=[CitationDraft(key="pmid:11111", note="Why.")],
        hero_image=make_image(by=cast.editor),
    )
    sent_back = submit_page(page, by=cast.editor)
    send_back(submission=sent_back, by=cast.reviewer, reasons=REASON, now=NOW)
    first = publish_page(page, cast).sign_off
    edit_page(page, by=cast.editor, at=NOW + timedelta(days=1), summary="Other words.")
    second = sign_page(page, cast, now=NOW + timedelta(days=1))
    publish(revision=second.revision, by=cast.publisher, now=NOW + timedelta(days=1))
    with pytest.raises(Refused):
        revoke(sign_off=second, by=cast.editor, reason=REASON, now=NOW)
    revoke(sign_off=second, by=cast.reviewer, reason=REASON, now=NOW + timedelta(days=2))
    withdrawn = make_page(by=cast.editor)
    publish_page(withdrawn, cast)
    addresses = f"path,target\n/old/,/symptoms/{withdrawn.slug}/\n".encode()
    import_aliases(data=addresses, by=cast.publisher, now=NOW)
    withdraw(page=withdrawn, by=cast.publisher, reason=REASON, now=NOW)
    declare_interests(
        person=cast.reviewer.person, by=cast.reviewer, statement="None at all.", now=NOW
    )
    ended = make_credential(make_person(), verified_by=cast.administrator)
    end_credential(credential=ended, by=cast.administrator, now=NOW)
    struck = make_credential(make_person(), verified_by=cast.administrator)
    end_credential(credential=struck, by=cast.administrator, now=NOW, kind=EndedKind.DISCIPLINE)
    resource = make_crisis_resource(entered_by=cast.editor, verified_by=cast.administrator)
    site = make_site()
    change_countries(site=site, countries=["CA"], by=cast.administrator, now=NOW)
    change_grace(site=site, days=7, by=cast.administrator, now=NOW)
    retire_crisis_resource(resource=resource, by=cast.administrator, now=NOW)
    fall(work, at=NOW + timedelta(days=3))
    film = make_page(by=cast.editor, summary="A film on suicide.")
    waits = submit_page(film, by=cast.editor)
    dismiss_words(waits.revision, by=cast.reviewer, reason=REASON)
    assign(submission=waits, to=cast.reviewer, due=None, by=cast.editor, now=NOW)
    said = comment(revision=waits.revision, part="title", text=REASON, by=cast.editor, now=NOW)
    resolve(comment=said, by=cast.reviewer, now=NOW)
    still = comment(revision=waits.revision, part="page", text=REASON, by=cast.editor, now=NOW)
    recalled = publish_page(make_page(by=cast.editor), cast).page
    why = Why(severity="wrong", notice="A dose was wrong.", reason=REASON)
    recall(page=recalled, by=cast.reviewer, why=why, now=NOW)
    translated = make_page(
        by=cast.editor,
        topic=film.topic,
        locale="es",
        translated_from=film,
        translated_fingerprint=film.fingerprint,
    )
    attest_translation(
        page=translated, by=cast.editor, lock_version=translated.lock_version, now=NOW
    )
    seconded = make_second_review(sign_page(translated, cast), cast)
    withdraw_second_review(review=seconded, by=cast.administrator, now=NOW)
    mended = submit_page(make_page(by=cast.editor), by=cast.editor)
    accepted(sign_corrected(mended, by=cast.reviewer), by=cast.editor)
    page.refresh_from_db()
    return Past(page=page, first=first, second=second, open_comment=still)


@pytest.fixture
def page(cast):
    return make_page(by=cast.editor)


@pytest.fixture
def submission(cast, page):
    return submit_page(page, by=cast.editor)


@pytest.fixture
def notice(cast):
    """The first version, entered by somebody who edits no page."""
    return make_notice(by=make_user("Editor"), text=text("No diagnosis."))


@pytest.fixture
def newer(notice):
    """Made when asked for: pages pin the first version before."""

    def renewed():
        return renew(notice.notice, by=notice.entered_by, text=text("Still no diagnosis."))

    return renewed
