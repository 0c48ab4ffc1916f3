"""Who may look at, add, change and delete pages."""

import pytest
from django.contrib import admin

from articles.models import Symptom
from tests.desk.elements import elements, links
from tests.desk.page_form import ADD, LIST, NEW, address, make_page_with_parts
from tests.desk.posting import form_data
from tests.desk.refusals import unchanged


@pytest.fixture
def page(cast):
    return make_page_with_parts(by=cast.editor)


def test_reviewers_look_and_do_not_save(editor, reviewer, cast, page):
    data = form_data(editor.get(address(page)))
    answer = reviewer.get(address(page))
    assert answer.status_code == 200
    inputs = [
        element["name"]
        for element in elements(answer, "input", "textarea", "select")
        if any(around["id"] == "symptom_form" for around in element.within)
    ]
    assert inputs == ["csrfmiddlewaretoken"]
    assert links(answer)["See it as a reader"] == f"{LIST}{page.pk}/preview/"
    # Nobody is shown texts as JSON.
    assert "bulletList" not in answer.content.decode()
    with unchanged():
        assert reviewer.post(address(page), data | {"title": "Mine"}).status_code == 403


@pytest.mark.parametrize("role", ["reviewer", "publisher", "administrator"])
def test_who_may_not_add(request, role):
    client = request.getfixturevalue(role)
    assert client.get(ADD).status_code == 403
    with unchanged():
        assert client.post(ADD, NEW).status_code == 403


@pytest.mark.parametrize("role", ["editor", "publisher", "superuser"])
def test_nobody_deletes(request, page, role):
    client = request.getfixturevalue(role)
    with unchanged():
        assert client.post(f"{LIST}{page.pk}/delete/", {"post": "yes"}).status_code == 403
        client.post(
            LIST, {"action": "delete_selected", "_selected_action": [page.pk], "post": "yes"}
        )
    assert not [item for item in elements(client.get(address(page)), "a") if "delete" in item.words]


def test_who_is_not_logged_in_is_asked_to(anonymous, page):
    for path in (LIST, ADD, address(page)):
        for answer in (anonymous.get(path), anonymous.post(path, NEW)):
            assert answer.status_code == 302
            assert answer["Location"] == f"/admin/login/?next={path}"


def test_a_stranger_sees_nothing(stranger, page):
    for path in (LIST, ADD, address(page), f"{LIST}{page.pk}/history/"):
        with unchanged():
            assert stranger.get(path).status_code == 403
            assert stranger.post(path, NEW).status_code == 403


def test_no_other_way_leads_to_the_table():
    with pytest.raises(RuntimeError, match="save_page"):
        admin.site.get_model_admin(Symptom).save_model(None, Symptom(), None, False)
