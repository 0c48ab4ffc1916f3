import pytest
from django.template import engines
from django.utils import timezone

from desk.comments import commenting, part_name
from review.commenting import comment, resolve
from review.models import Comment, CommentResolution
from review.submitting import send_back
from tests.builders import sign_submission
from tests.desk.conftest import logged_in
from tests.desk.elements import elements
from tests.desk.refusals import refused, said, sentence, told, unchanged

PATHS = {"reply": "reply", "resolve": "settle"}
BACK = "/admin/review/submission/"


@pytest.fixture
def row(cast, submission):
    return comment(
        revision=submission.revision,
        part="title",
        text="Why <this>?",
        by=cast.reviewer,
        now=timezone.now(),
    )


def address(row, move):
    return f"/admin/review/comment/{row.pk}/{PATHS[move]}/"


def make_address(submission):
    return f"/admin/review/comment/on/{submission.revision_id}/"


def comments_page(page):
    return f"/admin/articles/symptom/{page.pk}/comments/"


def test_comment(reviewer, cast, submission):
    form = {"part": "summary", "text": "Why?", "next": BACK}
    answer = reviewer.post(make_address(submission), form)
    assert (answer.status_code, answer["Location"]) == (302, BACK)
    assert told(answer) == [("success", "Your comment is there.")]
    made = Comment.objects.get()
    assert (made.part, made.text, made.author) == ("summary", "Why?", cast.reviewer)


def test_answer_and_resolve(editor, cast, row):
    answer = editor.post(address(row, "reply"), {"text": "Because.", "next": BACK})
    assert (answer["Location"], told(answer)) == (BACK, [("success", "Your answer is there.")])
    assert row.replies.get().text == "Because."
    answer = editor.post(address(row, "resolve"), {"next": BACK})
    assert (answer["Location"], told(answer)[-1]) == (BACK, ("success", "Resolved."))
    assert CommentResolution.objects.get().by == cast.editor


@pytest.mark.parametrize("back", ["", "https://evil.example/", "//evil.example/", "javascript:1"])
def test_one_is_led_to_no_other_site(editor, row, back):
    answer = editor.post(address(row, "reply"), {"text": "Because.", "next": back})
    assert answer["Location"] == f"/admin/review/comment/{row.pk}/change/"


def test_what_is_refused_is_not_lost(editor, cast, submission):
    form = {"part": "sections.gone", "text": "A long thought.", "next": BACK}
    with refused("part_gone", action="comment", by=cast.editor, subject=submission.revision):
        answer = editor.post(make_address(submission), form)
    assert said(answer) == {"__all__": sentence("part_gone")}
    (area,) = elements(answer, "textarea")
    assert area.words == "A long thought."


def test_an_empty_comment(editor, cast, submission):
    with refused("comment_empty", action="comment", by=cast.editor, subject=submission.revision):
        answer = editor.post(make_address(submission), {"part": "title", "text": " "})
    assert said(answer) == {"text": sentence("comment_empty")}


@pytest.mark.parametrize("move", ["reply", "resolve"])
def test_answering_and_resolving_need_the_right(administrator, cast, row, move):
    with refused("not_allowed", action=move, by=cast.administrator, subject=row):
        answer = administrator.post(address(row, move), {"text": "Because."})
    assert said(answer) == {"__all__": sentence("not_allowed")}


@pytest.mark.parametrize("move", ["reply", "resolve"])
def test_asking_changes_nothing(editor, row, move):
    with unchanged():
        assert editor.get(address(row, move)).status_code == 200


def test_the_form_says_what_waits_for_an_answer(editor, page, row):
    answer = editor.get(f"/admin/articles/symptom/{page.pk}/change/")
    (line,) = [
        item for item in elements(answer, "p") if "wait" in item.words and "answer" in item.words
    ]
    assert line.words == "1 comment on this page waits for an answer."
    assert comments_page(page) in {item["href"] for item in elements(answer, "a")}


def test_the_form_says_nothing_when_all_is_settled(editor, cast, page, row):
    resolve(comment=row, by=cast.editor, now=timezone.now())
    assert b"for an answer" not in editor.get(f"/admin/articles/symptom/{page.pk}/change/").content


def test_the_page_of_comments(editor, cast, page, submission, row):
    section = page.sections.get()
    on_section = comment(
        revision=submission.revision,
        part=f"sections.{section.uuid}",
        text="Settled.",
        by=cast.editor,
        now=timezone.now(),
    )
    resolve(comment=on_section, by=cast.reviewer, now=timezone.now())
    answer = editor.get(comments_page(page))
    assert [item.words for item in elements(answer, "h2")][-3:] == [
        "Title",
        "Section 1, “Overview”",
        "Say something about the page as a whole",
    ]
    assert "Why <this>?" in [item.words for item in elements(answer, "p")]
    buttons = [item["value"] for item in elements(answer, "input") if item["type"] == "submit"]
    assert buttons == ["Answer", "Resolve", "Comment"]


def test_who_may_not_comment_reads_alone(administrator, page, row):
    answer = administrator.get(comments_page(page))
    assert [item for item in elements(answer, "form") if "comment" in item["action"]] == []
    assert b"Why &lt;this&gt;?" in answer.content


def test_who_may_not_see_pages_sees_no_comment(stranger, page, row):
    assert stranger.get(comments_page(page)).status_code == 403


def test_signed_words_take_no_new_comment(editor, cast, page, submission, row):
    sign_submission(submission, by=cast.reviewer, now=timezone.now())
    answer = editor.get(comments_page(page))
    buttons = [item["value"] for item in elements(answer, "input") if item["type"] == "submit"]
    assert buttons == ["Answer", "Resolve"]


def test_a_page_that_nobody_submitted(editor, page):
    assert b"Nobody has said anything" in editor.get(comments_page(page)).content


PART = engines["django"].from_string("{% load comments %}{% comments_on part %}")


def partial(submission, by, part):
    shown = commenting(submission, by=by, next="/back/")
    return PART.render(
        {"commenting": shown, "part": part}, logged_in(by).get("/admin/").wsgi_request
    )


def test_the_partial_of_a_part(cast, submission, row):
    html = partial(submission, cast.reviewer, "title")
    assert "1 open comment" in html
    assert "Why &lt;this&gt;?" in html
    assert f'action="{make_address(submission)}"' in html
    assert 'name="part" value="title"' in html
    assert 'name="next" value="/back/"' in html
    assert "csrfmiddlewaretoken" in html


def test_the_partial_of_a_part_without_comments(cast, submission):
    assert "New comment" in partial(submission, cast.reviewer, "summary")
    assert partial(submission, cast.administrator, "summary").strip() == ""


def test_what_was_sent_back_takes_comments(cast, submission):
    send_back(submission=submission, by=cast.reviewer, reasons="No.", now=timezone.now())
    submission.refresh_from_db()
    assert "New comment" in partial(submission, cast.editor, "title")


@pytest.mark.parametrize(
    ("part", "name"),
    [
        ("page", "The page as a whole"),
        ("title", "Title"),
        ("key_points", "Key points"),
        ("outline", "Order of the parts"),
        ("sections", "Sections"),
        ("sections.1", "Section 1, “Overview”"),
        ("citations.doi:10.1000/a.b", "Citation 1, “doi:10.1000/a.b”"),
    ],
)
def test_what_a_part_is_called(part, name):
    clinical = {
        "sections": [{"id": "1", "heading": "Overview"}],
        "citations": [{"key": "doi:10.1000/a.b"}],
    }
    assert part_name(part, clinical) == name
