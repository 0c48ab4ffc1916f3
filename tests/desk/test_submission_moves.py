from datetime import date, timedelta

import pytest
from django.utils import timezone

from review.assigning import assign
from review.submitting import take_back
from tests.builders import make_credential, make_reviewer
from tests.desk.conftest import logged_in
from tests.desk.elements import elements
from tests.desk.refusals import refused, said, sentence, told, unchanged
from tests.desk.reviews import address

TOMORROW = (timezone.now() + timedelta(days=1)).date()


def assign_to(submission, to, *, by):
    return assign(submission=submission, to=to, due=TOMORROW, by=by, now=timezone.now())


def test_assign(editor, cast, submission):
    form = {"to": str(cast.reviewer.pk), "due": TOMORROW.isoformat()}
    answer = editor.post(address(submission, "assign"), form)
    assert (answer.status_code, answer["Location"]) == (302, address(submission))
    assert told(answer) == [
        ("success", f"It now waits for Ray Reviewer, until {TOMORROW:%B %-d, %Y}.")
    ]
    submission.refresh_from_db()
    assert (submission.assignee, submission.due) == (cast.reviewer, TOMORROW)


def offered(answer):
    return [item.words for item in elements(answer, "option")]


def test_only_those_are_offered_who_could_sign(editor, cast, submission):
    make_reviewer(cast.administrator, name="Gone Reviewer", is_active=False)
    with unchanged():
        answer = editor.get(address(submission, "assign"))
    assert offered(answer) == ["Anybody who is qualified", "Ray Reviewer"]


def test_nobody_else_is_taken(editor, cast, submission):
    with unchanged():
        answer = editor.post(address(submission, "assign"), {"to": str(cast.publisher.pk)})
    assert [code for code, _ in said(answer)["to"]] == ["invalid_choice"]


def test_assign_until_a_day_that_has_passed(editor, cast, submission):
    form = {"to": str(cast.reviewer.pk), "due": "2020-01-01"}
    with refused("due_has_passed", action="assign", by=cast.editor, subject=submission):
        answer = editor.post(address(submission, "assign"), form)
    assert said(answer) == {"due": sentence("due_has_passed")}


def test_to_whom_it_was_assigned_and_who_may_not_sign_any_more(editor, cast, submission):
    assign_to(submission, cast.reviewer, by=cast.editor)
    cast.reviewer.is_active = False
    cast.reviewer.save()
    assert offered(editor.get(address(submission, "assign"))) == [
        "Anybody who is qualified",
        "Ray Reviewer",
    ]
    answer = editor.post(address(submission, "assign"), {"to": str(cast.reviewer.pk)})
    assert said(answer) == {"to": sentence("assignee_inactive")}


def test_take_and_give_back(reviewer, cast, submission):
    answer = reviewer.post(address(submission, "take"))
    assert told(answer) == [("success", "It now waits for you.")]
    submission.refresh_from_db()
    assert submission.assignee == cast.reviewer
    answer = reviewer.post(address(submission, "give-back"))
    assert told(answer)[-1] == ("success", "It waits for anybody who is qualified again.")
    submission.refresh_from_db()
    assert submission.assignee is None


def test_take_what_another_has(reviewer, cast, submission):
    colleague = make_reviewer(cast.administrator)
    make_credential(
        colleague.person,
        verified_by=cast.administrator,
        jurisdiction="NJ",
        expires=date(2999, 12, 31),
    )
    assign_to(submission, colleague, by=cast.editor)
    with refused("assigned_to_another", action="take", by=cast.reviewer, subject=submission):
        answer = reviewer.post(address(submission, "take"))
    assert said(answer) == {"__all__": sentence("assigned_to_another")}


def test_take_back(editor, cast, submission):
    answer = editor.post(address(submission, "take-back"), {"reason": " A typo. "})
    assert told(answer) == [("success", "Taken back. No physician is asked to read it any more.")]
    submission.refresh_from_db()
    assert (submission.state, submission.reasons) == ("taken_back", "A typo.")


def test_take_back_needs_the_right(reviewer, cast, submission):
    with refused("not_allowed", action="take_back", by=cast.reviewer, subject=submission):
        answer = reviewer.post(address(submission, "take-back"), {})
    assert said(answer) == {"__all__": sentence("not_allowed")}


def test_what_was_taken_back_is_told_apart(editor, cast, page, submission):
    take_back(submission=submission, by=cast.editor, reason="A typo.", now=timezone.now())
    answer = editor.get(f"/admin/articles/symptom/{page.pk}/revisions/")
    said_of_it = [item.words for item in elements(answer, "li")]
    (line,) = [words for words in said_of_it if words.startswith("Taken back from review on ")]
    assert line.endswith(" by Ed Editor: A typo.")


TOOLS = {"Assign", "Take it", "Give it back", "Take back from review"}


def tools(client, submission):
    shown = {item.words for item in elements(client.get(address(submission)), "a")}
    return shown & TOOLS


@pytest.mark.parametrize(
    ("role", "offers"),
    [
        ("editor", {"Assign", "Take back from review"}),
        ("reviewer", {"Take it"}),
        ("publisher", {"Assign"}),
        ("administrator", {"Assign"}),
    ],
)
def test_who_is_offered_what(cast, submission, role, offers):
    assert tools(logged_in(getattr(cast, role)), submission) == offers


def test_what_is_ones_own_can_be_given_back(reviewer, cast, submission):
    assign_to(submission, cast.reviewer, by=cast.editor)
    assert tools(reviewer, submission) == {"Give it back"}


def test_nothing_is_offered_of_what_was_decided(editor, cast, submission):
    take_back(submission=submission, by=cast.editor, now=timezone.now())
    assert tools(editor, submission) == set()


def test_the_page_says_for_whom_it_waits(editor, cast, page, submission):
    assign_to(submission, cast.reviewer, by=cast.editor)
    answer = editor.get(f"/admin/articles/symptom/{page.pk}/change/")
    told_there = [item.words for item in elements(answer, "p") if "waits for review" in item.words]
    assert f"before Ray Reviewer, until {TOMORROW:%B %-d, %Y}." in told_there[0]
