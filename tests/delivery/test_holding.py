import pytest

from delivery.models import Change, Publication
from delivery.publishing import publish
from delivery.scheduling import hold
from delivery.verification import change_faults
from review.ledger import TICK
from review.models import AuditEntry
from review.records import row_hash
from review.signoff import add_months, revoke
from review.verification import audit_faults
from tests.builders import NOW, make_page, make_reviewer, publish_page, sign_page
from tests.delivery.covering import sign_again
from tests.delivery.planning import AT, DAY, LATER, SOON, THEN, dates, plan, ranges, version
from tests.delivery.refusals import refused

HELD = AT + DAY / 2


def held(row, cast, *, now=HELD, **fields):
    return hold(publication=row, by=cast.publisher, now=now, **fields)


def test_it_works(cast, page, publication):
    row = plan(version(page, cast, "Second"), cast, SOON)
    before = Change.objects.count()
    assert held(row, cast, reason=" Not yet. ") == row
    row.refresh_from_db()
    publication.refresh_from_db()
    assert (row.cancelled_at, row.ending_reason, row.ending) == (HELD, "Not yet.", "")
    assert ranges(page) == [(1, NOW, None)]
    assert publication.next_boundary == publication.review_due - 30 * DAY
    assert Change.objects.count() == before
    entry = AuditEntry.objects.first()
    assert (entry.action, entry.actor, entry.refusal, entry.subject, entry.row_hash) == (
        "hold",
        cast.publisher.uuid,
        "",
        row.uuid,
        row_hash(row),
    )
    assert [*audit_faults(), *change_faults()] == []


def test_may_be_scheduled_again(cast, page, publication):
    second = version(page, cast, "Second")
    held(plan(second, cast, SOON), cast)
    plan(second, cast, SOON, now=HELD + DAY / 4)
    assert ranges(page) == [(1, NOW, SOON), (2, SOON, None)]


def test_before_anything_is_public(cast, page):
    held(plan(sign_page(page, cast).revision, cast, SOON), cast)
    assert ranges(page) == []


class TestGivesTheRangeBack:
    def test_up_to_the_next(self, cast, page, publication):
        row = plan(version(page, cast, "Second"), cast, SOON)
        plan(version(page, cast, "Third"), cast, LATER)
        held(row, cast)
        assert ranges(page) == [(1, NOW, LATER), (3, LATER, None)]

    def test_to_a_row_that_is_scheduled_itself(self, cast, page, publication):
        plan(version(page, cast, "Second"), cast, SOON)
        held(plan(version(page, cast, "Third"), cast, LATER), cast)
        assert ranges(page) == [(1, NOW, SOON), (2, SOON, None)]

    def test_up_to_the_end_that_was_planned(self, cast, page):
        first = sign_page(page, cast).revision
        publish(revision=first, by=cast.publisher, now=AT, until=LATER)
        held(plan(version(page, cast, "Second"), cast, SOON, until=None), cast)
        assert ranges(page) == [(1, AT, LATER)]

    def test_not_beyond_an_end_before_it(self, cast, page):
        first = sign_page(page, cast).revision
        publish(revision=first, by=cast.publisher, now=AT, until=SOON)
        held(plan(version(page, cast, "Second"), cast, THEN), cast)
        assert ranges(page) == [(1, AT, SOON)]

    def test_not_beyond_an_end_where_it_would_have_begun(self, cast, page):
        first = sign_page(page, cast).revision
        publish(revision=first, by=cast.publisher, now=AT, until=SOON)
        row = plan(version(page, cast, "Second"), cast, SOON)
        assert row.published_at == AT
        held(row, cast)
        assert ranges(page) == [(1, AT, SOON)]

    def test_up_to_the_review_of_a_page_to_withhold(self, cast):
        page = make_page(by=cast.editor, overdue_policy="withhold")
        publish_page(page, cast)
        row = plan(version(page, cast, "Second", overdue_policy="serve"), cast, SOON)
        assert ranges(page)[1] == (2, SOON, None)
        held(row, cast)
        assert ranges(page) == [(1, NOW, add_months(NOW, 12))]


def test_the_dates_of_what_comes_later(cast, page):
    first = sign_page(page, cast).revision
    row = plan(first, cast, SOON, until=LATER)
    plan(first, cast, LATER, until=None)
    assert dates(page)[1] == (1, SOON, SOON, SOON)
    held(row, cast)
    assert dates(page) == [(1, LATER, LATER, LATER)]
    assert list(audit_faults()) == []


def test_what_only_it_made_possible_is_held_too(cast, page, publication):
    """Words whose review is overdue by then were to go on at another address, not to begin."""
    row = plan(version(page, cast, "Second"), cast, SOON)
    moved = version(page, cast, "Second", slug="shame-today")
    plan(moved, cast, add_months(NOW, 13))
    assert len(ranges(page)) == 3
    held(row, cast)
    assert ranges(page) == [(1, NOW, None)]


class TestTheSignOff:
    @pytest.fixture
    def second_reviewer(self, cast):
        return make_reviewer(cast.administrator, name="Rae Reviewer")

    def test_is_the_newest(self, cast, page, publication, second_reviewer):
        """Nobody sees an older review when the time comes than the page had before."""
        second = version(page, cast, "Second")
        plan(second, cast, LATER)
        newer = sign_again(page, cast, second_reviewer, now=AT + DAY)
        row = Publication.objects.scheduled(AT + DAY).get(page=page)
        assert (row.revision, row.sign_off, row.review_due) == (second, newer, newer.review_due)

    def test_revoked_leaves_another_that_covers(self, cast, page, publication, second_reviewer):
        second = version(page, cast, "Second")
        older = second.sign_offs.get()
        newer = sign_again(page, cast, second_reviewer, now=AT)
        plan(second, cast, LATER, now=AT + DAY)
        revoke(sign_off=newer, by=second_reviewer, reason="A misreading.", now=AT + 2 * DAY)
        row = Publication.objects.scheduled(AT + 2 * DAY).get(page=page)
        assert (row.live_from, row.sign_off) == (LATER, older)
        assert list(audit_faults()) == []

    def test_revoked_leaves_one_that_is_overdue_by_then(
        self, cast, page, publication, second_reviewer
    ):
        """New words are not published under it, and so they are held."""
        second = version(page, cast, "Second")
        newer = sign_again(page, cast, second_reviewer, now=AT + 30 * DAY)
        plan(second, cast, add_months(NOW, 12) + DAY, now=AT + 31 * DAY)
        revoke(sign_off=newer, by=second_reviewer, reason="A misreading.", now=AT + 32 * DAY)
        assert ranges(page) == [(1, NOW, None)]

    def test_revoked_without_another(self, cast, page, publication):
        second = version(page, cast, "Second")
        row = plan(second, cast, LATER)
        revoke(sign_off=second.sign_offs.get(), by=cast.reviewer, reason="A misreading.", now=HELD)
        row.refresh_from_db()
        assert row.cancelled_at == HELD
        assert ranges(page) == [(1, NOW, None)]
        assert [*audit_faults(), *change_faults()] == []


def test_not_allowed(cast, page):
    row = plan(sign_page(page, cast).revision, cast, SOON)
    for user in (cast.editor, cast.reviewer, cast.administrator):
        with refused("not_allowed", action="hold", by=user, subject=row):
            hold(publication=row, by=user, now=HELD)


@pytest.mark.parametrize("now", [SOON + TICK, LATER])
def test_has_begun(cast, page, now):
    row = plan(sign_page(page, cast).revision, cast, SOON)
    # What time changed is written down first, whether the move is refused or not.
    plan(version(page, cast, "Second"), cast, LATER + DAY, now=now)
    with refused("not_scheduled", action="hold", by=cast.publisher, subject=row):
        held(row, cast, now=now)


def test_was_held(cast, page):
    row = plan(sign_page(page, cast).revision, cast, SOON)
    held(row, cast)
    with refused("not_scheduled", action="hold", by=cast.publisher, subject=row):
        held(row, cast, now=HELD + DAY / 4)
