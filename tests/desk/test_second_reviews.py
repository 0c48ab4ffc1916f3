"""Second reviews and attested translations, in the admin."""

import pytest
from django.utils import timezone

from review.models import SecondReview, TranslationAttestation
from tests.builders import (
    PASSWORD,
    make_page,
    make_second_review,
    make_second_reviewer,
    publish_page,
)
from tests.desk.admin_pages import address, row
from tests.desk.conftest import logged_in
from tests.desk.elements import elements
from tests.desk.posting import hidden
from tests.desk.refusals import refused, said, sentence, told, unchanged

LIST = "/admin/review/secondreview/"


@pytest.fixture
def sign_off(cast, page):
    return publish_page(page, cast, now=timezone.now()).sign_off


@pytest.fixture
def psychologist(cast):
    return make_second_reviewer(cast.administrator, name="Pia Psychologist")


@pytest.fixture
def translation(cast, page):
    return make_page(
        by=cast.editor,
        topic=page.topic,
        locale="es",
        translated_from=page,
        translated_fingerprint=page.fingerprint,
    )


def tools(client, page):
    return [item.words for item in elements(client.get(address(page)), "a")]


def test_a_second_review(cast, page, sign_off, psychologist):
    client = logged_in(psychologist)
    assert "Add a second review" in tools(client, page)
    asked = f"{LIST}of/{sign_off.revision_id}/"
    answer = client.post(asked, hidden(client.get(asked)) | {"password": PASSWORD})
    assert told(answer) == [("success", "Signed. Your name stands beside the physician's.")]
    assert SecondReview.objects.get().signer == psychologist


def test_it_is_not_offered_to_others(editor, reviewer, page, sign_off):
    assert "Add a second review" not in tools(reviewer, page)
    assert "Add a second review" not in tools(editor, page)


def test_a_physician_is_refused(reviewer, cast, sign_off):
    asked = f"{LIST}of/{sign_off.revision_id}/"
    form = hidden(reviewer.get(asked)) | {"password": PASSWORD}
    subject = sign_off.revision
    with refused("no_second_reviewer", action="second_review", by=cast.reviewer, subject=subject):
        answer = reviewer.post(asked, form)
    assert said(answer) == {"__all__": sentence("no_second_reviewer")}


def test_withdraw(cast, sign_off, psychologist):
    review = make_second_review(sign_off, cast, by=psychologist, now=timezone.now())
    answer = logged_in(psychologist).post(f"{LIST}{review.pk}/withdraw/")
    assert told(answer) == [("success", "The second review is withdrawn.")]
    assert SecondReview.objects.get().withdrawn_at is not None


def test_attest(editor, cast, translation):
    assert "Attest the translation" in tools(editor, translation)
    asked = address(translation, "attest_translation")
    answer = editor.post(asked, hidden(editor.get(asked)))
    assert (answer.status_code, answer["Location"]) == (302, address(translation))
    assert TranslationAttestation.objects.get().fingerprint == translation.fingerprint


def test_an_original_is_not_attested(editor, page):
    assert "Attest the translation" not in tools(editor, page)


def test_attesting_asks_and_changes_nothing(editor, translation):
    with unchanged():
        assert editor.get(address(translation, "attest_translation")).status_code == 200


@pytest.mark.parametrize("role", ["reviewer", "publisher", "administrator"])
def test_attesting_needs_the_right(cast, translation, role):
    by = getattr(cast, role)
    client = logged_in(by)
    asked = address(translation, "attest_translation")
    form = hidden(client.get(asked))
    with refused("not_allowed", action="attest_translation", by=by, subject=row(translation)):
        answer = client.post(asked, form)
    assert said(answer) == {"__all__": sentence("not_allowed")}
