from datetime import timedelta

import pytest

from delivery.models import Change, EndingKind, Publication
from delivery.publishing import end, withdraw
from review.ledger import TICK
from review.models import AuditEntry, Ledger
from review.records import row_hash
from tests.builders import (
    NOW,
    edit_page,
    make_page,
    make_topic,
    publish_page,
    sign_page,
)
from tests.delivery.refusals import refused
from tests.delivery.rows import make_row

DAY = timedelta(days=1)
AT = NOW + DAY


@pytest.fixture
def page(cast):
    return make_page(by=cast.editor, title="Shame", slug="shame")


def test_it_works(cast, page, client):
    publication = publish_page(page, cast)
    guilt = make_page(by=cast.editor, title="Guilt", slug="guilt")
    publish_page(guilt, cast)
    ended = withdraw(
        page=page,
        by=cast.publisher,
        reason=" A number was wrong. ",
        notice=" Read on under Guilt. ",
        successor=guilt.topic,
        now=AT,
    )
    publication.refresh_from_db()
    assert ended == publication
    assert (publication.live_until, publication.ending, publication.cancelled_at) == (
        AT,
        "withdrawn",
        None,
    )
    assert (publication.ending_reason, publication.ending_notice, publication.successor) == (
        "A number was wrong.",
        "Read on under Guilt.",
        guilt.topic,
    )
    assert list(Publication.objects.live(AT - TICK).filter(page=page)) == [publication]
    assert not Publication.objects.live(AT).filter(page=page).exists()
    change = Change.objects.filter(publication=publication).first()
    assert (change.at, change.kind) == (AT, "withdrawn")
    entry = AuditEntry.objects.first()
    assert (entry.action, entry.actor, entry.refusal, entry.subject, entry.row_hash) == (
        "withdraw",
        cast.publisher.uuid,
        "",
        publication.uuid,
        row_hash(publication),
    )
    assert Ledger.objects.get().last_change == 4
    assert client.get("/api/v1/symptoms/shame/").status_code == 410


def test_an_administrator_may_too(cast, page):
    publish_page(page, cast)
    assert withdraw(page=page, by=cast.administrator, reason="An error.", now=AT).live_until == AT


def test_what_was_scheduled_is_cancelled(cast, page):
    publication = publish_page(page, cast)
    Publication.objects.update(live_until=AT + DAY)
    soon = make_row(publication.sign_off, live_from=AT + DAY, live_until=AT + 2 * DAY)
    later = make_row(publication.sign_off, live_from=AT + 2 * DAY)
    other_page = make_page(by=cast.editor)
    other = make_row(sign_page(other_page, cast), live_from=AT + DAY)
    withdraw(page=page, by=cast.publisher, reason="An error.", now=AT)
    for row in (soon, later, other):
        row.refresh_from_db()
    assert [soon.cancelled_at, later.cancelled_at, other.cancelled_at] == [AT, AT, None]
    assert list(Publication.objects.live(AT + 5 * DAY)) == [other]


def test_other_languages_stay(cast, page):
    publish_page(page, cast)
    spanish = make_page(by=cast.editor, topic=page.topic, locale="es", slug="verguenza")
    stays = publish_page(spanish, cast)
    withdraw(page=page, by=cast.publisher, reason="An error.", now=AT)
    assert list(Publication.objects.live(AT)) == [stays]


def test_not_allowed(cast, page):
    publish_page(page, cast)
    for user in (cast.editor, cast.reviewer):
        with refused("not_allowed", action="withdraw", by=user, subject=page):
            withdraw(page=page, by=user, reason="An error.", now=AT)


@pytest.mark.parametrize("reason", ["", " \n\t"])
def test_reason_missing(cast, page, reason):
    publish_page(page, cast)
    with refused(
        "reason_missing", action="withdraw", by=cast.publisher, subject=page, field="reason"
    ):
        withdraw(page=page, by=cast.publisher, reason=reason, now=AT)


def test_successor_is_itself(cast, page):
    publish_page(page, cast)
    with refused(
        "successor_is_itself", action="withdraw", by=cast.publisher, subject=page, field="successor"
    ):
        withdraw(page=page, by=cast.publisher, reason="An error.", successor=page.topic, now=AT)


def test_not_live(cast, page):
    sign_page(page, cast)
    with refused("not_live", action="withdraw", by=cast.publisher, subject=page):
        withdraw(page=page, by=cast.publisher, reason="An error.", now=AT)


def test_not_live_any_more(cast, page):
    publish_page(page, cast)
    withdraw(page=page, by=cast.publisher, reason="An error.", now=AT)
    with refused("not_live", action="withdraw", by=cast.publisher, subject=page):
        withdraw(page=page, by=cast.publisher, reason="Another error.", now=AT)


def test_not_scheduled_any_more(cast, page):
    make_row(sign_page(page, cast), live_from=AT + DAY, cancelled_at=NOW)
    with refused("not_live", action="withdraw", by=cast.publisher, subject=page):
        withdraw(page=page, by=cast.publisher, reason="An error.", now=AT)


def test_a_page_that_is_only_scheduled(cast, page):
    sign_off = sign_page(page, cast)
    later = make_row(sign_off, live_from=AT + 2 * DAY)
    soon = make_row(sign_off, live_from=AT + DAY, live_until=AT + 2 * DAY)
    successor = make_topic()
    cancelled = withdraw(
        page=page,
        by=cast.publisher,
        reason=" An error. ",
        notice=" See there. ",
        successor=successor,
        now=AT,
    )
    later.refresh_from_db()
    assert (cancelled, cancelled.cancelled_at, later.cancelled_at) == (soon, AT, AT)
    assert (cancelled.live_until, cancelled.ending) == (AT + 2 * DAY, "")
    assert (cancelled.ending_reason, cancelled.ending_notice, cancelled.successor) == (
        "An error.",
        "See there.",
        successor,
    )
    assert not Publication.objects.live(AT + 5 * DAY).exists()
    # Nothing changed that the public could see.
    assert not Change.objects.exclude(publication=None).exists()
    entry = AuditEntry.objects.first()
    assert (entry.action, entry.refusal, entry.subject, entry.row_hash) == (
        "withdraw",
        "",
        soon.uuid,
        row_hash(soon),
    )


def test_a_page_that_ended_and_is_scheduled_again(cast, page, client):
    publication = publish_page(page, cast)
    withdraw(page=page, by=cast.publisher, reason="An error.", now=NOW)
    scheduled = make_row(publication.sign_off, live_from=AT + DAY)
    withdraw(page=page, by=cast.publisher, reason="Another error.", now=AT)
    scheduled.refresh_from_db()
    assert scheduled.cancelled_at == AT
    assert client.get("/api/v1/symptoms/shame/").json()["ending"]["kind"] == "withdrawn"


class TestTheAnswer:
    """What the API says of a page that was taken out."""

    def ending(self, client, address="/api/v1/symptoms/shame/"):
        response = client.get(address)
        assert response.status_code == 410
        return response.json()["ending"]

    def test_without_notice_and_successor(self, client, cast, page):
        publish_page(page, cast)
        withdraw(page=page, by=cast.publisher, reason="A number was wrong.", now=AT)
        assert self.ending(client) == {
            "kind": "withdrawn",
            "notice": None,
            "ended_at": "2026-11-02T12:00:00.000000Z",
            "successor": None,
        }

    def test_with_notice_and_successor(self, client, cast, page):
        publish_page(page, cast)
        guilt = make_page(by=cast.editor, title="Guilt", slug="guilt")
        publish_page(guilt, cast)
        edit_page(guilt, by=cast.editor, title="Guilt, unsigned")
        withdraw(
            page=page,
            by=cast.publisher,
            reason="A number was wrong.",
            notice="Read on under Guilt.",
            successor=guilt.topic,
            now=AT,
        )
        assert self.ending(client) == {
            "kind": "withdrawn",
            "notice": "Read on under Guilt.",
            "ended_at": "2026-11-02T12:00:00.000000Z",
            "successor": {
                "topic": str(guilt.topic.uuid),
                "kind": "symptom",
                "locale": "en",
                "slug": "guilt",
                "path": "/symptoms/guilt/",
                "web_url": "https://www.example.org/symptoms/guilt/",
                "api_url": "https://api.example.org/api/v1/symptoms/guilt/",
                "title": "Guilt",
            },
        }

    @pytest.mark.parametrize("locale", [None, "es"])
    def test_a_successor_that_is_not_live_is_not_named(self, client, cast, page, locale):
        publish_page(page, cast)
        successor = make_topic()
        if locale:
            publish_page(make_page(by=cast.editor, topic=successor, locale=locale), cast)
        withdraw(page=page, by=cast.publisher, reason="Old.", successor=successor, now=AT)
        assert self.ending(client)["successor"] is None

    def test_an_old_slug_tells_of_the_same_ending(self, client, cast, page):
        publish_page(page, cast)
        edit_page(page, by=cast.editor, slug="shame-and-guilt", title="Shame and guilt")
        publish_page(page, cast)
        withdraw(page=page, by=cast.publisher, reason="Old.", notice="Out of date.", now=AT)
        old, new = (
            self.ending(client, f"/api/v1/symptoms/{slug}/")
            for slug in ("shame", "shame-and-guilt")
        )
        assert old == new
        assert (old["kind"], old["notice"]) == ("withdrawn", "Out of date.")

    def test_a_page_that_expired(self, client, cast, page):
        make_row(sign_page(page, cast), live_from=NOW, live_until=AT)
        assert self.ending(client) == {
            "kind": "expired",
            "notice": None,
            "ended_at": "2026-11-02T12:00:00.000000Z",
            "successor": None,
        }

    def test_a_page_that_was_recalled(self, client, cast, page):
        publication = publish_page(page, cast)
        end(publication, EndingKind.RECALLED, AT)
        assert self.ending(client)["kind"] == "recalled"

    def test_a_page_that_was_published_again_is_there(self, client, cast, page):
        publish_page(page, cast)
        withdraw(page=page, by=cast.publisher, reason="Old.", now=NOW)
        publish_page(page, cast)
        assert client.get("/api/v1/symptoms/shame/").status_code == 200
