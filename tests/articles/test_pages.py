import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from articles.models import (
    Article,
    BylineEntry,
    Citation,
    Condition,
    Faq,
    Page,
    RiskClass,
    Section,
    Symptom,
    Topic,
)
from articles.models.pages import validate_content_flags
from tests.builders import make_page, make_topic


def test_pages_of_one_kind(cast):
    pages = {kind: make_page(by=cast.editor, kind=kind) for kind in ("condition", "symptom")}
    assert [page.pk for page in Condition.objects.all()] == [pages["condition"].pk]
    assert [page.pk for page in Symptom.objects.with_parts()] == [pages["symptom"].pk]
    assert list(Article.objects.all()) == []
    assert Page.objects.count() == 2


def test_a_page_with_its_parts(page, django_assert_num_queries):
    """Sections, questions, citations, byline and people, whatever their number."""
    with django_assert_num_queries(14):
        (fetched,) = Page.objects.with_parts()
        parts = [fetched.sections, fetched.faqs, fetched.citations]
        assert [len(rows.all()) for rows in parts] == [2, 2, 2]
        assert [entry.person.name for entry in fetched.byline_entries.all()] == [
            "Wilma Writer",
            "Walter Writer",
        ]
        assert fetched.topic.kind == "symptom"


def test_risk_classes_are_months():
    assert [risk.months for risk in RiskClass] == [6, 12, 24, 36]


@pytest.mark.parametrize("flags", ["suicide", {"suicide": 1}, None, ["Suicide"], [1], [[]]])
def test_what_are_no_content_flags(flags):
    with pytest.raises(ValidationError) as caught:
        validate_content_flags(flags)
    assert caught.value.code == "bad_content_flags"
    assert caught.value.messages == [
        "Choose the content flags from suicide, self_harm, abuse, eating_disorder, substance_use."
    ]


def test_the_database_holds_one_page_for_a_topic_and_an_address(cast, page):
    other = make_page(by=cast.editor)
    for values in ({"topic": page.topic}, {"slug": page.slug}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Page.objects.filter(pk=other.pk).update(**values)
    Page.objects.filter(pk=other.pk).update(topic=page.topic, slug=page.slug, locale="es")


def test_the_database_holds_a_work_and_a_person_once_per_page(page):
    for rows in (page.citations, page.byline_entries):
        row = rows.first()
        row.pk, row.uuid = None, None
        with pytest.raises(IntegrityError), transaction.atomic():
            type(row).objects.bulk_create([row])


def test_the_database_holds_urgency_where_it_belongs(page):
    with pytest.raises(IntegrityError), transaction.atomic():
        page.sections.filter(aspect="Symptoms").update(urgency="urgent")


def test_a_topic_with_a_page_and_a_person_in_a_byline_stay(page):
    with pytest.raises(ProtectedError):
        page.topic.delete()
    with pytest.raises(ProtectedError):
        page.byline_entries.first().person.delete()


def test_topics_are_listed_by_name(db):
    for name in ("Shame", "Guilt"):
        Topic.objects.create(kind="symptom", working_name=name)
    assert [str(topic) for topic in Topic.objects.all()] == ["Guilt (symptom)", "Shame (symptom)"]
    assert str(make_topic("article")).endswith("(article)")


def test_names(page):
    edit = page.edits.get()
    assert [str(row) for row in (page, edit)] == ["Shame", "Shame, save 1"]
    assert [str(row) for row in page.faqs.all()] == ["Is shame a disorder?", "Does it pass?"]
    assert [str(row) for row in page.citations.all()] == ["pmid:30075356", "pmid:28700459"]
    assert [str(row) for row in page.byline_entries.all()] == [
        "Wilma Writer, MD",
        "Walter Writer, MD",
    ]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"heading": "Signs", "aspect": "Symptoms"}, "Signs"),
        ({"aspect": "Symptoms"}, "What it can look like"),
        ({}, "Section"),
    ],
)
def test_names_of_sections(fields, expected):
    assert str(Section(**fields)) == expected


def test_parts_stand_in_their_order():
    assert {tuple(model._meta.ordering) for model in (Section, Faq, Citation)} == {
        ("position", "uuid")
    }
    assert BylineEntry._meta.ordering == ["position", "id"]
