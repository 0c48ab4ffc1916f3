import pytest

from articles.drafts import SectionDraft
from articles.models import OverduePolicy
from delivery.models import Change, Publication
from delivery.publishing import publish
from delivery.scheduling import schedule
from delivery.verification import change_faults
from review.ledger import TICK
from review.models import AuditEntry
from review.records import row_hash
from review.signoff import add_months
from review.verification import audit_faults
from tests.builders import (
    NOW,
    edit_page,
    make_crisis_resource,
    make_page,
    make_site,
    publish_page,
    sign_page,
    submit_page,
)
from tests.delivery.planning import (
    AT,
    DAY,
    LATER,
    SOON,
    THEN,
    dates,
    plan,
    ranges,
    to_the_second,
    version,
)
from tests.delivery.refusals import refused


def test_it_works(cast, page, publication):
    second = version(page, cast, "Shame, explained")
    row = plan(second, cast, SOON)
    publication.refresh_from_db()
    assert ranges(page) == [(1, NOW, SOON), (2, SOON, None)]
    assert (publication.ending, row.planned_until, row.cancelled_at) == ("", None, None)
    assert row.sign_off.revision == second
    # Nothing public has changed, and nothing is made of it before it is public.
    assert [change.publication for change in Change.objects.filter(publication__isnull=False)] == [
        publication
    ]
    assert (bytes(row.body), row.presenter) == (b"", "")
    entry = AuditEntry.objects.first()
    assert (entry.action, entry.actor, entry.refusal, entry.subject, entry.row_hash) == (
        "schedule",
        cast.publisher.uuid,
        "",
        row.uuid,
        row_hash(row),
    )
    assert [*audit_faults(), *change_faults()] == []


def test_the_bytes_before_it_end_where_it_begins(cast, page, publication):
    plan(version(page, cast, "Shame, explained"), cast, SOON)
    publication.refresh_from_db()
    assert publication.next_boundary == SOON


def test_a_page_that_was_never_public(cast, page):
    row = plan(sign_page(page, cast).revision, cast, SOON, until=LATER)
    assert ranges(page) == [(1, SOON, LATER)]
    assert (row.first_published_at, row.published_at, row.updated_at) == (SOON, SOON, SOON)


class TestUntil:
    def test_ends_the_new_row(self, cast, page, publication):
        plan(version(page, cast, "Shame, explained"), cast, SOON, until=LATER)
        assert ranges(page) == [(1, NOW, SOON), (2, SOON, LATER)]

    def test_left_out_keeps_the_end_that_was_planned(self, cast, page):
        publish(
            revision=sign_page(page, cast).revision, by=cast.publisher, now=AT, until=AT + 9 * DAY
        )
        plan(version(page, cast, "Shame, explained"), cast, SOON)
        assert ranges(page) == [(1, AT, SOON), (2, SOON, AT + 9 * DAY)]

    def test_none_takes_the_end_away_that_was_planned(self, cast, page):
        publish(revision=sign_page(page, cast).revision, by=cast.publisher, now=AT, until=LATER)
        plan(version(page, cast, "Shame, explained"), cast, SOON, until=None)
        assert ranges(page) == [(1, AT, SOON), (2, SOON, None)]

    def test_may_be_longer_than_until_the_next_row(self, cast, page, publication):
        plan(version(page, cast, "Third"), cast, LATER)
        row = plan(version(page, cast, "Second"), cast, SOON, until=LATER + DAY)
        assert ranges(page) == [(1, NOW, SOON), (3, SOON, LATER), (2, LATER, None)]
        assert row.planned_until == LATER + DAY

    def test_leaves_a_gap_before_the_next_row(self, cast, page, publication):
        plan(version(page, cast, "Second"), cast, THEN)
        plan(version(page, cast, "Third"), cast, SOON, until=SOON + DAY / 2)
        assert ranges(page) == [(1, NOW, SOON), (3, SOON, SOON + DAY / 2), (2, THEN, None)]
        assert dates(page)[2] == (2, NOW, THEN, THEN)

    def test_of_what_is_public_is_another_end(self, cast, page, publication):
        plan(publication.revision, cast, SOON, until=LATER)
        assert ranges(page) == [(1, NOW, SOON), (1, SOON, LATER)]
        assert dates(page) == [(1, NOW, NOW, NOW), (1, NOW, NOW, NOW)]


class TestAPageToWithhold:
    def test_ends_with_its_review_before_the_end_that_is_planned(self, cast):
        page = make_page(by=cast.editor, overdue_policy=OverduePolicy.WITHHOLD)
        due = add_months(NOW, 12)
        row = plan(sign_page(page, cast).revision, cast, SOON, until=due + DAY)
        assert (row.live_until, row.planned_until) == (row.review_due, due + DAY)
        assert to_the_second(row.review_due) == due

    def test_ends_as_planned_before_its_review(self, cast):
        page = make_page(by=cast.editor, overdue_policy=OverduePolicy.WITHHOLD)
        row = plan(sign_page(page, cast).revision, cast, SOON, until=LATER)
        assert row.live_until == LATER

    def test_signed_again_stays_until_the_end_that_is_planned(self, cast):
        page = make_page(by=cast.editor, overdue_policy=OverduePolicy.WITHHOLD)
        due = add_months(NOW, 12)
        plan(sign_page(page, cast).revision, cast, SOON, until=due + DAY)
        sign_page(page, cast, now=AT)
        row = Publication.objects.get(page=page, cancelled_at=None)
        assert (row.live_from, row.live_until) == (SOON, due + DAY)
        assert to_the_second(row.review_due) == add_months(AT, 12)
        assert list(audit_faults()) == []

    def test_whose_review_is_overdue_by_then(self, cast, page):
        page = make_page(by=cast.editor, overdue_policy=OverduePolicy.WITHHOLD)
        publication = publish_page(page, cast)
        moved = version(page, cast, page.title, slug="shame-today")
        with refused("sign_off_overdue", action="schedule", by=cast.publisher, subject=moved):
            plan(moved, cast, moved.sign_offs.get().review_due)
        assert publication.fingerprint == moved.fingerprint


def test_the_same_words_go_on_when_their_review_is_overdue(cast, page, publication):
    moved = version(page, cast, "Shame", slug="shame-today")
    later = add_months(NOW, 13)
    row = plan(moved, cast, later)
    assert (row.live_from, to_the_second(row.review_due)) == (later, add_months(NOW, 12))


def test_not_allowed(cast, page):
    revision = sign_page(page, cast).revision
    for user in (cast.editor, cast.reviewer, cast.administrator):
        with refused("not_allowed", action="schedule", by=user, subject=revision):
            schedule(revision=revision, at=SOON, by=user, now=AT)


@pytest.mark.parametrize("at", [AT, NOW, AT - 400 * DAY])
def test_not_in_future(cast, page, at):
    revision = sign_page(page, cast).revision
    with refused(
        "not_in_future", action="schedule", by=cast.publisher, subject=revision, field="at"
    ):
        plan(revision, cast, at)


@pytest.mark.parametrize("until", [SOON, SOON - DAY / 2, NOW])
def test_ends_before_it_begins(cast, page, until):
    revision = sign_page(page, cast).revision
    with refused(
        "ends_before_it_begins",
        action="schedule",
        by=cast.publisher,
        subject=revision,
        field="until",
    ):
        plan(revision, cast, SOON, until=until)


def test_already_scheduled(cast, page, publication):
    plan(version(page, cast, "Second"), cast, SOON)
    third = version(page, cast, "Third")
    with refused(
        "already_scheduled", action="schedule", by=cast.publisher, subject=third, field="at"
    ):
        plan(third, cast, SOON)


def test_already_live_then(cast, page, publication):
    revision = publication.revision
    with refused(
        "already_live_then", action="schedule", by=cast.publisher, subject=revision, field="at"
    ):
        plan(revision, cast, SOON)


def test_unsigned(cast, page):
    revision = submit_page(page, by=cast.editor).revision
    with refused("unsigned", action="schedule", by=cast.publisher, subject=revision):
        plan(revision, cast, SOON)


@pytest.mark.parametrize("after", [0 * DAY, DAY])
def test_sign_off_overdue(cast, page, publication, after):
    """New words are refused whose review date will have come by then."""
    second = version(page, cast, "Second")
    with refused("sign_off_overdue", action="schedule", by=cast.publisher, subject=second):
        plan(second, cast, second.sign_offs.get().review_due + after)


def test_sign_off_is_current_until_the_last_moment(cast, page, publication):
    second = version(page, cast, "Second")
    last = second.sign_offs.get().review_due - TICK
    assert plan(second, cast, last).live_from == last


def test_slug_taken(cast, page, publication):
    edit_page(page, by=cast.editor, slug="shame-today")
    other = make_page(by=cast.editor, slug="shame")
    revision = sign_page(other, cast).revision
    with refused(
        "slug_taken", action="schedule", by=cast.publisher, subject=revision, field="slug"
    ):
        plan(revision, cast, SOON)


def test_slug_taken_by_what_is_scheduled(cast, page):
    plan(sign_page(page, cast).revision, cast, LATER)
    edit_page(page, by=cast.editor, slug="shame-today")
    other = sign_page(make_page(by=cast.editor, slug="shame"), cast).revision
    with refused("slug_taken", action="schedule", by=cast.publisher, subject=other, field="slug"):
        plan(other, cast, SOON)


def test_crisis_resources_missing(cast):
    make_site()
    page = make_page(by=cast.editor, content_flags=["suicide"])
    revision = sign_page(page, cast).revision
    with refused(
        "crisis_resources_missing", action="schedule", by=cast.publisher, subject=revision
    ):
        plan(revision, cast, SOON)


def test_crisis_line_unserved(cast):
    resource = make_crisis_resource(entered_by=cast.editor)
    line = {"type": "crisisLine", "attrs": {"resource": str(resource.uuid)}}
    body = {"type": "doc", "content": [{"type": "paragraph", "content": [line]}]}
    page = make_page(by=cast.editor, sections=[SectionDraft(heading="Help", body=body)])
    revision = sign_page(page, cast).revision
    with refused("crisis_line_unserved", action="schedule", by=cast.publisher, subject=revision):
        plan(revision, cast, SOON)


def test_not_ready(cast):
    page = make_page(by=cast.editor, summary="A film on suicide.")
    revision = sign_page(page, cast).revision
    with refused("not_ready", action="schedule", by=cast.publisher, subject=revision):
        plan(revision, cast, SOON)
