"""What was read, and until when the signature holds."""

from datetime import UTC, datetime, timedelta

import pytest

from articles.models import RiskClass
from review.models import Scope
from review.signoff import add_months, revoke
from tests.builders import NOW, edit_page, make_page, sign_page, sign_submission, submit_page
from tests.review.signing import refuse

LATER = NOW + timedelta(hours=1)


def test_changes_need_a_whole_reading(cast, submission):
    refuse("no_whole_reading", submission, by=cast.reviewer, scope=Scope.CHANGES, field="scope")


def test_the_whole_reading_of_another_page_does_not_count(cast, submission):
    sign_page(make_page(by=cast.editor), cast)
    refuse("no_whole_reading", submission, by=cast.reviewer, scope=Scope.CHANGES, field="scope")


def test_a_revoked_whole_reading_does_not_count(cast, page):
    sign_off = sign_page(page, cast)
    revoke(sign_off=sign_off, by=cast.reviewer, reason="A wrong dose.", now=NOW)
    submission = submit_page(page, by=cast.editor)
    refuse("no_whole_reading", submission, by=cast.reviewer, scope=Scope.CHANGES, field="scope")


def test_changes_keep_the_dates_of_the_whole_reading(cast, page):
    whole = sign_page(page, cast)
    edit_page(page, by=cast.editor, summary="Other words.", risk_class=RiskClass.HIGH)
    half_a_year_later = NOW + timedelta(days=180)
    changes = sign_page(page, cast, now=half_a_year_later, scope=Scope.CHANGES)
    changes.refresh_from_db()
    assert changes.statement == (
        "I have read the changes to this page since its last review as shown to me, and I "
        "approve these exact words for publication as clinically sound."
    )
    assert (changes.scope, changes.base) == ("changes", whole)
    assert changes.signed_at > half_a_year_later
    assert (changes.review_due, changes.last_reviewed) == (whole.review_due, whole.signed_at)


def test_changes_never_rest_on_changes(cast, page):
    whole = sign_page(page, cast)
    for summary in ("Other words.", "Third words."):
        edit_page(page, by=cast.editor, summary=summary)
        assert sign_page(page, cast, scope=Scope.CHANGES).base == whole


def test_changes_rest_on_the_last_whole_reading_in_force(cast, page):
    first = sign_page(page, cast)
    second = sign_page(page, cast, now=LATER)
    edit_page(page, by=cast.editor, summary="Other words.")
    assert sign_page(page, cast, scope=Scope.CHANGES).base == second
    revoke(sign_off=second, by=cast.reviewer, reason="A wrong dose.", now=LATER)
    assert sign_page(page, cast, scope=Scope.CHANGES).base == first


def test_no_changes_are_no_scope(cast, page):
    sign_page(page, cast)
    edit_page(page, by=cast.editor, slug="another-address")
    submission = submit_page(page, by=cast.editor)
    refuse("nothing_changed", submission, by=cast.reviewer, scope=Scope.CHANGES, field="scope")


@pytest.mark.parametrize(
    ("risk_class", "signed_at", "review_due"),
    [
        (RiskClass.HIGH, datetime(2027, 8, 31, 9, 30, tzinfo=UTC), (2028, 2, 29, 9, 30)),
        (RiskClass.HIGH, datetime(2028, 8, 31, 9, 30, tzinfo=UTC), (2029, 2, 28, 9, 30)),
        (RiskClass.HIGH, datetime(2026, 12, 31, 0, 0, tzinfo=UTC), (2027, 6, 30, 0, 0)),
        (RiskClass.HIGH, datetime(2027, 1, 15, 0, 0, tzinfo=UTC), (2027, 7, 15, 0, 0)),
        (RiskClass.RAISED, datetime(2028, 2, 29, 23, 59, tzinfo=UTC), (2029, 2, 28, 23, 59)),
        (RiskClass.USUAL, datetime(2026, 12, 1, 9, 30, tzinfo=UTC), (2028, 12, 1, 9, 30)),
        (RiskClass.LOW, datetime(2027, 1, 31, 9, 30, tzinfo=UTC), (2030, 1, 31, 9, 30)),
    ],
)
def test_the_review_date_follows_the_risk_class(cast, risk_class, signed_at, review_due):
    submission = submit_page(make_page(by=cast.editor, risk_class=risk_class), by=cast.editor)
    sign_off = sign_submission(submission, by=cast.reviewer, now=signed_at)
    assert sign_off.signed_at == signed_at == sign_off.last_reviewed
    assert sign_off.review_due == datetime(*review_due, tzinfo=UTC)


@pytest.mark.parametrize("months", [0, 1, 6, 12, 24, 36])
def test_add_months_keeps_the_end_of_the_month(months):
    for day in range(31):
        at = datetime(2027, 12, 1, 23, 59, 59, 999999, tzinfo=UTC) + timedelta(days=day)
        later = add_months(at, months)
        first_of_month = add_months(at.replace(day=1), months)
        assert (later.year, later.month) == (first_of_month.year, first_of_month.month)
        assert later.timetz() == at.timetz()
        assert later.day == at.day or (later + timedelta(days=1)).day == 1 < at.day
