import pytest
from django.utils import timezone

from review.submitting import send_back
from tests.builders import submit_page
from tests.desk.conftest import logged_in
from tests.desk.elements import elements
from tests.desk.refusals import refused, said, sentence, told, unchanged
from tests.desk.reviews import address


def test_send_back(reviewer, cast, submission):
    answer = reviewer.post(
        address(submission, "send-back"), {"reasons": " Name a source.\nAnd <when>. "}
    )
    assert (answer.status_code, answer["Location"]) == (302, address(submission))
    assert told(answer) == [("success", "Sent back to the editors with your reasons.")]
    submission.refresh_from_db()
    assert (submission.state, submission.decided_by, submission.reasons) == (
        "changes_requested",
        cast.reviewer,
        "Name a source.\nAnd <when>.",
    )


def test_the_editor_sees_the_reasons_on_the_page(reviewer, editor, page, submission):
    reviewer.post(address(submission, "send-back"), {"reasons": "Name a <source>."})
    answer = editor.get(f"/admin/articles/symptom/{page.pk}/change/")
    (box,) = [item for item in elements(answer, "p") if item["class"] == "desk-sent-back"]
    assert box.words == "Sent back: Name a <source>."


def test_the_reasons_are_gone_when_the_page_is_submitted_again(
    reviewer, editor, cast, page, submission
):
    reviewer.post(address(submission, "send-back"), {"reasons": "Name a source."})
    submit_page(page, by=cast.editor, now=timezone.now())
    answer = editor.get(f"/admin/articles/symptom/{page.pk}/change/")
    assert b"Name a source." not in answer.content


def refuse_to_send_back(code, submission, by, *, field="__all__", reasons="Name a source."):
    client = logged_in(by)
    with refused(code, action="send_back", by=by, subject=submission):
        answer = client.post(address(submission, "send-back"), {"reasons": reasons})
    assert said(answer) == {field: sentence(code)}


@pytest.mark.parametrize("reasons", ["", " \n\t"])
def test_send_back_without_reasons(cast, submission, reasons):
    refuse_to_send_back(
        "reason_missing", submission, cast.reviewer, field="reasons", reasons=reasons
    )


@pytest.mark.parametrize("role", ["editor", "publisher", "administrator"])
def test_send_back_needs_the_right(cast, submission, role):
    refuse_to_send_back("not_allowed", submission, getattr(cast, role))


def test_send_back_what_no_longer_waits(cast, submission):
    send_back(submission=submission, by=cast.reviewer, reasons="No.", now=timezone.now())
    refuse_to_send_back("not_in_review", submission, cast.reviewer)


def test_send_back_with_too_many_reasons(reviewer, submission):
    with unchanged():
        answer = reviewer.post(address(submission, "send-back"), {"reasons": "x" * 4001})
    assert [code for code, _ in said(answer)["reasons"]] == ["max_length"]
