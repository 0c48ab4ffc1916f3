"""What a symptom page says about conditions, as ``save_page`` writes it and refuses it."""

from dataclasses import replace
from uuid import uuid4

import pytest

from articles.drafts import AssociationDraft, CitationDraft
from articles.models import Association, Kind, Topic
from tests.articles.refused_saves import ABSENT, HTML, new_refused, refused
from tests.articles.richtext_strategies import crisis_line, doc, mark, node, paragraph
from tests.articles.richtext_strategies import text as run
from tests.builders import (
    cited,
    draft_of,
    edit_page,
    make_page,
    make_reference,
    make_topic,
    text,
)


@pytest.fixture
def ptsd(db):
    return make_topic(Kind.CONDITION)


def association(condition, **fields):
    return AssociationDraft(
        **{"condition": condition, "name": "PTSD", "explanation": text("Often."), **fields}
    )


def rows(page):
    fields = (
        "uuid",
        "position",
        "condition",
        "name",
        "strength",
        "explanation",
        "explanation_on_condition",
    )
    return list(page.associations.values(*fields))


def test_it_works(cast, ptsd):
    work, grief, first, second = make_reference(), make_topic(Kind.CONDITION), uuid4(), uuid4()
    page = make_page(
        by=cast.editor,
        sections=[],
        citations=[CitationDraft(key=work.key)],
        associations=[
            association(
                ptsd,
                uuid=first,
                name="  Complex PTSD ",
                strength="core",
                explanation=cited("After a trauma.", work.key),
                explanation_on_condition=text("Many are ashamed."),
            ),
            association(grief, uuid=second, name="Grief", explanation_on_condition=doc()),
        ],
    )
    assert rows(page) == [
        {
            "uuid": first,
            "position": 0,
            "condition": ptsd.pk,
            "name": "Complex PTSD",
            "strength": "core",
            "explanation": cited("After a trauma.", work.key),
            "explanation_on_condition": text("Many are ashamed."),
        },
        {
            "uuid": second,
            "position": 1,
            "condition": grief.pk,
            "name": "Grief",
            "strength": "common",
            "explanation": text("Often."),
            "explanation_on_condition": {},
        },
    ]
    assert page.outline == [{"part": "associations"}, {"part": "references"}]


def test_a_condition_may_be_a_name_only(cast):
    condition = Topic(kind=Kind.CONDITION, working_name="Moral injury")
    page = make_page(by=cast.editor, associations=[association(condition)])
    stored = Topic.objects.get(working_name="Moral injury")
    assert [row["condition"] for row in rows(page)] == [stored.pk]
    assert not stored.pages.exists()


def test_they_are_matched_and_put_in_another_order(cast, ptsd):
    first, second = association(ptsd), association(make_topic(Kind.CONDITION))
    page = make_page(by=cast.editor, associations=[first, second])
    keys = [row.pk for row in page.associations.all()]
    saved = edit_page(
        page, by=cast.editor, associations=[second, replace(first, strength="possible")]
    )
    assert [row.pk for row in saved.associations.all()] == keys[::-1]
    assert [row["strength"] for row in rows(saved)] == ["common", "possible"]
    assert saved.fingerprint != page.fingerprint


def test_one_that_is_left_out_goes_and_its_place_is_free(cast, ptsd):
    page = make_page(by=cast.editor, associations=[association(ptsd)])
    (old,) = page.associations.all()
    again = association(ptsd, name="Complex PTSD")
    saved = edit_page(page, by=cast.editor, associations=[again])
    assert [(row["uuid"], row["name"]) for row in rows(saved)] == [(again.uuid, "Complex PTSD")]
    assert not Association.objects.filter(pk=old.pk).exists()
    assert edit_page(saved, by=cast.editor, associations=[], outline=[]).outline == [
        {"part": "section", "id": str(saved.sections.get().uuid)}
    ]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"name": ""}, {"name": ["blank"]}),
        ({"name": " \n"}, {"name": ["blank"]}),
        ({"name": "x" * 201}, {"name": ["max_length"]}),
        ({"name": "PT\x00SD"}, {"name": ["bad_character"]}),
        ({"name": "PT\ud800SD"}, {"name": ["bad_character"]}),
        ({"strength": "weak"}, {"strength": ["invalid_choice"]}),
        ({"strength": ""}, {"strength": ["blank"]}),
        ({"explanation": {}}, {"explanation": ["blank"]}),
        ({"explanation": doc(paragraph(" "))}, {"explanation": ["blank"]}),
    ],
)
def test_a_field(cast, page, ptsd, fields, expected):
    assert refused(page, cast.editor, associations=[association(ptsd, **fields)]) == {
        f"associations.0.{place}": codes for place, codes in expected.items()
    }


@pytest.mark.parametrize("name", ["explanation", "explanation_on_condition"])
@pytest.mark.parametrize(
    ("document", "code"),
    [
        (HTML, "rich_text_not_json_object"),
        (text("So\udc00"), "rich_text_bad_character"),
        (doc(node("heading", run("So"), level=2)), "rich_text_bad_structure"),
        (doc(node("table")), "rich_text_unknown_node"),
        (cited("So.", "pmid:0"), "rich_text_bad_citation"),
        (cited("So.", "pmid:1"), "citation_not_listed"),
        (doc(paragraph(run("So", mark("pageLink", topic=ABSENT)))), "unknown_topic"),
        (doc(paragraph("Call ", crisis_line(ABSENT))), "unknown_crisis_resource"),
    ],
)
def test_a_text(cast, page, ptsd, name, document, code):
    wrong = association(ptsd, **{name: document})
    expected = {f"associations.0.{name}": [code]}
    assert refused(page, cast.editor, associations=[wrong]) == expected
    assert new_refused(cast.editor, associations=[wrong]) == expected


@pytest.mark.parametrize("kind", [Kind.SYMPTOM, Kind.ARTICLE])
def test_not_a_condition(cast, page, kind):
    wrong = [association(make_topic(kind))]
    expected = {"associations.0.condition": ["not_a_condition"]}
    assert refused(page, cast.editor, associations=wrong) == expected
    new = [association(Topic(kind=kind, working_name="New"))]
    assert new_refused(cast.editor, associations=new) == expected


def test_the_same_condition_twice(cast, page, ptsd):
    twice = [association(ptsd), association(ptsd, name="Complex PTSD")]
    expected = {"associations.1.condition": ["part_twice"]}
    assert refused(page, cast.editor, associations=twice) == expected


def test_the_same_association_twice(cast, page, ptsd):
    first = association(ptsd)
    twice = [first, replace(first, condition=make_topic(Kind.CONDITION))]
    assert refused(page, cast.editor, associations=twice) == {"associations.1": ["part_twice"]}


def test_an_association_of_another_page(cast, page, ptsd):
    other = make_page(by=cast.editor, associations=[association(ptsd)])
    taken = {"associations": draft_of(other).associations}
    expected = {"associations.0": ["part_of_another_page"]}
    assert refused(page, cast.editor, **taken) == expected
    assert new_refused(cast.editor, **taken) == expected


def test_an_association_keeps_its_condition(cast, ptsd):
    page = make_page(by=cast.editor, associations=[association(ptsd)])
    (kept,) = draft_of(page).associations
    for condition in (
        make_topic(Kind.CONDITION),
        Topic(kind=Kind.CONDITION, working_name="New"),
    ):
        moved = [replace(kept, condition=condition)]
        expected = {"associations.0.condition": ["condition_is_fixed"]}
        assert refused(page, cast.editor, associations=moved) == expected


@pytest.mark.parametrize("kind", [Kind.CONDITION, Kind.ARTICLE])
def test_only_a_symptom_has_them(cast, ptsd, kind):
    expected = {"associations": ["not_for_this_kind"]}
    assert new_refused(cast.editor, kind=kind, associations=[association(ptsd)]) == expected
    page = make_page(by=cast.editor, kind=kind)
    assert refused(page, cast.editor, associations=[association(ptsd)]) == expected


def test_a_condition_may_choose_their_place_and_an_article_not(cast):
    page = make_page(by=cast.editor, kind=Kind.CONDITION, outline=[{"part": "associations"}])
    assert [entry["part"] for entry in page.outline] == ["section", "associations"]
    assert new_refused(cast.editor, kind=Kind.ARTICLE, outline=[{"part": "associations"}]) == {
        "outline": ["outline_unknown_part"]
    }
