"""Pages, taken through the moves."""

from dataclasses import replace

from django.http import HttpRequest

from articles import thawing
from articles.drafts import PageDraft, SectionDraft
from articles.models import (
    Kind,
)
from articles.saving import save_page
from delivery.publishing import publish
from review.dismissing import dismiss
from review.findings import Code
from review.models import Scope
from review.second_reviews import add_second_review
from review.signoff import Reading, sign
from review.submitting import submit
from tests.builders.basics import NOW, PASSWORD, serial
from tests.builders.parts import make_topic
from tests.builders.people import make_second_reviewer
from tests.builders.texts import text


def make_draft(**fields):
    """A draft of a symptom page with one section."""
    number = next(serial)
    topic = fields.pop("topic", None) or make_topic(fields.pop("kind", Kind.SYMPTOM))
    return PageDraft(
        **{
            "topic": topic,
            "locale": "en",
            "title": f"Page {number}",
            "slug": f"page-{number}",
            "summary": "A summary.",
            "sections": [SectionDraft(heading="Overview", body=text("Some words."))],
            **fields,
        }
    )


def make_page(*, by, at=NOW, **fields):
    return save_page(draft=make_draft(**fields), by=by, at=at)


def edit_page(page, *, by, at=NOW, **changes):
    """Save the page as it stands, but for ``changes``."""
    return save_page(
        draft=draft_of(page, **changes), by=by, at=at, page=page, lock_version=page.lock_version
    )


def draft_of(page, **changes):
    """The draft that would leave the page as it is, but for ``changes``."""
    page.refresh_from_db()
    return replace(thawing.draft_of(page), **changes)


def submit_page(page, *, by, now=NOW):
    page.refresh_from_db()
    return submit(page=page, by=by, lock_version=page.lock_version, now=now)


def sign_submission(submission, *, by, now=NOW, **fields):
    """Sign what waits. ``fields`` are those of the reading, the password, and the request."""
    shown = {"fingerprint": submission.revision.fingerprint, "scope": Scope.WHOLE_PAGE}
    for name in ("fingerprint", "scope", "compared_with", "meaning"):
        if name in fields:
            shown[name] = fields.pop(name)
    return sign(
        **{
            "submission": submission,
            "by": by,
            "password": PASSWORD,
            "reading": Reading(**shown),
            "request": HttpRequest(),
            "now": now,
            **fields,
        }
    )


def sign_page(page, cast, *, now=NOW, **fields):
    """Submit the page as it stands and have it signed; the sign-off is returned."""
    submission = submit_page(page, by=cast.editor, now=now)
    return sign_submission(submission, by=cast.reviewer, now=now, **fields)


def dismiss_words(revision, *, by, reason="The word means a film here.", now=NOW):
    """Dismiss that words of the revision speak of suicide without a flag."""
    return dismiss(
        revision=revision, code=Code.CRISIS_WORDS_UNFLAGGED, by=by, reason=reason, now=now
    )


def publish_page(page, cast, *, now=NOW):
    """Submit, sign and publish the page as it stands; the publication is returned."""
    sign_off = sign_page(page, cast, now=now)
    return publish(revision=sign_off.revision, by=cast.publisher, now=now)


def make_second_review(sign_off, cast, *, by=None, now=NOW, **fields):
    """A second review of the words that a physician has signed."""
    return add_second_review(
        **{
            "revision": sign_off.revision,
            "by": by or make_second_reviewer(cast.administrator),
            "password": PASSWORD,
            "fingerprint": sign_off.fingerprint,
            "request": HttpRequest(),
            "now": now,
            **fields,
        }
    )
