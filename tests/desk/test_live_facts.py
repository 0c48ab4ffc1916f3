"""What is edited here is shown on public pages as it is today: they are made anew with it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import CrisisResource, Person, Site, Tag
from articles.signals import facts_changed
from references.models import Reference
from tests.builders import make_crisis_resource, make_page, make_reference, publish_page
from tests.delivery.neighbourhood import (
    AUTHOR,
    EVERY_PAGE,
    GRIEF,
    LIVING,
    PTSD,
    SHAME,
    SIGNER,
    WORK,
    make_neighbourhood,
    makes_anew,
)
from tests.delivery.reading import card_in, shown
from tests.delivery.truth import assert_stored_bytes_are_true
from tests.desk.posting import form_data, form_errors, refuse, save
from tests.desk.refusals import told, unchanged
from tests.review.locking import locked_file

BUSY = "The site is busy: try again in a moment."


@pytest.fixture
def neighbourhood(cast):
    return make_neighbourhood(cast, now=timezone.now())


def address(row, page="change"):
    return f"/admin/{row._meta.app_label}/{row._meta.model_name}/{row.pk}/{page}/"


# People


def test_the_name_of_an_author(administrator, neighbourhood):
    with makes_anew(SHAME, AUTHOR):
        save(administrator, address(neighbourhood.author), name="Wanda Wright")
    assert card_in(SHAME, "byline")["printed_name"] == "Wanda Wright, MD"


def test_a_biography_stands_with_the_person_alone(administrator, neighbourhood):
    with makes_anew(AUTHOR):
        save(administrator, address(neighbourhood.author), biography="Writes.")


def test_a_signer_who_is_no_physician_any_more(administrator, neighbourhood):
    with makes_anew(SHAME, PTSD, LIVING, SIGNER):
        save(administrator, address(neighbourhood.signer), profession="nurse_practitioner")
    assert card_in(LIVING, "about")["review"]["status"] == "reviewer_lapsed"


def test_what_readers_do_not_see_of_a_person(administrator, cast, neighbourhood):
    with makes_anew():
        save(administrator, address(neighbourhood.author), user=str(cast.editor.pk))


# Tags and pictures


def test_the_name_of_a_tag(editor, neighbourhood):
    with makes_anew(SHAME, PTSD, LIVING):
        save(editor, address(neighbourhood.tag), name="Moods")
    assert [tag["name"] for tag in card_in(LIVING, "about")["tags"]] == ["Moods"]


@pytest.mark.parametrize("changes", [{"credit": "Paul Picture"}, {"focal_x": "20"}])
def test_a_picture(publisher, neighbourhood, changes):
    with makes_anew(SHAME, PTSD, LIVING):
        save(publisher, address(neighbourhood.image), **changes)


def test_what_readers_do_not_see_of_a_picture(publisher, neighbourhood):
    with makes_anew():
        save(publisher, address(neighbourhood.image), licence="CC BY 4.0")


# Works


def test_a_work(editor, neighbourhood):
    with makes_anew(SHAME, PTSD, WORK):
        save(editor, address(neighbourhood.work), title="On guilt", journal="Guilt")


def test_a_cited_work_is_not_deleted(editor, neighbourhood):
    with makes_anew(), unchanged():
        answer = editor.post(address(neighbourhood.work, "delete"), {"post": "yes"})
    assert answer.status_code == 403


# Site and crisis resources


def test_where_readers_report_mistakes(administrator, neighbourhood):
    with makes_anew(*EVERY_PAGE):
        save(administrator, address(Site.objects.get()), feedback_email="care@example.org")


def test_a_label(administrator, neighbourhood):
    labels = '{"en": {"associations": "Seen with"}}'
    with makes_anew(SHAME, LIVING, GRIEF):
        save(administrator, address(Site.objects.get()), labels=labels)


def test_what_pages_do_not_show_of_the_site(administrator, neighbourhood):
    with makes_anew():
        save(administrator, address(Site.objects.get()), legal_name="Example Clinic, PLLC")


def test_the_site_is_filled_in_after_the_first_page(administrator, cast):
    publish_page(make_page(by=cast.editor, title="Guilt"), cast, now=timezone.now())
    with makes_anew("Guilt"):
        administrator.post(
            "/admin/articles/site/add/",
            {"name": "Clinic", "feedback_email": "care@example.org", "labels": ""},
        )
    assert shown("Guilt")["feedback"]["email"] == "care@example.org"


def test_the_order_of_crisis_resources(administrator, cast, neighbourhood):
    first = CrisisResource.objects.get()
    make_crisis_resource(entered_by=cast.editor, verified_by=cast.administrator, name="Text line")
    with makes_anew(SHAME, PTSD):
        save(administrator, address(first), position="9")
    names = [resource["name"] for resource in shown(SHAME)["crisis_resources"]]
    assert names == ["Text line", "Lifeline"]


# How


def test_a_refused_form_is_no_move(administrator, neighbourhood):
    with makes_anew():
        refuse(administrator, address(neighbourhood.author), name="", biography="Writes.")


def test_in_a_window_of_its_own(administrator, neighbourhood):
    path = address(neighbourhood.author)
    data = form_data(administrator.get(path)) | {"name": "Wanda Wright", "_popup": "1"}
    with makes_anew(SHAME, AUTHOR):
        assert administrator.post(path, data).status_code == 200


def test_a_failing_receiver_undoes_the_edit(administrator, neighbourhood):
    def fail(**_):
        raise RuntimeError("The receiver fails.")

    path = address(neighbourhood.author)
    data = form_data(administrator.get(path)) | {"name": "Wanda Wright"}
    facts_changed.connect(fail)
    try:
        with makes_anew(), unchanged(), pytest.raises(RuntimeError):
            administrator.post(path, data)
    finally:
        facts_changed.disconnect(fail)


def test_the_ledger_is_locked_before_the_row(administrator, neighbourhood):
    path = address(neighbourhood.author)
    data = form_data(administrator.get(path)) | {"name": "Wanda Wright"}
    with CaptureQueriesContext(connection) as queries:
        administrator.post(path, data)
    read = [query["sql"] for query in queries if query["sql"].startswith("SELECT")]
    ledger = next(place for place, sql in enumerate(read) if 'FROM "review_ledger"' in sql)
    person = next(place for place, sql in enumerate(read) if 'FROM "articles_person"' in sql)
    assert ledger < person


@pytest.fixture
def busy(tmp_path):
    """The ledger is not to be had."""

    def refuse_the_lock(execute, sql, params, many, context):
        if 'FROM "review_ledger"' in sql:
            locked_file(tmp_path / "locked.sqlite3")
        return execute(sql, params, many, context)

    return lambda: connection.execute_wrapper(refuse_the_lock)


def test_what_was_typed_is_kept_while_the_site_is_busy(administrator, neighbourhood, busy):
    path = address(neighbourhood.author)
    data = form_data(administrator.get(path)) | {"name": "Wanda Wright"}
    with makes_anew(), unchanged(), busy():
        answer = administrator.post(path, data)
        content = answer.content.decode()
    assert (answer.status_code, told(answer)) == (200, [])
    assert form_errors(answer) == {"__all__": ["busy"]}
    assert BUSY in content
    assert answer.context["adminform"].form["name"].value() == "Wanda Wright"
    with makes_anew(SHAME, AUTHOR):
        assert administrator.post(path, data).status_code == 302


def test_nothing_is_deleted_while_the_site_is_busy(editor, cast, busy):
    path = address(make_reference(), "delete")
    with unchanged(), busy():
        answer = editor.post(path, {"post": "yes"})
    assert (answer.status_code, answer["Location"]) == (302, path)
    assert told(answer) == [("error", BUSY)]
    editor.post(path, {"post": "yes"})
    assert not Reference.objects.exists()


def test_others_do_not_move_the_ledger(editor, neighbourhood):
    with makes_anew(), unchanged():
        answer = editor.post(address(neighbourhood.author), {"name": "Wanda Wright"})
    assert answer.status_code == 403
    assert Person.objects.get(pk=neighbourhood.author.pk).name == AUTHOR


def test_a_row_that_is_gone(editor, neighbourhood):
    path = address(Tag(pk=999_999))
    with makes_anew(), unchanged():
        assert editor.post(path, {"name": "Moods"}).status_code == 302
    assert_stored_bytes_are_true(timezone.now())
