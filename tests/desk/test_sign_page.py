"""What the physician reads before signing."""

from datetime import UTC, datetime

from django.utils import timezone

from articles.drafts import (
    AlternateNameDraft,
    AssociationDraft,
    CitationDraft,
    CodeDraft,
    SectionDraft,
)
from articles.models import Kind
from review.models import Submission
from tests.builders import (
    edit_page,
    make_page,
    make_reference,
    make_topic,
    make_user,
    publish_page,
    submit_page,
    text,
)
from tests.desk.elements import article, elements, links
from tests.desk.refusals import unchanged
from tests.desk.reviews import WHOLE, address


def facts(answer):
    names = [element.words for element in elements(answer, "dt")]
    return dict(zip(names, [element.words for element in elements(answer, "dd")], strict=True))


def paragraphs(answer):
    return [paragraph.words for paragraph in elements(answer, "p")]


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
        "Help Aspect: When to seek help Urgency: Emergency "
        "Call or text 988 (tel:988) Guilt is a feeling.1 "
        "Questions and answers Why? Because. "
        "References On guilt. Journal of Guilt, 2018. PMID 30075356. It is the source. "
        "Standing: unknown Abstract on PubMed of “On guilt”, in a new tab"
    )
    assert facts(answer) == {
        "Content flags": "Suicide",
        "Risk class": "Highest risk: every 6 months",
        "Purpose": "Information",
    }
    assert [code.words for code in elements(answer, "code")] == [full_page.fingerprint]
    (shown_to_sign,) = [
        item["value"] for item in elements(answer, "input") if item["name"] == "fingerprint"
    ]
    assert shown_to_sign == submission.revision.fingerprint == full_page.fingerprint
    assert f"What you state by signing: {WHOLE}" in paragraphs(answer)
    labels = [label.words for label in elements(answer, "label")]
    assert [words for words in labels if words != "New comment"] == ["Password:", "Reasons:"]
    assert links(answer) == {
        "Cancel": address(submission),
        "Correct the title": f"{address(submission, 'correct')}?part=title#desk-asked",
        "Correct the summary": f"{address(submission, 'correct')}?part=summary#desk-asked",
        "Correct these words": f"{address(submission, 'correct')}"
        "?part=citations.pmid%3A30075356#desk-asked",
        "Correct the words yourself": address(submission, "correct"),
        "Abstract on PubMed of “On guilt”, in a new tab": "https://pubmed.ncbi.nlm.nih.gov/30075356/",
        "Call or text 988": "tel:988",
        "1": "#reference-1",
    }


def test_a_page_without_flags(reviewer, submission):
    answer = reviewer.get(address(submission, "sign"))
    assert facts(answer) == {
        "Content flags": "—",
        "Risk class": "Raised risk: every 12 months",
        "Purpose": "Information",
    }


def test_all_that_is_signed_and_not_seen_on_the_page_is_named(reviewer, cast):
    subject = make_topic(Kind.SYMPTOM)
    original = make_page(kind=Kind.ARTICLE, by=cast.editor, title="On shame")
    page = make_page(
        by=cast.editor,
        topic=original.topic,
        locale="es",
        summary="Palabras.",
        article_type="guide",
        purpose="promotional",
        funding="Paid for by the clinic.",
        alternate_names=[AlternateNameDraft(name="Ashamedness")],
        codes=[CodeDraft(system="mesh", code="D012749", display="Shame", match="broader")],
        about=[subject],
        seo_title="Shame, explained",
        seo_description="What it is.",
        translated_from=original,
        translated_fingerprint=original.fingerprint,
    )
    submission = submit_page(page, by=cast.editor)
    assert facts(reviewer.get(address(submission, "sign"))) == {
        "Content flags": "—",
        "Risk class": "Raised risk: every 12 months",
        "Purpose": "Promotion of what the site offers",
        "Type": "Guide",
        "Also called": "Ashamedness",
        "Codes": "MeSH D012749 (Shame), the code is broader",
        "About": subject.working_name,
        "Funding": "Paid for by the clinic.",
        "Title for search engines": "Shame, explained",
        "Description for search engines": "What it is.",
        "Translation of": "On shame (en)",
    }


def test_a_source_that_fell_is_named_with_the_reason(reviewer, cast):
    make_reference(pmid="111", standing="retracted")
    said = {"standing": "retracted", "reason": "Its fall is the subject."}
    page = make_page(by=cast.editor, citations=[CitationDraft(key="pmid:111", acknowledged=said)])
    answer = reviewer.get(address(submit_page(page, by=cast.editor), "sign"))
    assert facts(answer)["Cited although it fell"] == (
        "pmid:111 (retracted): Its fall is the subject."
    )


def test_the_words_for_the_conditions_page_are_shown(reviewer, cast):
    linked = text("Read this.")
    linked["content"][0]["content"][0]["marks"] = [
        {"type": "link", "attrs": {"href": "https://example.org/"}}
    ]
    association = AssociationDraft(
        condition=make_topic(Kind.CONDITION),
        name="PTSD",
        explanation=linked,
        explanation_on_condition=text("Shame is common here."),
    )
    page = make_page(by=cast.editor, associations=[association])
    answer = reviewer.get(address(submit_page(page, by=cast.editor), "sign"))
    words = " ".join(answer.content.decode().split())
    assert 'Read this.</a> <span class="desk-address">(https://example.org/)</span>' in words
    (section,) = [
        item
        for item in elements(answer, "section")
        if item["aria-labelledby"] == "desk-on-conditions"
    ]
    assert section.words == (
        "What readers of the conditions' pages see instead PTSD Shame is common here."
    )


def test_the_note_of_the_editors_is_shown(reviewer, editor, page):
    editor.post(
        f"/admin/articles/symptom/{page.pk}/submit/",
        {"lock_version": "1", "change_note": "The <dose>."},
    )
    answer = reviewer.get(address(Submission.objects.get(), "sign"))
    assert "What the editors changed: The <dose>." in paragraphs(answer)


def test_what_waits_is_shown_not_the_working_copy(reviewer, cast, page, submission):
    edit_page(
        page,
        by=make_user("Editor", name="Eve Editor"),
        at=datetime(2026, 11, 2, 8, 30, tzinfo=UTC),
        summary="Words of tomorrow.",
    )
    answer = reviewer.get(address(submission, "sign"))
    assert article(answer) == "Shame A summary. Overview Shame hides."
    assert [code.words for code in elements(answer, "code")] == [submission.revision.fingerprint]
    assert (
        "The working copy was changed after this was submitted, last on November 2, 2026, 08:30 by "
        "Eve Editor. Those words are not what is shown here, and your signature does not cover them."
    ) in paragraphs(answer)


def test_nothing_is_said_of_a_working_copy_with_the_same_words(reviewer, cast, page, submission):
    edit_page(page, by=cast.editor, slug="another-address")
    answer = reviewer.get(address(submission, "sign"))
    assert [words for words in paragraphs(answer) if "working copy" in words] == []


def test_every_address_is_shown(reviewer, cast):
    body = {
        "type": "doc",
        "content": [
            {
                "type": "paragraph",
                "content": [
                    linked("our clinic", "https://example.org/?a=1&b=2"),
                    {"type": "text", "text": " or "},
                    linked("us", "mailto:help@example.org"),
                ],
            }
        ],
    }
    page = make_page(by=cast.editor, title="Links", sections=[SectionDraft(body=body)])
    answer = reviewer.get(address(submit_page(page, by=cast.editor), "sign"))
    assert article(answer) == (
        "Links A summary. our clinic (https://example.org/?a=1&b=2) or us (mailto:help@example.org)"
    )


def linked(words, href):
    return {"type": "text", "text": words, "marks": [{"type": "link", "attrs": {"href": href}}]}


def test_a_work_without_a_pmid_is_known_by_its_doi(reviewer, cast):
    make_reference(pmid="", doi="10.1000/shame", title="On shame")
    page = make_page(
        by=cast.editor, title="Shame", citations=[CitationDraft(key="doi:10.1000/shame", note="")]
    )
    answer = reviewer.get(address(submit_page(page, by=cast.editor), "sign"))
    assert article(answer).endswith(
        "On shame. DOI 10.1000/shame. Standing: unknown The work, by its DOI of “On shame”, in a new tab"
    )


def test_the_conditions_on_whose_pages_associations_appear_are_named(reviewer, cast):
    ptsd = make_page(kind=Kind.CONDITION, by=cast.editor, title="PTSD")
    publish_page(ptsd, cast, now=timezone.now())
    ocd = make_topic(Kind.CONDITION)
    said = {"strength": "common", "explanation": text("Often.")}
    page = make_page(
        by=cast.editor,
        associations=[
            AssociationDraft(condition=ptsd.topic, name="PTSD", **said),
            AssociationDraft(condition=ocd, name="OCD", **said),
        ],
    )
    answer = reviewer.get(address(submit_page(page, by=cast.editor), "sign"))
    listed = [item.words for item in elements(answer, "li") if item.words.startswith("“")]
    assert listed == [
        f"“PTSD”: on the page of the condition {ptsd.topic.working_name}",
        f"“OCD”: on the page of the condition {ocd.working_name}, once that is public",
    ]
