"""What ``save_page`` refuses: with its code, at its place, and with nothing changed."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from articles import drafting
from articles.drafts import CitationDraft, FaqDraft, SectionDraft
from articles.models import (
    Aspect,
    BylineEntry,
    Citation,
    Faq,
    Kind,
    Page,
    PageEdit,
    Section,
    Topic,
    Urgency,
)
from articles.saving import save_page
from articles.snapshots import freeze
from tests.articles.refusals import codes
from tests.articles.richtext_strategies import crisis_line, doc, mark, node, paragraph
from tests.articles.richtext_strategies import text as run
from tests.builders import (
    NOW,
    cited,
    draft_of,
    edit_page,
    make_crisis_resource,
    make_draft,
    make_page,
    make_reference,
    make_topic,
    make_user,
    text,
)

MODELS = [Topic, Page, Section, Faq, Citation, BylineEntry, PageEdit]
ABSENT = "0b2f1c9e-5a51-4a57-9d6c-3f2a1b4c5d6e"
HTML = "<p>Shame</p><script>alert(1)</script>"


def everything():
    """Every row of the working copy."""
    return [list(model.objects.order_by("pk").values()) for model in MODELS]


def refused(page, by, **changes):
    """Return the codes by place; see to it that the edit left everything as it was."""
    before, words = everything(), freeze(Page.objects.get(pk=page.pk))
    with pytest.raises(ValidationError) as caught:
        edit_page(page, by=by, **changes)
    assert everything() == before
    assert freeze(Page.objects.get(pk=page.pk)) == words
    return codes(caught)


def new_refused(by, **fields):
    """The same for a page that would be new."""
    draft = make_draft(**fields)
    before = everything()
    with pytest.raises(ValidationError) as caught:
        save_page(draft=draft, by=by, at=NOW)
    assert everything() == before
    return codes(caught)


def section(**fields):
    return {"sections": [SectionDraft(**{"body": text("Words."), **fields})], "outline": []}


def faq(**fields):
    return {"faqs": [FaqDraft(**{"question": "Why?", "answer": text("So."), **fields})]}


def test_who_may_not_edit(cast, page):
    before = everything()
    for user in (cast.reviewer, cast.administrator, make_user("Editor", is_active=False)):
        with pytest.raises(PermissionDenied):
            edit_page(page, by=user, title="Guilt")
        with pytest.raises(PermissionDenied):
            save_page(draft=make_draft(topic=page.topic, locale="es"), by=user, at=NOW)
    assert everything() == before


def test_who_may_edit_but_not_add(cast, page):
    draft = make_draft(topic=page.topic, locale="es")
    before = everything()
    with pytest.raises(PermissionDenied):
        save_page(draft=draft, by=cast.publisher, at=NOW)
    assert everything() == before


def test_somebody_saved_in_between(cast, page):
    draft = draft_of(page, title="Guilt")
    edit_page(page, by=cast.publisher, title="Shame and guilt")
    before = everything()
    for seen in (0, 1, 3):
        with pytest.raises(ValidationError) as caught:
            save_page(draft=draft, by=cast.editor, at=NOW, page=page, lock_version=seen)
        assert caught.value.code == "stale_lock_version"
    assert everything() == before


def test_somebody_saves_at_this_moment(cast, page):
    """What the checks cannot see: here, that the save has been recorded already."""
    PageEdit.objects.create(page=page, user=cast.publisher, at=NOW, lock_version=2)
    before = everything()
    with pytest.raises(ValidationError) as caught:
        edit_page(page, by=cast.editor, title="Guilt", sections=[], outline=[])
    assert caught.value.code == "saved_meanwhile"
    assert everything() == before


def test_a_page_keeps_its_topic_and_language(cast, page):
    other = make_topic()
    before = everything()
    for changes in ({"topic": other}, {"locale": "es"}):
        with pytest.raises(ValidationError) as caught:
            edit_page(page, by=cast.editor, **changes)
        assert caught.value.code == "topic_is_fixed"
    assert everything() == before


def test_another_page_has_the_slug(cast, page):
    assert new_refused(cast.editor, slug="shame") == {"slug": ["duplicate_slug"]}
    make_page(by=cast.editor, slug="guilt")
    assert refused(page, cast.editor, slug="guilt") == {"slug": ["duplicate_slug"]}


def test_the_topic_has_a_page(cast, page):
    assert new_refused(cast.editor, topic=page.topic) == {"topic": ["duplicate_page"]}


@pytest.mark.parametrize("locale", ["de", "", "EN", "en\x00", "\ud800"])
def test_unknown_locale(cast, locale):
    """A new topic is not stored either."""
    topic = Topic(kind=Kind.SYMPTOM, working_name="Guilt")
    assert new_refused(cast.editor, topic=topic, locale=locale) == {"locale": ["unknown_locale"]}
    assert new_refused(cast.editor, locale=locale) == {"locale": ["unknown_locale"]}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"title": ""}, {"title": ["blank"]}),
        ({"title": " \n"}, {"title": ["blank"]}),
        ({"title": "x" * 201}, {"title": ["max_length"]}),
        ({"title": "Sha\x00me"}, {"title": ["bad_character"]}),
        ({"title": "Sha\ud800me"}, {"title": ["bad_character"]}),
        ({"slug": ""}, {"slug": ["blank"]}),
        ({"slug": "Not a slug"}, {"slug": ["invalid"]}),
        ({"slug": "sha\x00me"}, {"slug": ["invalid"]}),
        ({"slug": "sha\udfffme"}, {"slug": ["invalid"]}),
        ({"summary": "Wh\x00at"}, {"summary": ["bad_character"]}),
        ({"summary": "Wh\udc00at"}, {"summary": ["bad_character"]}),
        ({"summary": "x" * 601}, {"summary": ["max_length"]}),
        ({"content_flags": ["suicide", "joy"]}, {"content_flags": ["bad_content_flags"]}),
        ({"risk_class": "18"}, {"risk_class": ["invalid_choice"]}),
        ({"risk_class": ""}, {"risk_class": ["blank"]}),
        ({"overdue_policy": "hope"}, {"overdue_policy": ["invalid_choice"]}),
        ({"key_points": text("No list.")}, {"key_points": ["rich_text_bad_structure"]}),
        ({"key_points": HTML}, {"key_points": ["rich_text_not_json_object"]}),
        (
            {"outline": [{"part": "associations"}]},
            {"outline": ["outline_unknown_part"]},
        ),
        (
            {"outline": [{"part": "section", "id": ABSENT}]},
            {"outline": ["outline_unknown_part"]},
        ),
        (
            {"outline": [{"part": "faqs"}, {"part": "faqs"}]},
            {"outline": ["outline_part_twice"]},
        ),
    ],
)
def test_a_field_of_the_page(cast, page, changes, expected):
    assert refused(page, cast.editor, **changes) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"heading": "Si\x00gns"}, {"sections.0.heading": ["bad_character"]}),
        ({"heading": "Si\ud800gns"}, {"sections.0.heading": ["bad_character"]}),
        ({"heading": "x" * 201}, {"sections.0.heading": ["max_length"]}),
        ({"aspect": "Horoscope"}, {"sections.0.aspect": ["invalid_choice"]}),
        (
            {"aspect": Aspect.SEE_DOCTOR, "urgency": "soon"},
            {"sections.0.urgency": ["invalid_choice"]},
        ),
        (
            {"aspect": Aspect.SYMPTOMS, "urgency": Urgency.URGENT},
            {"sections.0.urgency": ["urgency_is_for_see_doctor"]},
        ),
        ({"urgency": Urgency.URGENT}, {"sections.0.urgency": ["urgency_is_for_see_doctor"]}),
        ({"body": HTML}, {"sections.0.body": ["rich_text_not_json_object"]}),
        ({"body": ["Shame"]}, {"sections.0.body": ["rich_text_not_json_object"]}),
        ({"body": {"type": "paragraph"}}, {"sections.0.body": ["rich_text_bad_structure"]}),
        ({"body": doc(node("table"))}, {"sections.0.body": ["rich_text_unknown_node"]}),
        (
            {"body": doc(node("paragraph", run("One"), onclick="alert(1)"))},
            {"sections.0.body": ["rich_text_unknown_attribute"]},
        ),
        (
            {"body": doc(paragraph(run("One", mark("link", href="javascript:alert(1)"))))},
            {"sections.0.body": ["rich_text_bad_link"]},
        ),
        ({"body": text("One\x00")}, {"sections.0.body": ["rich_text_bad_character"]}),
        ({"body": text("One\ud800")}, {"sections.0.body": ["rich_text_bad_character"]}),
        ({"body": cited("One.", "pmid:0")}, {"sections.0.body": ["rich_text_bad_citation"]}),
        ({"body": cited("One.", "pmid:1")}, {"sections.0.body": ["citation_not_listed"]}),
        (
            {"body": doc(paragraph(run("One", mark("pageLink", topic=ABSENT))))},
            {"sections.0.body": ["unknown_topic"]},
        ),
        (
            {"body": doc(paragraph("Call ", crisis_line(ABSENT)))},
            {"sections.0.body": ["unknown_crisis_resource"]},
        ),
    ],
)
def test_a_section(cast, page, fields, expected):
    assert refused(page, cast.editor, **section(**fields)) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"question": ""}, {"faqs.0.question": ["blank"]}),
        ({"question": "Wh\x00y?"}, {"faqs.0.question": ["bad_character"]}),
        ({"question": "x" * 301}, {"faqs.0.question": ["max_length"]}),
        ({"answer": {}}, {"faqs.0.answer": ["blank"]}),
        ({"answer": doc(paragraph(" "))}, {"faqs.0.answer": ["blank"]}),
        ({"answer": HTML}, {"faqs.0.answer": ["rich_text_not_json_object"]}),
        ({"answer": text("So\udc00")}, {"faqs.0.answer": ["rich_text_bad_character"]}),
        (
            {"answer": doc(node("heading", run("So"), level=2))},
            {"faqs.0.answer": ["rich_text_bad_structure"]},
        ),
        ({"answer": cited("So.", "pmid:1")}, {"faqs.0.answer": ["citation_not_listed"]}),
    ],
)
def test_a_question(cast, page, fields, expected):
    assert refused(page, cast.editor, **faq(**fields)) == expected


@pytest.mark.parametrize(
    ("citation", "expected"),
    [
        ({"key": "30075356"}, {"citations.2.key": ["bad_citation_key"]}),
        ({"key": ""}, {"citations.2.key": ["bad_citation_key"]}),
        ({"key": "isbn:9780140449136"}, {"citations.2.key": ["bad_citation_key"]}),
        ({"key": "uuid:7"}, {"citations.2.key": ["bad_citation_key"]}),
        ({"key": "pmid:"}, {"citations.2.key": ["bad_citation_key"]}),
        ({"key": "pmid:12345678901"}, {"citations.2.key": ["bad_pmid"]}),
        ({"key": "doi:10.1/x"}, {"citations.2.key": ["bad_doi"]}),
        ({"key": "doi:10.1000/\x00"}, {"citations.2.key": ["bad_doi"]}),
        ({"key": "pmid:\ud800"}, {"citations.2.key": ["bad_pmid"]}),
        ({"key": "pmid:11111111"}, {"citations.2.key": ["unknown_reference"]}),
        ({"key": f"uuid:{ABSENT}"}, {"citations.2.key": ["unknown_reference"]}),
        ({"key": " PMID:030075356"}, {"citations.2.key": ["duplicate_citation"]}),
        (
            {"key": "pmid:28700459", "note": "No\x00te"},
            {"citations.2.key": ["duplicate_citation"], "citations.2.note": ["bad_character"]},
        ),
    ],
)
def test_a_citation(cast, page, citation, expected):
    citations = [*draft_of(page).citations, CitationDraft(**citation)]
    assert refused(page, cast.editor, citations=citations) == expected


def test_a_long_note(cast, page):
    citations = [*draft_of(page).citations[:1], CitationDraft(key="pmid:28700459", note="x" * 601)]
    assert refused(page, cast.editor, citations=citations) == {"citations.1.note": ["max_length"]}


def test_long_texts_are_as_long_as_their_models_say():
    fields = [Page._meta.get_field("summary"), Citation._meta.get_field("note")]
    assert [field.max_length for field in fields] == [drafting.check_long_text.limit_value] * 2


def test_a_long_key_of_an_unknown_work(cast, page):
    long = CitationDraft(key=f"doi:10.1000/{'x' * 300}")
    citations = [*draft_of(page).citations, long]
    assert refused(page, cast.editor, citations=citations) == {"citations.2.key": ["max_length"]}


def test_one_work_by_two_of_its_keys(cast, page):
    citations = [*draft_of(page).citations, CitationDraft(key="doi:10.1016/j.janxdis.2018.07.005")]
    assert refused(page, cast.editor, citations=citations) == {
        "citations.2.key": ["duplicate_citation"]
    }


def test_a_cited_work_leaves_the_list(cast, page):
    assert refused(page, cast.editor, citations=draft_of(page).citations[1:], outline=[]) == {
        "sections.1.body": ["citation_not_listed"]
    }


def test_a_crisis_line_and_a_page_link_that_exist(cast, page):
    resource = make_crisis_resource(entered_by=cast.editor)
    body = doc(
        paragraph(
            run("Shame", mark("pageLink", topic=str(make_topic().uuid))),
            crisis_line(str(resource.uuid)),
        )
    )
    assert edit_page(page, by=cast.editor, **section(body=body)).lock_version == 2


def test_a_part_of_another_page(cast, page):
    other = make_page(by=cast.editor, **faq())
    taken = {
        "sections": [SectionDraft(uuid=other.sections.get().uuid, body=text("Mine."))],
        "faqs": [FaqDraft(uuid=other.faqs.get().uuid, question="Mine?", answer=text("Mine."))],
        "outline": [],
    }
    expected = {"sections.0": ["part_of_another_page"], "faqs.0": ["part_of_another_page"]}
    assert refused(page, cast.editor, **taken) == expected
    assert new_refused(cast.editor, **taken) == expected


def test_a_part_twice(cast, page):
    draft = draft_of(page)
    twice = {"sections": draft.sections[:1] * 2, "faqs": draft.faqs[:1] * 2, "outline": []}
    expected = {"sections.1": ["part_twice"], "faqs.1": ["part_twice"]}
    assert refused(page, cast.editor, **twice) == expected


def test_all_faults_at_once(cast, page):
    faults = new_refused(
        cast.editor,
        topic=page.topic,
        title="",
        slug="shame",
        summary="\x00",
        key_points=text("No list."),
        content_flags=["joy"],
        risk_class="18",
        sections=[
            SectionDraft(heading="\ud800", body=HTML),
            SectionDraft(body=text("Sound.")),
            SectionDraft(aspect="Horoscope", urgency=Urgency.URGENT, body=cited("x", "pmid:1")),
        ],
        faqs=[FaqDraft(question="", answer={})],
        citations=[CitationDraft(key="x", note="\x00"), CitationDraft(key="pmid:11111111")],
        outline=[{"part": "associations"}],
    )
    assert faults == {
        "title": ["blank"],
        "slug": ["duplicate_slug"],
        "topic": ["duplicate_page"],
        "summary": ["bad_character"],
        "key_points": ["rich_text_bad_structure"],
        "content_flags": ["bad_content_flags"],
        "risk_class": ["invalid_choice"],
        "sections.0.heading": ["bad_character"],
        "sections.0.body": ["rich_text_not_json_object"],
        "sections.2.aspect": ["invalid_choice"],
        "sections.2.urgency": ["urgency_is_for_see_doctor"],
        "sections.2.body": ["citation_not_listed"],
        "faqs.0.question": ["blank"],
        "faqs.0.answer": ["blank"],
        "citations.0.key": ["bad_citation_key"],
        "citations.0.note": ["bad_character"],
        "citations.1.key": ["unknown_reference"],
    }


def test_every_fault_says_what_to_do(cast, page):
    with pytest.raises(ValidationError) as caught:
        edit_page(page, by=cast.editor, **section(body=cited("x", "pmid:1")))
    assert caught.value.message_dict == {
        "sections.0.body": [
            "The text cites pmid:1, which is not among this page's citations: add it there, or "
            "take the mark out."
        ]
    }


def test_a_work_that_is_no_longer_known(cast, page):
    """A reference that somebody deletes is missed at the next save, not passed over."""
    gone = make_reference()
    citations = [*draft_of(page).citations, CitationDraft(key=gone.key)]
    saved = edit_page(page, by=cast.editor, citations=citations)
    gone.delete()
    assert refused(saved, cast.editor) == {"citations.2.key": ["unknown_reference"]}


def test_a_uuid_of_a_part_that_was_deleted_is_free(cast, page):
    kept = draft_of(page)
    edit_page(page, by=cast.editor, faqs=[], outline=[])
    saved = edit_page(page, by=cast.editor, faqs=kept.faqs, outline=[])
    assert [each.uuid for each in saved.faqs.all()] == [each.uuid for each in kept.faqs]
