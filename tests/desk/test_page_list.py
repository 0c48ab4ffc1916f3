"""The list of the pages of a kind."""

import pytest
from django.utils import timezone

from tests.builders import make_page, publish_page, sign_page, submit_page
from tests.desk.page_form import LIST, make_page_with_parts


@pytest.fixture
def page(cast):
    return make_page_with_parts(by=cast.editor)


def test_the_list_is_searched(editor, cast, page):
    make_page(by=cast.editor, title="Guilt")
    for words, titles in {"sham": ["Shame"], page.topic.working_name: ["Shame"], "x": []}.items():
        rows = editor.get(LIST, {"q": words}).context["cl"].result_list
        assert [row.title for row in rows] == titles


def test_the_list_says_where_each_page_stands(editor, cast):
    publish_page(make_page(by=cast.editor, title="A public"), cast, now=timezone.now())
    sign_page(make_page(by=cast.editor, title="B signed"), cast, now=timezone.now())
    submit_page(make_page(by=cast.editor, title="C waits"), by=cast.editor)
    answer = editor.get("/admin/articles/symptom/")
    assert [
        (page.title, page.is_public, page.is_signed, page.is_waiting)
        for page in answer.context["cl"].result_list
    ] == [
        ("A public", True, True, False),
        ("B signed", False, True, False),
        ("C waits", False, False, True),
    ]
