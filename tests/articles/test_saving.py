import uuid
from datetime import UTC, datetime

import pytest

from articles.drafts import CitationDraft, FaqDraft, SectionDraft
from articles.models import Aspect, Citation, Kind, Page, PageEdit, Topic, Urgency
from articles.richtext import Resolved, render_html
from articles.saving import save_page
from articles.snapshots import freeze
from tests.builders import (
    NOW,
    bullets,
    cited,
    draft_of,
    edit_page,
    make_draft,
    make_page,
    make_person,
    make_reference,
    make_topic,
    text,
)

LATER = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)


def part_keys(page):
    """The primary keys of each kind of part, in the order in which the parts stand."""
    parts = (page.sections, page.faqs, page.citations, page.byline_entries)
    return [[row.pk for row in rows.all()] for rows in parts]


def test_it_works(cast):
    topic = make_topic()
    section, faq = uuid.uuid4(), uuid.uuid4()
    work = make_reference()
    person = make_person()
    draft = make_draft(
        topic=topic,
        locale="es",
        title="Vergüenza",
        slug="verguenza",
        summary="Qué es.",
        key_points=bullets("Se esconde."),
        content_flags=["suicide", "abuse", "suicide"],
        risk_class="6",
        overdue_policy="withhold",
        sections=[
            SectionDraft(
                uuid=section,
                aspect=Aspect.SEE_DOCTOR,
                urgency=Urgency.URGENT,
                heading="Cuándo pedir ayuda",
                body=cited("Pronto.", work.key),
            )
        ],
        faqs=[FaqDraft(uuid=faq, question="¿Pasa?", answer=text("Sí."))],
        citations=[CitationDraft(key=work.key, note="Frecuencia.")],
        byline=[person],
    )

    page = save_page(draft=draft, by=cast.editor, at=NOW)

    stored = Page.objects.get()
    assert page == stored
    assert isinstance(stored.uuid, uuid.UUID)
    fields = Page.objects.values(
        "topic__uuid",
        "kind",
        "locale",
        "title",
        "slug",
        "summary",
        "key_points",
        "content_flags",
        "risk_class",
        "overdue_policy",
        "outline",
        "fingerprint",
        "lock_version",
        "created_at",
        "created_by",
        "changed_at",
        "changed_by",
    ).get()
    assert fields == {
        "topic__uuid": topic.uuid,
        "kind": "symptom",
        "locale": "es",
        "title": "Vergüenza",
        "slug": "verguenza",
        "summary": "Qué es.",
        "key_points": bullets("Se esconde."),
        "content_flags": ["abuse", "suicide"],
        "risk_class": "6",
        "overdue_policy": "withhold",
        "outline": [
            {"part": "key_points"},
            {"part": "section", "id": str(section)},
            {"part": "faqs"},
            {"part": "references"},
        ],
        "fingerprint": freeze(stored).fingerprint,
        "lock_version": 1,
        "created_at": NOW,
        "created_by": cast.editor.pk,
        "changed_at": NOW,
        "changed_by": cast.editor.pk,
    }
    assert list(
        stored.sections.values("uuid", "position", "aspect", "urgency", "heading", "body")
    ) == [
        {
            "uuid": section,
            "position": 0,
            "aspect": "SeeDoctor",
            "urgency": "urgent",
            "heading": "Cuándo pedir ayuda",
            "body": cited("Pronto.", work.key),
        }
    ]
    assert list(stored.faqs.values("uuid", "position", "question", "answer")) == [
        {"uuid": faq, "position": 0, "question": "¿Pasa?", "answer": text("Sí.")}
    ]
    assert list(stored.citations.values("key", "position", "note", "acknowledged")) == [
        {"key": work.key, "position": 0, "note": "Frecuencia.", "acknowledged": None}
    ]
    assert list(stored.byline_entries.values_list("person", "position")) == [(person.pk, 0)]
    assert list(PageEdit.objects.values("page", "user", "at", "lock_version")) == [
        {"page": stored.pk, "user": cast.editor.pk, "at": NOW, "lock_version": 1}
    ]


def test_the_answer_holds_what_was_written(cast):
    page = make_page(by=cast.editor)
    assert page.fingerprint == freeze(page).fingerprint == freeze(Page.objects.get()).fingerprint
    assert len(page.fingerprint) == 64


def test_the_smallest_page(cast):
    page = make_page(by=cast.editor, summary="", sections=[])
    assert (page.key_points, page.outline, page.summary) == ({}, [], "")


def test_a_new_topic_is_stored_with_its_first_page(cast):
    topic = Topic(kind=Kind.CONDITION, working_name="PTSD")
    page = make_page(by=cast.editor, topic=topic)
    assert (page.topic, page.kind) == (Topic.objects.get(working_name="PTSD"), "condition")


def test_saving_again_changes_the_bookkeeping_alone(cast, page):
    before = freeze(page)
    saved = edit_page(page, by=cast.publisher, at=LATER)
    assert freeze(saved) == before
    assert saved.fingerprint == page.fingerprint
    assert (saved.lock_version, saved.changed_at, saved.changed_by) == (2, LATER, cast.publisher)
    assert (saved.created_at, saved.created_by) == (NOW, cast.editor)
    assert list(saved.edits.values_list("user", "at", "lock_version")) == [
        (cast.editor.pk, NOW, 1),
        (cast.publisher.pk, LATER, 2),
    ]


def test_parts_are_matched_and_never_made_anew(cast, page):
    first, second = page.sections.all()
    faq, _ = page.faqs.all()
    before = part_keys(page)
    draft = draft_of(page)
    saved = edit_page(
        page,
        by=cast.editor,
        sections=[
            SectionDraft(uuid=first.uuid, heading="Signs", body=text("Hiding.")),
            draft.sections[1],
        ],
        faqs=[
            FaqDraft(uuid=faq.uuid, question="Is it an illness?", answer=text("No, no.")),
            draft.faqs[1],
        ],
        citations=[CitationDraft(key="pmid:30075356", note="How many."), draft.citations[1]],
    )
    assert part_keys(saved) == before
    assert list(saved.sections.values_list("uuid", "aspect", "heading", "body")) == [
        (first.uuid, "", "Signs", text("Hiding.")),
        (second.uuid, "SeeDoctor", "When to seek help", cited("When it lasts.", "pmid:30075356")),
    ]
    assert list(saved.faqs.values_list("question", flat=True)) == [
        "Is it an illness?",
        "Does it pass?",
    ]
    assert list(saved.citations.values_list("note", flat=True)) == ["How many.", "Treatment."]


def test_parts_are_put_in_another_order(cast, page):
    draft = draft_of(page)
    before = part_keys(page)
    saved = edit_page(
        page,
        by=cast.editor,
        sections=draft.sections[::-1],
        faqs=draft.faqs[::-1],
        citations=draft.citations[::-1],
        byline=draft.byline[::-1],
        outline=[],
    )
    assert part_keys(saved) == [pks[::-1] for pks in before]
    assert saved.outline == [
        {"part": "key_points"},
        *[{"part": "section", "id": str(section.uuid)} for section in draft.sections[::-1]],
        {"part": "faqs"},
        {"part": "references"},
    ]


def test_the_outline_is_the_order_of_the_sections(cast, page):
    first, second = (str(section.uuid) for section in page.sections.all())
    chosen = [
        {"part": "section", "id": second},
        {"part": "faqs"},
        {"part": "section", "id": first},
    ]
    saved = edit_page(page, by=cast.editor, outline=chosen)
    assert saved.outline == [{"part": "key_points"}, *chosen[:2], {"part": "references"}, chosen[2]]
    assert [str(section.uuid) for section in saved.sections.all()] == [second, first]


def test_what_the_draft_leaves_out_goes(cast, page):
    _, section = page.sections.all()
    _, faq = page.faqs.all()
    citation, _ = page.citations.all()
    _, entry = page.byline_entries.all()
    draft = draft_of(page)
    saved = edit_page(
        page,
        by=cast.editor,
        key_points={},
        sections=draft.sections[1:],
        faqs=draft.faqs[1:],
        citations=draft.citations[:1],
        byline=draft.byline[1:],
        outline=[],
    )
    assert part_keys(saved) == [[section.pk], [faq.pk], [citation.pk], [entry.pk]]
    assert saved.outline == [
        {"part": "section", "id": str(section.uuid)},
        {"part": "faqs"},
        {"part": "references"},
    ]


def test_a_new_part_stands_beside_the_old_ones(cast, page):
    new = SectionDraft(heading="Treatment", body=text("Some help."))
    draft = draft_of(page)
    first, second = part_keys(page)[0]
    saved = edit_page(
        page, by=cast.editor, sections=[draft.sections[0], new, draft.sections[1]], outline=[]
    )
    assert [section.uuid for section in saved.sections.all()] == [
        draft.sections[0].uuid,
        new.uuid,
        draft.sections[1].uuid,
    ]
    assert part_keys(saved)[0] == [first, saved.sections.get(uuid=new.uuid).pk, second]
    assert saved.outline[2] == {"part": "section", "id": str(new.uuid)}


def test_an_acknowledgement_outlives_an_edit(cast, page):
    acknowledged = {"standing": "retracted", "reason": "Cited as an example of a retraction."}
    Citation.objects.filter(page=page, key="pmid:30075356").update(acknowledged=acknowledged)
    saved = edit_page(page, by=cast.editor, title="Shame and guilt")
    assert saved.citations.get(key="pmid:30075356").acknowledged == acknowledged


def test_words_are_stored_in_one_form(cast):
    work = make_reference(doi="10.1016/j.janxdis.2018.07.005")
    page = make_page(
        by=cast.editor,
        title="  Ve\u0301rite\u0301 ",
        summary="One.\r\nTwo.",
        sections=[SectionDraft(heading=" Signs\n", body=text("  Cafe\u0301  "))],
        citations=[CitationDraft(key=" DOI:10.1016/J.janxdis.2018.07.005", note=" Why. ")],
    )
    section = page.sections.get()
    assert (page.title, page.summary) == ("V\u00e9rit\u00e9", "One.\nTwo.")
    assert (section.heading, section.body) == ("Signs", text("Caf\u00e9"))
    citation = page.citations.get()
    assert (citation.key, citation.note) == (f"doi:{work.doi}", "Why.")


def test_a_script_typed_as_text_stays_text(cast):
    words = '<script>alert("1")</script><img src=x onerror=alert(1)>'
    page = make_page(by=cast.editor, sections=[SectionDraft(heading=words, body=text(words))])
    section = page.sections.get()
    assert (section.heading, section.body) == (words, text(words))
    html = render_html(section.body, Resolved())
    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;script&gt;" in html


@pytest.mark.parametrize("scheme", ["pmid", "doi", "uuid"])
def test_a_work_is_cited_by_any_of_its_keys(cast, scheme):
    work = make_reference(pmid="30075356", doi="10.1016/j.janxdis.2018.07.005")
    (key,) = [key for key in work.keys if key.startswith(scheme)]
    section = SectionDraft(body=cited("Words.", key))
    page = make_page(by=cast.editor, sections=[section], citations=[CitationDraft(key=key)])
    assert [citation.key for citation in page.citations.all()] == [key]


def test_the_same_slug_in_another_language_or_kind(cast):
    topic = make_topic()
    pages = [
        make_page(by=cast.editor, topic=topic, slug="shame", locale="en"),
        make_page(by=cast.editor, topic=topic, slug="shame", locale="es"),
        make_page(by=cast.editor, kind="article", slug="shame", locale="en"),
    ]
    assert [(page.kind, page.locale, page.slug) for page in pages] == [
        ("symptom", "en", "shame"),
        ("symptom", "es", "shame"),
        ("article", "en", "shame"),
    ]


def many(number):
    """A draft with so many parts of each kind, a work cited in each section."""
    works = [make_reference() for _ in range(number)]
    return make_draft(
        key_points=bullets("A point."),
        sections=[
            SectionDraft(heading=f"Section {index}", body=cited("Words.", work.key))
            for index, work in enumerate(works)
        ],
        citations=[CitationDraft(key=work.key) for work in works],
        faqs=[FaqDraft(question=f"Question {work}?", answer=text("Words.")) for work in works],
    )


# Locks, checks, the page itself, its parts read back, the fingerprint and the record; both
# databases count the savepoints of atomic blocks.
NEW_PAGE = 20
EDITED_PAGE = 21


@pytest.mark.parametrize("number", [1, 10])
def test_a_new_part_costs_one_query(cast, number, django_assert_num_queries):
    draft = many(number)
    cast.editor.has_perm("articles.add_page")
    with django_assert_num_queries(NEW_PAGE + 3 * number):
        save_page(draft=draft, by=cast.editor, at=NOW)


@pytest.mark.parametrize("number", [1, 10])
def test_a_kept_part_costs_one_query(cast, number, django_assert_num_queries):
    page = save_page(draft=many(number), by=cast.editor, at=NOW)
    draft = draft_of(page)
    with django_assert_num_queries(EDITED_PAGE + 3 * number):
        save_page(draft=draft, by=cast.editor, at=NOW, page=page, lock_version=1)
