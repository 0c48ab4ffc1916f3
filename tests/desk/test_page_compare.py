"""Any two revisions of a page against each other."""

import pytest
from django.utils import timezone

from delivery.publishing import publish_presentation
from tests.builders import edit_page, make_page, publish_page, submit_page
from tests.desk.elements import elements, links
from tests.desk.refusals import unchanged


@pytest.fixture
def page(cast, page):
    """A page with three revisions."""
    submit_page(page, by=cast.editor)
    edit_page(page, by=cast.editor, summary="Shame in few words.")
    submit_page(page, by=cast.editor)
    edit_page(page, by=cast.editor, title="Shame and pride")
    submit_page(page, by=cast.editor)
    return page


def address(page, query=""):
    return f"/admin/articles/symptom/{page.pk}/revisions/compare/{query}"


def marked(answer):
    return [
        (element.tag, element.words)
        for element in elements(answer, "ins", "del")
        if any(around["class"].startswith("desk-part") for around in element.within)
    ]


def test_two_revisions(editor, page):
    with unchanged():
        answer = editor.get(address(page, "?from=1&to=3"))
    assert answer.status_code == 200
    assert marked(answer) == [
        ("ins", "and pride"),
        ("del", "A summary"),
        ("ins", "Shame in few words"),
    ]


def test_the_other_way_round(editor, page):
    assert marked(editor.get(address(page, "?from=3&to=2"))) == [("del", "and pride")]


def test_a_revision_with_itself(editor, page):
    answer = editor.get(address(page, "?from=2&to=2"))
    assert marked(answer) == []
    assert "Nothing changed" in [title.words for title in elements(answer, "h2")]


def test_the_list_of_revisions_leads_there(editor, page):
    answer = editor.get(f"/admin/articles/symptom/{page.pk}/revisions/")
    assert links(answer)["Compare two revisions"] == address(page, "?from=2&to=3")


def test_one_revision_cannot_be_compared(editor, cast):
    page = make_page(by=cast.editor)
    submit_page(page, by=cast.editor)
    answer = editor.get(f"/admin/articles/symptom/{page.pk}/revisions/")
    assert "Compare two revisions" not in links(answer)


def test_without_a_choice_the_form_is_shown(editor, page):
    answer = editor.get(address(page))
    assert answer.status_code == 200
    assert len(elements(answer, "select")) == 2
    assert marked(answer) == []


def test_what_no_signature_covers_is_named(editor, cast):
    page = make_page(by=cast.editor, title="Guilt", slug="guilt")
    publish_page(page, cast, now=timezone.now())
    page = edit_page(page, by=cast.publisher, slug="on-guilt")
    publish_presentation(
        page=page, by=cast.publisher, lock_version=page.lock_version, now=timezone.now()
    )
    answer = editor.get(address(page, "?from=1&to=2"))
    assert "Address (slug): changed" in [item.words for item in elements(answer, "li")]
    assert marked(answer) == []


@pytest.mark.parametrize("query", ["?from=1&to=9", "?from=x&to=1", "?from=1"])
def test_a_revision_that_there_is_not(editor, page, query):
    answer = editor.get(address(page, query))
    assert answer.status_code == 400
    assert elements(answer, "ul")


def test_the_revision_of_another_page(editor, cast, page):
    other = make_page(by=cast.editor)
    submit_page(other, by=cast.editor)
    assert editor.get(address(other, "?from=1&to=2")).status_code == 400


def test_it_needs_the_right_to_see_the_page(stranger, anonymous, page):
    assert stranger.get(address(page)).status_code == 403
    assert anonymous.get(address(page)).status_code == 302
