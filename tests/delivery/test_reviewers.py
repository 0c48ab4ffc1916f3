"""Who signed a page: the physician first, then who read the same words too."""

from datetime import UTC, date, datetime

import pytest

from delivery.presenting import present
from review.credentialing import end_credential
from review.second_reviews import withdraw_second_review
from tests.builders import (
    edit_page,
    make_page,
    make_second_review,
    make_second_reviewer,
    publish_page,
)
from tests.delivery.anew import make_all_anew
from tests.delivery.covering import AT, DAY
from tests.delivery.reading import shown
from tests.delivery.truth import assert_stored_bytes_are_true

TITLE = "Shame"


@pytest.fixture
def psychologist(cast):
    return make_second_reviewer(cast.administrator, name="Pia Psychologist")


@pytest.fixture
def seconded(cast, publication, psychologist):
    return make_second_review(publication.sign_off, cast, by=psychologist, now=AT)


def names(title=TITLE):
    return [item["printed_name"] for item in shown(title)["review"]["reviewers"]]


def test_it_works(cast, publication, seconded, psychologist):
    review = shown(TITLE)["review"]
    physician, second = review["reviewers"]
    assert (physician["printed_name"], physician["meaning"], physician["licence"]) == (
        "Ray Reviewer, MD",
        "clinical_review",
        "Physician licensed in FL",
    )
    assert second == {
        "id": str(psychologist.person.uuid),
        "slug": psychologist.person.slug,
        "printed_name": "Pia Psychologist, PhD",
        "profession": "psychologist",
        "degrees": ["PhD"],
        "board_certifications": [],
        "licensed_in": ["FL"],
        "meaning": "second_review",
        "licence": "Psychologist licensed in FL",
        "interests": {"statement": "None to declare.", "declared_on": "2999-01-01"},
    }
    assert review["line"]["full"] == "Reviewed by Ray Reviewer, MD; physician licensed in FL"
    assert_stored_bytes_are_true(AT)


def test_in_spanish(cast, psychologist):
    page = make_page(by=cast.editor, locale="es", title="Vergüenza")
    publication = publish_page(page, cast)
    make_second_review(publication.sign_off, cast, by=psychologist, now=AT)
    licences = [item["licence"] for item in shown("Vergüenza")["review"]["reviewers"]]
    assert licences == ["Con licencia de médico en FL", "Con licencia de psicología en FL"]


def test_a_withdrawn_one_leaves_at_once(seconded, psychologist):
    withdraw_second_review(review=seconded, by=psychologist, now=AT + DAY)
    assert names() == ["Ray Reviewer, MD"]
    assert_stored_bytes_are_true(AT + DAY)


def test_without_a_licence_the_name_leaves(cast, publication, seconded, psychologist):
    licence = psychologist.person.credentials.get(kind="licence")
    end_credential(credential=licence, by=cast.administrator, now=AT + DAY)
    assert names() == ["Ray Reviewer, MD"]
    publication.refresh_from_db()
    assert (publication.live_until, publication.ending) == (None, "")


def test_the_name_leaves_in_the_instant_in_which_the_licence_expires(
    publication, seconded, psychologist
):
    expires = date(2027, 3, 31)
    psychologist.person.credentials.filter(kind="licence").update(expires=expires)
    make_all_anew(now=AT)
    publication.refresh_from_db()
    lapses = datetime(2027, 4, 1, tzinfo=UTC)
    assert publication.next_boundary == lapses
    presented = present(publication.revision.snapshot, publication=publication, at=lapses)
    assert len(presented.document["review"]["reviewers"]) == 1


def test_other_words_lose_it(cast, page, seconded):
    edit_page(page, by=cast.editor, summary="Other words.")
    publish_page(page, cast, now=AT + DAY)
    assert names() == ["Ray Reviewer, MD"]
