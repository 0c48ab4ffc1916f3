"""Moves of several pages of a list: the page that asks, what is made, and what is refused."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Kind
from delivery.models import Publication
from review.models import AuditEntry, Submission
from tests.builders import (
    edit_page,
    make_page,
    make_tag,
    publish_page,
    sign_page,
    submit_page,
)
from tests.desk.bulk import ask, confirm, form, offered, outlooks
from tests.desk.elements import elements
from tests.desk.page_form import LIST
from tests.desk.refusals import told, unchanged


@pytest.fixture
def draft(cast):
    return make_page(by=cast.editor, title="Draft")


@pytest.fixture
def signed(cast):
    page = make_page(by=cast.editor, title="Signed")
    sign_page(page, cast, now=timezone.now())
    return page


@pytest.fixture
def public(cast):
    page = make_page(by=cast.editor, title="Public")
    publish_page(page, cast, now=timezone.now())
    return page


@pytest.fixture
def waits(cast):
    page = make_page(by=cast.editor, title="Waits")
    submit_page(page, by=cast.editor)
    return page


# Which are offered


@pytest.mark.parametrize(
    ("role", "actions"),
    [
        ("editor", ["submit_selected", "tag_selected", "untag_selected"]),
        ("publisher", ["tag_selected", "untag_selected", "withdraw_selected"]),
        ("administrator", ["withdraw_selected"]),
        ("reviewer", []),
    ],
)
def test_what_is_offered_to_whom(request, draft, role, actions):
    assert offered(request.getfixturevalue(role)) == actions


@pytest.mark.parametrize(
    ("role", "action"),
    [
        ("reviewer", "submit_selected"),
        ("publisher", "submit_selected"),
        ("reviewer", "tag_selected"),
        ("administrator", "untag_selected"),
        ("editor", "withdraw_selected"),
        ("editor", "delete_selected"),
    ],
)
def test_what_is_not_offered_is_not_taken(request, cast, public, role, action):
    edit_page(public, by=cast.editor, summary="Other words.", tags=[make_tag()])
    client = request.getfixturevalue(role)
    forged = {
        "action": action,
        "_selected_action": [public.pk],
        f"lock_version-{public.pk}": "2",
        "confirmed": "yes",
        "reason": "A reason.",
        "tag": make_tag().pk,
    }
    with unchanged():
        client.post(LIST, forged)


# Submitting


def test_submitting_names_every_row(editor, cast, draft, signed, waits):
    old = make_page(by=cast.editor, title="Old")
    submit_page(old, by=cast.editor)
    edit_page(old, by=cast.editor, summary="Other words.")
    with unchanged():
        answer = ask(editor, "submit_selected", draft, signed, waits, old)
    assert answer.status_code == 200
    assert outlooks(answer) == [
        "Draft (en): Is put before the physicians.",
        "Old (en): Takes the place of its older words, which wait for review.",
        "Signed (en): Left out: a physician has signed these very words.",
        "Waits (en): Left out: these very words wait for review already.",
    ]


def test_submitting(editor, cast, draft, signed):
    other = make_page(by=cast.editor, title="Other")
    answer = confirm(editor, "submit_selected", draft, other, signed, change_note="Anew.")
    assert (answer.status_code, answer["Location"]) == (302, LIST)
    assert told(answer) == [
        ("error", "Signed: Left out: a physician has signed these very words."),
        ("success", "Submitted for review: Draft, Other."),
    ]
    made = Submission.objects.filter(state="in_review").order_by("page__title")
    assert [(row.page.title, row.revision.change_note, row.submitted_by) for row in made] == [
        ("Draft", "Anew.", cast.editor),
        ("Other", "Anew.", cast.editor),
    ]


def test_each_is_a_move_of_its_own(editor, cast, draft):
    other = make_page(by=cast.editor, title="Other")
    data = form(ask(editor, "submit_selected", draft, other))
    edit_page(draft, by=cast.editor, summary="Saved meanwhile.")
    assert told(editor.post(LIST, data)) == [
        (
            "error",
            "Draft: Somebody saved this page after you opened it: load it again and look at what "
            "changed.",
        ),
        ("success", "Submitted for review: Other."),
    ]
    assert [row.page.title for row in Submission.objects.all()] == ["Other"]
    assert set(AuditEntry.objects.values_list("action", "refusal").filter(action="submit")) == {
        ("submit", "stale_lock_version"),
        ("submit", ""),
    }


def test_a_row_that_left_the_filter_is_not_left_out_in_silence(editor, cast, draft):
    data = form(ask(editor, "submit_selected", draft, state="draft"))
    submit_page(draft, by=cast.editor)
    assert told(editor.post(f"{LIST}?state=draft", data)) == [
        ("error", "Draft: Left out: these very words wait for review already.")
    ]


@pytest.mark.parametrize("version", ["", "x", "9" * 30, "-1"])
def test_a_version_that_was_never_shown(editor, draft, version):
    data = form(ask(editor, "submit_selected", draft)) | {f"lock_version-{draft.pk}": version}
    ((level, message),) = told(editor.post(LIST, data))
    assert level == "error"
    assert message.startswith("Draft: Somebody saved this page")
    assert not Submission.objects.exists()


def test_a_note_that_is_too_long(editor, draft):
    with unchanged():
        answer = confirm(editor, "submit_selected", draft, change_note="x" * 1001)
    assert answer.status_code == 400
    assert answer.context["form"].errors.as_data()["change_note"][0].code == "max_length"
    assert outlooks(answer) == ["Draft (en): Is put before the physicians."]


def test_nothing_to_do(editor, signed):
    answer = ask(editor, "submit_selected", signed)
    assert "There is nothing to do for any of them." in answer.content.decode()
    assert [item for item in elements(answer, "input") if item["type"] == "submit"] == []


def test_pages_of_another_kind_cannot_be_named(editor, cast, draft):
    condition = make_page(by=cast.editor, kind=Kind.CONDITION)
    data = form(ask(editor, "submit_selected", draft))
    editor.post(LIST, data | {"_selected_action": [condition.pk]})
    assert not Submission.objects.exists()


def test_asking_costs_the_same_for_ten_as_for_one(editor, cast, draft):
    ask(editor, "submit_selected", draft)
    with CaptureQueriesContext(connection) as few:
        ask(editor, "tag_selected", draft)
    pages = [make_page(by=cast.editor, tags=[make_tag()]) for _ in range(9)]
    with CaptureQueriesContext(connection) as many:
        ask(editor, "tag_selected", draft, *pages)
    assert len(many) == len(few)


# Withdrawing


def test_withdrawing(publisher, cast, public, draft):
    with unchanged():
        answer = ask(publisher, "withdraw_selected", public, draft)
    assert outlooks(answer) == [
        "Draft (en): Left out: it is not public.",
        "Public (en): Leaves the public at once.",
    ]
    answer = confirm(
        publisher, "withdraw_selected", public, draft, reason="A wrong dose.", notice="See guilt."
    )
    assert told(answer) == [
        ("error", "Draft: Left out: it is not public."),
        ("success", "Withdrawn: Public."),
    ]
    row = Publication.objects.get()
    assert (row.ending, row.ending_reason, row.ending_notice) == (
        "withdrawn",
        "A wrong dose.",
        "See guilt.",
    )


def test_withdrawing_needs_a_reason(publisher, public):
    with unchanged():
        answer = confirm(publisher, "withdraw_selected", public, reason=" ")
    assert answer.status_code == 400
    assert list(answer.context["form"].errors) == ["reason"]


def test_the_page_asks_with_a_button_of_danger(publisher, public):
    (button,) = [
        item
        for item in elements(ask(publisher, "withdraw_selected", public), "input")
        if item["type"] == "submit"
    ]
    assert (button["value"], "desk-danger" in button["class"]) == ("Withdraw", True)
