from datetime import timedelta

import pytest

from articles.drafts import CitationDraft, SectionDraft
from review.commenting import comment, reply, resolve
from review.models import AuditEntry, Comment, CommentResolution
from review.records import row_hash
from review.submitting import send_back, take_back
from tests.builders import (
    NOW,
    edit_page,
    make_page,
    make_reference,
    make_user,
    sign_submission,
    submit_page,
    text,
)
from tests.review.refusals import all_rows, refused, tables_changed

LATER = NOW + timedelta(hours=1)
SAID = "Name a dose."


def say(submission, by, **changes):
    fields = {"part": "title", "text": SAID, "now": LATER}
    return comment(revision=submission.revision, by=by, **{**fields, **changes})


@pytest.fixture
def said(cast, submission):
    return say(submission, cast.reviewer, now=NOW)


def test_it_works(cast, page, submission):
    before = all_rows()
    made = say(submission, cast.reviewer, text=" Name a dose.\r\nAnd <when>. ")
    assert tables_changed(before) == {"review_comment"}
    row = Comment.objects.values().get()
    assert row == {
        "id": made.pk,
        "uuid": made.uuid,
        "page_id": page.pk,
        "revision_id": submission.revision_id,
        "part": "title",
        "parent_id": None,
        "text": "Name a dose.\nAnd <when>.",
        "author_id": cast.reviewer.pk,
        "at": LATER,
    }
    entry = AuditEntry.objects.first()
    assert (entry.action, entry.actor, entry.subject, entry.row_hash, entry.fingerprint) == (
        "comment",
        cast.reviewer.uuid,
        made.uuid,
        row_hash(made),
        submission.revision.fingerprint,
    )


@pytest.mark.parametrize("role", ["editor", "reviewer", "publisher"])
def test_who_may(cast, submission, role):
    by = getattr(cast, role)
    first = say(submission, by)
    assert reply(comment=first, text="Yes.", by=by, now=LATER).author == by
    assert resolve(comment=first, by=by, now=LATER).by == by


def test_on_every_kind_of_part(cast):
    work = make_reference(pmid="", doi="10.1000/a.b")
    page = make_page(
        by=cast.editor,
        sections=[SectionDraft(heading="Overview", body=text("Some words."))],
        citations=[CitationDraft(key=work.key)],
    )
    section = page.sections.get()
    submission = submit_page(page, by=cast.editor)
    for part in ("page", "summary", f"sections.{section.uuid}", "citations.doi:10.1000/a.b"):
        assert say(submission, cast.reviewer, part=part).part == part


def test_what_was_sent_back_or_taken_back_is_talked_about(cast, page, submission):
    send_back(submission=submission, by=cast.reviewer, reasons="No.", now=NOW)
    assert say(submission, cast.editor)
    again = submit_page(page, by=cast.editor)
    take_back(submission=again, by=cast.editor, now=NOW)
    assert say(again, cast.editor)


class TestRefused:
    def refuse(self, code, submission, by, *, field="", **changes):
        with refused(code, action="comment", by=by, subject=submission.revision, field=field):
            say(submission, by, **changes)

    @pytest.mark.parametrize("role", ["administrator"])
    def test_without_the_right(self, cast, submission, role):
        self.refuse("not_allowed", submission, getattr(cast, role))

    def test_by_nobody_in_particular(self, submission):
        self.refuse("not_allowed", submission, make_user())

    @pytest.mark.parametrize("words", ["", " \n\t"])
    def test_empty(self, cast, submission, words):
        self.refuse("comment_empty", submission, cast.editor, field="text", text=words)

    def test_too_long(self, cast, submission):
        self.refuse("comment_too_long", submission, cast.editor, field="text", text="x" * 4001)
        assert say(submission, cast.editor, text="x" * 4000)

    def test_twice(self, cast, submission, said):
        self.refuse("comment_repeated", submission, cast.reviewer, field="text")
        assert say(submission, cast.editor)

    @pytest.mark.parametrize(
        "part", ["", "body", "sections.1", "title.1", "sections.", "citations.pmid:1"]
    )
    def test_on_a_part_that_is_not_there(self, cast, submission, part):
        self.refuse("part_gone", submission, cast.editor, part=part)

    def test_on_a_part_that_a_later_submission_has(self, cast, page, submission):
        edit_page(
            page,
            by=cast.editor,
            sections=[SectionDraft(heading="New", body=text("Words."))],
            outline=[],
        )
        part = f"sections.{page.sections.get().uuid}"
        self.refuse("part_gone", submission, cast.editor, part=part)

    def test_on_words_that_were_signed(self, cast, submission):
        sign_submission(submission, by=cast.reviewer)
        self.refuse("comments_closed", submission, cast.reviewer)

    def test_on_words_that_were_replaced(self, cast, page, submission):
        submit_page(page, by=cast.editor)
        self.refuse("comments_closed", submission, cast.reviewer)


class TestReplying:
    def test_it_works(self, cast, submission, said):
        first = reply(comment=said, text=" 10 mg. ", by=cast.editor, now=LATER)
        assert (first.parent, first.part, first.revision, first.text, first.author) == (
            said,
            "title",
            submission.revision,
            "10 mg.",
            cast.editor,
        )
        assert AuditEntry.objects.first().action == "reply"
        # An answer to an answer joins the same thread.
        assert reply(comment=first, text="Thanks.", by=cast.reviewer, now=LATER).parent == said

    def test_also_when_the_words_were_signed_since(self, cast, submission, said):
        sign_submission(submission, by=cast.reviewer)
        assert reply(comment=said, text="10 mg.", by=cast.editor, now=LATER).parent == said

    def refuse(self, code, said, by, *, field="", text="10 mg."):
        with refused(code, action="reply", by=by, subject=said, field=field):
            reply(comment=said, text=text, by=by, now=LATER)

    def test_without_the_right(self, cast, said):
        self.refuse("not_allowed", said, cast.administrator)

    def test_empty(self, cast, said):
        self.refuse("comment_empty", said, cast.editor, field="text", text=" ")

    def test_too_long(self, cast, said):
        self.refuse("comment_too_long", said, cast.editor, field="text", text="x" * 4001)

    def test_twice(self, cast, said):
        reply(comment=said, text="10 mg.", by=cast.editor, now=LATER)
        self.refuse("comment_repeated", said, cast.editor, field="text")

    def test_what_was_resolved(self, cast, said):
        resolve(comment=said, by=cast.editor, now=NOW)
        self.refuse("comment_resolved", said, cast.editor)


class TestResolving:
    def test_it_works(self, cast, submission, said):
        before = all_rows()
        resolution = resolve(comment=said, by=cast.editor, now=LATER)
        assert tables_changed(before) == {"review_commentresolution"}
        assert CommentResolution.objects.values().get() == {
            "id": resolution.pk,
            "uuid": resolution.uuid,
            "comment_id": said.pk,
            "by_id": cast.editor.pk,
            "at": LATER,
        }
        entry = AuditEntry.objects.first()
        assert (entry.action, entry.subject) == ("resolve", resolution.uuid)

    def test_by_an_answer(self, cast, said):
        answer = reply(comment=said, text="10 mg.", by=cast.editor, now=LATER)
        assert resolve(comment=answer, by=cast.editor, now=LATER).comment == said

    def refuse(self, code, said, by):
        with refused(code, action="resolve", by=by, subject=said):
            resolve(comment=said, by=by, now=LATER)

    def test_without_the_right(self, cast, said):
        self.refuse("not_allowed", said, cast.administrator)

    def test_twice(self, cast, said):
        resolve(comment=said, by=cast.editor, now=NOW)
        self.refuse("comment_resolved", said, cast.editor)
