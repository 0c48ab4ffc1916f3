"""Words that nobody has signed, and addresses that are taken, do not become public."""

from datetime import timedelta

import pytest
from django.utils import timezone

from delivery.publishing import publish, withdraw
from review.signoff import add_months
from tests.builders import NOW, edit_page, make_page, publish_page, sign_page, submit_page
from tests.delivery.refusals import refused
from tests.delivery.rows import make_row

DAY = timedelta(days=1)
OVERDUE = add_months(NOW, 12) + DAY


@pytest.fixture
def page(cast):
    return make_page(by=cast.editor, title="Shame", slug="shame")


def test_not_allowed(cast, page):
    revision = sign_page(page, cast).revision
    for user in (cast.editor, cast.reviewer, cast.administrator):
        with refused("not_allowed", action="publish", by=user, subject=revision):
            publish(revision=revision, by=user, now=NOW)


def test_unsigned(cast, page):
    revision = submit_page(page, by=cast.editor).revision
    with refused("unsigned", action="publish", by=cast.publisher, subject=revision):
        publish(revision=revision, by=cast.publisher, now=NOW)


@pytest.mark.parametrize("until", [NOW - DAY, NOW])
def test_ends_before_it_begins(cast, page, until):
    revision = sign_page(page, cast).revision
    with refused(
        "ends_before_it_begins",
        action="publish",
        by=cast.publisher,
        subject=revision,
        field="until",
    ):
        publish(revision=revision, by=cast.publisher, now=NOW, until=until)


def test_a_superuser_publishes_no_unsigned_words_either(cast, page):
    cast.administrator.is_superuser = True
    cast.administrator.save()
    revision = submit_page(page, by=cast.editor).revision
    with refused("unsigned", action="publish", by=cast.administrator, subject=revision):
        publish(revision=revision, by=cast.administrator, now=NOW)


def test_the_sign_off_of_another_page_does_not_count(cast, page):
    signed = sign_page(page, cast)
    other = make_page(by=cast.editor)
    revision = submit_page(other, by=cast.editor).revision
    assert signed.fingerprint != revision.fingerprint
    with refused("unsigned", action="publish", by=cast.publisher, subject=revision):
        publish(revision=revision, by=cast.publisher, now=NOW)


def test_one_changed_character_is_unsigned(cast, page):
    publish_page(page, cast)
    edit_page(page, by=cast.editor, summary="A summary!")
    revision = submit_page(page, by=cast.editor).revision
    with refused("unsigned", action="publish", by=cast.publisher, subject=revision):
        publish(revision=revision, by=cast.publisher, now=NOW)


def test_sign_off_overdue(cast, page):
    revision = sign_page(page, cast).revision
    with refused("sign_off_overdue", action="publish", by=cast.publisher, subject=revision):
        publish(revision=revision, by=cast.publisher, now=OVERDUE)


def test_sign_off_overdue_to_the_instant(cast, page):
    sign_off = sign_page(page, cast)
    due, revision = sign_off.review_due, sign_off.revision
    with refused("sign_off_overdue", action="publish", by=cast.publisher, subject=revision):
        publish(revision=revision, by=cast.publisher, now=due)


def test_words_that_are_no_longer_public_need_a_current_sign_off(cast, page):
    revision = publish_page(page, cast).revision
    withdraw(page=page, by=cast.publisher, reason="An error.", now=NOW)
    with refused("sign_off_overdue", action="publish", by=cast.publisher, subject=revision):
        publish(revision=revision, by=cast.publisher, now=OVERDUE)


def test_already_live(cast, page):
    revision = publish_page(page, cast).revision
    with refused("already_live", action="publish", by=cast.publisher, subject=revision):
        publish(revision=revision, by=cast.publisher, now=NOW + DAY)


def test_slug_taken(cast, page):
    publish_page(page, cast)
    edit_page(page, by=cast.editor, slug="shame-and-guilt")
    other = make_page(by=cast.editor, slug="shame")
    revision = sign_page(other, cast).revision
    with refused("slug_taken", action="publish", by=cast.publisher, subject=revision, field="slug"):
        publish(revision=revision, by=cast.publisher, now=NOW)


def test_slug_taken_even_after_withdrawal(cast, page):
    publish_page(page, cast)
    withdraw(page=page, by=cast.publisher, reason="An error.", now=NOW)
    edit_page(page, by=cast.editor, slug="shame-and-guilt")
    other = make_page(by=cast.editor, slug="shame")
    revision = sign_page(other, cast).revision
    with refused("slug_taken", action="publish", by=cast.publisher, subject=revision, field="slug"):
        publish(revision=revision, by=cast.publisher, now=timezone.now())


def test_slug_taken_in_another_language(cast, page):
    publish_page(page, cast)
    revision = sign_page(make_page(by=cast.editor, locale="es", slug="shame"), cast).revision
    with refused("slug_taken", action="publish", by=cast.publisher, subject=revision, field="slug"):
        publish(revision=revision, by=cast.publisher, now=NOW)


def test_slug_taken_by_what_is_scheduled(cast, page):
    make_row(sign_page(page, cast), live_from=NOW + DAY)
    edit_page(page, by=cast.editor, slug="shame-and-guilt")
    revision = sign_page(make_page(by=cast.editor, slug="shame"), cast).revision
    with refused("slug_taken", action="publish", by=cast.publisher, subject=revision, field="slug"):
        publish(revision=revision, by=cast.publisher, now=NOW)


def test_a_slug_that_was_never_public_is_free(cast, page):
    make_row(sign_page(page, cast), live_from=NOW + DAY, cancelled_at=NOW)
    edit_page(page, by=cast.editor, slug="shame-and-guilt")
    other = make_page(by=cast.editor, slug="shame")
    assert publish_page(other, cast).slug == "shame"


def test_the_same_slug_of_another_kind_is_free(cast, page):
    publish_page(page, cast)
    condition = make_page(by=cast.editor, kind="condition", slug="shame")
    assert publish_page(condition, cast).path == "/conditions/shame/"
