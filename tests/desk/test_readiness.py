"""The readiness report in the desk: where it stands, what it says, and where it leads."""

import pytest

from articles.drafts import CitationDraft, FaqDraft, SectionDraft
from references.models import Reference
from review.models import Dismissal, Submission
from tests.builders import (
    NOW,
    dismiss_words,
    edit_page,
    make_page,
    make_reference,
    sign_submission,
    submit_page,
    text,
)
from tests.desk.admin_pages import address, row
from tests.desk.elements import elements, links
from tests.desk.refusals import refused, said, sentence, told, unchanged
from tests.desk.reviews import address as submission_address

UNREADY = "The readiness report stops it:"
REASON = "It is the name of a film."


@pytest.fixture
def film(cast):
    """Nothing stops its submission, and a word stops its publication."""
    section = SectionDraft(heading="The film", body=text("Suicide Club is a film."))
    return make_page(by=cast.editor, title="Film", summary="", sections=[section])


@pytest.fixture
def waiting(cast, film):
    return submit_page(film, by=cast.editor)


def reported(answer):
    """Each finding that is shown, by the title of its group."""
    groups, title = {}, ""
    for item in elements(answer, "h3", "li"):
        if not any(around["class"] == "desk-readiness" for around in item.within):
            continue
        if item.tag == "h3":
            title = item.words
            groups[title] = []
        else:
            groups[title].append(item.words)
    return groups


def titles(answer):
    return list(reported(answer))


def dismiss_address(revision, code="crisis_words_unflagged"):
    return f"/admin/review/dismissal/of/{revision.pk}/{code}/"


def test_the_form_of_a_page_shows_it(editor, film):
    answer = editor.get(address(film))
    assert titles(answer) == [
        "Must be settled before it can be published (1)",
        "Warnings: look at these again (6)",
    ]
    (blocker,) = reported(answer)["Must be settled before it can be published (1)"]
    assert blocker.startswith("Section 1, \u201cThe film\u201d: The words \u201cSuicide\u201d ")
    assert "a physician who may sign the page can dismiss this" in blocker


def test_each_finding_leads_to_its_field(editor, cast):
    work = make_reference()
    section = SectionDraft(heading="Suicide", body=text("Suicide."))
    page = make_page(
        by=cast.editor,
        title="x" * 61,
        summary="",
        sections=[SectionDraft(heading="A", body=text("Words.")), section],
        faqs=[FaqDraft(question="Suicide?", answer=text("No."))],
        citations=[CitationDraft(key=work.key)],
    )
    answer = editor.get(address(page))
    shown = {element["id"] for element in elements(answer)}
    found = [
        element["href"]
        for element in elements(answer, "a")
        if any(around["class"] == "desk-readiness" for around in element.within)
    ]
    assert found == [
        "#id_sections-1-heading",
        "#sections-1",
        "#id_faqs-0-question",
        "#id_summary",
        *["#sections-group"] * 4,
        "#id_citations-0-key",
        "#id_title",
    ]
    assert {link[1:] for link in found} <= shown


def test_who_may_not_edit_gets_no_links(reviewer, film):
    answer = reviewer.get(address(film))
    assert len(titles(answer)) == 2
    assert not [link for link in links(answer).values() if link.startswith("#")]


def test_a_new_page_has_none(editor):
    assert reported(editor.get("/admin/articles/symptom/add/")) == {}


def test_nothing_to_mend_is_said_too(editor, cast):
    work = make_reference()
    Reference.objects.update(standing="current", standing_checked_at=NOW)
    aspects = ("Overview", "SelfCare", "SeeDoctor", "Treatments")
    page = make_page(
        by=cast.editor,
        sections=[SectionDraft(aspect=each, heading=each, body=text("It.")) for each in aspects],
        citations=[CitationDraft(key=work.key)],
    )
    answer = editor.get(address(page))
    assert reported(answer) == {}
    assert b"Nothing was found that should be mended." in answer.content


def test_submitting_shows_warnings_and_goes_on(editor, film):
    answer = editor.get(address(film, "submit"))
    assert "Warnings: look at these again (6)" in titles(answer)
    assert links(answer)["Summary"] == f"{address(film)}#id_summary"
    assert editor.post(address(film, "submit"), {"lock_version": "1"}).status_code == 302
    assert Submission.objects.get().state == "in_review"


def test_submitting_what_must_be_mended_first(editor, cast):
    page = make_page(by=cast.editor, summary="", sections=[])
    before = editor.get(address(page, "submit"))
    assert titles(before)[0] == "Must be mended before it can be submitted (1)"
    with refused("not_ready", action="submit", by=cast.editor, subject=row(page)):
        answer = editor.post(address(page, "submit"), {"lock_version": "1", "change_note": "Mine."})
    assert said(answer) == {"__all__": [("not_ready", f"{UNREADY} The page has no words.")]}
    assert reported(answer)["Must be mended before it can be submitted (1)"] == [
        "Sections: The page has no words. Write a section."
    ]
    assert elements(answer, "textarea")[0].words == "Mine."


def test_publishing_shows_it_and_refuses(publisher, cast, film, waiting):
    sign_submission(waiting, by=cast.reviewer)
    answer = publisher.get(address(film, "publish"))
    assert titles(answer)[0] == "Must be settled before it can be published (1)"
    with refused("not_ready", action="publish", by=cast.publisher, subject=waiting.revision):
        answer = publisher.post(address(film, "publish"), {"number": "1"})
    ((code, words),) = said(answer)["__all__"]
    assert (code, words.startswith(UNREADY)) == ("not_ready", True)


def test_publishing_says_that_nobody_signed(publisher, film, waiting):
    blockers = reported(publisher.get(address(film, "publish")))
    assert blockers["Must be settled before it can be published (2)"][1] == (
        "The page: No physician has signed these words. Submit the page for review."
    )


def test_the_physician_sees_it_and_may_dismiss(reviewer, waiting):
    answer = reviewer.get(submission_address(waiting, "sign"))
    assert titles(answer)[0] == "Must be settled before it can be published (1)"
    assert links(answer)["Dismiss with a reason"] == dismiss_address(waiting.revision)
    shown = reviewer.get(submission_address(waiting))
    assert links(shown)["Dismiss with a reason"] == dismiss_address(waiting.revision)


def test_others_see_no_way_to_dismiss(editor, publisher, administrator, film, waiting):
    for client in (editor, publisher, administrator):
        answer = client.get(submission_address(waiting))
        assert titles(answer)[0] == "Must be settled before it can be published (1)"
        assert "Dismiss with a reason" not in links(answer)


def test_dismissing(reviewer, publisher, cast, film, waiting):
    form = dismiss_address(waiting.revision)
    with unchanged():
        asked = reviewer.get(form)
    assert titles(asked) == ["Must be settled before it can be published (1)"]
    assert "Dismiss with a reason" not in links(asked)
    answer = reviewer.post(form, {"reason": REASON})
    assert (answer.status_code, answer["Location"]) == (302, submission_address(waiting, "sign"))
    assert told(answer) == [("success", "Dismissed for exactly these words.")]
    dismissal = Dismissal.objects.get()
    assert (dismissal.user, dismissal.reason) == (cast.reviewer, REASON)
    groups = reported(reviewer.get(submission_address(waiting, "sign")))
    (words,) = groups["Dismissed by a physician, for exactly these words (1)"]
    assert words.endswith(f": \u201c{REASON}\u201d")
    assert f"Dismissed by {cast.reviewer} on " in words
    sign_submission(waiting, by=cast.reviewer)
    assert publisher.post(address(film, "publish"), {"number": "1"}).status_code == 302


def test_dismissing_after_signing_leads_to_the_revision(reviewer, cast, waiting):
    sign_submission(waiting, by=cast.reviewer)
    answer = reviewer.post(dismiss_address(waiting.revision), {"reason": REASON})
    assert answer["Location"] == f"/admin/review/revision/{waiting.revision.pk}/change/"


@pytest.mark.parametrize(
    ("reason", "code"), [("", "reason_missing"), ("A film.", "reason_too_short")]
)
def test_dismissing_needs_a_reason(reviewer, cast, waiting, reason, code):
    with refused(code, action="dismiss", by=cast.reviewer, subject=waiting.revision):
        answer = reviewer.post(dismiss_address(waiting.revision), {"reason": reason})
    assert said(answer) == {"reason": sentence(code)}
    assert titles(answer) == ["Must be settled before it can be published (1)"]


def test_dismissing_twice(reviewer, cast, waiting):
    dismiss_words(waiting.revision, by=cast.reviewer)
    with refused("already_dismissed", action="dismiss", by=cast.reviewer, subject=waiting.revision):
        answer = reviewer.post(dismiss_address(waiting.revision), {"reason": REASON})
    assert said(answer) == {"__all__": sentence("already_dismissed")}


@pytest.mark.parametrize("role", ["editor", "publisher", "administrator"])
def test_dismissing_needs_the_right(request, cast, waiting, role):
    client = request.getfixturevalue(role)
    by = getattr(cast, role)
    with refused("not_allowed", action="dismiss", by=by, subject=waiting.revision):
        answer = client.post(dismiss_address(waiting.revision), {"reason": REASON})
    assert said(answer) == {"__all__": sentence("not_allowed")}


def test_dismissing_what_cannot_be(reviewer, cast, waiting):
    form = dismiss_address(waiting.revision, "summary_missing")
    with refused("not_dismissible", action="dismiss", by=cast.reviewer, subject=waiting.revision):
        answer = reviewer.post(form, {"reason": REASON})
    assert said(answer) == {"__all__": sentence("not_dismissible")}


def test_dismissing_of_a_revision_that_does_not_exist(reviewer):
    assert reviewer.get("/admin/review/dismissal/of/1000000/no_words/").status_code == 404


def test_a_stranger_sees_none(stranger, waiting):
    assert stranger.get(dismiss_address(waiting.revision)).status_code == 403


def test_a_dismissal_in_the_list(reviewer, cast, waiting):
    dismissal = dismiss_words(waiting.revision, by=cast.reviewer)
    shown = reviewer.get(f"/admin/review/dismissal/{dismissal.pk}/change/")
    assert b"Words on suicide or self-harm, no flag" in shown.content


def test_links_fall_away_when_the_form_has_other_words(editor, cast, film, waiting):
    edit_page(film, by=cast.editor, title="Another film")
    answer = editor.get(submission_address(waiting))
    assert not [link for link in links(answer).values() if "#" in link]
