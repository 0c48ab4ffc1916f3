"""A page leaves the public some time after the last licence of its signer has ended."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import orjson
import pytest

from delivery.covering import change_grace
from delivery.models import Publication
from delivery.publishing import publish
from delivery.scheduling import schedule
from review.credentialing import end_credential, verify_credential
from review.models import AuditEntry, EndedKind
from tests.builders import (
    NOW,
    make_credential,
    make_page,
    make_person,
    make_reviewer,
    make_site,
    make_user,
    publish_page,
    sign_page,
)
from tests.delivery.anew import settle_at
from tests.delivery.covering import AT, DAY, changes, sign_again
from tests.delivery.planning import version
from tests.delivery.refusals import refused
from tests.delivery.truth import assert_stored_bytes_are_true

LAST_DAY = date(2026, 12, 31)
ENDS = datetime(2027, 1, 1, tzinfo=UTC)
GRACE = timedelta(days=14)
PATH = "/api/v1/symptoms/shame/"


@pytest.fixture
def licence(cast):
    """The only licence of the physician who signs."""
    person = make_person(user=make_user("Reviewer"))
    return make_credential(person, verified_by=cast.administrator, expires=LAST_DAY)


@pytest.fixture
def signing(cast, licence):
    return replace(cast, reviewer=licence.person.user)


@pytest.fixture
def publication(page, signing):
    return publish_page(page, signing)


def end(licence, cast, kind=EndedKind.ENDED, now=AT):
    return end_credential(credential=licence, by=cast.administrator, now=now, kind=kind)


def renew(licence, cast, *, now=AT, **fields):
    """Enter and verify another licence of the same physician."""
    fields = {"jurisdiction": "NJ", "issued": LAST_DAY, "expires": date(2028, 12, 31), **fields}
    renewal = make_credential(licence.person, entered_by=cast.editor, **fields)
    return verify_credential(credential=renewal, by=cast.administrator, now=now)


def until(page):
    """The end of each row of a page that was not cancelled, and why it ended."""
    rows = Publication.objects.filter(page=page, cancelled_at__isnull=True).order_by("live_from")
    return list(rows.values_list("live_until", "ending"))


def status(at):
    (row,) = Publication.objects.live(at)
    return orjson.loads(bytes(row.card))["review"]["status"]


class TestAnExpiry:
    def test_is_known_in_advance(self, page, publication):
        assert until(page) == [(ENDS + GRACE, "")]
        assert_stored_bytes_are_true(publication.live_from)

    def test_is_told_before_the_page_leaves(self, page, publication):
        settle_at(ENDS)
        assert status(ENDS) == "reviewer_lapsed"
        assert list(Publication.objects.live(ENDS + GRACE - timedelta(seconds=1))) == [publication]

    def test_takes_the_page_out_by_its_range(self, page, publication, client):
        settle_at(ENDS + GRACE)
        assert until(page) == [(ENDS + GRACE, "expired")]
        assert (ENDS + GRACE, "expired", publication) in changes()
        answer = client.get(PATH, {"as_of": "2026-11-02T00:00:00Z"})
        assert answer.status_code == 200

    def test_bounds_what_is_planned(self, page, signing):
        revision = version(page, signing, "Shame")
        schedule(revision=revision, at=AT + DAY, by=signing.publisher, now=AT)
        assert until(page) == [(ENDS + GRACE, "")]

    def test_leaves_an_earlier_end_alone(self, page, signing):
        revision = version(page, signing, "Shame")
        publish(revision=revision, by=signing.publisher, now=NOW, until=AT + DAY)
        assert until(page) == [(AT + DAY, "")]


class TestARenewal:
    def test_gives_the_time_back(self, page, publication, licence, cast):
        renew(licence, cast, expires=date.max)
        assert until(page) == [(None, "")]
        assert_stored_bytes_are_true(AT)

    def test_may_leave_a_gap_within_the_grace(self, page, publication, licence, cast):
        renew(licence, cast, issued=LAST_DAY + GRACE, expires=date(2028, 12, 31))
        assert until(page) == [(datetime(2029, 1, 1, tzinfo=UTC) + GRACE, "")]

    def test_after_a_longer_gap_comes_too_late(self, page, publication, licence, cast):
        renew(licence, cast, issued=LAST_DAY + GRACE + 2 * DAY)
        assert until(page) == [(ENDS + GRACE, "")]

    def test_that_waits_for_verification_gives_nothing(self, page, publication, licence):
        make_credential(licence.person, jurisdiction="NJ", issued=LAST_DAY)
        settle_at(AT)
        assert until(page) == [(ENDS + GRACE, "")]

    def test_gives_the_time_of_what_is_planned_back(self, page, signing, licence):
        revision = version(page, signing, "Shame")
        schedule(revision=revision, at=AT + DAY, by=signing.publisher, now=AT)
        renew(licence, signing, expires=date.max, now=AT)
        assert until(page) == [(None, "")]

    def test_lets_a_page_be_published_again(self, page, publication, licence, cast):
        settle_at(ENDS + GRACE)
        late = ENDS + GRACE + DAY
        with refused(
            "signer_lapsed", action="publish", by=cast.publisher, subject=publication.revision
        ):
            publish(revision=publication.revision, by=cast.publisher, now=late)
        renew(licence, cast, now=late, expires=date.max)
        publish(revision=publication.revision, by=cast.publisher, now=late)
        assert until(page)[-1] == (None, "")


class TestEnding:
    def test_leaves_the_grace(self, page, publication, licence, cast):
        ended = end(licence, cast)
        assert until(page) == [(ended.ended_at + GRACE, "")]
        assert status(ended.ended_at) == "reviewer_lapsed"
        assert_stored_bytes_are_true(AT)

    def test_of_one_of_two_leaves_the_other(self, page, publication, licence, cast):
        renew(licence, cast, issued=date(2026, 1, 1))
        end(licence, cast)
        assert until(page) == [(datetime(2029, 1, 1, tzinfo=UTC) + GRACE, "")]

    def test_puts_the_page_under_another_that_lasts(self, page, publication, licence, cast):
        other = sign_again(page, cast, cast.reviewer)
        end(licence, cast, now=AT + DAY)
        live = Publication.objects.live(AT + DAY).get()
        assert (live.sign_off, live.live_until) == (other, None)


class TestDiscipline:
    def test_takes_the_page_out_at_once(self, page, publication, licence, cast, client):
        ended = end(licence, cast, EndedKind.DISCIPLINE)
        assert until(page) == [(ended.ended_at, "withdrawn")]
        assert changes()[0] == (ended.ended_at, "withdrawn", publication)
        answer = client.get(PATH)
        assert (answer.status_code, answer.json()["ending"]) == (
            410,
            {
                "kind": "withdrawn",
                "notice": "This page is being reviewed again by another physician.",
                "ended_at": "2026-11-02T12:00:00.000000Z",
                "successor": None,
            },
        )
        entries = AuditEntry.objects.filter(action="discipline").order_by("number")
        assert [entry.subject for entry in entries] == [licence.uuid, publication.uuid]

    def test_does_so_whatever_other_licence_there_is(self, page, publication, licence, cast):
        renew(licence, cast, issued=date(2026, 1, 1))
        ended = end(licence, cast, EndedKind.DISCIPLINE)
        assert until(page) == [(ended.ended_at, "withdrawn")]

    def test_leaves_words_that_somebody_else_signed_too(self, page, publication, licence, cast):
        other = sign_again(page, cast, cast.reviewer, now=NOW)
        end(licence, cast, EndedKind.DISCIPLINE)
        assert Publication.objects.live(AT).get().sign_off == other

    def test_puts_the_page_under_an_older_sign_off(self, page, cast, signing, licence):
        older = publish_page(page, cast).sign_off
        newer = sign_again(page, cast, signing.reviewer, now=NOW)
        renew(licence, cast, issued=date(2026, 1, 1), expires=date.max, now=NOW)
        assert Publication.objects.live(AT).get().sign_off in (older, newer)
        end(licence, cast, EndedKind.DISCIPLINE)
        assert Publication.objects.live(AT).get().sign_off == older

    def test_cancels_what_is_planned(self, page, signing, licence):
        revision = version(page, signing, "Shame")
        schedule(revision=revision, at=AT + DAY, by=signing.publisher, now=AT)
        end(licence, signing, EndedKind.DISCIPLINE, now=AT)
        assert until(page) == []

    def test_leaves_what_the_others_signed(self, cast, signing, licence, publication):
        others = make_page(by=cast.editor)
        publish_page(others, cast)
        before = Publication.objects.values().get(page=others)
        end(licence, cast, EndedKind.DISCIPLINE)
        assert Publication.objects.values().get(page=others) == before

    def test_before_the_signature_is_no_matter(self, page, cast, signing, licence):
        renew(licence, cast, issued=date(2026, 1, 1), expires=date.max, now=NOW)
        end(licence, cast, EndedKind.DISCIPLINE, now=NOW)
        publish_page(page, signing, now=AT)
        assert until(page) == [(None, "")]


class TestTheGrace:
    @pytest.fixture
    def site(self, cast):
        return make_site()

    def test_is_the_sites(self, page, site, publication, cast):
        change_grace(site=site, days=30, by=cast.administrator, now=AT)
        assert until(page) == [(ENDS + timedelta(days=30), "")]
        assert_stored_bytes_are_true(AT)

    def test_made_shorter_may_take_pages_out(self, page, site, publication, cast):
        at = ENDS + timedelta(days=3)
        change_grace(site=site, days=2, by=cast.administrator, now=at)
        assert until(page) == [(at, "withdrawn")]

    def test_needs_the_right(self, site, cast):
        with refused("not_allowed", action="change_grace", by=cast.editor, subject=site):
            change_grace(site=site, days=2, by=cast.editor, now=AT)


def test_a_signer_of_many_pages_costs_so_much_for_each(
    cast, signing, licence, django_assert_max_num_queries
):
    for _ in range(3):
        publish_page(make_page(by=cast.editor), signing)
    make_reviewer(cast.administrator)
    with django_assert_max_num_queries(200):
        end(licence, cast)


def test_who_lapsed_may_not_carry_new_words(page, signing, licence):
    revision = sign_page(page, signing).revision
    late = ENDS + GRACE
    by = signing.publisher
    with refused("signer_lapsed", action="schedule", by=by, subject=revision):
        schedule(revision=revision, at=late, by=by, now=AT)
