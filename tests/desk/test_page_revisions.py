"""The history of a page's revisions, and each of them as a reader would see it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Kind
from delivery.publishing import withdraw
from review.signoff import revoke
from review.submitting import send_back, submit
from tests.builders import edit_page, make_page, publish_page, sign_page, submit_page
from tests.desk.admin_pages import address
from tests.desk.elements import article, elements, links
from tests.desk.refusals import unchanged


def listed(answer):
    """The words of each revision in the list, line by line."""
    entries = [
        item
        for item in elements(answer, "li")
        if item.within and item.within[-1]["class"] == "desk-revisions"
    ]
    return [
        [
            item.words
            for item in elements(answer, "h2", "p", "li")
            if any(
                around["value"] == entry["value"] for around in item.within if around.tag == "li"
            )
        ]
        for entry in entries
    ]


def day(at):
    return f"{at:%B} {at.day}, {at:%Y, %H:%M}"


def test_a_page_without_revisions(editor, page):
    answer = editor.get(address(page, "revisions"))
    assert elements(answer, "h1")[0].words == "Revisions: Shame"
    assert "There is no revision yet." in answer.content.decode()
    assert links(editor.get(address(page)))["Revisions"] == address(page, "revisions")


def test_what_became_of_each(editor, cast, page):
    now = timezone.now()
    submit(page=page, by=cast.editor, lock_version=1, now=now, change_note="First words.")
    sent_back = submit_page(page, by=cast.editor, now=now)
    send_back(submission=sent_back, by=cast.reviewer, reasons="Say more.", now=now)
    edit_page(page, by=cast.editor, summary="More words.")
    published = publish_page(page, cast, now=now)
    withdraw(page=page, by=cast.publisher, reason="A wrong dose.", now=timezone.now())
    revoke(
        sign_off=published.sign_off, by=cast.reviewer, reason="A wrong dose.", now=timezone.now()
    )
    edit_page(page, by=cast.editor, summary="Other words.")
    waits = submit_page(page, by=cast.editor, now=timezone.now())
    published.refresh_from_db()
    sent_back.refresh_from_db()
    signed = published.sign_off
    revoked = day(signed.revocation.revoked_at)
    assert listed(editor.get(address(page, "revisions"))) == [
        [
            "Revision 4 The working copy says this now",
            f"{day(waits.revision.created_at)} by Ed Editor",
            f"In review since {day(waits.submitted_at)}",
            "See revision 4",
        ],
        [
            "Revision 3",
            f"{day(published.revision.created_at)} by Ed Editor",
            f"Signature revoked on {revoked}; signed by {signed}",
            f"Public from {day(published.live_from)} until {day(published.live_until)} (withdrawn)",
            "See revision 3 Restore revision 3",
        ],
        [
            "Revision 2",
            f"{day(sent_back.revision.created_at)} by Ed Editor",
            f"Sent back on {day(sent_back.decided_at)} by Ray Reviewer: Say more.",
            "See revision 2 Restore revision 2",
        ],
        [
            "Revision 1",
            f"{day(page.revisions.get(number=1).created_at)} by Ed Editor",
            "First words.",
            "Submitted, then replaced by a later submission on "
            f"{day(page.submissions.get(revision__number=1).decided_at)}",
            "See revision 1 Restore revision 1",
        ],
    ]


def test_a_signature_stands_beside_every_revision_of_the_words(editor, cast, page):
    sign_off = sign_page(page, cast, now=timezone.now())
    submit_page(page, by=cast.editor, now=timezone.now())
    for lines in listed(editor.get(address(page, "revisions"))):
        assert f"Signed by {sign_off}" in lines


def test_who_may_not_edit_is_offered_no_restoring(reviewer, cast, page):
    submit_page(page, by=cast.editor)
    edit_page(page, by=cast.editor, summary="Other words.")
    assert links(reviewer.get(address(page, "revisions"))) == {
        "See revision 1": address(page, "revisions/1").removesuffix("/") + "/"
    }
    assert "Restore" not in reviewer.get(address(page, "revisions/1")).content.decode()


def test_a_revision_as_a_reader_would_see_it(editor, cast, page):
    submit_page(page, by=cast.editor)
    edit_page(page, by=cast.editor, title="Guilt", summary="Other words.")
    with unchanged():
        answer = editor.get(address(page, "revisions/1"))
    words = article(answer)
    assert "Shame" in words
    assert "Shame hides." in words
    assert "Other words." not in words
    assert links(answer)["Restore this revision"] == address(page, "revisions/1/restore")


def test_an_address_that_was_changed_can_be_restored(editor, cast, page):
    submit_page(page, by=cast.editor)
    edit_page(page, by=cast.editor, slug="another")
    (lines,) = listed(editor.get(address(page, "revisions")))
    assert lines[0] == "Revision 1"
    assert lines[-1] == "See revision 1 Restore revision 1"


def test_the_list_asks_as_often_for_ten_revisions_as_for_one(editor, cast, page):
    submit_page(page, by=cast.editor)
    path = address(page, "revisions")
    editor.get(path)
    with CaptureQueriesContext(connection) as few:
        editor.get(path)
    for _ in range(9):
        sign_page(page, cast, now=timezone.now())
    with CaptureQueriesContext(connection) as many:
        assert len(listed(editor.get(path))) == 10
    assert len(many) == len(few)


@pytest.mark.parametrize("move", ["revisions", "revisions/1", "revisions/1/restore"])
def test_who_may_not_see_pages(stranger, anonymous, cast, page, move):
    submit_page(page, by=cast.editor)
    assert stranger.get(address(page, move)).status_code == 403
    assert anonymous.get(address(page, move)).status_code == 302


def test_what_does_not_exist(editor, cast, page):
    other = make_page(by=cast.editor, kind=Kind.CONDITION)
    submit_page(other, by=cast.editor)
    # A number that only another page has, and a page of another kind.
    assert editor.get(address(page, "revisions/1")).status_code == 404
    assert editor.get(address(page, "revisions/1/restore")).status_code == 404
    assert editor.get(f"/admin/articles/symptom/{other.pk}/revisions/").status_code == 404
    assert editor.get(f"/admin/articles/symptom/{other.pk}/revisions/1/").status_code == 404
