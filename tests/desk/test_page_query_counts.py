"""How often the pages of the admin on a page ask the database."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.builders import make_page
from tests.desk.page_form import LIST, address, make_page_with_parts, with_sections
from tests.desk.posting import form_data


@pytest.fixture
def page(cast):
    return make_page_with_parts(by=cast.editor)


def queries(client, path):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return [query["sql"] for query in asked.captured_queries]


@pytest.mark.parametrize("role", ["editor", "reviewer"])
def test_opening_the_form_asks_as_often_for_ten_sections_as_for_one(request, cast, page, role):
    client = request.getfixturevalue(role)
    small, large = with_sections(cast, "A"), with_sections(cast, *"ABCDEFGHIJ")
    client.get(address(page))
    assert len(queries(client, address(large))) == len(queries(client, address(small)))


def test_the_list_asks_as_often_for_thirty_pages_as_for_one(editor, cast):
    make_page(by=cast.editor)
    editor.get(LIST)
    few = len(queries(editor, LIST))
    for _ in range(29):
        make_page(by=cast.editor)
    assert len(queries(editor, LIST)) == few
    assert len(editor.get(LIST).context["cl"].result_list) == 30


@pytest.mark.parametrize("move", ["preview", "submit"])
def test_the_page_of_a_move_asks_as_often_for_ten_sections_as_for_one(editor, cast, move):
    small, large = with_sections(cast, "A"), with_sections(cast, *"ABCDEFGHIJ")
    editor.get(f"{LIST}{small.pk}/{move}/")
    assert len(queries(editor, f"{LIST}{large.pk}/{move}/")) == len(
        queries(editor, f"{LIST}{small.pk}/{move}/")
    )


def test_saving_a_form_that_changes_one_part_writes_one_part(editor, cast):
    page = with_sections(cast, *"ABCDEFGHIJ")
    data = form_data(editor.get(address(page))) | {"sections-3-heading": "Other"}
    with CaptureQueriesContext(connection) as asked:
        assert editor.post(address(page), data).status_code == 302
    writes = [sql for query in asked.captured_queries if (sql := query["sql"]).startswith("UPDATE")]
    assert [sql for sql in writes if '"articles_section"' in sql.partition(" SET ")[0]] == [
        next(sql for sql in writes if "Other" in sql)
    ]
