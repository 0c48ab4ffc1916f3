"""A physician corrects words on the screen, and goes on to sign them."""

import json

import pytest
from django.utils import timezone

from articles.drafts import CitationDraft, FaqDraft, SectionDraft
from review.assigning import assign
from review.models import Correction, SignOff, Submission
from review.submitting import send_back
from tests.builders import (
    PASSWORD,
    bullets,
    cited,
    edit_page,
    make_page,
    make_reference,
    make_reviewer,
    submit_page,
    text,
)
from tests.desk.conftest import logged_in
from tests.desk.elements import elements
from tests.desk.refusals import refused, said, sentence, told, unchanged
from tests.desk.reviews import address
from tests.review.correcting import corrected


@pytest.fixture
def page(cast):
    work = make_reference()
    return make_page(
        by=cast.editor,
        title="Shame",
        key_points=bullets("A point."),
        sections=[SectionDraft(heading="Overview", body=cited("Some words.", work.key))],
        faqs=[FaqDraft(question="Why?", answer=text("Because."))],
        citations=[CitationDraft(key=work.key, note="It says so.")],
    )


@pytest.fixture
def submission(cast, page):
    return submit_page(page, by=cast.editor, now=timezone.now())


def posted(answer, **words):
    """What a browser posts of the form, with other words at some places."""
    form = answer.context["form"]
    shown = {field.html_name: field.value() for field in form}
    return shown | {
        place: json.dumps(said) if isinstance(said, dict) else said for place, said in words.items()
    }


def test_every_part_is_named_and_the_one_that_was_asked_for_is_open(reviewer, submission):
    with unchanged():
        answer = reviewer.get(address(submission, "correct"), {"part": "summary"})
    names = [part.title for part in answer.context["parts"]]
    (work,) = [name for name in names if name.startswith("Source")]
    assert names == [
        "Title",
        "Summary",
        "Key points",
        "Section “Overview”",
        "Question “Why?”",
        work,
        "Facts about the page",
    ]
    assert [part.title for part in answer.context["parts"] if part.is_open] == ["Summary"]
    assert [field.label for part in answer.context["parts"] for field in part.fields] == [
        "Title",
        "Summary",
        "Key points",
        "Heading",
        "Text",
        "Question",
        "Answer",
        "Why it is cited",
        "Caption of the picture at the top",
        "Funding",
        "Title for search engines",
        "Description for search engines",
    ]


def test_the_screen_leads_there_from_each_part(reviewer, submission):
    answer = reviewer.get(address(submission, "sign"))
    links = [element["href"] for element in elements(answer, "a") if "correct" in element["href"]]
    section = submission.revision.snapshot.clinical["sections"][0]["id"]
    start = address(submission, "correct")
    assert f"{start}?part=sections.{section}#desk-asked" in links
    assert f"{start}?part=title#desk-asked" in links
    assert start in links


def test_one_stands_at_the_part_that_was_asked_for(reviewer, submission):
    answer = reviewer.get(address(submission, "correct"), {"part": "summary"})
    (asked,) = [part for part in elements(answer, "details") if part["id"] == "desk-asked"]
    assert asked.words.startswith("Summary")
    (form,) = [each for each in elements(answer, "form") if each["id"] == "desk-move-form"]
    # Without the fragment: what is said of the form stands above the parts.
    assert form["action"] == f"{address(submission, 'correct')}?part=summary"


def test_correct_and_sign(cast, reviewer, page, submission):
    answer = reviewer.get(address(submission, "correct"))
    changes = {"summary": "Better.", "sections.0.body": text("Better words.")}
    answer = reviewer.post(address(submission, "correct"), posted(answer, **changes))
    made = Submission.objects.get(state="in_review")
    assert answer["Location"] == address(made, "sign")
    assert told(answer) == [("success", "Saved. Read what you corrected, and sign it.")]
    clinical = made.revision.snapshot.clinical
    assert clinical["summary"] == "Better."
    assert clinical["sections"][0]["body"] == text("Better words.")
    assert clinical["faqs"] == submission.revision.snapshot.clinical["faqs"]
    assert Correction.objects.get().by == cast.reviewer

    answer = reviewer.get(address(made, "sign"))
    words = [element.words for element in elements(answer, "p", "h2")]
    assert "What you corrected" in words
    assert (
        "These words hold corrections of yours. Your signature covers them once somebody else who "
        "edits pages has accepted exactly these words." in words
    )
    form = answer.context["form"]
    answer = reviewer.post(
        address(made, "sign"),
        {**{field.html_name: field.value() or "" for field in form}, "password": PASSWORD},
    )
    assert answer["Location"] == "/admin/"
    assert "Signed, with your corrections." in told(answer)[0][1]
    signed = SignOff.objects.get()
    assert signed.waits_for_acceptance
    assert (signed.signer, signed.fingerprint) == (cast.reviewer, made.revision.fingerprint)


def test_who_goes_back_after_saving_is_led_on(cast, reviewer, submission):
    made = corrected(submission, by=cast.reviewer, now=timezone.now())
    answer = reviewer.get(address(submission, "correct"))
    links = {element.words: element["href"] for element in elements(answer, "a")}
    number = made.revision.number
    assert links[f"Go on to revision {number}, which waits instead"] == address(made, "sign")


def test_another_physician_sees_who_corrected_what(cast, submission):
    made = corrected(submission, by=cast.reviewer, now=timezone.now())
    other = make_reviewer(cast.administrator, name="Rae Reviewer")
    answer = logged_in(other).get(address(made, "sign"))
    words = [element.words for element in elements(answer, "p", "h2")]
    assert f"What {cast.reviewer} corrected" in words
    assert not any("corrections of yours" in each for each in words)


def test_the_queue_shows_the_corrector_what_they_corrected(cast, reviewer, submission):
    corrected(submission, by=cast.reviewer, now=timezone.now())
    answer = reviewer.get("/admin/")
    (panel,) = [each for each in answer.context["panels"] if each.key == "waiting"]
    (row,) = panel.rows
    assert [said for said, _ in row.badges][:2] == ["Your corrections, to be signed", "New page"]


def test_another_who_was_named_instead_reads_no_corrections_of_their_own(cast, submission):
    made = corrected(submission, by=cast.reviewer, now=timezone.now())
    other = make_reviewer(cast.administrator, name="Rae Reviewer")
    assign(submission=made, by=cast.administrator, to=other, due=None, now=timezone.now())
    (panel,) = [
        each for each in logged_in(other).get("/admin/").context["panels"] if each.key == "waiting"
    ]
    (row,) = panel.rows
    assert [said for said, _ in row.badges][:2] == ["Assigned to you", "New page"]


def test_what_was_corrected_in_two_steps_is_shown_as_one(cast, reviewer, submission):
    first = corrected(submission, by=cast.reviewer, now=timezone.now(), summary="A cleft.")
    made = corrected(first, by=cast.reviewer, now=timezone.now(), title="Guilt")
    answer = reviewer.get(address(made, "sign"))
    assert [change.part.key for change in answer.context["shown"].corrected.changed] == [
        "title",
        "summary",
    ]
    assert answer.context["shown"].earlier.notes == []


class TestRefused:
    def test_words_that_cannot_be_saved_are_shown_again(self, cast, reviewer, submission):
        answer = reviewer.get(address(submission, "correct"))
        with unchanged():
            answer = reviewer.post(
                address(submission, "correct"), posted(answer, title="", summary="Better.")
            )
        assert list(said(answer)) == ["title"]
        assert answer.context["form"]["summary"].value() == "Better."
        opened = [part.title for part in answer.context["parts"] if part.is_open]
        assert opened == ["Title"]

    def test_nothing_corrected(self, cast, reviewer, submission):
        answer = reviewer.get(address(submission, "correct"))
        with refused("nothing_corrected", action="correct", by=cast.reviewer, subject=submission):
            answer = reviewer.post(address(submission, "correct"), posted(answer))
        assert said(answer) == {"__all__": sentence("nothing_corrected")}

    @pytest.mark.parametrize("meanwhile", ["edited_since", "not_in_review"])
    def test_words_are_shown_again_whatever_happened_meanwhile(
        self, cast, reviewer, page, submission, meanwhile
    ):
        form = reviewer.get(address(submission, "correct"))
        if meanwhile == "edited_since":
            edit_page(page, by=cast.editor, summary="Meanwhile.")
        else:
            send_back(submission=submission, by=cast.reviewer, reasons="No.", now=timezone.now())
        with refused(meanwhile, action="correct", by=cast.reviewer, subject=submission):
            answer = reviewer.post(
                address(submission, "correct"), posted(form, summary="My better words.")
            )
        assert said(answer) == {"__all__": sentence(meanwhile)}
        assert answer.context["form"]["summary"].value() == "My better words."
        shut = reviewer.get(address(submission, "correct"))
        assert not elements(shut, "textarea")
        assert sentence(meanwhile)[0][1] in [element.words for element in elements(shut, "p")]

    def test_who_may_not_review(self, cast, submission):
        editor = logged_in(cast.editor)
        answer = editor.get(address(submission, "correct"))
        assert not elements(answer, "textarea")
        with refused("not_allowed", action="correct", by=cast.editor, subject=submission):
            editor.post(address(submission, "correct"), {"summary": "Mine."})
