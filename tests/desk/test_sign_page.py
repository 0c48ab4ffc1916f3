"""What the physician reads before signing."""

from review.models import Submission
from tests.builders import edit_page, submit_page
from tests.desk.elements import article, elements, links
from tests.desk.refusals import unchanged
from tests.desk.reviews import CHANGES, WHOLE, address


def facts(answer):
    names = [element.words for element in elements(answer, "dt")]
    return dict(zip(names, [element.words for element in elements(answer, "dd")], strict=True))


def test_the_sign_page_shows_what_is_signed(reviewer, cast, full_page):
    submission = submit_page(full_page, by=cast.editor)
    with unchanged():
        answer = reviewer.get(address(submission, "sign"))
    assert answer.status_code == 200
    assert elements(answer, "h1")[0].words == "Review and sign: Guilt, revision 1"
    assert article(answer) == (
        "Guilt By Wanda Writer, PhD A summary. "
        "Lifeline: Call or text 988 (24/7) "
        "Key points One. Two. "
        "Help Emergency Call or text 988 Guilt is a feeling.1 "
        "Questions and answers Why? Because. "
        "References On guilt. Journal of Guilt, 2018. PMID 30075356. It is the source. "
        "Standing: unknown"
    )
    assert facts(answer) == {
        "Content flags": "Suicide",
        "Risk class": "Highest risk: every 6 months",
    }
    assert [code.words for code in elements(answer, "code")] == [full_page.fingerprint]
    (shown_to_sign,) = [
        item["value"] for item in elements(answer, "input") if item["name"] == "fingerprint"
    ]
    assert shown_to_sign == submission.revision.fingerprint == full_page.fingerprint
    assert [label.words for label in elements(answer, "label")] == [WHOLE, CHANGES, "Password:"]
    assert links(answer) == {
        "Send back with reasons instead": address(submission, "send-back"),
        "Cancel": address(submission),
        "Call or text 988": "tel:988",
        "1": "#reference-1",
    }


def test_a_page_without_flags(reviewer, submission):
    answer = reviewer.get(address(submission, "sign"))
    assert facts(answer) == {
        "Content flags": "—",
        "Risk class": "Raised risk: every 12 months",
    }


def test_the_note_of_the_editors_is_shown(reviewer, editor, page):
    editor.post(
        f"/admin/articles/symptom/{page.pk}/submit/",
        {"lock_version": "1", "change_note": "The <dose>."},
    )
    answer = reviewer.get(address(Submission.objects.get(), "sign"))
    assert "What the editors changed: The <dose>." in [
        paragraph.words for paragraph in elements(answer, "p")
    ]


def test_what_waits_is_shown_not_the_working_copy(reviewer, cast, page, submission):
    edit_page(page, by=cast.editor, summary="Words of tomorrow.")
    answer = reviewer.get(address(submission, "sign"))
    assert article(answer) == "Shame A summary. Overview Shame hides."
    assert [code.words for code in elements(answer, "code")] == [submission.revision.fingerprint]
