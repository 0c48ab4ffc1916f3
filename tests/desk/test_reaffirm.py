import pytest
from django.utils import timezone

from delivery.models import Publication
from tests.builders import PASSWORD, edit_page, publish_page
from tests.desk.admin_pages import address, row
from tests.desk.conftest import logged_in
from tests.desk.elements import elements
from tests.desk.posting import hidden
from tests.desk.refusals import refused, said, sentence, told, unchanged
from tests.desk.reviews import WHOLE


@pytest.fixture
def publication(cast, page):
    return publish_page(page, cast, now=timezone.now())


def test_sign_anew(reviewer, cast, page, publication):
    path = address(page, "reaffirm")
    with unchanged():
        shown = reviewer.get(path)
    assert hidden(shown) == {
        "fingerprint": publication.fingerprint,
        "sign_off": str(publication.sign_off.uuid),
        "meaning": "clinical_review",
    }
    answer = reviewer.post(path, {**hidden(shown), "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, address(page))
    live = Publication.objects.live(timezone.now()).get()
    assert told(answer) == [
        ("success", f"Signed anew. The next review is due on {live.review_due:%B %-d, %Y}.")
    ]
    assert live.sign_off != publication.sign_off
    again = reviewer.post(path, {**hidden(shown), "password": PASSWORD})
    assert said(again) == {"__all__": sentence("signed_meanwhile")}


def test_the_page_is_there_to_be_read(reviewer, cast, page, publication):
    edit_page(page, by=cast.editor, summary="Other words.")
    answer = reviewer.get(address(page, "reaffirm"))
    words = [item.words for item in elements(answer, "p")]
    assert "Shame hides." in words
    assert f"What you state by signing: {WHOLE}" in words
    assert any(line.startswith("The working copy has other words by now.") for line in words)
    assert "Other words." not in words


@pytest.mark.parametrize("role", ["editor", "administrator"])
def test_it_needs_the_right(cast, page, publication, role):
    by = getattr(cast, role)
    client = logged_in(by)
    form = {**hidden(client.get(address(page, "reaffirm"))), "password": PASSWORD}
    with refused("not_allowed", action="reaffirm", by=by, subject=row(page)):
        answer = client.post(address(page, "reaffirm"), form)
    assert said(answer) == {"__all__": sentence("not_allowed")}


def test_what_is_not_public(reviewer, page):
    assert reviewer.get(address(page, "reaffirm")).status_code == 404


def test_who_may_see_no_pages(stranger, page, publication):
    assert stranger.get(address(page, "reaffirm")).status_code == 403


def links_to(client, path, page):
    return address(page, "reaffirm") in {item["href"] for item in elements(client.get(path), "a")}


def test_where_it_is_offered(reviewer, editor, cast, page, publication):
    row_path = f"/admin/review/signoff/{publication.sign_off.pk}/change/"
    assert links_to(reviewer, address(page), page)
    assert links_to(reviewer, row_path, page)
    assert not links_to(editor, address(page), page)
    assert not links_to(editor, row_path, page)
