"""A source that falls after a page was signed, and what may be done with the page then."""

from dataclasses import replace
from datetime import timedelta

import pytest

from articles.drafts import CitationDraft
from review.fallen import falls
from review.models import SignOff
from review.refusals import Refused
from review.signoff import revoke
from tests.builders import (
    NOW,
    draft_of,
    edit_page,
    make_page,
    make_reference,
    sign_page,
    sign_submission,
    submit_page,
)
from tests.references.events import fall

DAY = timedelta(days=1)
AT, LATER = NOW + DAY, NOW + 2 * DAY
WORSE = ["retracted", "withdrawn", "concern", "superseded", "is_notice"]


@pytest.fixture
def work(db):
    return make_reference(pmid="11111", title="On shame")


@pytest.fixture
def page(cast, work):
    page = make_page(by=cast.editor, title="Shame", citations=[CitationDraft(key=work.key)])
    sign_page(page, cast)
    return page


def acknowledge(page, cast, standing, reason="The history of the idea."):
    (citation,) = draft_of(page).citations
    said = {"standing": standing, "reason": reason}
    edit_page(page, by=cast.editor, citations=[replace(citation, acknowledged=said)])


def fell():
    return [
        (fall.sign_off.page.title, fall.work.title, fall.key, fall.event.after)
        for fall in falls(SignOff.objects.all())
    ]


def codes(refusing):
    with pytest.raises(Refused) as caught:
        refusing()
    assert caught.value.code == "not_ready"
    return [finding.code.value for finding in caught.value.findings]


@pytest.mark.parametrize("standing", WORSE)
def test_it_works(page, work, standing):
    fall(work, standing, at=AT)
    assert fell() == [("Shame", "On shame", "pmid:11111", standing)]


@pytest.mark.parametrize("standing", ["current", "corrected", "preprint"])
def test_what_is_no_fall(page, work, standing):
    fall(work, standing, at=AT)
    assert fell() == []


def test_what_the_signer_knew(cast, work):
    fall(work, "concern", at=NOW)
    page = make_page(by=cast.editor, citations=[CitationDraft(key=work.key)])
    sign_page(page, cast, now=AT)
    assert fell() == []
    fall(work, "retracted", at=LATER)
    assert len(fell()) == 1


def test_a_work_that_stands_again(page, work):
    fall(work, "concern", at=AT)
    fall(work, "current", at=LATER)
    assert fell() == []


def test_a_revoked_sign_off_is_none(page, cast, work):
    fall(work, at=AT)
    revoke(sign_off=SignOff.objects.get(), by=cast.reviewer, reason="A wrong dose.", now=LATER)
    assert fell() == []


def test_another_work(page):
    fall(make_reference(), at=AT)
    assert fell() == []


@pytest.mark.parametrize(
    ("standing", "code"),
    [
        ("retracted", "source_fell"),
        ("withdrawn", "source_fell"),
        ("concern", "source_fell_since"),
        ("superseded", "source_fell_since"),
        ("is_notice", "source_fell_since"),
    ],
)
def test_the_page_is_not_submitted_again(page, cast, work, standing, code):
    fall(work, standing, at=AT)
    assert codes(lambda: submit_page(page, by=cast.editor, now=LATER)) == [code]


def test_a_doubt_that_was_there_before_is_a_warning(cast, work):
    fall(work, "concern", at=NOW)
    page = make_page(by=cast.editor, citations=[CitationDraft(key=work.key)])
    sign_page(page, cast, now=AT)
    submit_page(page, by=cast.editor, now=LATER)


def test_it_is_submitted_without_the_citation(page, cast, work):
    fall(work, at=AT)
    edit_page(page, by=cast.editor, citations=[], outline=[])
    sign_page(page, cast, now=LATER)


@pytest.mark.parametrize("standing", WORSE)
def test_it_is_submitted_with_a_reason(page, cast, work, standing):
    fall(work, standing, at=AT)
    acknowledge(page, cast, standing)
    sign_page(page, cast, now=LATER)
    assert [row for row in fell() if row[3] == standing] == [
        # The words that were signed first; nobody sees them any more.
        ("Shame", "On shame", "pmid:11111", standing)
    ]


def test_an_acknowledgement_of_something_else_is_none(page, cast, work):
    fall(work, "concern", at=AT)
    acknowledge(page, cast, "concern")
    fall(work, "retracted", at=LATER)
    assert codes(lambda: submit_page(page, by=cast.editor, now=LATER)) == ["source_fell"]


def test_a_signed_acknowledgement_is_void_once_the_standing_has_changed(page, cast, work):
    fall(work, "concern", at=AT)
    acknowledge(page, cast, "concern")
    sign_page(page, cast, now=AT)
    fall(work, "current", at=AT + DAY)
    fall(work, "concern", at=AT + 2 * DAY)
    later = AT + 3 * DAY
    assert codes(lambda: submit_page(page, by=cast.editor, now=later)) == ["source_fell_since"]
    acknowledge(page, cast, "concern", reason="It was looked at again.")
    sign_page(page, cast, now=later)


@pytest.mark.parametrize("standing", ["retracted", "concern"])
def test_words_that_wait_are_not_signed(page, cast, work, standing):
    edit_page(page, by=cast.editor, summary="Other words.")
    submission = submit_page(page, by=cast.editor, now=NOW)
    fall(work, standing, at=AT)
    (code,) = codes(lambda: sign_submission(submission, by=cast.reviewer, now=LATER))
    assert code == ("source_fell" if standing == "retracted" else "source_fell_since")
    assert SignOff.objects.count() == 1


def test_nor_words_of_a_page_that_was_never_signed(cast, work):
    page = make_page(by=cast.editor, citations=[CitationDraft(key=work.key)])
    submission = submit_page(page, by=cast.editor)
    fall(work, at=AT)
    assert codes(lambda: sign_submission(submission, by=cast.reviewer, now=LATER)) == [
        "source_fell"
    ]


def test_the_report_says_since_when(page, cast, work):
    fall(work, "concern", at=AT)
    with pytest.raises(Refused) as caught:
        submit_page(page, by=cast.editor, now=LATER)
    (finding,) = caught.value.findings
    assert (finding.place, finding.text, finding.do) == (
        "citations.pmid:11111.key",
        "“On shame”: Its journal has voiced concern about it. That is known since "
        f"{AT:%B} {AT.day}, {AT.year}, after the page was signed.",
        "Take the citation and what rests on it out, or acknowledge it there with a reason.",
    )
