from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from articles.models import Person, Profession
from review.credentialing import end_credential
from review.models import SignOff
from tests.builders import (
    PASSWORD,
    edit_page,
    make_credential,
    make_page,
    make_person,
    make_reviewer,
    make_user,
    sign_page,
    sign_submission,
    submit_page,
)
from tests.desk.conftest import logged_in
from tests.desk.elements import article
from tests.desk.refusals import refused, said, sentence, told, unchanged
from tests.desk.reviews import WHOLE, address


def signature(submission, **fields):
    return {
        "fingerprint": submission.revision.fingerprint,
        "password": PASSWORD,
        **fields,
    }


def test_sign(reviewer, cast, submission):
    answer = reviewer.post(address(submission, "sign"), signature(submission))
    assert (answer.status_code, answer["Location"]) == (302, "/admin/")
    sign_off = SignOff.objects.get()
    assert (sign_off.revision, sign_off.signer, sign_off.scope, sign_off.statement) == (
        submission.revision,
        cast.reviewer,
        "whole_page",
        WHOLE,
    )
    due = sign_off.review_due
    assert told(answer) == [
        (
            "success",
            f"Signed. The next review is due on {due:%B} {due.day}, {due.year}. "
            "A publisher can publish these words now.",
        )
    ]
    submission.refresh_from_db()
    assert (submission.state, submission.decided_by) == ("signed", cast.reviewer)


def refuse_to_sign(code, submission, by, *, field="__all__", **fields):
    client = logged_in(by)
    with refused(code, action="sign", by=by, subject=submission):
        answer = client.post(address(submission, "sign"), signature(submission, **fields))
    assert said(answer) == {field: sentence(code)}
    return answer


def test_sign_with_a_wrong_password(cast, submission):
    answer = refuse_to_sign(
        "wrong_password",
        submission,
        cast.reviewer,
        field="password",
        password="not my password",
    )
    assert b"not my password" not in answer.content


@pytest.mark.parametrize("role", ["editor", "publisher", "administrator"])
def test_sign_needs_the_right(cast, submission, role):
    refuse_to_sign("not_allowed", submission, getattr(cast, role))


def test_sign_ones_own_words(cast, page):
    by = make_reviewer(cast.administrator)
    by.groups.add(Group.objects.get(name="Editor"))
    edit_page(page, by=by, summary="My words.")
    refuse_to_sign("own_words", submit_page(page, by=cast.editor), by)


def test_sign_ones_own_words_that_another_physician_signed(cast):
    by = make_reviewer(cast.administrator)
    by.groups.add(Group.objects.get(name="Editor"))
    page = make_page(by=by)
    sign_page(page, cast, now=timezone.now())
    refuse_to_sign("own_words", submit_page(page, by=by), by)


def test_sign_what_one_is_named_for(cast):
    page = make_page(by=cast.editor, byline=[cast.reviewer.person])
    refuse_to_sign("own_words", submit_page(page, by=cast.editor), cast.reviewer)


def test_sign_with_an_expired_licence(cast, submission):
    by = make_user("Reviewer")
    make_credential(
        make_person(user=by), verified_by=cast.administrator, expires=date(2021, 12, 31)
    )
    refuse_to_sign("no_active_licence", submission, by)


def test_sign_with_an_ended_licence(cast, submission):
    for licence in cast.reviewer.person.credentials.filter(kind="licence"):
        end_credential(credential=licence, by=cast.administrator, now=timezone.now())
    refuse_to_sign("no_active_licence", submission, cast.reviewer)


def test_sign_as_a_psychologist(cast, submission):
    Person.objects.filter(user=cast.reviewer).update(profession=Profession.PSYCHOLOGIST)
    refuse_to_sign("not_a_physician", submission, cast.reviewer)


def test_sign_as_nobody_in_particular(cast, submission):
    refuse_to_sign("no_person", submission, make_user("Reviewer"))


def test_sign_as_a_superuser(cast, submission):
    refuse_to_sign("no_person", submission, make_user(is_superuser=True))


def test_sign_as_a_superuser_who_wrote_the_words(cast, page):
    by = make_user(is_superuser=True)
    make_credential(
        make_person(user=by), verified_by=cast.administrator, expires=date(2999, 12, 31)
    )
    edit_page(page, by=by, summary="My words.")
    refuse_to_sign("own_words", submit_page(page, by=cast.editor), by)


@pytest.mark.parametrize("fingerprint", ["0" * 64, "x"])
def test_sign_other_words_than_were_shown(cast, submission, fingerprint):
    refuse_to_sign("fingerprint_changed", submission, cast.reviewer, fingerprint=fingerprint)


def test_sign_with_the_fingerprint_of_the_working_copy(cast, page, submission):
    page = edit_page(page, by=cast.editor, summary="Other words.")
    refuse_to_sign("fingerprint_changed", submission, cast.reviewer, fingerprint=page.fingerprint)


def test_sign_twice(cast, submission):
    sign_submission(submission, by=cast.reviewer, now=timezone.now())
    refuse_to_sign("not_in_review", submission, cast.reviewer)


def test_sign_what_a_later_one_replaced(cast, page, submission):
    submit_page(page, by=cast.editor)
    refuse_to_sign("not_in_review", submission, cast.reviewer)


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ({"password": ""}, {"password": "required"}),
        ({"fingerprint": ""}, {"fingerprint": "required"}),
    ],
)
def test_sign_with_an_input_missing(reviewer, submission, fields, codes):
    with unchanged():
        answer = reviewer.post(address(submission, "sign"), signature(submission, **fields))
    assert {name: faults[0][0] for name, faults in said(answer).items()} == codes


def test_a_refused_page_still_shows_the_words(reviewer, submission):
    answer = reviewer.post(
        address(submission, "sign"), signature(submission, password="not my password")
    )
    assert article(answer) == "Shame A summary. Overview Shame hides."
