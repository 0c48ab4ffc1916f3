"""Who answers for a page: the name that was signed, and what entitles its bearer today."""

from articles.models import Person
from review.credentialing import end_credential
from review.models import Credential, CredentialKind
from tests.builders import make_credential, make_page, publish_page
from tests.delivery.anew import make_all_anew
from tests.delivery.clock import ago

PATH = "/api/v1/symptoms/shame/"
LINE = {
    "short": "Reviewed by a physician · FL",
    "full": "Reviewed by Ray Reviewer, MD; physician licensed in FL",
}


def review(client):
    return client.get(PATH).json()["review"]


def test_it_works(client, publication):
    assert review(client)["line"] == LINE


def test_a_later_change_of_the_name_does_not_change_the_line(client, publication):
    before = client.get(PATH).content
    Person.objects.update(name="Ray Renamed", suffixes="Jr", degrees=["MD", "PhD"])
    assert client.get(PATH).content == before


def test_a_degree_that_was_taken_away_is_not_printed_by_itself(client, publication):
    Person.objects.update(degrees=[])
    make_all_anew()
    document = review(client)
    assert document["line"] == LINE
    (reviewer,) = document["reviewers"]
    assert (reviewer["printed_name"], reviewer["degrees"]) == ("Ray Reviewer, MD", [])


def test_the_next_sign_off_prints_the_new_name(client, cast, page, publication):
    Person.objects.update(name="Ray Renamed")
    cast.reviewer.person.refresh_from_db()
    publish_page(make_page(by=cast.editor, slug="guilt"), cast)
    (reviewer,) = client.get("/api/v1/symptoms/guilt/").json()["review"]["reviewers"]
    assert reviewer["printed_name"] == "Ray Renamed, MD"
    assert review(client)["line"] == LINE


def test_who_is_no_physician_any_more(client, publication):
    Person.objects.update(profession="nurse_practitioner")
    make_all_anew()
    document = review(client)
    assert (document["line"], document["status"]) == (None, "reviewer_lapsed")
    (reviewer,) = document["reviewers"]
    assert (reviewer["licensed_in"], reviewer["board_certifications"]) == ([], [])
    (card,) = client.get("/api/v1/symptoms/").json()["results"]
    assert card["review"]["status"] == "reviewer_lapsed"


def test_a_licence_that_ended(client, cast, publication):
    licence = Credential.objects.get(kind="licence")
    end_credential(credential=licence, by=cast.administrator, now=ago(minutes=1))
    document = review(client)
    assert (document["line"], document["status"]) == (None, "reviewer_lapsed")


def test_what_the_holder_verified_is_not_printed(client, cast, publication):
    """No move lets one do so, and a row that did it all the same counts for nothing."""
    person = cast.reviewer.person
    make_credential(person, verified_by=cast.administrator, jurisdiction="NJ")
    make_credential(
        person,
        verified_by=cast.administrator,
        kind=CredentialKind.BOARD_CERTIFICATION,
        authority="A board",
        specialty="psychiatry",
        jurisdiction="",
    )
    (before,) = review(client)["reviewers"]
    assert before["licensed_in"] == ["FL", "NJ"]
    assert before["board_certifications"] == [{"specialty": "psychiatry", "authority": "A board"}]
    Credential.objects.exclude(jurisdiction="FL").exclude(kind="language").update(
        verified_by=cast.reviewer
    )
    make_all_anew()
    document = review(client)
    (after,) = document["reviewers"]
    assert (after["licensed_in"], after["board_certifications"]) == (["FL"], [])
    assert document["line"] == LINE
    Credential.objects.update(verified_by=cast.reviewer)
    make_all_anew()
    assert (review(client)["line"], review(client)["status"]) == (None, "reviewer_lapsed")
