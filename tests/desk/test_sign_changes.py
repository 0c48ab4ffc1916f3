"""Reading what changed since the last signature, and signing that or the whole page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.drafts import FaqDraft, SectionDraft
from delivery.recalling import Why, recall
from review.commenting import comment
from review.models import SignOff
from review.signoff import revoke
from review.submitting import send_back
from tests.builders import (
    PASSWORD,
    edit_page,
    make_page,
    make_reviewer,
    publish_page,
    sign_page,
    sign_submission,
    submit_page,
    text,
)
from tests.desk.conftest import logged_in
from tests.desk.elements import article, elements
from tests.desk.refusals import refused, said, sentence, unchanged
from tests.desk.reviews import WHOLE, address

CHANGES = (
    "I have read the changes to this page since its last review as shown to me, and I approve "
    "these exact words for publication as clinically sound."
)


@pytest.fixture
def whole(cast, page):
    """The reading of the whole page on which changes rest."""
    return sign_page(page, cast, now=timezone.now())


@pytest.fixture
def changed(cast, page, whole):
    """A submission of other words."""
    edit_page(page, by=cast.editor, summary="Shame in few words.")
    return submit_page(page, by=cast.editor, now=timezone.now())


def signature(submission, **fields):
    return {"fingerprint": submission.revision.fingerprint, "password": PASSWORD, **fields}


def marked(answer):
    """The words that came and went, in the order of the screen."""
    return [
        (element.tag, element.words)
        for element in elements(answer, "ins", "del")
        if any(around["class"].startswith("desk-part") for around in element.within)
    ]


def words(answer):
    return [element.words for element in elements(answer, "p", "summary", "h2")]


def test_the_changes_are_shown_and_the_rest_is_folded_and_named(reviewer, whole, changed):
    with unchanged():
        answer = reviewer.get(address(changed, "sign"))
    assert marked(answer) == [("del", "A summary"), ("ins", "Shame in few words")]
    said = words(answer)
    signed_at = whole.signed_at
    assert (
        f"Since you signed revision 1 on {signed_at:%B} {signed_at.day}, {signed_at.year}." in said
    )
    assert "1 of 4 parts, 4 words. Underlined words are new, struck ones are gone." in said
    assert "Unchanged: Title" in said
    assert "Unchanged: Section “Overview”, Facts about the page" in said
    assert f"What you state by signing: {CHANGES}" in said
    assert not elements(answer, "article")


def test_sign_the_changes(reviewer, whole, changed):
    reviewer.post(address(changed, "sign"), signature(changed, compared_with=str(whole.uuid)))
    sign_off = SignOff.objects.exclude(pk=whole.pk).get()
    assert (sign_off.scope, sign_off.base, sign_off.statement, sign_off.review_due) == (
        "changes",
        whole,
        CHANGES,
        whole.review_due,
    )


def test_read_and_sign_the_whole_page_instead(reviewer, whole, changed):
    address_of_whole = f"{address(changed, 'sign')}?read=whole"
    answer = reviewer.get(address_of_whole)
    assert marked(answer) == [("del", "A summary"), ("ins", "Shame in few words")]
    assert article(answer) == "Shame Shame in few words. Overview Shame hides."
    assert not [line for line in words(answer) if line.startswith("Unchanged")]
    assert f"What you state by signing: {WHOLE}" in words(answer)
    reviewer.post(address_of_whole, signature(changed, compared_with=str(whole.uuid)))
    sign_off = SignOff.objects.exclude(pk=whole.pk).get()
    assert (sign_off.scope, sign_off.base) == ("whole_page", None)


def test_the_same_words_again_are_read_whole(reviewer, cast, page, whole):
    again = submit_page(page, by=cast.editor, now=timezone.now())
    answer = reviewer.get(address(again, "sign"))
    assert "Nothing changed" in words(answer)
    assert elements(answer, "article")
    reviewer.post(address(again, "sign"), signature(again, compared_with=str(whole.uuid)))
    assert SignOff.objects.exclude(pk=whole.pk).get().scope == "whole_page"


def test_who_never_signed_it_reads_what_changed_since_a_colleague_did(cast, whole, changed):
    client = logged_in(make_reviewer(cast.administrator, name="Nora Newcomer"))
    answer = client.get(address(changed, "sign"))
    assert any(
        line.startswith("Since Ray Reviewer, MD signed revision 1 on")
        and line.endswith("You have not signed this page before.")
        for line in words(answer)
    )
    assert marked(answer) == [("del", "A summary"), ("ins", "Shame in few words")]


def test_compared_with_ones_own_last_signature(reviewer, cast, page, whole, changed):
    mine = sign_submission(changed, by=cast.reviewer, now=timezone.now(), scope="changes")
    edit_page(page, by=cast.editor, title="Shame again")
    latest = submit_page(page, by=cast.editor, now=timezone.now())
    answer = reviewer.get(address(latest, "sign"))
    assert marked(answer) == [("ins", "again")]
    reviewer.post(address(latest, "sign"), signature(latest, compared_with=str(mine.uuid)))
    sign_off = SignOff.objects.get(revision=latest.revision)
    assert (sign_off.scope, sign_off.base) == ("changes", whole)


def test_without_a_whole_reading_everything_is_read(reviewer, cast, page, whole, changed):
    revoke(sign_off=whole, by=cast.reviewer, reason="Wrong.", now=timezone.now())
    answer = reviewer.get(address(changed, "sign"))
    assert elements(answer, "article")
    assert marked(answer) == []
    assert f"What you state by signing: {WHOLE}" in words(answer)


def test_what_was_compared_with_was_revoked_meanwhile(reviewer, cast, page, whole, changed):
    mine = sign_submission(changed, by=cast.reviewer, now=timezone.now(), scope="changes")
    edit_page(page, by=cast.editor, title="Shame again")
    latest = submit_page(page, by=cast.editor, now=timezone.now())
    reviewer.get(address(latest, "sign"))
    revoke(sign_off=mine, by=cast.reviewer, reason="Wrong.", now=timezone.now())
    with refused("comparison_changed", action="sign", by=cast.reviewer, subject=latest):
        answer = reviewer.post(
            address(latest, "sign"), signature(latest, compared_with=str(mine.uuid))
        )
    assert said(answer) == {"__all__": sentence("comparison_changed")}
    # What is shown now is the whole change since the reading that still stands.
    assert marked(answer) == [
        ("ins", "again"),
        ("del", "A summary"),
        ("ins", "Shame in few words"),
    ]


def test_a_whole_reading_needs_no_comparison(reviewer, cast, whole, changed):
    reviewer.post(f"{address(changed, 'sign')}?read=whole", signature(changed))
    assert SignOff.objects.exclude(pk=whole.pk).get().scope == "whole_page"


def test_the_line_and_the_next_date_are_shown(reviewer, whole, changed):
    due = whole.review_due
    said = words(reviewer.get(address(changed, "sign")))
    assert f"The next review stays due on {due:%B} {due.day}, {due.year}." in said
    assert (
        "Readers will see: Reviewed by Ray Reviewer, MD; physician licensed in FL and NJ "
        "In short: Reviewed by a physician · FL & NJ"
    ) in said


def test_send_back_from_the_same_screen(reviewer, changed):
    answer = reviewer.get(address(changed, "sign"))
    (form,) = [form for form in elements(answer, "form") if form["action"].endswith("/send-back/")]
    reviewer.post(form["action"], {"reasons": "Say more."})
    changed.refresh_from_db()
    assert (changed.state, changed.reasons) == ("changes_requested", "Say more.")


def test_the_queries_do_not_grow_with_the_page(reviewer, cast):
    def queries(**fields):
        page = make_page(by=cast.editor, **fields)
        sign_page(page, cast, now=timezone.now())
        edit_page(page, by=cast.editor, summary="Other words.")
        submission = submit_page(page, by=cast.editor, now=timezone.now())
        with CaptureQueriesContext(connection) as asked:
            reviewer.get(address(submission, "sign"))
        return len(asked)

    sections = [SectionDraft(heading=f"Part {n}", body=text("Words.")) for n in range(12)]
    faqs = [FaqDraft(question=f"Why {n}?", answer=text("Because.")) for n in range(12)]
    assert queries(sections=sections, faqs=faqs) == queries() <= 35


def test_comments_stand_at_their_parts(reviewer, cast, page, whole, changed):
    now = timezone.now()
    revision = changed.revision
    section = revision.snapshot.clinical["sections"][0]["id"]
    comment(revision=revision, part="summary", text="Say more.", by=cast.reviewer, now=now)
    comment(revision=revision, part=f"sections.{section}", text="Good.", by=cast.reviewer, now=now)
    for query in ("", "?read=whole"):
        answer = reviewer.get(f"{address(changed, 'sign')}{query}")
        said = [
            element.words
            for element in elements(answer, "details")
            if element["class"] == "desk-comments" and "open" in element.attributes
        ]
        assert [("Say more." in words, "Good." in words) for words in said] == [
            (True, False),
            (False, True),
        ]


def test_a_comment_on_a_part_that_is_gone_is_shown_apart(reviewer, cast, page, whole, changed):
    now = timezone.now()
    section = changed.revision.snapshot.clinical["sections"][0]["id"]
    said = {"by": cast.reviewer, "now": now, "text": "Too long."}
    comment(revision=changed.revision, part=f"sections.{section}", **said)
    edit_page(page, by=cast.editor, sections=[], outline=[])
    later = submit_page(page, by=cast.editor, now=now)
    answer = reviewer.get(address(later, "sign"))
    (apart,) = [
        element
        for element in elements(answer, "section")
        if element["class"] == "desk-page-comments"
    ]
    assert "Too long." in apart.words


def test_who_cannot_sign_is_told_before_reading(cast, submission):
    physician = logged_in(make_reviewer(cast.administrator))
    assert "You cannot sign this now." not in " ".join(
        words(physician.get(address(submission, "sign")))
    )
    cast.reviewer.person.credentials.filter(kind="licence").update(status="ended")
    answer = logged_in(cast.reviewer).get(address(submission, "sign"))
    assert f"You cannot sign this now. {sentence('no_active_licence')[0][1]}" in words(answer)
    names = {element["name"] for element in elements(answer, "input", "textarea")}
    assert ("password" in names, "reasons" in names) == (False, True)


def test_what_was_sent_back_comes_with_its_reasons(reviewer, cast, page, whole, changed):
    send_back(submission=changed, by=cast.reviewer, reasons="Name the dose.", now=timezone.now())
    again = submit_page(page, by=cast.editor, now=timezone.now())
    said = " ".join(words(reviewer.get(address(again, "sign"))))
    assert "by Ray Reviewer: Name the dose." in said


def test_open_comments_are_counted_beside_the_signature(reviewer, cast, changed):
    assert "still open" not in " ".join(words(reviewer.get(address(changed, "sign"))))
    said = {"part": "summary", "text": "Say more.", "by": cast.reviewer, "now": timezone.now()}
    comment(revision=changed.revision, **said)
    assert "1 comment on this page is still open." in words(reviewer.get(address(changed, "sign")))


def test_a_recalled_page_says_so_before_it_is_signed_again(reviewer, cast, page):
    now = timezone.now()
    publish_page(page, cast, now=now)
    why = Why(severity="dangerous", notice="A dose was wrong.", reason="Ten times the dose.")
    recall(page=page, by=cast.publisher, why=why, now=now)
    again = submit_page(page, by=cast.editor, now=now)
    answer = reviewer.get(address(again, "sign"))
    said = " ".join(words(answer))
    assert "Recalled: dangerous This page was recalled on" in said
    assert "These are the very words that were recalled." in said
    assert "Reason: Ten times the dose." in said
    assert "Readers were told: A dose was wrong." in said
    listed = " ".join(element.words for element in elements(reviewer.get("/admin/"), "li"))
    assert "Shame Recalled: dangerous Read anew" in listed
    sign_submission(again, by=cast.reviewer, now=timezone.now())
    edit_page(page, by=cast.editor, summary="Other words.")
    later = submit_page(page, by=cast.editor, now=timezone.now())
    assert "recalled" not in " ".join(words(reviewer.get(address(later, "sign"))))


def test_what_was_decided_offers_nothing_to_sign(reviewer, cast, changed):
    sign_submission(changed, by=cast.reviewer, now=timezone.now())
    answer = reviewer.get(address(changed, "sign"))
    assert (
        "This submission no longer waits for review (signed): there is nothing to sign here."
        in (words(answer))
    )
    assert not [field for field in elements(answer, "input") if field["type"] == "password"]
