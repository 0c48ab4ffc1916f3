"""What ``save_page`` refuses: with its code, at its place, and with nothing changed."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from articles.drafting import normal_form
from articles.drafts import CitationDraft, FaqDraft, SectionDraft
from articles.models import Citation, Kind, Page, PageEdit, Topic, Urgency
from articles.saving import save_page
from tests.articles.refused_saves import ABSENT, HTML, everything, new_refused, refused, section
from tests.builders import (
    NOW,
    cited,
    draft_of,
    edit_page,
    make_draft,
    make_page,
    make_topic,
    make_user,
    text,
)


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
        ({"slug": "not a slug"}, {"slug": ["invalid"]}),
        ({"slug": "Shame"}, {"slug": ["slug_not_lower_case"]}),
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


def test_long_texts_are_as_long_as_their_models_say():
    fields = [
        Page._meta.get_field("summary"),
        Page._meta.get_field("funding"),
        Citation._meta.get_field("note"),
    ]
    assert [field.max_length for field in fields] == [normal_form.check_long_text.limit_value] * 3


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
