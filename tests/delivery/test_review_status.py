"""What a page says of its review when the physician who signed may no longer practise."""

from datetime import UTC, date, datetime, timedelta

import pytest

from delivery.presenting import present
from review.credentialing import end_credential
from review.models import Credential
from review.records import instant
from tests.builders import make_credential, publish_page
from tests.delivery.anew import make_all_anew
from tests.delivery.clock import ago

PATH = "/api/v1/symptoms/shame/"
ABPN = "American Board of Psychiatry and Neurology"
EXPIRES = date(2027, 3, 31)
LAPSES = datetime(2027, 4, 1, tzinfo=UTC)


@pytest.fixture
def certified(cast):
    """The physician is board-certified too, without end."""
    return make_credential(
        cast.reviewer.person,
        verified_by=cast.administrator,
        kind="board_certification",
        authority=ABPN,
        specialty="psychiatry",
        jurisdiction="",
        expires=None,
    )


def expire(on):
    """Every licence holds until the end of that day, in UTC."""
    Credential.objects.filter(kind="licence").update(expires=on)


def present_at(publication, at):
    return present(publication.revision.snapshot, publication=publication, at=at)


def review_at(publication, at):
    """The status and the short line."""
    review = present_at(publication, at).document["review"]
    return review["status"], review["line"] and review["line"]["short"]


def test_every_licence_has_expired(client, cast, certified, page):
    publication = publish_page(page, cast, now=ago(hours=1))
    expire(ago(days=2).date())
    make_all_anew(now=ago())
    response = client.get(PATH)
    assert response.status_code == 200
    assert response.json()["review"] == {
        "status": "reviewer_lapsed",
        "line": None,
        "last_reviewed": instant(publication.last_reviewed),
        "review_due": instant(publication.review_due),
        "overdue_policy": "serve_with_notice",
        "revision": 1,
        "fingerprint": publication.fingerprint,
        "scope": "whole_page",
        "independent": True,
        "sign_off_url": "https://api.example.org/api/v1/symptoms/shame/sign-off/",
        "reviewers": [
            {
                "id": str(cast.reviewer.person.uuid),
                "slug": cast.reviewer.person.slug,
                "printed_name": "Ray Reviewer, MD",
                "profession": "physician",
                "degrees": ["MD"],
                "board_certifications": [{"specialty": "psychiatry", "authority": ABPN}],
                "licensed_in": [],
                "meaning": "clinical_review",
                "licence": None,
                "interests": {"statement": "None to declare.", "declared_on": "2999-01-01"},
            }
        ],
    }
    (card,) = client.get("/api/v1/symptoms/").json()["results"]
    assert card["review"]["status"] == "reviewer_lapsed"


def test_a_licence_holds_on_its_last_day(publication):
    expire(EXPIRES)
    last = LAPSES - timedelta(microseconds=1)
    assert review_at(publication, last) == ("current", "Reviewed by a physician · FL")
    assert present_at(publication, last).boundary == LAPSES
    assert review_at(publication, LAPSES) == ("reviewer_lapsed", None)


def test_another_licence_is_enough(cast, publication):
    expire(EXPIRES)
    make_credential(cast.reviewer.person, verified_by=cast.administrator, jurisdiction="NJ")
    assert review_at(publication, LAPSES) == ("current", "Reviewed by a physician · NJ")


def test_a_licence_that_nobody_verified_is_none(cast, publication):
    expire(EXPIRES)
    make_credential(cast.reviewer.person, jurisdiction="NJ")
    assert review_at(publication, LAPSES) == ("reviewer_lapsed", None)


def test_the_only_licence_is_ended(client, cast, page):
    publish_page(page, cast, now=ago(hours=1))
    licence = cast.reviewer.person.credentials.get(kind="licence")
    end_credential(credential=licence, by=cast.administrator, now=ago(minutes=1))
    review = client.get(PATH).json()["review"]
    assert (review["status"], review["line"]) == ("reviewer_lapsed", None)


@pytest.mark.parametrize(
    ("before", "status"),
    [
        (timedelta(days=31), "reviewer_lapsed"),
        (timedelta(days=30), "reviewer_lapsed"),
        (timedelta(microseconds=1), "reviewer_lapsed"),
        (timedelta(0), "overdue"),
    ],
)
def test_the_worst_is_said(publication, before, status):
    """That a review is overdue is worse, that it is due soon is not."""
    expire(EXPIRES)
    assert review_at(publication, publication.review_due - before) == (status, None)
