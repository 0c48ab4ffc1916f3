import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.drafts import SectionDraft
from review.commenting import comment, reply, resolve
from review.threads import open_threads, threads
from tests.builders import NOW, edit_page, submit_page, text


@pytest.fixture
def section(page):
    return page.sections.get()


def say(submission, by, part="title", words="Why?"):
    return comment(revision=submission.revision, part=part, text=words, by=by, now=NOW)


def shown(found):
    """What is said on each part, with the answers, whether it is open, and whether it is there."""
    return {
        part: [
            (
                thread.comment.text,
                [answer.text for answer in thread.replies],
                thread.is_open,
                thread.is_gone,
            )
            for thread in said
        ]
        for part, said in found.items()
    }


def test_it_works(cast, page, submission, section):
    part = f"sections.{section.uuid}"
    first = say(submission, cast.reviewer, part)
    say(submission, cast.editor, "title", "Too long.")
    second = say(submission, cast.reviewer, part, "And a source?")
    reply(comment=second, text="PMID 1.", by=cast.editor, now=NOW)
    reply(comment=second, text="Thanks.", by=cast.reviewer, now=NOW)
    resolve(comment=first, by=cast.reviewer, now=NOW)
    expected = {
        part: [
            ("Why?", [], False, False),
            ("And a source?", ["PMID 1.", "Thanks."], True, False),
        ],
        "title": [("Too long.", [], True, False)],
    }
    assert shown(threads(submission)) == shown(threads(page)) == expected
    assert open_threads(page) == 2


def test_a_part_that_is_gone(cast, page, submission, section):
    part = f"sections.{section.uuid}"
    say(submission, cast.reviewer, part)
    edit_page(
        page,
        by=cast.editor,
        sections=[SectionDraft(heading="New", body=text("Words."))],
        outline=[],
    )
    assert shown(threads(page)) == {part: [("Why?", [], True, True)]}
    # What the physician reads still has it.
    assert shown(threads(submission)) == {part: [("Why?", [], True, False)]}
    assert shown(threads(submit_page(page, by=cast.editor))) == {part: [("Why?", [], True, True)]}


def test_nothing_was_said(page, submission):
    assert threads(page) == threads(submission) == {}
    assert open_threads(page) == 0


def test_it_asks_as_often_for_ten_as_for_one(cast, page, submission):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            for said in threads(page).values():
                for thread in said:
                    assert str(thread.comment.author)
                    assert thread.comment.revision.number
                    assert thread.resolution is None or str(thread.resolution.by)
                    assert all(str(answer.author) for answer in thread.replies)
        return len(asked.captured_queries)

    say(submission, cast.reviewer)
    few = queries()
    for number in range(10):
        said = say(submission, cast.reviewer, "summary", f"{number}?")
        reply(comment=said, text="Yes.", by=cast.editor, now=NOW)
        resolve(comment=said, by=cast.editor, now=NOW)
    assert queries() == few
