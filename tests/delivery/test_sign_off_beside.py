"""What a proof holds beside one signature of a physician: other signatures, and an acceptance."""

import json
from datetime import timedelta

from django.http import HttpRequest

from delivery.publishing import publish
from delivery.reaffirming import reaffirm
from review.models import Scope
from review.records import instant
from review.second_reviews import withdraw_second_review
from review.signoff import Reading, revoke
from tests.builders import (
    NOW,
    PASSWORD,
    edit_page,
    make_reviewer,
    make_second_review,
    sign_submission,
    submit_page,
)
from tests.delivery.proving import assert_proved, published_keys
from tests.review.correcting import accepted, sign_corrected

PAGE = "/api/v1/symptoms/shame/"
PATH = f"{PAGE}sign-off/"
DAY = timedelta(days=1)


def test_words_that_were_signed_anew(client, cast, page, publication):
    reaffirm(
        page=page,
        by=cast.reviewer,
        password=PASSWORD,
        reading=Reading(publication.fingerprint, Scope.WHOLE_PAGE),
        sign_off=publication.sign_off,
        request=HttpRequest(),
        now=NOW + DAY,
    )
    answer = client.get(PATH).json()
    assert answer["proof"]["sign_off"]["id"] != str(publication.sign_off.uuid)
    assert_proved(answer, published_keys(client))


def test_words_that_the_signer_corrected(client, cast, page, publication):
    edit_page(page, by=cast.editor, summary="What shame does.")
    sign_off = sign_corrected(submit_page(page, by=cast.editor), by=cast.reviewer)
    acceptance = accepted(sign_off, by=cast.editor)
    publish(revision=sign_off.revision, by=cast.publisher, now=NOW + DAY)
    answer = client.get(PATH).json()
    said = answer["proof"]["sign_off"]
    assert said["meaning"] == "corrected_clinical_review"
    assert said["acceptance"]["id"] == str(acceptance.uuid)
    assert json.loads(said["acceptance"]["record"]) == {
        "uuid": str(acceptance.uuid),
        "sign_off": str(sign_off.uuid),
        "fingerprint": sign_off.fingerprint,
        "accepted_by": str(cast.editor.uuid),
        "accepted_at": instant(acceptance.accepted_at),
    }
    assert assert_proved(answer, published_keys(client))["summary"] == "A better summary."
    document = client.get(PAGE).json()
    assert [each["meaning"] for each in document["review"]["reviewers"]] == ["clinical_review"]


def test_second_reviews_stand_beside_it(client, cast, publication):
    review = make_second_review(publication.sign_off, cast)
    answer = client.get(PATH).json()
    assert [each["id"] for each in answer["proof"]["second_reviews"]] == [str(review.uuid)]
    assert_proved(answer, published_keys(client))
    withdraw_second_review(review=review, by=cast.administrator, now=NOW + DAY)
    assert client.get(PATH).json()["proof"]["second_reviews"] == []


def test_the_same_words_under_another_signature(client, cast, page, publication):
    other = make_reviewer(cast.administrator, name="Olga Other")
    second = sign_submission(submit_page(page, by=cast.editor, now=NOW + DAY), by=other)
    revoke(sign_off=publication.sign_off, by=cast.reviewer, reason="Retired.", now=NOW + DAY)
    answer = client.get(PATH).json()
    assert answer["proof"]["sign_off"]["id"] == str(second.uuid)
    assert_proved(answer, published_keys(client))
