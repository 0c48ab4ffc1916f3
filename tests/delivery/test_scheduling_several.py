"""Several versions of a page, one after the other."""

from delivery.models import Publication
from delivery.publishing import publish, withdraw
from delivery.verification import change_faults
from review.verification import audit_faults
from tests.builders import NOW, sign_page
from tests.delivery.planning import AT, DAY, LATER, SOON, THEN, dates, plan, ranges, version


def test_between_two(cast, page, publication):
    plan(version(page, cast, "Third"), cast, LATER)
    plan(version(page, cast, "Second"), cast, SOON)
    assert ranges(page) == [(1, NOW, SOON), (3, SOON, LATER), (2, LATER, None)]


def test_tell_since_when_the_page_is_public(cast, page, publication):
    second = version(page, cast, "Second")
    plan(second, cast, SOON)
    plan(version(page, cast, "Third"), cast, THEN)
    plan(second, cast, LATER)
    assert dates(page) == [
        (1, NOW, NOW, NOW),
        (2, NOW, NOW, SOON),
        (3, NOW, NOW, THEN),
        (2, NOW, NOW, SOON),
    ]


def test_an_earlier_one_changes_the_dates_of_the_later(cast, page):
    first = sign_page(page, cast).revision
    plan(first, cast, LATER)
    assert dates(page) == [(1, LATER, LATER, LATER)]
    plan(first, cast, SOON, until=LATER)
    assert dates(page) == [(1, SOON, SOON, SOON), (1, SOON, SOON, SOON)]
    assert ranges(page) == [(1, SOON, LATER), (1, LATER, None)]
    assert list(audit_faults()) == []


def test_publishing_now_changes_the_dates_of_the_later(cast, page):
    second = version(page, cast, "Second")
    plan(second, cast, LATER)
    publish(revision=second, by=cast.publisher, now=SOON)
    assert dates(page) == [(1, SOON, SOON, SOON), (1, SOON, SOON, SOON)]
    assert ranges(page) == [(1, SOON, LATER), (1, LATER, None)]
    assert [*audit_faults(), *change_faults()] == []


def test_publishing_now_stays_until_the_next(cast, page, publication):
    plan(version(page, cast, "Third"), cast, LATER)
    publish(revision=version(page, cast, "Second"), by=cast.publisher, now=SOON)
    assert ranges(page) == [(1, NOW, SOON), (3, SOON, LATER), (2, LATER, None)]


def test_withdrawing_cancels_all(cast, page, publication):
    plan(version(page, cast, "Second"), cast, SOON)
    plan(version(page, cast, "Third"), cast, LATER)
    withdraw(page=page, by=cast.publisher, reason="Old.", now=AT + DAY / 2)
    assert ranges(page) == [(1, NOW, AT + DAY / 2)]
    cancelled = Publication.objects.filter(cancelled_at=AT + DAY / 2)
    assert sorted(row.revision.number for row in cancelled) == [2, 3]
