"""What the desk says and does when a physician's licences end."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Site
from delivery.models import Publication
from tests.builders import make_credential, make_page, make_site, publish_page
from tests.desk.conftest import logged_in
from tests.desk.credentials import address
from tests.desk.elements import elements
from tests.desk.refusals import refused, said, sentence, told, unchanged

GRACE = "/admin/articles/site/1/grace/"


@pytest.fixture
def page(cast):
    page = make_page(by=cast.editor)
    publish_page(page, cast, now=timezone.now())
    return page


@pytest.fixture
def licence(cast):
    """The only one of the physician who signs."""
    held = cast.reviewer.person.credentials.filter(kind="licence")
    held.filter(jurisdiction="NJ").delete()
    return held.get()


def warnings(client, page):
    answer = client.get(f"/admin/articles/symptom/{page.pk}/change/")
    return [item.words for item in elements(answer, "p") if item["class"] == "desk-fallen"]


def test_ending_for_discipline_takes_pages_out(administrator, page, licence):
    answer = administrator.post(address(licence, "end"), {"kind": "discipline"})
    assert answer.status_code == 302
    licence.refresh_from_db()
    assert (licence.status, licence.ended_kind) == ("ended", "discipline")
    assert not Publication.objects.live(timezone.now()).exists()


def test_ending_asks_why(administrator, licence):
    with unchanged():
        answer = administrator.post(address(licence, "end"))
    assert said(answer)["kind"][0][0] == "required"


def test_the_page_says_that_its_reviewer_lapsed(administrator, editor, page, licence):
    assert warnings(editor, page) == []
    administrator.post(address(licence, "end"), {"kind": "ended"})
    (words,) = warnings(editor, page)
    assert words.startswith("Its reviewer has no licence that holds since ")
    assert "have another physician sign it" in words


def test_the_page_says_so_in_advance(cast, administrator, editor, page, licence):
    soon = timezone.now().date() + timedelta(days=30)
    make_credential(cast.reviewer.person, verified_by=cast.administrator, expires=soon)
    assert warnings(editor, page) == []
    administrator.post(address(licence, "end"), {"kind": "ended"})
    (words,) = warnings(editor, page)
    assert words.startswith("The last licence of its reviewer ends after ")


def test_change_the_grace(administrator, page):
    make_site()
    answer = administrator.post(GRACE, {"days": "21"})
    assert told(answer) == [
        ("success", "The ends of all public and scheduled pages were reckoned anew.")
    ]
    assert Site.objects.get().lapse_grace_days == 21


@pytest.mark.parametrize("days", ["", "-1", "61", "x"])
def test_no_number_of_days(administrator, cast, days):
    make_site()
    with unchanged():
        assert "days" in said(administrator.post(GRACE, {"days": days}))


@pytest.mark.parametrize("role", ["editor", "reviewer", "publisher"])
def test_changing_it_needs_the_right(cast, role):
    site, by = make_site(), getattr(cast, role)
    client = logged_in(by)
    with refused("not_allowed", action="change_grace", by=by, subject=site):
        answer = client.post(GRACE, {"days": "21"})
    assert said(answer) == {"__all__": sentence("not_allowed")}
