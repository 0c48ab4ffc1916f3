"""The filter by the status of the review finds what the cards say, whatever stands behind it."""

from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from django.utils import timezone

from articles.models import Person, Profession
from delivery.models import Publication
from delivery.presenting import present_all
from delivery.serializers import REVIEW_STATUSES
from review.models import Credential, CredentialKind, CredentialStatus
from tests.builders import NOW, make_credential, make_page, make_reviewer, sign_page
from tests.conftest import Cast
from tests.delivery.anew import finish
from tests.delivery.clock import ahead, kept_at_most
from tests.delivery.lists import slugs
from tests.delivery.rows import make_row

PATH = "/api/v1/symptoms/"
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


def today():
    return timezone.now().date()


def licences(holder, cast):
    """What may stand in the place of a licence that holds: what to change in it, by a name."""
    return {
        "holds": {},
        "is the first day": {"issued": today()},
        "begins tomorrow": {"issued": today() + DAY},
        "is the last day": {"expires": today()},
        "expired yesterday": {"expires": today() - DAY},
        "waits": {"status": CredentialStatus.ENTERED},
        "ended": {"status": CredentialStatus.ENDED},
        "is a degree": {"kind": CredentialKind.DEGREE, "expires": None},
        "is a certification": {"kind": CredentialKind.BOARD_CERTIFICATION, "specialty": "x"},
        "verified by the holder": {"verified_by": holder},
        "verified by nobody": {"verified_by": None},
    }


DUE = {
    "long ago": -400 * DAY,
    "now": -MINUTE,
    "soon": MINUTE,
    "in less than a month": 30 * DAY - MINUTE,
    "in a month": 30 * DAY + MINUTE,
    "in a year": 365 * DAY,
}


@pytest.fixture
def matrix(cast):
    """A page for each state of a licence and each due date, signed by people of their own."""
    for number, name in enumerate(licences(None, cast)):
        reviewer = make_reviewer(cast.administrator, name=f"Reviewer {number}")
        signed = Cast(cast.editor, reviewer, cast.publisher, cast.administrator)
        for due, length in DUE.items():
            page = make_page(by=cast.editor, title=f"{name} / {due}")
            row = sign_page(page, signed)
            make_row(row, live_from=NOW, review_due=timezone.now() + length)
        changes = licences(reviewer, cast)[name]
        Credential.objects.filter(person=reviewer.person).update(**changes)
    return finish()


def test_the_filter_and_the_cards_agree(client, matrix):
    cards = client.get(PATH, {"limit": 100}).json()["results"]
    assert len(cards) == len(DUE) * 11
    by_card = {
        status: {card["title"] for card in cards if card["review"]["status"] == status}
        for status in REVIEW_STATUSES
    }
    assert all(by_card.values())
    for status in REVIEW_STATUSES:
        results = client.get(PATH, {"limit": 100, "review_status": status}).json()["results"]
        assert {card["title"] for card in results} == by_card[status]
        assert {card["review"]["status"] for card in results} == {status}
    for one, other in product(REVIEW_STATUSES, repeat=2):
        both = client.get(PATH, {"limit": 100, "review_status": f"{one},{other}"}).json()
        assert {card["title"] for card in both["results"]} == by_card[one] | by_card[other]


def test_the_matrix_says_what_it_should(client, matrix):
    titles = client.get(PATH, {"limit": 100, "review_status": "current"}).json()["results"]
    assert {card["title"] for card in titles} == {
        f"{name} / {due}"
        for name in ("holds", "is the first day", "is the last day", "verified by nobody")
        for due in ("in a month", "in a year")
    }


def test_who_is_no_physician_any_more_has_lapsed(client, cast):
    make_row(sign_page(make_page(by=cast.editor, slug="shame"), cast), live_from=NOW)
    assert slugs(client.get(PATH, {"review_status": "current"})) == ["shame"]
    Person.objects.update(profession=Profession.WRITER)
    assert slugs(client.get(PATH, {"review_status": "current"})) == []
    assert slugs(client.get(PATH, {"review_status": "reviewer_lapsed"})) == ["shame"]


def test_one_of_two_licences_is_enough(client, cast):
    make_credential(cast.reviewer.person, verified_by=cast.administrator, jurisdiction="NJ")
    Credential.objects.filter(jurisdiction="NJ").update(expires=today() - DAY)
    make_row(sign_page(make_page(by=cast.editor, slug="shame"), cast), live_from=NOW)
    assert slugs(client.get(PATH, {"review_status": "current"})) == ["shame"]


def test_active_is_what_a_credential_says_of_itself(cast):
    days = [date(2026, 1, 1) + step * DAY for step in range(0, 1000, 100)]
    for number, (issued, expires) in enumerate(product(days, [None, *days])):
        if expires is None or expires >= issued:
            make_credential(
                cast.reviewer.person,
                verified_by=cast.administrator,
                kind=CredentialKind.DEGREE,
                authority=f"Degree {number}",
                issued=issued,
                expires=expires,
            )
    for status in CredentialStatus.values:
        Credential.objects.filter(pk=Credential.objects.latest("pk").pk).update(status=status)
        for day in [*days, *(day - DAY for day in days), *(day + DAY for day in days)]:
            active = set(Credential.objects.active(day))
            assert active == {each for each in Credential.objects.all() if each.is_active(day)}


class TestCaching:
    """A list by status is kept no longer than until some page may come in or fall out."""

    def make(self, cast, *, slug, due):
        make_row(
            sign_page(make_page(by=cast.editor, slug=slug), cast), live_from=NOW, review_due=due
        )

    @pytest.fixture(autouse=True)
    def _long_before_midnight(self):
        midnight = datetime.combine(today() + DAY, datetime.min.time(), tzinfo=UTC)
        if midnight - timezone.now() < timedelta(minutes=20):
            pytest.skip("It is nearly midnight, at which licences end.")

    @pytest.mark.parametrize("due", [{"seconds": 90}, {"days": 30, "seconds": 90}])
    @pytest.mark.parametrize("status", REVIEW_STATUSES)
    def test_a_page_that_is_not_in_it_yet(self, client, cast, status, due):
        self.make(cast, slug="elsewhere", due=ahead(days=300))
        self.make(cast, slug="shame", due=ahead(**due))
        finish()
        assert 60 <= kept_at_most(client.get(PATH, {"review_status": status})) <= 90

    def test_other_filters_leave_it_out(self, client, cast):
        self.make(cast, slug="shame", due=ahead(seconds=90))
        finish()
        overdue = {"review_status": "overdue"}
        assert kept_at_most(client.get(PATH, overdue)) <= 90
        assert kept_at_most(client.get(PATH, {**overdue, "tag": "care"})) == 1020
        assert kept_at_most(client.get("/api/v1/conditions/", overdue)) == 1020

    def test_a_page_that_comes_with_any_status(self, client, cast):
        sign_off = sign_page(make_page(by=cast.editor), cast)
        make_row(sign_off, live_from=ahead(seconds=90), review_due=ahead(days=300))
        for status in REVIEW_STATUSES:
            assert kept_at_most(client.get(PATH, {"review_status": status})) <= 90


def test_as_of_an_instant_the_status_is_that_of_today(client, cast):
    row = sign_page(make_page(by=cast.editor, slug="shame"), cast)
    make_row(row, live_from=NOW, review_due=NOW + DAY)
    then = {"as_of": "2026-11-01T13:00:00Z"}
    (card,) = client.get(PATH, then).json()["results"]
    assert card["review"]["status"] == "overdue"
    assert slugs(client.get(PATH, {**then, "review_status": "overdue"})) == ["shame"]
    assert slugs(client.get(PATH, {**then, "review_status": "current"})) == []


def test_the_presenter_says_the_same(matrix, client):
    rows = list(Publication.objects.live(matrix).with_sources())
    for row, presented in zip(rows, present_all(rows, at=matrix), strict=True):
        assert presented.card["review"]["status"] == presented.document["review"]["status"]
        assert presented.card["id"] == str(row.page_uuid)
