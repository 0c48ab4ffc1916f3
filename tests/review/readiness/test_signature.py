"""Whether words are signed, and by whom that still may."""

from datetime import date, timedelta

from review.credentialing import end_credential
from review.findings import Stage
from review.signoff import revoke
from tests.builders import NOW, edit_page, make_credential, make_page, sign_page, submit_page
from tests.review.readiness.reporting import report_of

CODES = ("unsigned", "sign_off_overdue", "credentials_lapsed")
YEARS = timedelta(days=366 * 3)


def found(page, at=NOW, **options):
    page.refresh_from_db()
    return [code for code, _ in report_of(page, *CODES, at=at, **options)]


def test_signed(cast):
    page = make_page(by=cast.editor)
    assert found(page) == ["unsigned"]
    submit_page(page, by=cast.editor)
    assert found(page) == ["unsigned"]
    sign_page(page, cast)
    assert found(page) == []


def test_other_words_are_not_signed(cast):
    page = make_page(by=cast.editor)
    sign_page(page, cast)
    edit_page(page, by=cast.editor, slug="another-address")
    assert found(page) == []
    edit_page(page, by=cast.editor, summary="Other words.")
    assert found(page) == ["unsigned"]


def test_revoked(cast):
    page = make_page(by=cast.editor)
    revoke(sign_off=sign_page(page, cast), by=cast.reviewer, reason="Wrong.", now=NOW)
    assert found(page) == ["unsigned"]


def test_overdue(cast):
    page = make_page(by=cast.editor, risk_class="6")
    due = sign_page(page, cast).review_due
    assert found(page, due - timedelta(microseconds=1)) == []
    assert found(page, due) == ["sign_off_overdue"]


def test_lapsed(cast):
    page = make_page(by=cast.editor, risk_class="36")
    person = cast.reviewer.person
    sign_page(page, cast, now=NOW)
    assert found(page) == []
    for licence in person.credentials.filter(kind="licence"):
        end_credential(credential=licence, by=cast.administrator, now=NOW)
    assert found(page) == ["credentials_lapsed"]
    make_credential(person, verified_by=cast.administrator, expires=date(2027, 1, 1))
    assert found(page) == []
    assert found(page, NOW + timedelta(days=100)) == ["credentials_lapsed"]


def test_nobody_is_told_before_submitting(cast):
    assert found(make_page(by=cast.editor), stage=Stage.SUBMITTING) == []
