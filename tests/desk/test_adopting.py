"""The page that asks before a new version is adopted, and says what came of it."""

import json

import pytest

from articles.drafts import SectionDraft
from review.refusals import Refusal
from tests.builders import (
    edit_page,
    make_notice,
    make_page,
    make_treatment,
    renew,
    sign_page,
    submit_page,
    text,
)
from tests.desk.conftest import logged_in
from tests.desk.elements import elements
from tests.desk.posting import hidden
from tests.desk.refusals import refused, said, sentence, told, unchanged
from tests.review.refusals import all_rows

LIST = "/admin/articles/notice/"


@pytest.fixture
def notice(cast):
    return make_notice(by=cast.editor, text=text("No diagnosis."))


@pytest.fixture
def pages(cast, notice):
    """One that is signed, and one that was never submitted; the notice has a newer version."""
    signed = make_page(by=cast.editor, title="Shame", notices=[notice])
    sign_page(signed, cast)
    draft = make_page(by=cast.editor, title="Guilt", associations_notice=notice)
    renew(notice.notice, by=cast.editor, text=text("Still none."))
    return signed, draft


def adopt_address(version, number=2):
    subject = version.subject
    return f"/admin/articles/{subject._meta.model_name}/{subject.pk}/adopt/{number}/"


def listed(answer):
    return [
        item.words
        for item in elements(answer, "li")
        if "desk-adoption" in item.within[-1]["class"].split()
    ]


def test_it_asks_first(editor, notice, pages):
    with unchanged():
        answer = editor.get(adopt_address(notice))
    assert elements(answer, "h1")[0].words == f"Adopt {notice.notice.name}, version 2"
    assert listed(answer) == [
        "Guilt (symptom) gets the new version in its working copy only: it has never been "
        "submitted.",
        "Shame (symptom) gets the new version and is submitted for review.",
    ]


def test_it_works(editor, notice, pages):
    form = hidden(editor.get(adopt_address(notice)))
    answer = editor.post(adopt_address(notice), form)
    assert answer.status_code == 200
    assert listed(answer) == [
        "Guilt (symptom) gets the new version in its working copy only: it has never been "
        "submitted.",
        "Shame (symptom) gets the new version and is submitted for review.",
    ]
    signed, draft = pages
    assert list(signed.submissions.values_list("state", flat=True)) == [
        "signed",
        "in_review",
    ]
    draft.refresh_from_db()
    assert draft.associations_notice.number == 2


def test_pressing_twice_does_it_once(editor, notice, pages):
    form = hidden(editor.get(adopt_address(notice)))
    editor.post(adopt_address(notice), form)
    before = all_rows()
    answer = editor.post(adopt_address(notice), form)
    assert all_rows() == before
    assert listed(answer) == [
        "Guilt (symptom) has the new version already.",
        "Shame (symptom) has the new version already.",
    ]


def test_one_that_somebody_saved_meanwhile(editor, cast, notice, pages):
    form = hidden(editor.get(adopt_address(notice)))
    edit_page(pages[1], by=cast.editor, summary="Other words.")
    answer = editor.post(adopt_address(notice), form)
    assert listed(answer) == [
        f"Guilt (symptom) stays as it is: {Refusal.PLAN_CHANGED.label}",
        "Shame (symptom) gets the new version and is submitted for review.",
    ]


def test_what_waits_for_review(editor, cast, notice):
    submit_page(make_page(by=cast.editor, title="Shame", notices=[notice]), by=cast.editor)
    renew(notice.notice, by=cast.editor, text=text("Still none."))
    answer = editor.get(adopt_address(notice))
    assert listed(answer) == [
        "Shame (symptom) gets the new version and is submitted again, in place of what waits for "
        "review."
    ]


def test_a_treatment(editor, cast):
    talking = make_treatment(by=cast.editor)
    page = make_page(by=cast.editor, title="Shame", sections=[SectionDraft(treatment=talking)])
    renew(talking.treatment, by=cast.editor, title="Talk therapy")
    form = hidden(editor.get(adopt_address(talking)))
    assert editor.post(adopt_address(talking), form).status_code == 200
    assert page.sections.get().treatment.title == "Talk therapy"


def test_nothing_to_adopt(editor, cast, notice):
    with unchanged():
        answer = editor.get(adopt_address(notice, 1))
    assert answer.status_code == 302
    assert answer["Location"] == f"{LIST}{notice.notice.pk}/change/"
    assert told(answer) == [("info", "No page has an older version.")]


@pytest.mark.parametrize("role", ["reviewer", "publisher", "administrator"])
def test_it_needs_the_rights(cast, notice, pages, role):
    by = getattr(cast, role)
    client = logged_in(by)
    form = hidden(client.get(adopt_address(notice)))
    with refused("not_allowed", action="submit", by=by, subject=notice.notice):
        answer = client.post(adopt_address(notice), form)
    assert said(answer) == {"__all__": sentence("not_allowed")}


def test_a_newer_one_was_entered_meanwhile(editor, cast, notice, pages):
    form = hidden(editor.get(adopt_address(notice)))
    renew(notice.notice, by=cast.editor, text=text("Third."))
    with refused("not_the_newest", action="submit", by=cast.editor, subject=notice.notice):
        answer = editor.post(adopt_address(notice), form)
    assert said(answer) == {"__all__": sentence("not_the_newest")}


@pytest.mark.parametrize(
    "plan",
    [
        "",
        "x",
        "7",
        "{}x",
        '["x"]',
        '[["0b2f1c9e-5a51-4a57-9d6c-3f2a1b4c5d6e", 1, "submitted"]]',
        '[["x", 1, "submitted"]]',
    ],
)
def test_a_list_that_cannot_be_read(editor, notice, pages, plan):
    with unchanged():
        answer = editor.post(adopt_address(notice), {"plan": plan})
    assert answer.status_code == 400
    assert [error.code for error in answer.context["form"].errors.as_data()["plan"]] in (
        ["bad_plan"],
        ["required"],
    )


def test_an_outcome_that_nobody_planned(editor, notice, pages):
    plan = json.dumps([[str(pages[1].uuid), 1, "submitted"]])
    answer = editor.post(adopt_address(notice), {"plan": plan})
    assert listed(answer)[0].startswith("Guilt (symptom) stays as it is")
    assert not pages[1].submissions.exists()


def test_a_version_that_is_not_there(editor, notice):
    assert editor.get(adopt_address(notice, 7)).status_code == 404


def test_a_stranger_sees_nothing(stranger, notice, pages):
    assert stranger.get(adopt_address(notice)).status_code == 403
