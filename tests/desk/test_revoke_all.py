import pytest
from django.utils import timezone

from delivery.models import Publication
from review.models import Revocation
from tests.builders import make_page, make_person, publish_page, sign_page
from tests.desk.conftest import logged_in
from tests.desk.elements import elements
from tests.desk.posting import hidden
from tests.desk.refusals import refused, said, sentence, told, unchanged


def address(person, move="revoke-all"):
    return f"/admin/articles/person/{person.pk}/{move}/"


@pytest.fixture
def person(cast):
    return cast.reviewer.person


@pytest.fixture
def publication(cast, page):
    return publish_page(page, cast, now=timezone.now())


def test_revoke_all(administrator, cast, person, publication):
    sign_page(make_page(by=cast.editor, title="Guilt"), cast, now=timezone.now())
    with unchanged():
        shown = administrator.get(address(person))
    assert [item.words for item in elements(shown, "h2")] == [
        "Leaves the public at once, with whatever is scheduled of it (1)",
        "Is not public: only the signature goes (1)",
    ]
    lines = [item.words for item in elements(shown, "li")]
    assert "Shame (symptom, en)" in lines
    assert "Guilt (symptom, en)" in lines
    answer = administrator.post(address(person), {**hidden(shown), "reason": "He was no doctor."})
    assert (answer.status_code, answer["Location"]) == (302, address(person, "change"))
    assert told(answer) == [("success", "2 sign-offs are revoked.")]
    assert Revocation.objects.count() == 2
    assert not Publication.objects.live(timezone.now()).exists()


def test_what_changed_meanwhile_is_shown_and_nothing_is_done(
    administrator, cast, person, publication
):
    shown = hidden(administrator.get(address(person)))
    sign_page(make_page(by=cast.editor, title="Guilt"), cast, now=timezone.now())
    form = {**shown, "reason": "He was no doctor."}
    with refused("plan_changed", action="revoke_all", by=cast.administrator, subject=cast.reviewer):
        answer = administrator.post(address(person), form)
    assert said(answer) == {"__all__": sentence("plan_changed")}
    assert "Guilt (symptom, en)" in [item.words for item in elements(answer, "li")]
    # The list that is shown now is the one that a second click confirms.
    answer = administrator.post(address(person), {**form, **hidden(answer)})
    assert told(answer) == [("success", "2 sign-offs are revoked.")]


def test_without_a_reason(reviewer, cast, person, publication):
    form = hidden(reviewer.get(address(person)))
    with refused("reason_missing", action="revoke_all", by=cast.reviewer, subject=cast.reviewer):
        answer = reviewer.post(address(person), form)
    assert said(answer) == {"reason": sentence("reason_missing")}


def test_it_needs_the_right(editor, cast, person, publication):
    form = {**hidden(editor.get(address(person))), "reason": "Why not."}
    with refused("not_allowed", action="revoke_all", by=cast.editor, subject=cast.reviewer):
        answer = editor.post(address(person), form)
    assert said(answer) == {"__all__": sentence("not_allowed")}


def test_somebody_without_an_account(administrator):
    assert administrator.get(address(make_person())).status_code == 404


def test_who_may_see_no_people(stranger, person):
    assert stranger.get(address(person)).status_code == 403


@pytest.mark.parametrize(
    ("role", "offers"),
    [("editor", False), ("reviewer", True), ("publisher", False), ("administrator", True)],
)
def test_where_it_is_offered(cast, person, publication, role, offers):
    client = logged_in(getattr(cast, role))
    sign_off = f"/admin/review/signoff/{publication.sign_off.pk}/change/"
    for path in (address(person, "change"), sign_off):
        links = {item["href"] for item in elements(client.get(path), "a")}
        assert (address(person) in links) is offers
