"""The demo goes on where it was interrupted, and leaves alone what people did since."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from accounts.models import User
from articles.models import CrisisResource, Kind, Page, Topic
from cms.demo import Demo
from delivery.models import Publication
from delivery.publishing import withdraw
from review.models import Credential, Revocation, SignOff, Submission
from review.signoff import revoke
from review.submitting import send_back
from tests.builders import NOW, PASSWORD, edit_page, make_page, make_user
from tests.cms.test_demo import counts

PATHS = ["/conditions/depression/", "/symptoms/shame/"]


def load():
    Demo(password=PASSWORD, now=NOW).load()


class Interrupted(Exception):
    pass


def interrupted(statement, *, after=0):
    """A run that ends before it makes such a statement, as if it had been killed."""
    seen = 0

    def interrupt(execute, sql, params, many, context):
        nonlocal seen
        if sql.startswith(statement):
            seen += 1
            if seen > after:
                raise Interrupted
        return execute(sql, params, many, context)

    with connection.execute_wrapper(interrupt), pytest.raises(Interrupted):
        load()
    # Killed outside any transaction but the test's own, which goes on.
    transaction.set_rollback(False)


def public():
    return sorted(Publication.objects.values_list("path", flat=True))


@pytest.mark.parametrize("after", [0, 1])
@pytest.mark.parametrize(
    "statement",
    [
        'INSERT INTO "review_credential"',
        'UPDATE "review_credential"',
        'INSERT INTO "articles_crisisresourceversion"',
        'UPDATE "articles_crisisresourceversion"',
        'INSERT INTO "articles_page"',
        'INSERT INTO "review_submission"',
        'INSERT INTO "review_signoff"',
        'INSERT INTO "delivery_publication"',
    ],
)
def test_it_goes_on(db, statement, after):
    interrupted(statement, after=after)
    assert public() != PATHS
    load()
    assert public() == PATHS
    assert {row.status for row in Credential.objects.all()} == {"verified"}
    assert not CrisisResource.objects.exclude(versions__verified_at__isnull=False).exists()
    assert {row.state for row in Submission.objects.all()} == {"signed"}
    before = counts()
    load()
    assert counts() == before
    assert before["Page"] == before["Publication"] == 2
    assert before["Credential"] == 4


def test_making_one_writes_nothing(db):
    Demo(password=PASSWORD, now=NOW)
    assert not User.objects.exists()


@pytest.fixture
def shame(db):
    """The demo, interrupted when its last page waited for a physician."""
    interrupted('INSERT INTO "review_signoff"', after=1)
    return Page.objects.get(slug="shame")


def account(role):
    return User.objects.get(email=f"{role}@example.org")


def left_alone():
    before = counts()
    load()
    assert counts() == before


def test_a_page_that_somebody_edited_is_left_alone(shame):
    edit_page(shame, by=account("editor"), summary="Other words.")
    left_alone()


def test_a_page_that_was_sent_back_is_left_alone(shame):
    submission = Submission.objects.get(page=shame)
    send_back(submission=submission, by=account("reviewer"), reasons="Why?", now=NOW)
    left_alone()


def test_a_page_whose_sign_off_was_revoked_is_left_alone(db):
    interrupted('INSERT INTO "delivery_publication"', after=1)
    sign_off = SignOff.objects.latest("signed_at")
    revoke(sign_off=sign_off, by=account("reviewer"), reason="A wrong dose.", now=NOW)
    left_alone()
    assert Revocation.objects.count() == 1


def test_a_page_that_was_withdrawn_is_left_alone(db):
    load()
    page = Page.objects.get(slug="shame")
    withdraw(page=page, by=account("publisher"), reason="A wrong dose.", now=NOW)
    left_alone()


def test_the_page_of_somebody_else_is_left_alone(db):
    topic = Topic.objects.create(kind=Kind.SYMPTOM, working_name="Shame")
    page = make_page(by=make_user("Editor"), topic=topic, slug="our-shame")
    load()
    assert public() == ["/conditions/depression/"]
    assert not page.submissions.exists()


def test_what_a_move_refuses_is_named(db, settings):
    settings.DEBUG = True
    interrupted('INSERT INTO "review_signoff"', after=1)
    reviewer = account("reviewer")
    Credential.objects.filter(person=reviewer.person).update(status="ended")
    with pytest.raises(CommandError, match=r"^pages/shame\.json: You have no licence"):
        call_command("demo", password=PASSWORD)


def test_what_nobody_may_do_is_named(db, settings):
    settings.DEBUG = True
    Group.objects.get(name="Editor").permissions.clear()
    with pytest.raises(CommandError, match=r"^crisis_resources\.json, [a-z0-9-]+: You may not"):
        call_command("demo", password=PASSWORD)
