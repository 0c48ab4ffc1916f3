from datetime import timedelta

import pytest

from articles.models import OverduePolicy
from delivery.models import Change, Document, Finished, Publication
from delivery.publishing import publish, withdraw
from review.ledger import TICK
from review.models import AuditEntry, Ledger
from review.records import row_hash
from review.signoff import add_months
from tests.builders import NOW, edit_page, make_page, publish_page, sign_page
from tests.delivery.rows import make_row

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
OVERDUE = add_months(NOW, 12) + DAY


@pytest.fixture
def page(cast):
    return make_page(by=cast.editor, title="Shame", slug="shame")


def columns(row):
    """The row without the keys that the database and chance give it."""
    return {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.attname not in ("id", "uuid", *Finished.BYTES)
    }


def test_it_works(cast, page):
    sign_off = sign_page(page, cast)
    at = NOW + HOUR
    made = publish(revision=sign_off.revision, by=cast.publisher, now=at)
    publication = Publication.objects.get()
    assert made == publication
    assert columns(publication) == {
        "page_id": page.pk,
        "page_uuid": page.uuid,
        "sort_key": b"shame",
        "article_type": "",
        "topic_id": page.topic_id,
        "kind": "symptom",
        "locale": "en",
        "slug": "shame",
        "path": "/symptoms/shame/",
        "revision_id": sign_off.revision_id,
        "sign_off_id": sign_off.pk,
        "fingerprint": page.fingerprint,
        "live_from": at,
        "live_until": None,
        "planned_until": None,
        "cancelled_at": None,
        "ending": "",
        "ending_reason": "",
        "ending_notice": "",
        "successor_id": None,
        "first_published_at": at,
        "published_at": at,
        "updated_at": at,
        "last_reviewed": sign_off.signed_at,
        "review_due": sign_off.review_due,
    }
    document = Document.objects.get(person=cast.reviewer.person)
    assert [columns(change) for change in Change.objects.order_by("number")] == [
        {
            "number": 1,
            "at": at,
            "kind": "published",
            "publication_id": publication.pk,
            "document_id": None,
        },
        {
            "number": 2,
            "at": at,
            "kind": "published",
            "publication_id": None,
            "document_id": document.pk,
        },
    ]
    entry = AuditEntry.objects.first()
    ledger = Ledger.objects.get()
    assert columns(entry) == {
        "number": ledger.last_audit,
        "at": at,
        "actor": cast.publisher.uuid,
        "action": "publish",
        "refusal": "",
        "subject_type": "delivery.publication",
        "subject": publication.uuid,
        "fingerprint": page.fingerprint,
        "row_hash": row_hash(publication),
        "previous_hash": AuditEntry.objects.get(number=entry.number - 1).hash,
        "hash": ledger.last_hash,
    }
    assert (ledger.last_change, ledger.last_at) == (2, at)


def test_it_reads_as_a_sentence(cast, page):
    publication = publish_page(page, cast, now=NOW + HOUR)
    assert str(publication) == "/symptoms/shame/ from 2026-11-01 13:00"
    assert [str(change) for change in Change.objects.order_by("number")] == [
        "1: Published /symptoms/shame/",
        "2: Published Ray Reviewer, MD",
    ]


def test_a_page_in_another_language_stands_under_its_own_path(cast):
    page = make_page(by=cast.editor, locale="es", slug="verguenza")
    publication = publish_page(page, cast)
    assert (publication.locale, publication.path) == ("es", "/es/symptoms/verguenza/")


def test_translations_may_share_a_slug(cast, page):
    publish_page(page, cast)
    spanish = make_page(by=cast.editor, topic=page.topic, locale="es", slug="shame")
    assert publish_page(spanish, cast).path == "/es/symptoms/shame/"


def test_an_older_clock_does_not_go_back_in_time(cast, page):
    sign_off = sign_page(page, cast, now=NOW + DAY)
    publication = publish(revision=sign_off.revision, by=cast.publisher, now=NOW)
    assert publication.live_from == sign_off.signed_at + TICK


def test_new_words_begin_where_the_old_ones_end(cast, page):
    old = publish_page(page, cast)
    edit_page(page, by=cast.editor, title="Shame, explained")
    at = NOW + DAY
    new = publish(revision=sign_page(page, cast).revision, by=cast.publisher, now=at)
    old.refresh_from_db()
    assert (old.live_until, old.ending, new.live_from) == (at, "replaced", at)
    assert list(Publication.objects.live(at - TICK)) == [old]
    assert list(Publication.objects.live(at)) == [new]
    changes = Change.objects.exclude(publication=None)
    assert [(c.at, c.kind, c.publication) for c in changes] == [
        (at, "updated", new),
        (old.live_from, "published", old),
    ]
    assert AuditEntry.objects.first().row_hash == row_hash(new)


def test_nothing_is_public_before_it_begins(cast, page):
    publication = publish_page(page, cast, now=NOW + HOUR)
    assert not Publication.objects.live(publication.live_from - TICK).exists()
    assert Publication.objects.live(publication.live_from).get() == publication


def test_an_older_revision_can_be_made_public_again(cast, page):
    first = publish_page(page, cast)
    edit_page(page, by=cast.editor, title="Shame, explained")
    second = publish_page(page, cast, now=NOW + DAY)
    third = publish(revision=first.revision, by=cast.publisher, now=NOW + 2 * DAY)
    second.refresh_from_db()
    assert (third.revision, third.published_at) == (first.revision, first.published_at)
    assert third.updated_at == first.live_from
    assert second.live_until == third.live_from


def test_dates_after_a_withdrawal(cast, page):
    first = publish_page(page, cast)
    edit_page(page, by=cast.editor, title="Shame, explained")
    second = publish_page(page, cast, now=NOW + DAY)
    withdraw(page=page, by=cast.publisher, reason="An error.", now=NOW + 2 * DAY)
    third = publish(revision=second.revision, by=cast.publisher, now=NOW + 3 * DAY)
    assert [
        (row.first_published_at, row.published_at, row.updated_at) for row in (first, second, third)
    ] == [
        (first.live_from, first.live_from, first.live_from),
        (first.live_from, first.live_from, second.live_from),
        (first.live_from, third.live_from, second.live_from),
    ]
    assert Change.objects.first().kind == "published"


def test_a_cancelled_row_was_never_public(cast, page):
    sign_off = sign_page(page, cast)
    make_row(sign_off, live_from=NOW + HOUR, cancelled_at=NOW)
    publication = publish(revision=sign_off.revision, by=cast.publisher, now=NOW + DAY)
    assert publication.first_published_at == publication.live_from


def test_a_page_to_withhold_ends_with_its_review_date(cast):
    page = make_page(by=cast.editor, overdue_policy=OverduePolicy.WITHHOLD)
    publication = publish_page(page, cast)
    due = publication.sign_off.review_due
    assert (publication.live_until, publication.review_due, publication.ending) == (due, due, "")
    assert list(Publication.objects.live(due - TICK)) == [publication]
    assert not Publication.objects.live(due).exists()


@pytest.mark.parametrize("policy", [OverduePolicy.SERVE, OverduePolicy.SERVE_WITH_NOTICE])
def test_a_page_to_serve_goes_on(cast, policy):
    page = make_page(by=cast.editor, overdue_policy=policy)
    publication = publish_page(page, cast)
    assert list(Publication.objects.live(OVERDUE)) == [publication]


def test_a_scheduled_row_bounds_what_is_published_before_it(cast, page):
    sign_off = sign_page(page, cast)
    for days in (20, 10):
        make_row(
            sign_off,
            live_from=NOW + days * DAY,
            live_until=NOW + (days + 1) * DAY,
        )
    make_row(sign_off, live_from=NOW + 5 * DAY, cancelled_at=NOW)
    publication = publish(revision=sign_off.revision, by=cast.publisher, now=NOW + HOUR)
    assert publication.live_until == NOW + 10 * DAY


def test_the_earlier_bound_counts(cast):
    page = make_page(by=cast.editor, overdue_policy=OverduePolicy.WITHHOLD)
    sign_off = sign_page(page, cast)
    make_row(sign_off, live_from=OVERDUE)
    publication = publish(revision=sign_off.revision, by=cast.publisher, now=NOW + HOUR)
    assert publication.live_until == sign_off.review_due


@pytest.mark.parametrize("policy", OverduePolicy)
def test_an_end_that_was_planned_stays(cast, policy):
    page = make_page(by=cast.editor, overdue_policy=policy)
    publish_page(page, cast)
    Publication.objects.update(live_until=NOW + 30 * DAY, planned_until=NOW + 30 * DAY)
    edit_page(page, by=cast.editor, title="Shame, explained")
    assert publish_page(page, cast, now=NOW + DAY).live_until == NOW + 30 * DAY


def test_an_end_that_was_planned_after_the_review_of_a_page_to_withhold(cast, page):
    publish_page(page, cast)
    Publication.objects.update(live_until=OVERDUE, planned_until=OVERDUE)
    edit_page(page, by=cast.editor, overdue_policy=OverduePolicy.WITHHOLD)
    publication = publish_page(page, cast)
    assert publication.live_until == publication.review_due < OVERDUE


def test_the_end_of_a_page_that_was_to_be_withheld_is_not_kept(cast):
    page = make_page(by=cast.editor, overdue_policy=OverduePolicy.WITHHOLD)
    publish_page(page, cast)
    edit_page(page, by=cast.editor, overdue_policy=OverduePolicy.SERVE)
    assert publish_page(page, cast).live_until is None
