"""A physician dismisses a hit of the word list, with a reason, for exact words."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction

from articles.models import Person, Profession
from review.dismissing import REASON_CHARACTERS, dismiss
from review.findings import Code, Stage, stopping
from review.models import AuditEntry, Dismissal, Revision
from review.readiness import readiness, readiness_of
from review.records import row_hash
from review.refusals import Refusal
from tests.builders import (
    NOW,
    dismiss_words,
    edit_page,
    make_credential,
    make_page,
    make_person,
    make_reviewer,
    make_user,
    submit_page,
)
from tests.review.refusals import refused
from tests.review.tampering import faults, tamper, verify

CODE = Code.CRISIS_WORDS_UNFLAGGED
REASON = "It is the name of a film."


@pytest.fixture
def page(cast):
    return make_page(by=cast.editor, summary="Suicide Club is a film.", title="End it all")


@pytest.fixture
def revision(cast, page):
    return submit_page(page, by=cast.editor).revision


def findings(page, at=NOW):
    return [item for item in readiness(page, at) if item.code == CODE]


def refuse(code, revision, *, by, field="", **fields):
    with refused(code, action="dismiss", by=by, subject=revision, field=field):
        dismiss_words(revision, by=by, **fields)


def test_it_works(cast, page, revision):
    before = findings(page)
    assert [item.place for item in before] == ["title", "summary"]
    assert len(stopping(before, Stage.PUBLISHING)) == 2
    dismissal = dismiss_words(revision, by=cast.reviewer, reason=f"  {REASON}\n")
    assert Dismissal.objects.values().get() == {
        "id": dismissal.pk,
        "uuid": dismissal.uuid,
        "page_id": page.pk,
        "fingerprint": revision.fingerprint,
        "code": "crisis_words_unflagged",
        "user_id": cast.reviewer.pk,
        "reason": REASON,
        "at": dismissal.at,
    }
    after = findings(page)
    assert [item.dismissal for item in after] == [dismissal, dismissal]
    assert [item.severity for item in after] == ["blocker", "blocker"]
    assert stopping(after, Stage.PUBLISHING) == []


def test_it_is_recorded(cast, revision):
    dismissal = dismiss_words(revision, by=cast.reviewer)
    entry = AuditEntry.objects.first()
    assert (entry.action, entry.actor, entry.refusal) == ("dismiss", cast.reviewer.uuid, "")
    assert (entry.subject_type, entry.subject) == ("review.dismissal", dismissal.uuid)
    assert (entry.fingerprint, entry.at) == (revision.fingerprint, dismissal.at)
    assert entry.row_hash == row_hash(Dismissal.objects.get())
    assert "The audit verifies" in verify()


def test_one_that_was_changed_or_made_behind_the_move_is_named(cast, revision):
    dismissal = dismiss_words(revision, by=cast.reviewer)
    other = Dismissal.objects.create(
        page=revision.page,
        fingerprint="f" * 64,
        code=CODE,
        user=cast.editor,
        reason=REASON,
        at=NOW,
    )
    tamper(dismissal, reason="Other words.")
    number = AuditEntry.objects.get(subject=dismissal.uuid).number
    assert faults() == [
        f"Entry {number}: review.dismissal {dismissal.uuid} was changed.",
        f"No entry records review.dismissal {other.uuid}.",
    ]


def test_it_is_void_with_other_words(cast, page, revision):
    dismiss_words(revision, by=cast.reviewer)
    edit_page(page, by=cast.editor, slug="another-address")
    assert all(item.dismissal for item in findings(page))
    edit_page(page, by=cast.editor, summary="Suicide Club is a new film.")
    assert [item.dismissal for item in findings(page)] == [None, None]
    edit_page(page, by=cast.editor, summary="Suicide Club is a film.")
    assert all(item.dismissal for item in findings(page))


def test_it_is_that_of_one_page(cast, revision):
    dismiss_words(revision, by=cast.reviewer)
    other = make_page(by=cast.editor, summary="Suicide Club is a film.")
    assert [item.dismissal for item in findings(other)] == [None]


def test_a_revision_of_earlier_words_can_be_dismissed(cast, page, revision):
    edit_page(page, by=cast.editor, summary="Other words.")
    dismiss_words(revision, by=cast.reviewer)
    report = readiness_of(revision.snapshot, page=page, at=NOW)
    assert [bool(item.dismissal) for item in report if item.code == CODE] == [True, True]


@pytest.mark.parametrize("role", ["editor", "publisher", "administrator"])
def test_it_needs_the_right(cast, revision, role):
    refuse("not_allowed", revision, by=getattr(cast, role))


def test_a_superuser_is_no_exception(cast, revision):
    refuse("no_person", revision, by=make_user(is_superuser=True))


def test_only_a_physician(cast, revision):
    Person.objects.filter(user=cast.reviewer).update(profession=Profession.PSYCHOLOGIST)
    refuse("not_a_physician", revision, by=cast.reviewer)


def test_only_with_a_licence(cast, revision):
    by = make_user("Reviewer")
    person = make_person(user=by)
    make_credential(person, verified_by=cast.administrator, expires=date(2021, 12, 31))
    refuse("no_active_licence", revision, by=by)


def test_nobody_dismisses_what_their_own_words_say(cast, page):
    by = make_reviewer(cast.administrator)
    by.groups.add(Group.objects.get(name="Editor"))
    edit_page(page, by=by, title="A film")
    refuse("own_words", submit_page(page, by=cast.editor).revision, by=by)


@pytest.mark.parametrize("code", ["no_words", "unsigned", "unsafe_wording", "", "x" * 80])
def test_only_what_can_be_dismissed(cast, revision, code):
    with refused("not_dismissible", action="dismiss", by=cast.reviewer, subject=revision):
        dismiss(revision=revision, code=code, by=cast.reviewer, reason=REASON, now=NOW)


def test_only_what_is_found(cast):
    revision = submit_page(make_page(by=cast.editor), by=cast.editor).revision
    refuse("nothing_to_dismiss", revision, by=cast.reviewer)


def test_only_once(cast, revision):
    dismiss_words(revision, by=cast.reviewer)
    refuse("already_dismissed", revision, by=make_reviewer(cast.administrator))


def test_it_says_how_long_a_reason_is():
    assert f"at least {REASON_CHARACTERS} characters" in Refusal.REASON_TOO_SHORT.label


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        ("", "reason_missing"),
        (" \n", "reason_missing"),
        ("A film, mostly", "reason_too_short"),
        ("  A film.           ", "reason_too_short"),
    ],
)
def test_it_needs_a_reason(cast, revision, reason, code):
    refuse(code, revision, by=cast.reviewer, field="reason", reason=reason)


def test_instants_only_grow(cast, revision):
    first = dismiss_words(revision, by=cast.reviewer, now=NOW - timedelta(days=1))
    assert first.at > revision.created_at


@pytest.mark.parametrize("name", ["reason", "code", "fingerprint"])
def test_the_database_refuses_one_that_says_nothing(cast, revision, name):
    fields = {"fingerprint": revision.fingerprint, "code": CODE, "reason": REASON, name: ""}
    with pytest.raises(IntegrityError), transaction.atomic():
        Dismissal.objects.create(page=revision.page, user=cast.reviewer, at=NOW, **fields)


def test_it_says_what_it_is(cast, revision):
    assert str(dismiss_words(revision, by=cast.reviewer)) == "Dismissal of 2026-11-01"
    assert Revision.objects.count() == 1
