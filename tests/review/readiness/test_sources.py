"""What a page cites, and how that stands."""

import pytest

from articles.drafts import CitationDraft, SectionDraft
from articles.models import Citation, Kind, Page
from references.models import Reference
from review.readiness import readiness
from tests.builders import NOW, cited, make_page, make_reference, make_topic, text
from tests.review.readiness.reporting import places, report_of

CODES = ("source_fell", "source_doubted", "source_unchecked", "reference_missing")


def citing(cast, standing, *, acknowledged=None, checked=NOW, **fields):
    work = make_reference(doi="10.1000/a.b", pmid="")
    Reference.objects.filter(pk=work.pk).update(standing=standing, standing_checked_at=checked)
    return make_page(
        by=cast.editor,
        citations=[CitationDraft(key=work.key, note="Why.", acknowledged=acknowledged)],
        **fields,
    )


@pytest.mark.parametrize(
    ("standing", "code"),
    [
        ("retracted", "source_fell"),
        ("withdrawn", "source_fell"),
        ("concern", "source_doubted"),
        ("superseded", "source_doubted"),
        ("is_notice", "source_doubted"),
        ("preprint", "source_doubted"),
        ("unknown", "source_unchecked"),
    ],
)
def test_standing(cast, standing, code):
    page = citing(cast, standing)
    assert report_of(page, *CODES) == [(code, "citations.doi:10.1000/a.b.key")]


@pytest.mark.parametrize("standing", ["current", "corrected"])
def test_standing_that_is_sound(cast, standing):
    assert report_of(citing(cast, standing), *CODES) == []


def test_what_was_never_checked_is_unknown(cast):
    page = citing(cast, "current", checked=None)
    assert report_of(page, *CODES) == [("source_unchecked", "citations.doi:10.1000/a.b.key")]


@pytest.mark.parametrize("standing", ["retracted", "withdrawn", "concern"])
def test_acknowledged(cast, standing):
    said = {"standing": standing, "reason": "It is cited as an example."}
    assert report_of(citing(cast, standing, acknowledged=said), *CODES) == []


def test_acknowledged_when_it_stood_otherwise(cast):
    said = {"standing": "concern", "reason": "It is cited as an example."}
    page = citing(cast, "retracted", acknowledged=said)
    assert report_of(page, *CODES) == [("source_fell", "citations.doi:10.1000/a.b.key")]


def test_it_names_the_work(cast):
    page = citing(cast, "retracted")
    (finding,) = [each for each in readiness(page, NOW) if each.code == "source_fell"]
    assert finding.text == f"\u201c{Reference.objects.get().title}\u201d was retracted."
    assert finding.severity == "blocker"


def test_a_deleted_reference(cast):
    page = citing(cast, "current", sections=[])
    Reference.objects.all().delete()
    assert report_of(page, *CODES) == [("reference_missing", "citations.doi:10.1000/a.b.key")]


def test_a_mark_without_citation(cast):
    work, other = make_reference(), make_reference()
    section = SectionDraft(heading="A", body=cited("Words.", work.key, other.key))
    page = make_page(
        by=cast.editor,
        sections=[section],
        citations=[CitationDraft(key=work.key), CitationDraft(key=other.key)],
    )
    assert report_of(page, "citation_unlisted") == []
    # No door lets it in; a row may still be lost behind them.
    Citation.objects.filter(page=page, key=work.key).delete()
    assert report_of(page, "citation_unlisted") == [
        ("citation_unlisted", f"sections.{section.uuid}.body")
    ]


@pytest.mark.parametrize("kind", [Kind.SYMPTOM, Kind.CONDITION])
def test_no_citations_at_all(cast, kind):
    assert places(cast, "citations_missing", kind=kind) == ["citations"]


def test_a_citation_is_enough(cast):
    assert report_of(citing(cast, "current"), "citations_missing") == []


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({}, []),
        ({"sections": [SectionDraft(aspect="PatientExperience", body=text("So it was."))]}, []),
        ({"sections": [SectionDraft(aspect="Treatments", body=text("It."))]}, ["citations"]),
        ({"article_type": "blog_post"}, []),
        ({"article_type": "guide"}, ["citations"]),
        ({"article_type": "explainer"}, ["citations"]),
    ],
)
def test_articles(cast, fields, found):
    assert places(cast, "citations_missing", kind=Kind.ARTICLE, **fields) == found


def test_an_article_about_a_condition(cast):
    about = [make_topic(Kind.CONDITION)]
    assert places(cast, "citations_missing", kind=Kind.ARTICLE, about=about) == ["citations"]
    assert Page.objects.get().about_entries.count() == 1
