import pytest

from articles.models import OverduePolicy
from delivery.models import Publication
from review.ledger import TICK
from review.models import AuditEntry, Revocation
from review.records import row_hash
from review.signals import cover_changed
from review.signoff import add_months, revoke
from tests.builders import (
    NOW,
    edit_page,
    make_page,
    make_reviewer,
    publish_page,
    sign_page,
)
from tests.delivery.covering import AT, DAY, REASON, changes, sign_again
from tests.delivery.rows import make_row


@pytest.fixture
def page(cast):
    return make_page(by=cast.editor, title="Shame", slug="shame")


@pytest.fixture
def second_reviewer(cast):
    return make_reviewer(cast.administrator, name="Rae Reviewer")


class TestARevocation:
    def test_takes_the_page_out_at_once(self, cast, page, client):
        publication = publish_page(page, cast)
        revocation = revoke(sign_off=publication.sign_off, by=cast.reviewer, reason=REASON, now=AT)
        publication.refresh_from_db()
        assert revocation.revoked_at == AT
        assert (publication.live_until, publication.ending) == (AT, "revoked")
        assert (publication.ending_reason, publication.ending_notice) == ("", "")
        assert list(Publication.objects.live(AT - TICK)) == [publication]
        assert not Publication.objects.live(AT).exists()
        assert changes() == [
            (AT, "revoked", publication),
            (publication.live_from, "published", publication),
        ]
        entry = AuditEntry.objects.first()
        assert (entry.action, entry.subject) == ("revoke", revocation.uuid)
        answer = client.get("/api/v1/symptoms/shame/")
        assert (answer.status_code, answer.json()["ending"]) == (
            410,
            {
                "kind": "revoked",
                "notice": None,
                "ended_at": "2026-11-02T12:00:00.000000Z",
                "successor": None,
            },
        )

    def test_is_one_transaction_with_what_follows(self, cast, page):
        publication = publish_page(page, cast)

        def fail(**_):
            raise RuntimeError("out of order")

        cover_changed.connect(fail)
        try:
            with pytest.raises(RuntimeError):
                revoke(sign_off=publication.sign_off, by=cast.reviewer, reason=REASON, now=AT)
        finally:
            cover_changed.disconnect(fail)
        assert not Revocation.objects.exists()
        assert list(Publication.objects.live(AT + DAY)) == [publication]
        assert [kind for _, kind, _ in changes()] == ["published"]

    def test_cancels_what_is_scheduled(self, cast, page):
        publication = publish_page(page, cast)
        Publication.objects.update(live_until=AT + DAY)
        scheduled = make_row(publication.sign_off, live_from=AT + DAY)
        revoke(sign_off=publication.sign_off, by=cast.reviewer, reason=REASON, now=AT)
        scheduled.refresh_from_db()
        assert scheduled.cancelled_at == AT
        assert not Publication.objects.live(AT + 2 * DAY).exists()

    def test_cancels_other_signed_words_of_the_page_that_are_scheduled(self, cast, page):
        publication = publish_page(page, cast)
        edit_page(page, by=cast.editor, title="Shame, explained")
        Publication.objects.update(live_until=AT + DAY)
        scheduled = make_row(sign_page(page, cast), live_from=AT + DAY)
        revoke(sign_off=publication.sign_off, by=cast.reviewer, reason=REASON, now=AT)
        scheduled.refresh_from_db()
        assert scheduled.cancelled_at == AT

    def test_of_words_that_are_scheduled_leaves_what_is_public(self, cast, page):
        publication = publish_page(page, cast)
        edit_page(page, by=cast.editor, title="Shame, explained")
        coming = sign_page(page, cast)
        Publication.objects.update(live_until=AT + DAY)
        scheduled = make_row(coming, live_from=AT + DAY)
        before = changes()
        revoke(sign_off=coming, by=cast.reviewer, reason=REASON, now=AT)
        scheduled.refresh_from_db()
        assert scheduled.cancelled_at == AT
        assert list(Publication.objects.live(AT)) == [publication]
        assert changes() == before

    def test_gives_the_range_of_a_cancelled_row_back(self, cast, page):
        publication = publish_page(page, cast)
        coming = self.coming(page, cast)
        Publication.objects.update(live_until=AT + DAY)
        make_row(coming, live_from=AT + DAY)
        revoke(sign_off=coming, by=cast.reviewer, reason=REASON, now=AT)
        publication.refresh_from_db()
        assert publication.live_until is None
        assert Publication.objects.live(AT + 9 * DAY).get() == publication

    def test_gives_the_range_back_up_to_the_end_that_was_planned_for_it(self, cast, page):
        publication = publish_page(page, cast)
        coming = self.coming(page, cast)
        Publication.objects.update(live_until=AT + DAY, planned_until=AT + 9 * DAY)
        make_row(coming, live_from=AT + DAY, live_until=AT + 5 * DAY)
        revoke(sign_off=coming, by=cast.reviewer, reason=REASON, now=AT)
        publication.refresh_from_db()
        assert publication.live_until == AT + 9 * DAY

    @pytest.mark.parametrize("cancelled", [1, 2, 3])
    def test_gives_the_ranges_of_several_rows_back(self, cast, page, cancelled):
        """The rows that keep their cover stay where they are, the live one reaches up to them."""
        publication = publish_page(page, cast)
        Publication.objects.update(live_until=AT + DAY)
        coming = self.coming(page, cast)
        for number in range(1, 4):
            make_row(
                coming if number <= cancelled else publication.sign_off,
                live_from=AT + number * DAY,
                live_until=AT + (number + 1) * DAY,
            )
        revoke(sign_off=coming, by=cast.reviewer, reason=REASON, now=AT)
        publication.refresh_from_db()
        bounded = AT + (cancelled + 1) * DAY
        assert publication.live_until == (bounded if cancelled < 3 else None)
        days = [AT + days * DAY for days in (0, 1, 2, 3)]
        assert [Publication.objects.live(day).count() for day in days] == [1, 1, 1, 1]

    def test_gives_the_range_back_to_a_row_that_is_scheduled_itself(self, cast, page):
        publication = publish_page(page, cast)
        Publication.objects.update(live_until=AT + DAY)
        soon = make_row(publication.sign_off, live_from=AT + DAY, live_until=AT + 2 * DAY)
        coming = self.coming(page, cast)
        make_row(coming, live_from=AT + 2 * DAY)
        revoke(sign_off=coming, by=cast.reviewer, reason=REASON, now=AT)
        soon.refresh_from_db()
        publication.refresh_from_db()
        assert (publication.live_until, soon.live_until) == (AT + DAY, None)

    def test_leaves_an_earlier_end_alone(self, cast, page):
        publication = publish_page(page, cast)
        Publication.objects.update(live_until=AT + DAY)
        coming = self.coming(page, cast)
        make_row(coming, live_from=AT + 2 * DAY)
        revoke(sign_off=coming, by=cast.reviewer, reason=REASON, now=AT)
        publication.refresh_from_db()
        assert publication.live_until == AT + DAY

    def test_gives_the_range_back_up_to_the_review_of_a_page_to_withhold(self, cast):
        page = make_page(by=cast.editor, overdue_policy=OverduePolicy.WITHHOLD)
        publication = publish_page(page, cast)
        Publication.objects.update(live_until=AT + DAY)
        coming = self.coming(page, cast)
        make_row(coming, live_from=AT + DAY, live_until=coming.review_due)
        revoke(sign_off=coming, by=cast.reviewer, reason=REASON, now=AT)
        publication.refresh_from_db()
        assert publication.live_until == publication.review_due

    def test_does_not_take_over_the_withhold_date_of_a_cancelled_row(self, cast, page):
        publication = publish_page(page, cast)
        coming = self.coming(page, cast, overdue_policy=OverduePolicy.WITHHOLD)
        Publication.objects.update(live_until=AT + DAY)
        make_row(coming, live_from=AT + DAY, live_until=coming.review_due)
        revoke(sign_off=coming, by=cast.reviewer, reason=REASON, now=AT)
        publication.refresh_from_db()
        assert publication.live_until is None

    def coming(self, page, cast, **changes):
        """Other signed words of the page, for rows that are scheduled."""
        edit_page(page, by=cast.editor, title="Shame, explained", **changes)
        return sign_page(page, cast)

    def test_before_anything_is_public_cancels_only(self, cast, page):
        sign_off = sign_page(page, cast)
        scheduled = make_row(sign_off, live_from=AT + DAY)
        revoke(sign_off=sign_off, by=cast.reviewer, reason=REASON, now=AT)
        scheduled.refresh_from_db()
        assert (scheduled.cancelled_at, changes()) == (AT, [])

    def test_of_older_words_changes_nothing_public(self, cast, page):
        first = publish_page(page, cast)
        edit_page(page, by=cast.editor, title="Shame, explained")
        second = publish_page(page, cast)
        before = changes()
        revoke(sign_off=first.sign_off, by=cast.reviewer, reason=REASON, now=AT)
        assert list(Publication.objects.live(AT)) == [second]
        assert changes() == before

    def test_of_one_of_two_keeps_the_page(self, cast, page, second_reviewer):
        old = publish_page(page, cast)
        second = sign_again(page, cast, second_reviewer, now=NOW)
        middle = Publication.objects.live(second.signed_at).get()
        revoke(sign_off=second, by=second_reviewer, reason=REASON, now=AT)
        new = Publication.objects.live(AT).get()
        middle.refresh_from_db()
        assert (middle.live_until, middle.ending) == (AT, "replaced")
        assert (new.sign_off, new.revision, new.live_from) == (old.sign_off, old.revision, AT)
        assert changes()[0] == (AT, "updated", new)
        assert AuditEntry.objects.first().row_hash == row_hash(new)

    def test_of_the_one_that_does_not_serve_changes_nothing_public(
        self, cast, page, second_reviewer
    ):
        first = publish_page(page, cast).sign_off
        sign_again(page, cast, second_reviewer)
        before = changes()
        revoke(sign_off=first, by=cast.reviewer, reason=REASON, now=AT + DAY)
        assert changes() == before
        assert Publication.objects.live(AT + DAY).get().sign_off.signer == second_reviewer

    def test_of_both_takes_the_page_out(self, cast, page, second_reviewer):
        first = publish_page(page, cast).sign_off
        second = sign_again(page, cast, second_reviewer)
        revoke(sign_off=first, by=cast.reviewer, reason=REASON, now=AT)
        revoke(sign_off=second, by=second_reviewer, reason=REASON, now=AT)
        assert not Publication.objects.live(AT + DAY).exists()
        assert changes()[0][1] == "revoked"

    def test_scheduled_rows_stay_while_another_sign_off_covers(self, cast, page, second_reviewer):
        first = publish_page(page, cast).sign_off
        Publication.objects.update(live_until=AT + DAY)
        scheduled = make_row(first, live_from=AT + DAY)
        second = sign_again(page, cast, second_reviewer, now=NOW)
        revoke(sign_off=first, by=cast.reviewer, reason=REASON, now=AT)
        scheduled.refresh_from_db()
        # It went over to the newer sign-off when that was made.
        assert scheduled.cancelled_at == second.signed_at
        assert Publication.objects.live(AT).get().live_until == AT + DAY
        assert Publication.objects.live(AT + DAY).get().sign_off == second

    def test_takes_out_a_page_to_withhold_when_what_covers_is_overdue(self, cast, second_reviewer):
        page = make_page(by=cast.editor, overdue_policy=OverduePolicy.WITHHOLD)
        first = publish_page(page, cast)
        later = add_months(NOW, 6)
        second = sign_again(page, cast, second_reviewer, now=later)
        overdue = first.review_due + DAY
        assert Publication.objects.live(overdue).get().sign_off == second
        revoke(sign_off=second, by=second_reviewer, reason=REASON, now=overdue)
        assert not Publication.objects.live(overdue).exists()
        assert next((at, kind) for at, kind, _ in changes()) == (overdue, "revoked")

    def test_keeps_a_page_to_serve_when_what_covers_is_overdue(self, cast, page, second_reviewer):
        first = publish_page(page, cast)
        second = sign_again(page, cast, second_reviewer, now=add_months(NOW, 6))
        overdue = first.review_due + DAY
        revoke(sign_off=second, by=second_reviewer, reason=REASON, now=overdue)
        assert Publication.objects.live(overdue).get().sign_off == first.sign_off
