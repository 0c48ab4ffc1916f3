"""A sign-off does not outlive what it rests on."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group

from delivery.models import Publication
from delivery.publishing import publish
from review.models import AuditEntry, Revocation, Scope, SignOff
from review.resting import falling_with
from review.signoff import revoke
from review.verification import audit_faults
from tests.builders import (
    NOW,
    edit_page,
    make_page,
    make_reviewer,
    publish_page,
    sign_page,
    sign_submission,
    submit_page,
)
from tests.review.refusals import refused

LATER = NOW + timedelta(hours=1)


def ended():
    """Which sign-offs were revoked, by whom, when and why."""
    return [
        (row.sign_off, row.revoked_by, row.revoked_at, row.reason)
        for row in Revocation.objects.order_by("pk")
    ]


def standing(page):
    return list(SignOff.objects.filter(page=page, revocation__isnull=True).order_by("signed_at"))


def fell_with(sign_off):
    return f"It rested on the sign-off of {sign_off} ({sign_off.uuid}), which was revoked."


@pytest.fixture
def page(cast):
    return make_page(by=cast.editor)


@pytest.fixture
def writing_reviewer(cast):
    reviewer = make_reviewer(cast.administrator)
    reviewer.groups.add(Group.objects.get(name="Editor"))
    return reviewer


def test_changes_fall_with_the_reading_of_the_whole(cast, page):
    whole = sign_page(page, cast)
    edit_page(page, by=cast.editor, summary="Other words.")
    changes = sign_page(page, cast, scope=Scope.CHANGES)
    assert falling_with(whole) == [changes]
    revocation = revoke(sign_off=whole, by=cast.administrator, reason="Struck off.", now=LATER)
    assert ended() == [
        (whole, cast.administrator, LATER, "Struck off."),
        (changes, cast.administrator, LATER, fell_with(whole)),
    ]
    assert revocation.sign_off == whole
    entries = AuditEntry.objects.filter(action="revoke").order_by("number")
    rows = Revocation.objects.order_by("pk")
    assert [(entry.subject, entry.fingerprint, entry.at) for entry in entries] == [
        (row.uuid, row.sign_off.fingerprint, LATER) for row in rows
    ]
    assert list(audit_faults()) == []


def test_the_page_leaves_the_public_when_only_what_rested_covered_it(cast, page):
    whole = sign_page(page, cast)
    edit_page(page, by=cast.editor, summary="Other words.")
    publication = publish_changes(page, cast)
    assert Publication.objects.live(LATER).get() == publication
    revoke(sign_off=whole, by=cast.reviewer, reason="A wrong dose.", now=LATER)
    assert not Publication.objects.live(LATER).exists()
    publication.refresh_from_db()
    assert (publication.ending, publication.live_until) == ("revoked", LATER)


def publish_changes(page, cast):
    changes = sign_page(page, cast, scope=Scope.CHANGES)
    return publish(revision=changes.revision, by=cast.publisher, now=NOW)


def test_a_later_reading_of_the_whole_stands(cast, page):
    first = sign_page(page, cast)
    edit_page(page, by=cast.editor, summary="Other words.")
    second = publish_page(page, cast)
    assert falling_with(first) == []
    revoke(sign_off=first, by=cast.reviewer, reason="A wrong dose.", now=LATER)
    assert standing(page) == [second.sign_off]
    assert Publication.objects.live(LATER).get() == second


def test_changes_stand_when_other_changes_fall(cast, page):
    sign_page(page, cast)
    changes = []
    for summary in ("Other words.", "Third words."):
        edit_page(page, by=cast.editor, summary=summary)
        changes.append(sign_page(page, cast, scope=Scope.CHANGES))
    assert falling_with(changes[0]) == []


def test_own_words_fall_with_what_covered_them(cast, writing_reviewer):
    page = make_page(by=writing_reviewer)
    first = sign_page(page, cast)
    edit_page(page, by=cast.editor, summary="Other words.")
    second = sign_submission(submit_page(page, by=cast.editor), by=writing_reviewer)
    assert falling_with(first) == [second]
    revoke(sign_off=first, by=cast.reviewer, reason="A wrong dose.", now=LATER)
    assert ended() == [
        (first, cast.reviewer, LATER, "A wrong dose."),
        (second, cast.reviewer, LATER, fell_with(first)),
    ]


def test_own_words_stand_while_another_signature_covers_them(cast, writing_reviewer):
    page = make_page(by=writing_reviewer)
    first = sign_page(page, cast)
    other = make_reviewer(cast.administrator)
    twice = sign_submission(submit_page(page, by=cast.editor), by=other)
    edit_page(page, by=cast.editor, summary="Other words.")
    last = sign_submission(submit_page(page, by=cast.editor), by=writing_reviewer)
    revoke(sign_off=first, by=cast.reviewer, reason="A wrong dose.", now=LATER)
    assert standing(page) == [twice, last]
    revoke(sign_off=twice, by=other, reason="A wrong dose.", now=LATER)
    assert standing(page) == []


def test_what_rests_on_what_rests_falls_too(cast, writing_reviewer):
    page = make_page(by=writing_reviewer)
    first = sign_page(page, cast)
    edit_page(page, by=cast.editor, summary="Other words.")
    second = sign_submission(submit_page(page, by=cast.editor), by=writing_reviewer)
    edit_page(page, by=cast.editor, summary="Third words.")
    submission = submit_page(page, by=cast.editor)
    third = sign_submission(submission, by=cast.reviewer, scope=Scope.CHANGES)
    assert third.base == second
    assert falling_with(first) == [second, third]
    revoke(sign_off=first, by=cast.reviewer, reason="A wrong dose.", now=LATER)
    assert [(sign_off, reason) for sign_off, _, _, reason in ended()] == [
        (first, "A wrong dose."),
        (second, fell_with(first)),
        (third, fell_with(first)),
    ]


def test_words_of_others_stand(cast, page):
    first = sign_page(page, cast)
    edit_page(page, by=cast.editor, summary="Other words.")
    other = make_reviewer(cast.administrator)
    second = sign_submission(submit_page(page, by=cast.editor), by=other)
    revoke(sign_off=first, by=cast.reviewer, reason="A wrong dose.", now=LATER)
    assert standing(page) == [second]


def test_the_sign_offs_of_another_page_stand(cast, page, writing_reviewer):
    first = sign_page(page, cast)
    other_page = make_page(by=writing_reviewer)
    other = sign_page(other_page, cast)
    revoke(sign_off=first, by=cast.reviewer, reason="A wrong dose.", now=LATER)
    assert standing(other_page) == [other]


def test_what_was_revoked_before_is_not_revoked_again(cast, page):
    whole = sign_page(page, cast)
    edit_page(page, by=cast.editor, summary="Other words.")
    changes = sign_page(page, cast, scope=Scope.CHANGES)
    revoke(sign_off=changes, by=cast.reviewer, reason="Too fast.", now=LATER)
    revoke(sign_off=whole, by=cast.reviewer, reason="A wrong dose.", now=LATER)
    assert [(sign_off, reason) for sign_off, _, _, reason in ended()] == [
        (changes, "Too fast."),
        (whole, "A wrong dose."),
    ]


def test_what_fell_cannot_be_revoked_again(cast, page):
    whole = sign_page(page, cast)
    edit_page(page, by=cast.editor, summary="Other words.")
    changes = sign_page(page, cast, scope=Scope.CHANGES)
    revoke(sign_off=whole, by=cast.reviewer, reason="A wrong dose.", now=LATER)
    by = cast.administrator
    with refused("already_revoked", action="revoke", by=by, subject=changes):
        revoke(sign_off=changes, by=by, reason="Once more.", now=LATER)


def test_a_refused_revocation_takes_nothing_along(cast, page):
    whole = sign_page(page, cast)
    edit_page(page, by=cast.editor, summary="Other words.")
    changes = sign_page(page, cast, scope=Scope.CHANGES)
    with refused("not_allowed", action="revoke", by=cast.editor, subject=whole):
        revoke(sign_off=whole, by=cast.editor, reason="A wrong dose.", now=LATER)
    assert standing(page) == [whole, changes]
