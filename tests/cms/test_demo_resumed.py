"""The demo goes on where it was interrupted, and leaves alone what people did since."""

from collections import Counter

import pytest
from django.contrib.auth.models import Group
from django.db import connection, transaction

from accounts.models import User
from articles.models import CrisisResource, Page, Topic
from cms.demo import Demo, DemoFault
from delivery.models import Publication
from delivery.publishing import withdraw
from review.models import Credential, Revocation, SignOff, Submission
from review.signoff import revoke
from review.submitting import send_back
from tests.builders import NOW, PASSWORD, edit_page, make_page, make_user
from tests.cms.demo_library import SMALL, load
from tests.cms.test_demo import counts

PATHS = [
    "/articles/gone/",
    "/articles/later/",
    "/conditions/depression/",
    "/symptoms/ashamed/",
    "/symptoms/shame/",
]


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


@pytest.mark.parametrize(
    ("statement", "after"),
    [
        ('INSERT INTO "review_credential"', 0),
        ('UPDATE "review_credential"', 1),
        ('INSERT INTO "articles_crisisresourceversion"', 1),
        ('UPDATE "articles_crisisresourceversion"', 0),
        ('INSERT INTO "articles_page"', 1),
        ('INSERT INTO "review_submission"', 0),
        ('INSERT INTO "review_signoff"', 1),
        ('INSERT INTO "delivery_publication"', 0),
        ('INSERT INTO "delivery_publication"', 1),
    ],
)
def test_it_goes_on(db, statement, after):
    interrupted(statement, after=after)
    assert public() != PATHS
    load()
    assert public() == PATHS
    assert {row.status for row in Credential.objects.all()} == {"verified"}
    assert not CrisisResource.objects.exclude(versions__verified_at__isnull=False).exists()
    states = Counter(Submission.objects.values_list("state", flat=True))
    assert states == {"signed": 4, "in_review": 1}
    before = counts()
    load()
    assert counts() == before
    assert (before["Page"], before["Publication"], before["Submission"]) == (4, 5, 5)
    assert before["Credential"] == 4
    assert Page.objects.get(slug="depression").summary == "What depression is, and is not."


def test_making_one_writes_nothing(db):
    Demo(password=PASSWORD, now=NOW, fixtures=SMALL)
    assert not User.objects.exists()


@pytest.fixture
def shame(db):
    """The demo, interrupted when this page waited for a physician."""
    interrupted('INSERT INTO "review_signoff"', after=2)
    return Page.objects.get(slug="ashamed")


def account(role):
    return User.objects.get(email=f"{role}@example.org")


def left_alone(page):
    before = state(page)
    load()
    assert state(page) == before


def state(page):
    page.refresh_from_db()
    submissions = page.submissions.order_by("pk").values_list("state", flat=True)
    rows = page.publications.order_by("pk").values_list("path", "live_until")
    return page.slug, page.lock_version, list(submissions), list(rows)


def test_a_page_that_somebody_edited_is_left_alone(shame):
    edit_page(shame, by=account("editor"), summary="Other words.")
    edit_page(shame, by=account("editor"), summary="And others.")
    left_alone(shame)


def test_a_page_that_was_sent_back_is_not_published(shame):
    submission = Submission.objects.get(page=shame)
    send_back(submission=submission, by=account("reviewer"), reasons="Why?", now=NOW)
    load()
    assert not shame.publications.exists()


def test_a_page_whose_sign_off_was_revoked_is_not_published(db):
    interrupted('INSERT INTO "delivery_publication"', after=2)
    sign_off = SignOff.objects.latest("signed_at")
    revoke(sign_off=sign_off, by=account("reviewer"), reason="A wrong dose.", now=NOW)
    load()
    assert not Page.objects.get(slug="shame").publications.exists()
    assert Revocation.objects.count() == 1


@pytest.mark.parametrize("slug", ["shame", "depression", "gone", "later"])
def test_a_page_that_was_withdrawn_is_left_alone(db, slug):
    load()
    page = Page.objects.get(slug=slug)
    if slug != "gone":
        withdraw(page=page, by=account("publisher"), reason="A wrong dose.", now=NOW)
    left_alone(page)


@pytest.mark.parametrize(("kind", "name"), [("symptom", "Shame"), ("condition", "Depression")])
def test_the_page_of_somebody_else_is_left_alone(db, kind, name):
    topic = Topic.objects.create(kind=kind, working_name=name)
    page = make_page(by=make_user("Editor"), topic=topic, slug="ours")
    left_alone(page)


def test_what_a_move_refuses_is_named(db):
    interrupted('INSERT INTO "review_signoff"', after=2)
    reviewer = account("reviewer")
    Credential.objects.filter(person=reviewer.person).update(status="ended")
    with pytest.raises(DemoFault, match=r"^pages/shame\.yaml: You have no licence"):
        load()


def test_what_nobody_may_do_is_named(db):
    Group.objects.get(name="Editor").permissions.clear()
    with pytest.raises(DemoFault, match=r"^crisis_resources\.yaml, [a-z0-9-]+: You may not"):
        load()
