import uuid
from datetime import UTC, datetime

from articles.drafts import CitationDraft, FaqDraft, SectionDraft
from articles.models import Aspect, Kind, Page, PageEdit, Topic, Urgency
from articles.richtext import Resolved, render_html
from articles.saving import save_page
from articles.snapshots import freeze
from tests.builders import (
    NOW,
    bullets,
    cited,
    edit_page,
    make_draft,
    make_page,
    make_person,
    make_reference,
    make_topic,
    text,
)

LATER = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)


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
