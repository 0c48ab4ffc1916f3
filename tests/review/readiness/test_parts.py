"""Parts that are missing or empty, and what is too long."""

import pytest

from articles.drafts import (
    AlternateNameDraft,
    AssociationDraft,
    CitationDraft,
    FaqDraft,
    SectionDraft,
)
from articles.models import Kind
from tests.builders import bullets, make_crisis_resource, make_reference, make_topic, text
from tests.review.readiness.reporting import places

EMPTY = {"type": "doc", "content": [{"type": "paragraph"}]}


def sections(*aspects):
    return [SectionDraft(aspect=aspect, heading="A", body=text("Words.")) for aspect in aspects]


def only_a_line(cast):
    resource = make_crisis_resource(entered_by=cast.editor)
    line = {"type": "crisisLine", "attrs": {"resource": str(resource.uuid)}}
    return {"type": "doc", "content": [{"type": "paragraph", "content": [line]}]}


def test_no_words(cast):
    work = make_reference()
    citations = [CitationDraft(key=work.key, note="A note is not the page's own word.")]
    names = [AlternateNameDraft(name="A name")]
    bare = {"summary": "", "sections": [], "citations": citations, "alternate_names": names}
    assert places(cast, "no_words", **bare) == ["sections"]


@pytest.mark.parametrize(
    "fields",
    [
        {"summary": "A summary."},
        {"key_points": bullets("One.")},
        {"sections": [SectionDraft(heading="Heading")]},
        {"faqs": [FaqDraft(question="Why?", answer=text("Because."))]},
    ],
)
def test_some_words(cast, fields):
    assert places(cast, "no_words", **{"summary": "", "sections": [], **fields}) == []


def test_summary(cast):
    assert places(cast, "summary_missing", summary="") == ["summary"]
    assert places(cast, "summary_missing", summary="A summary.") == []


def test_empty_sections(cast):
    first, second = SectionDraft(heading="Empty"), SectionDraft(heading="Blank", body=EMPTY)
    filled = [*sections("Overview"), SectionDraft(heading="Help", body=only_a_line(cast))]
    found = places(cast, "section_empty", sections=[first, *filled, second])
    assert found == [f"sections.{first.uuid}.body", f"sections.{second.uuid}.body"]


@pytest.mark.parametrize(
    ("kind", "aspects", "missing"),
    [
        (Kind.SYMPTOM, ["Symptoms", "SelfCare", "SeeDoctor", "Treatments"], 0),
        (Kind.SYMPTOM, ["Overview", "SelfCare", "SeeDoctor", "Treatments"], 0),
        (Kind.SYMPTOM, ["Symptoms", "SelfCare"], 2),
        (Kind.SYMPTOM, [], 4),
        (Kind.CONDITION, ["Overview", "Symptoms", "Treatments", "SeeDoctor", "Causes"], 0),
        (Kind.CONDITION, ["Symptoms"], 3),
        (Kind.ARTICLE, [], 0),
    ],
)
def test_missing_sections(cast, kind, aspects, missing):
    found = places(cast, "section_missing", kind=kind, sections=sections(*aspects))
    assert found == ["sections"] * missing


def test_unexplained_associations(cast):
    bare, told = (
        AssociationDraft(condition=make_topic(Kind.CONDITION), name="PTSD", explanation=words)
        for words in (only_a_line(cast), text("They go together."))
    )
    found = places(cast, "association_unexplained", associations=[bare, told])
    assert found == [f"associations.{bare.uuid}.explanation"]


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"title": "x" * 60, "summary": "x" * 160}, []),
        ({"title": "x" * 61}, ["title"]),
        ({"title": "x" * 61, "seo_title": "x" * 60}, []),
        ({"seo_title": "x" * 61}, ["seo_title"]),
        ({"summary": "x" * 161}, ["summary"]),
        ({"summary": "x" * 161, "seo_description": "x" * 160}, []),
        ({"seo_description": "x" * 161}, ["seo_description"]),
        (
            {"alternate_names": [AlternateNameDraft(name="a"), AlternateNameDraft(name="x" * 61)]},
            ["alternate_names.1.name"],
        ),
    ],
)
def test_lengths(cast, fields, found):
    assert places(cast, "search_length", **fields) == found
