"""How often the pages of the admin on a page ask the database."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.drafts import AssociationDraft, FaqDraft, SectionDraft
from articles.models import Kind
from tests.builders import (
    edit_page,
    make_page,
    make_tag,
    make_topic,
    publish_page,
    submit_page,
    text,
)
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


def test_the_list_asks_as_often_for_fifty_pages_as_for_ten(editor, cast):
    for _ in range(9):
        make_page(by=cast.editor)
    publish_page(make_page(by=cast.editor), cast)
    editor.get(LIST)
    few = len(queries(editor, LIST))
    for _ in range(39):
        make_page(by=cast.editor)
    submit_page(make_page(by=cast.editor), by=cast.editor)
    assert len(queries(editor, LIST)) == few
    assert len(editor.get(LIST).context["cl"].result_list) == 50


@pytest.mark.parametrize(
    ("query", "more"),
    [
        ("state=draft", 0),
        ("language=en", 0),
        ("flag=suicide", 0),
        ("tag=feelings", 0),
        ("interval=12", 0),
        ("by=me", 0),
        ("by=me_ever", 0),
        ("cites=30075356", 1),
    ],
)
def test_a_filter_asks_at_most_once_more(editor, cast, page, query, more):
    edit_page(page, by=cast.editor, tags=[make_tag(slug="feelings")])
    editor.get(LIST)
    plain = len(queries(editor, LIST))
    assert len(queries(editor, f"{LIST}?{query}")) <= plain + more


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


def large_page(cast):
    """As large as a page is likely to become."""
    return make_page(
        by=cast.editor,
        sections=[SectionDraft(heading=f"Part {n}", body=text("Words.")) for n in range(12)],
        faqs=[FaqDraft(question=f"Why {n}?", answer=text("Because.")) for n in range(10)],
        associations=[
            AssociationDraft(
                condition=make_topic(Kind.CONDITION), name=f"Condition {n}", explanation=text("So.")
            )
            for n in range(8)
        ],
    )


def test_what_a_large_form_asks(editor, cast):
    page = large_page(cast)
    editor.get(address(page))
    assert len(queries(editor, address(page))) <= 63
    data = form_data(editor.get(address(page))) | {"sections-3-heading": "Other"}
    with CaptureQueriesContext(connection) as asked:
        assert editor.post(address(page), data).status_code == 302
    assert len(asked.captured_queries) <= 150
