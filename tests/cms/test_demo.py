"""What ``manage.py demo`` brings in, and what it says of itself. With a small library."""

from datetime import timedelta
from functools import partial

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import User
from articles.models import CrisisResource, Image, Page, Person, Tag
from cms import demo
from cms.demo import loading
from delivery.models import Publication
from references.models import Reference
from review.ledger import ledger_turn
from review.models import AuditEntry, Credential, Submission
from tests.cms.demo_library import SMALL, load

COUNTED = (
    User,
    Person,
    Tag,
    Credential,
    CrisisResource,
    Reference,
    Image,
    Page,
    Submission,
    Publication,
    AuditEntry,
)


def counts():
    return {model.__name__: model.objects.count() for model in COUNTED}


@pytest.fixture
def debug(settings):
    settings.DEBUG = True


@pytest.fixture
def small(monkeypatch):
    """What the command loads, in place of the whole demo."""
    monkeypatch.setattr("cms.management.commands.demo.Demo", partial(loading.Demo, fixtures=SMALL))


def test_it_works(db, debug, small, client, capsys):
    call_command("demo", password="correct horse battery")
    assert capsys.readouterr().out.splitlines() == [
        "Demo accounts, for the admin at /admin/:",
        "  editor@example.org  correct horse battery",
        "  reviewer@example.org  correct horse battery",
        "  publisher@example.org  correct horse battery",
        "  administrator@example.org  correct horse battery",
    ]
    for role in demo.ACCOUNTS:
        user = User.objects.get(email=f"{role}@example.org")
        assert user.check_password("correct horse battery")
    assert client.get("/api/v1/symptoms/shame/").json()["review"]["status"] == "current"


def test_a_second_time_changes_nothing(db, debug, small, capsys):
    call_command("demo")
    before = counts()
    call_command("demo")
    assert counts() == before


def test_it_is_for_debug_only(db, settings):
    settings.DEBUG = False
    with pytest.raises(CommandError, match="DEBUG=1"):
        call_command("demo")
    assert counts()["User"] == 0


def test_pages_are_of_different_ages(db, client):
    now = timezone.now()
    load(now=now)
    ages = {row.path: (now - row.first_published_at).days for row in Publication.objects.live(now)}
    assert ages == {"/conditions/depression/": 399, "/symptoms/shame/": 9}
    depression = client.get("/api/v1/conditions/depression/").json()
    assert depression["review"]["status"] == "overdue"
    assert depression["summary"] == "What depression is."


def test_a_page_that_was_given_another_slug(db, client):
    load(now=timezone.now())
    response = client.get("/api/v1/symptoms/ashamed/")
    assert response.status_code == 308
    assert response["Location"].endswith("/api/v1/symptoms/shame/")


def test_a_page_whose_time_comes(db, client):
    now = timezone.now()
    load(now=now)
    (row,) = Publication.objects.filter(path="/articles/later/")
    assert row.live_from == now + timedelta(days=7)
    assert client.get("/api/v1/articles/later/").status_code == 404


def test_a_page_that_was_taken_down(db, client):
    load(now=timezone.now())
    response = client.get("/api/v1/articles/gone/")
    ending = response.json()["ending"]
    assert (response.status_code, ending["kind"]) == (410, "withdrawn")
    assert ending["notice"] == "The page on shame says more."
    assert ending["successor"]["path"] == "/symptoms/shame/"


def test_a_page_whose_changes_wait_for_a_physician(db):
    load(now=timezone.now())
    page = Page.objects.get(slug="depression")
    signed, waiting = page.submissions.order_by("submitted_at")
    assert (signed.state, waiting.state) == ("signed", "in_review")
    clinical = waiting.revision.snapshot.clinical
    assert clinical["summary"] == "What depression is, and is not."
    assert "weakness" in str(clinical["sections"])


def test_on_a_ledger_that_is_ahead_everything_happens_now(db, client):
    """Nothing happens before what has happened: no page is overdue then."""
    now = timezone.now()
    with ledger_turn(now=now - timedelta(hours=1)):
        pass
    load(now=now)
    assert client.get("/api/v1/conditions/depression/").json()["review"]["status"] == "current"
    assert client.get("/api/v1/symptoms/ashamed/").status_code == 308
    assert client.get("/api/v1/articles/gone/").status_code == 410
