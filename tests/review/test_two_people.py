"""Nobody signs words of their own."""

import pytest
from django.contrib.auth.models import Group

from articles.models import Person
from review.signoff import revoke
from tests.builders import (
    NOW,
    edit_page,
    make_page,
    make_person,
    make_reviewer,
    make_user,
    may_review,
    sign_page,
    sign_submission,
    submit_page,
)
from tests.review.signing import licensed, refuse


def test_own_words(cast):
    by = make_reviewer(cast.administrator)
    by.groups.add(Group.objects.get(name="Editor"))
    submission = submit_page(make_page(by=by), by=cast.editor)
    refuse("own_words", submission, by=by)


def test_one_changed_character_of_ones_own(cast, page):
    by = make_reviewer(cast.administrator)
    by.groups.add(Group.objects.get(name="Editor"))
    edit_page(page, by=by, summary="A summary!")
    edit_page(page, by=cast.editor, summary="Other words altogether.")
    refuse("own_words", submit_page(page, by=cast.editor), by=by)


def test_a_superuser_who_wrote_the_words(cast):
    by = make_user(is_superuser=True)
    licensed(make_person(user=by), cast)
    submission = submit_page(make_page(by=by), by=cast.editor)
    refuse("own_words", submission, by=by)


@pytest.mark.parametrize("with_person", [True, False])
def test_a_superuser_without_a_licence(cast, submission, with_person):
    by = make_user(is_superuser=True)
    if with_person:
        make_person(user=by)
    refuse("no_active_licence" if with_person else "no_person", submission, by=by)


def test_a_licensed_superuser_signs_the_words_of_others(cast, submission):
    by = make_user(is_superuser=True)
    licensed(make_person(user=by), cast)
    assert sign_submission(submission, by=by).signer == by


def test_who_stands_in_the_byline(cast):
    page = make_page(by=cast.editor, byline=[cast.reviewer.person])
    refuse("own_words", submit_page(page, by=cast.editor), by=cast.reviewer)


def test_who_stood_in_the_byline_of_what_waits(cast):
    page = make_page(by=cast.editor, byline=[cast.reviewer.person])
    submission = submit_page(page, by=cast.editor)
    edit_page(page, by=cast.editor, byline=[])
    refuse("own_words", submission, by=cast.reviewer)


def test_another_account_of_an_author(cast):
    person = may_review(make_person())
    licensed(person, cast)
    page = make_page(by=cast.editor, byline=[person])
    submission = submit_page(page, by=cast.editor)
    by = make_user("Reviewer")
    Person.objects.filter(pk=person.pk).update(user=by)
    refuse("own_words", submission, by=by)


def test_another_account_of_an_editor(cast):
    person = make_person(user=make_user("Editor"))
    licensed(person, cast)
    submission = submit_page(make_page(by=person.user), by=cast.editor)
    by = make_user("Reviewer")
    Person.objects.filter(pk=person.pk).update(user=by)
    refuse("own_words", submission, by=by)


def test_own_words_that_another_physician_signed(cast):
    by = make_reviewer(cast.administrator)
    by.groups.add(Group.objects.get(name="Editor"))
    page = make_page(by=by)
    sign_page(page, cast)
    edit_page(page, by=cast.editor, summary="Other words.")
    assert sign_submission(submit_page(page, by=cast.editor), by=by).signer == by


def test_own_words_submitted_again_after_another_physician_signed_them(cast):
    by = make_reviewer(cast.administrator)
    by.groups.add(Group.objects.get(name="Editor"))
    page = make_page(by=by)
    sign_page(page, cast)
    refuse("own_words", submit_page(page, by=by), by=by)


def test_own_words_that_were_signed_when_they_had_another_address(cast):
    by = make_reviewer(cast.administrator)
    by.groups.add(Group.objects.get(name="Editor"))
    page = make_page(by=by)
    sign_page(page, cast)
    edit_page(page, by=cast.editor, slug="another-address")
    refuse("own_words", submit_page(page, by=cast.editor), by=by)


def test_own_words_that_came_back(cast):
    by = make_reviewer(cast.administrator)
    by.groups.add(Group.objects.get(name="Editor"))
    page = make_page(by=by)
    sign_page(page, cast)
    edit_page(page, by=cast.editor, summary="Other words.")
    sign_page(page, cast)
    edit_page(page, by=cast.editor, summary="A summary.")
    refuse("own_words", submit_page(page, by=cast.editor), by=by)


def test_the_same_words_again_are_signed_by_who_signed_them(cast, page):
    sign_page(page, cast)
    assert sign_page(page, cast).signer == cast.reviewer


def test_own_words_whose_sign_off_was_revoked_while_they_waited(cast):
    """What covered them when they were submitted no longer does when they are signed."""
    by = make_reviewer(cast.administrator)
    by.groups.add(Group.objects.get(name="Editor"))
    page = make_page(by=by)
    covering = sign_page(page, cast)
    edit_page(page, by=cast.editor, summary="Other words.")
    submission = submit_page(page, by=cast.editor)
    revoke(sign_off=covering, by=cast.reviewer, reason="A wrong dose.", now=NOW)
    refuse("own_words", submission, by=by)


def test_words_saved_after_submitting_are_not_in_it(cast, page, submission):
    by = make_reviewer(cast.administrator)
    by.groups.add(Group.objects.get(name="Editor"))
    edit_page(page, by=by, summary="Other words.")
    assert sign_submission(submission, by=by).signer == by
