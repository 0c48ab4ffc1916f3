"""What the pages of all moves of a review have in common, and which are offered."""

import pytest
from django.test import Client
from django.utils import timezone

from tests.builders import sign_page, sign_submission, submit_page
from tests.desk.elements import elements
from tests.desk.refusals import shown, unchanged
from tests.desk.reviews import address, revoke_address


@pytest.fixture(params=["sign", "send-back", "correct", "assign", "take", "take-back", "revoke"])
def move(request, cast, page):
    """The address of a move that can be made."""
    if request.param == "revoke":
        return revoke_address(sign_page(page, cast, now=timezone.now()))
    return address(submit_page(page, by=cast.editor), request.param)


def test_getting_the_page_of_a_move_asks_and_changes_nothing(reviewer, move):
    with unchanged():
        answer = reviewer.get(move)
    assert answer.status_code == 200
    assert shown(answer) == {}


def test_who_may_not_see_submissions_reads_no_draft(stranger, move):
    with unchanged():
        assert stranger.get(move).status_code == 403
        assert stranger.post(move, {"reasons": "x", "reason": "x"}).status_code == 403


def test_who_is_not_logged_in_is_asked_to(anonymous, move):
    with unchanged():
        for answer in (anonymous.get(move), anonymous.post(move)):
            assert answer["Location"] == f"/admin/login/?next={move}"


def test_a_move_from_another_site_is_refused(cast, move):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.reviewer)
    with unchanged():
        assert client.post(move, {"reasons": "x", "reason": "x"}).status_code == 403


@pytest.mark.parametrize(
    "path", ["submission/1000000/sign/", "submission/1000000/send-back/", "signoff/1000000/revoke/"]
)
def test_what_does_not_exist(reviewer, path):
    assert reviewer.get(f"/admin/review/{path}").status_code == 404


# Which moves are offered


def offered(client, path):
    tools = [
        element.words
        for element in elements(client.get(path), "a")
        if any(around["class"] == "object-tools" for around in element.within)
    ]
    assert tools[-1] == "History"
    return tools[:-1]


def test_a_submission_that_waits(reviewer, editor, submission):
    assert offered(reviewer, address(submission)) == [
        "Review and sign",
        "Send back",
        "Correct the words",
        "Take it",
    ]
    assert offered(editor, address(submission)) == ["Assign", "Take back from review"]


def test_a_submission_that_is_decided(reviewer, cast, submission):
    sign_submission(submission, by=cast.reviewer, now=timezone.now())
    assert offered(reviewer, address(submission)) == []


def test_a_sign_off(reviewer, administrator, editor, sign_off):
    path = f"/admin/review/signoff/{sign_off.pk}/change/"
    for client in (reviewer, administrator):
        assert offered(client, path) == ["Revoke", "Revoke all of this signer"]
    assert offered(editor, path) == []
    reviewer.post(revoke_address(sign_off), {"reason": "A wrong dose."})
    assert offered(reviewer, path) == []
