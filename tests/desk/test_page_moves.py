"""What the pages of all moves of a page have in common."""

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Kind
from tests.builders import edit_page, make_page, publish_page, sign_page
from tests.desk.admin_pages import address
from tests.desk.elements import elements, links
from tests.desk.refusals import said, unchanged

MOVES = ["submit", "publish", "publish-presentation", "withdraw"]


@pytest.fixture
def busy(cast, page):
    """The page is public, and other words of it are signed: every move can be made."""
    publish_page(page, cast, now=timezone.now())
    edit_page(page, by=cast.editor, summary="Other words.")
    sign_page(page, cast, now=timezone.now())
    return page


@pytest.mark.parametrize(
    ("move", "title", "button"),
    [
        ("submit", "Submit for review: Shame", "Submit for review"),
        ("publish", "Publish: Shame, revision 2", "Publish"),
        ("publish-presentation", "Publish the presentation: Shame", "Publish the presentation"),
        ("withdraw", "Withdraw: Shame", "Withdraw"),
    ],
)
def test_getting_the_page_of_a_move_asks_and_changes_nothing(superuser, busy, move, title, button):
    with unchanged():
        answer = superuser.get(address(busy, move))
    assert answer.status_code == 200
    assert elements(answer, "h1")[-1].words == title
    assert [item["value"] for item in elements(answer, "input") if item["type"] == "submit"] == [
        button
    ]
    assert links(answer)["Cancel"] == address(busy)


@pytest.mark.parametrize("move", [*MOVES, "preview"])
@pytest.mark.parametrize("kind", [Kind.CONDITION, Kind.SYMPTOM])
def test_the_kinds_have_their_own_pages(superuser, cast, kind, move):
    page = make_page(by=cast.editor, kind=kind)
    publish_page(page, cast, now=timezone.now())
    other = Kind.SYMPTOM if kind == Kind.CONDITION else Kind.CONDITION
    assert superuser.get(address(page, move)).status_code == 200
    assert superuser.get(f"/admin/articles/{other}/{page.pk}/{move}/").status_code == 404


@pytest.mark.parametrize("move", [*MOVES, "preview"])
def test_a_page_that_does_not_exist(superuser, move):
    assert superuser.get(f"/admin/articles/symptom/1000000/{move}/").status_code == 404


@pytest.mark.parametrize("move", [*MOVES, "preview"])
def test_who_may_not_see_pages_sees_no_move(stranger, busy, move):
    with unchanged():
        assert stranger.get(address(busy, move)).status_code == 403
        assert stranger.post(address(busy, move), {"lock_version": "2"}).status_code == 403


@pytest.mark.parametrize("move", [*MOVES, "preview"])
def test_who_is_not_logged_in_is_asked_to(anonymous, busy, move):
    with unchanged():
        for answer in (anonymous.get(address(busy, move)), anonymous.post(address(busy, move))):
            assert answer.status_code == 302
            assert answer["Location"] == f"/admin/login/?next={address(busy, move)}"


@pytest.mark.parametrize("move", MOVES)
def test_a_move_from_another_site_is_refused(cast, busy, move):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.administrator)
    with unchanged():
        answer = client.post(address(busy, move), {"lock_version": "2", "reason": "x"})
    assert answer.status_code == 403


@pytest.mark.parametrize("move", MOVES)
def test_a_move_without_any_input_is_no_question(superuser, busy, move):
    """It is answered as a move, with what is missing, and not with the page of a GET."""
    assert superuser.post(address(busy, move)).status_code in (302, 400)


@pytest.mark.parametrize("move", ["submit", "publish-presentation"])
@pytest.mark.parametrize(("value", "code"), [("", "required"), ("x", "invalid")])
def test_a_hidden_input_that_is_wrong_is_said_too(superuser, busy, move, value, code):
    with unchanged():
        answer = superuser.post(address(busy, move), {"lock_version": value})
    assert [code for code, _ in said(answer)["lock_version"]] == [code]
