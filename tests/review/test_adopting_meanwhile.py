"""A new version is adopted while others work on the pages, and by whom."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.drafts import CitationDraft, SectionDraft
from review.adopting import Adopted, Outcome, adopt, plan_adoption
from review.models import AuditEntry, Submission
from review.refusals import Refusal
from tests.builders import (
    NOW,
    cited,
    edit_page,
    make_notice,
    make_page,
    make_reference,
    make_reviewer,
    make_user,
    renew,
    sign_page,
    submit_page,
    text,
)
from tests.review.adopting import adopted, numbers, states
from tests.review.refusals import refused
from tests.review.signing import refuse


def stale(page):
    return Adopted(page, Outcome.REFUSED, Refusal.PLAN_CHANGED.label)


def test_somebody_else_saved_the_page_meanwhile(cast, notice, newer):
    page = make_page(by=cast.editor, title="Shame", notices=[notice])
    other = make_page(by=cast.editor, title="Guilt", notices=[notice])
    version = newer()
    planned = plan_adoption(version)
    edit_page(page, by=make_user("Editor"), summary="Other words.")
    assert adopt(version=version, planned=planned, by=cast.editor, now=NOW) == [
        Adopted(other, Outcome.NEVER_SUBMITTED),
        stale(page),
    ]
    assert (numbers(page), numbers(other)) == ([1], [2])
    assert page.summary == "Other words."
    entry = AuditEntry.objects.first()
    assert (entry.refusal, entry.subject, entry.actor) == (
        "plan_changed",
        page.uuid,
        cast.editor.uuid,
    )
    # The next list knows what was saved.
    assert adopted(version, cast) == {"Shame": Outcome.NEVER_SUBMITTED}


def test_somebody_else_submitted_it_meanwhile(cast, notice, newer):
    """No save tells it, and the page would be submitted again instead of left alone."""
    page = make_page(by=cast.editor, title="Shame", notices=[notice])
    version = newer()
    planned = plan_adoption(version)
    submit_page(page, by=cast.editor)
    assert adopt(version=version, planned=planned, by=cast.editor, now=NOW) == [stale(page)]
    assert (numbers(page), states(page)) == ([1], ["in_review"])


def test_a_physician_signed_it_meanwhile(cast, notice, newer):
    page = make_page(by=cast.editor, title="Shame", notices=[notice])
    submit_page(page, by=cast.editor)
    version = newer()
    planned = plan_adoption(version)
    sign_page(page, cast)
    assert adopt(version=version, planned=planned, by=cast.editor, now=NOW) == [stale(page)]
    assert numbers(page) == [1]


def test_somebody_pinned_the_new_version_meanwhile(cast, notice, newer):
    page = make_page(by=cast.editor, title="Shame", notices=[notice])
    version = newer()
    planned = plan_adoption(version)
    edit_page(page, by=cast.editor, notices=[version])
    assert adopted(version, cast, planned=planned) == {"Shame": Outcome.UP_TO_DATE}


def test_a_page_that_cannot_be_saved_stops_no_other(cast, notice, newer):
    work = make_reference()
    broken = make_page(
        by=cast.editor,
        title="Broken",
        notices=[notice],
        sections=[SectionDraft(body=cited("Words.", work.key))],
        citations=[CitationDraft(key=work.key)],
    )
    sound = make_page(by=cast.editor, title="Sound", notices=[notice])
    sign_page(sound, cast)
    work.delete()
    version = newer()
    first, second = adopt(version=version, planned=plan_adoption(version), by=cast.editor, now=NOW)
    assert first == Adopted(
        broken,
        Outcome.REFUSED,
        "No reference has this identifier: add the work under References first.",
    )
    assert (second.page, second.outcome) == (sound, Outcome.SUBMITTED)
    assert (numbers(broken), numbers(sound)) == ([1], [2])


# Rights


@pytest.mark.parametrize("role", ["reviewer", "publisher", "administrator"])
def test_it_needs_the_rights_to_edit_and_to_submit(cast, notice, newer, role):
    make_page(by=cast.editor, notices=[notice])
    version, by = newer(), getattr(cast, role)
    planned = plan_adoption(version)
    with refused("not_allowed", action="submit", by=by, subject=notice.notice):
        adopt(version=version, planned=planned, by=by, now=NOW)


def test_a_version_that_is_not_the_newest(cast, notice, newer):
    make_page(by=cast.editor, notices=[notice])
    version = newer()
    planned = plan_adoption(version)
    renew(notice.notice, by=cast.editor, text=text("Third."))
    with refused("not_the_newest", action="submit", by=cast.editor, subject=notice.notice):
        adopt(version=version, planned=planned, by=cast.editor, now=NOW)


def test_who_entered_the_version_does_not_sign_it(cast):
    """Two people, also when somebody else brings the words to the page."""
    author = make_reviewer(cast.administrator)
    notice = make_notice(by=cast.editor)
    page = make_page(by=cast.editor, notices=[notice])
    sign_page(page, cast)
    author.groups.add(*cast.editor.groups.all())
    author = type(author).objects.get(pk=author.pk)
    adopted(renew(notice.notice, by=author, text=text("My words.")), cast)
    waiting = Submission.objects.get(page=page, state="in_review")
    refuse("own_words", waiting, by=author)


@pytest.mark.parametrize("size", [1, 10])
def test_the_plan_costs_the_same_whatever_the_size(cast, notice, newer, size):
    def queries(version):
        with CaptureQueriesContext(connection) as asked:
            assert plan_adoption(version)
        return len(asked)

    for _ in range(size):
        sign_page(make_page(by=cast.editor, notices=[notice]), cast)
    few = queries(newer())
    other = make_notice(by=cast.editor)
    for _ in range(3):
        sign_page(make_page(by=cast.editor, notices=[other]), cast)
    assert queries(renew(other.notice, by=cast.editor, text=text("New."))) == few
