import pytest

from articles.models import OverduePolicy, RiskClass
from delivery.models import Publication
from review.models import SignOff
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


@pytest.fixture
def page(cast):
    return make_page(by=cast.editor, title="Shame", slug="shame")


@pytest.fixture
def second_reviewer(cast):
    return make_reviewer(cast.administrator, name="Rae Reviewer")


class TestANewSignOff:
    def test_of_live_words_replaces_the_row(self, cast, page, second_reviewer):
        old = publish_page(page, cast)
        sign_off = sign_again(page, cast, second_reviewer)
        new = Publication.objects.live(sign_off.signed_at).get()
        old.refresh_from_db()
        assert (old.live_until, old.ending) == (sign_off.signed_at, "replaced")
        assert (new.live_from, new.sign_off, new.revision) == (
            sign_off.signed_at,
            sign_off,
            old.revision,
        )
        assert (new.first_published_at, new.published_at, new.updated_at) == (
            old.live_from,
            old.live_from,
            old.live_from,
        )
        assert (new.last_reviewed, new.review_due) == (sign_off.signed_at, sign_off.review_due)
        assert changes() == [
            (sign_off.signed_at, "updated", new),
            (old.live_from, "published", old),
        ]

    def test_moves_the_end_of_a_page_to_withhold(self, cast, second_reviewer):
        page = make_page(
            by=cast.editor, overdue_policy=OverduePolicy.WITHHOLD, risk_class=RiskClass.HIGH
        )
        publish_page(page, cast)
        sign_off = sign_again(page, cast, second_reviewer, now=NOW + 90 * DAY)
        row = Publication.objects.live(sign_off.signed_at).get()
        assert row.live_until == sign_off.review_due == add_months(sign_off.signed_at, 6)

    def test_keeps_the_end_that_was_planned(self, cast, page, second_reviewer):
        publish_page(page, cast)
        Publication.objects.update(live_until=AT + 5 * DAY, planned_until=AT + 5 * DAY)
        sign_off = sign_again(page, cast, second_reviewer)
        row = Publication.objects.live(sign_off.signed_at).get()
        assert (row.sign_off, row.live_until) == (sign_off, AT + 5 * DAY)

    def test_does_not_bring_back_a_page_that_is_not_live(self, cast, page):
        publication = publish_page(page, cast)
        revoke(sign_off=publication.sign_off, by=cast.reviewer, reason=REASON, now=NOW)
        sign_again(page, cast, cast.reviewer)
        assert not Publication.objects.live(AT + DAY).exists()

    def test_of_other_words_changes_nothing_public(self, cast, page):
        publication = publish_page(page, cast)
        edit_page(page, by=cast.editor, title="Shame, explained")
        before = changes()
        sign_page(page, cast, now=AT)
        assert changes() == before
        assert list(Publication.objects.live(AT + DAY)) == [publication]

    def test_of_equal_words_of_another_page_changes_nothing(self, cast, page):
        publication = publish_page(page, cast)
        other = make_page(by=cast.editor, title="Shame", slug="shame-again")
        sign_page(other, cast, now=AT)
        assert list(Publication.objects.live(AT + DAY)) == [publication]
        assert SignOff.objects.count() == 2
