import json

import pytest

from articles.drafts import CitationDraft, FaqDraft, SectionDraft
from articles.models import Page, Symptom
from tests.builders import bullets, cited, make_page, make_reference, text
from tests.desk.posting import form_data, form_errors


@pytest.fixture
def page(cast):
    make_reference(pmid="30075356")
    return make_page(
        by=cast.editor,
        title="Shame",
        slug="shame",
        key_points=bullets("One.", "Two."),
        sections=[
            SectionDraft(heading="Looks", aspect="Symptoms", body=cited("Words.", "pmid:30075356")),
            SectionDraft(heading="Help", aspect="SeeDoctor", urgency="urgent", body=text("Call.")),
        ],
        faqs=[FaqDraft(question="Why?", answer=text("Because."))],
        citations=[CitationDraft(key="pmid:30075356", note="It is the source.")],
    )


@pytest.fixture
def editor(cast, client):
    client.force_login(cast.editor)
    return client


def address(page):
    return f"/admin/articles/symptom/{page.pk}/change/"


def test_it_works(editor, page):
    data = form_data(editor.get(address(page)))
    answer = editor.post(address(page), data | {"title": "Shame today"})
    assert answer.status_code == 302
    page.refresh_from_db()
    assert (page.title, page.lock_version) == ("Shame today", 2)


def test_saving_without_a_change_changes_no_word(editor, page):
    editor.post(address(page), form_data(editor.get(address(page))))
    saved = Page.objects.get(pk=page.pk)
    assert (saved.lock_version, saved.fingerprint) == (2, page.fingerprint)


def test_a_new_page_makes_its_topic(editor, cast):
    data = form_data(editor.get("/admin/articles/symptom/add/"))
    answer = editor.post(
        "/admin/articles/symptom/add/",
        data
        | {
            "title": "Guilt",
            "slug": "guilt",
            "locale": "en",
            "sections-TOTAL_FORMS": "1",
            "sections-0-heading": "Overview",
            "sections-0-body": json.dumps(text("Some words.")),
        },
    )
    assert answer.status_code == 302
    page = Symptom.objects.get(slug="guilt")
    assert page.topic.working_name == "Guilt"
    assert [section.heading for section in page.sections.all()] == ["Overview"]


def test_every_fault_is_said_at_its_field(editor, page):
    before = Page.objects.with_parts().get(pk=page.pk)
    data = form_data(editor.get(address(page)))
    answer = editor.post(
        address(page),
        data
        | {
            "slug": "",
            "key_points": json.dumps(text("No list.")),
            "sections-0-body": '{"type": "doc", "content": [{"type": "script"}]}',
            "citations-0-key": "nonsense",
        },
    )
    assert answer.status_code == 200
    assert form_errors(answer) == {
        "slug": ["required"],
        "key_points": ["rich_text_bad_structure"],
        "sections-0-body": ["rich_text_unknown_node"],
    }
    assert Page.objects.get(pk=page.pk).lock_version == before.lock_version


def test_a_refusal_of_the_move_is_said_at_its_field(editor, page):
    data = form_data(editor.get(address(page)))
    answer = editor.post(
        address(page),
        data
        | {
            "citations-0-key": "nonsense",
            "faqs-0-answer": json.dumps(cited("Because.", "pmid:1")),
        },
    )
    assert form_errors(answer) == {
        "citations-0-key": ["bad_citation_key"],
        "sections-0-body": ["citation_not_listed"],
        "faqs-0-answer": ["citation_not_listed"],
    }


def test_a_stale_form_is_refused(editor, page):
    data = form_data(editor.get(address(page)))
    editor.post(address(page), data)
    answer = editor.post(address(page), data | {"title": "Mine"})
    assert form_errors(answer) == {"__all__": ["stale_lock_version"]}
    assert b"Mine" in answer.content
