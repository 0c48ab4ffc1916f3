import pytest
from django.utils import timezone

from review.models import Revision, Submission
from tests.builders import edit_page, submit_page
from tests.desk.admin_pages import address, row
from tests.desk.conftest import logged_in
from tests.desk.elements import elements
from tests.desk.posting import hidden
from tests.desk.refusals import refused, said, sentence, told, unchanged


def test_submit(editor, cast, page):
    before = timezone.now()
    form = hidden(editor.get(address(page, "submit")))
    assert form == {"lock_version": "1"}
    answer = editor.post(address(page, "submit"), form | {"change_note": " All of it.\n"})
    assert (answer.status_code, answer["Location"]) == (302, address(page))
    assert told(answer) == [("success", "Submitted. The page now waits for a physician.")]
    revision = Revision.objects.get()
    assert (revision.page_id, revision.number, revision.fingerprint) == (
        page.pk,
        1,
        page.fingerprint,
    )
    assert (revision.change_note, revision.created_by) == ("All of it.", cast.editor)
    submission = Submission.objects.get()
    assert (submission.revision, submission.state, submission.submitted_by) == (
        revision,
        "in_review",
        cast.editor,
    )
    assert before <= submission.submitted_at


def test_submit_again_replaces_what_waits(editor, cast, page):
    first = submit_page(page, by=cast.editor)
    editor.post(address(page, "submit"), {"lock_version": "1"})
    first.refresh_from_db()
    assert first.state == "withdrawn"
    assert Submission.objects.get(state="in_review").revision.number == 2


@pytest.mark.parametrize("role", ["reviewer", "publisher", "administrator"])
def test_submit_needs_the_right(cast, page, role):
    by = getattr(cast, role)
    client = logged_in(by)
    with refused("not_allowed", action="submit", by=by, subject=row(page)):
        answer = client.post(address(page, "submit"), {"lock_version": "1"})
    assert said(answer) == {"__all__": sentence("not_allowed")}


def test_submit_what_somebody_else_saved_meanwhile(editor, cast, page):
    form = hidden(editor.get(address(page, "submit")))
    edit_page(page, by=cast.editor, summary="Other words.")
    with refused("stale_lock_version", action="submit", by=cast.editor, subject=row(page)):
        answer = editor.post(address(page, "submit"), form | {"change_note": "My note."})
    assert said(answer) == {"__all__": sentence("stale_lock_version")}
    assert elements(answer, "textarea")[0].words == "My note."


def test_submit_with_a_note_that_is_too_long(editor, page):
    with unchanged():
        answer = editor.post(
            address(page, "submit"), {"lock_version": "1", "change_note": "x" * 1001}
        )
    assert [code for code, _ in said(answer)["change_note"]] == ["max_length"]
