"""The list of the pages of a kind."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from articles.drafts import AlternateNameDraft, CitationDraft
from articles.models import Kind, Topic
from delivery.publishing import withdraw
from desk.admin.page_lists import review_day
from review.signoff import revoke
from review.submitting import send_back
from tests.builders import (
    edit_page,
    make_page,
    make_reference,
    make_tag,
    make_user,
    publish_page,
    sign_page,
    submit_page,
)
from tests.desk.conftest import logged_in
from tests.desk.elements import elements, rows
from tests.desk.page_form import LIST, make_page_with_parts


@pytest.fixture
def page(cast):
    return make_page_with_parts(by=cast.editor)


@pytest.fixture
def stand(cast):
    """A page in each state, and one in two of them; the title says which."""
    now = timezone.now()

    def named(title):
        return make_page(by=cast.editor, title=title, at=now)

    publish_page(named("A public"), cast, now=now)
    changed = named("B changed")
    publish_page(changed, cast, now=now)
    edit_page(changed, by=cast.editor, at=now, summary="Other words.")
    submit_page(changed, by=cast.editor, now=now)
    sign_page(named("C signed"), cast, now=now)
    submit_page(named("D waits"), by=cast.editor, now=now)
    sent_back = submit_page(named("E sent back"), by=cast.editor, now=now)
    send_back(submission=sent_back, by=cast.reviewer, reasons="Say more.", now=now)
    withdrawn = named("F withdrawn")
    publish_page(withdrawn, cast, now=now)
    withdraw(page=withdrawn, by=cast.publisher, reason="A wrong dose.", now=now)
    revoked = named("G revoked")
    sign_off = publish_page(revoked, cast, now=now).sign_off
    revoke(sign_off=sign_off, by=cast.reviewer, reason="A wrong dose.", now=now)
    named("H draft")


STATES = {
    "A public": "Public",
    "B changed": "Public, changed since In review",
    "C signed": "Signed, not public",
    "D waits": "In review",
    "E sent back": "Sent back",
    "F withdrawn": "Signed, not public Withdrawn",
    "G revoked": "Withdrawn",
    "H draft": "Draft",
}
# What the list holds under each value of each filter.
FILTERED = {
    "public": "A",
    "changed": "B",
    "signed": "CF",
    "waiting": "BD",
    "sent_back": "E",
    "withdrawn": "FG",
    "draft": "H",
}


def titles(client, **query):
    answer = client.get(LIST, query)
    assert answer.status_code == 200
    return [page.title for page in answer.context["cl"].result_list]


def test_the_list_says_where_each_page_stands(editor, stand):
    listed = rows(editor.get(LIST))
    assert {row[0]: row[1] for row in listed} == STATES


def test_what_a_row_says(editor, cast):
    publish_page(make_page(by=cast.editor, title="Shame"), cast)
    assert rows(editor.get(LIST)) == [
        ["Shame", "Public", "en", "Nov. 1, 2027", "Nov. 1, 2026, 12:00 by Ed Editor"]
    ]


def test_an_overdue_review_is_said_in_words():
    due = datetime(2026, 11, 1, 12, 0, tzinfo=UTC)
    assert review_day(due, due - timedelta(seconds=1)) == "Nov. 1, 2026"
    assert review_day(due, due) == (
        'Nov. 1, 2026 <span class="desk-badge desk-badge-warning">Overdue</span>'
    )


@pytest.mark.parametrize("state", FILTERED)
def test_filter_by_state(editor, stand, state):
    assert "".join(title[0] for title in titles(editor, state=state)) == FILTERED[state]


def test_every_filter(editor, cast):
    tag, work = make_tag(slug="feelings", name="Feelings"), make_reference(pmid="30075356")
    other = logged_in(make_user("Editor"))
    make_page(by=cast.editor, title="Plain")
    page = make_page(
        by=cast.editor,
        title="Rich",
        locale="es",
        content_flags=["self_harm"],
        risk_class="6",
        tags=[tag],
        citations=[CitationDraft(key=f"pmid:{work.pmid}")],
    )
    for query in (
        {"language": "es"},
        {"flag": "self_harm"},
        {"tag": "feelings"},
        {"interval": "6"},
        {"cites": "30075356"},
        {"cites": f"uuid:{work.uuid}"},
    ):
        assert titles(editor, **query) == ["Rich"], query
    for query in ({"by": "me"}, {"by": "me_ever"}):
        assert (titles(editor, **query), titles(other, **query)) == (["Plain", "Rich"], []), query
    for query in ({"flag": "suicide"}, {"interval": "36"}, {"cites": "1"}):
        assert titles(editor, **query) == [], query
    edit_page(page, by=cast.publisher, summary="Other words.")
    assert titles(editor, by="me") == ["Plain"]
    assert titles(editor, by="me_ever") == ["Plain", "Rich"]


@pytest.mark.parametrize("name", ["state", "language", "flag", "tag", "interval", "by"])
def test_a_value_that_is_not_offered_narrows_nothing(editor, page, name):
    assert titles(editor, **{name: "x'"}) == ["Shame"]


def test_the_list_is_searched(editor, cast):
    topic = Topic.objects.create(kind=Kind.SYMPTOM, working_name="Scham")
    make_page(
        by=cast.editor,
        topic=topic,
        title="Shame",
        slug="shame-page",
        summary="It hides.",
        alternate_names=[AlternateNameDraft(name="Mortification"), AlternateNameDraft(name="Mort")],
    )
    make_page(by=cast.editor, title="Guilt")
    for words in ("sham", "Scham", "mort", "shame-page", "hides"):
        assert titles(editor, q=words) == ["Shame"], words
    assert titles(editor, q="x") == []


def empty_text(answer):
    return [item.words for item in elements(answer, "p") if item["class"] == "desk-empty"]


def test_an_empty_list_says_what_to_do(editor, page):
    assert empty_text(editor.get("/admin/articles/article/")) == [
        "There is no page of this kind yet. Choose “Add article” above to make the first one."
    ]
    assert empty_text(editor.get(LIST, {"q": "nothing"})) == [
        "Nothing fits what you searched for or filtered by. Show the whole list"
    ]
    assert empty_text(editor.get(LIST, {"state": "public"})) == [
        "Nothing fits what you searched for or filtered by. Show the whole list"
    ]
    assert empty_text(editor.get(LIST)) == []


def test_who_may_not_add_is_not_told_to(reviewer, cast):
    assert empty_text(reviewer.get(LIST)) == ["There is no page of this kind yet."]


def test_a_state_is_a_word_in_a_frame(editor, cast):
    make_page(by=cast.editor, kind=Kind.CONDITION)
    answer = editor.get("/admin/articles/condition/")
    badges = [item for item in elements(answer, "span") if "desk-badge" in item["class"]]
    assert [(item["class"], item.words) for item in badges] == [
        ("desk-badge desk-badge-plain", "Draft")
    ]
