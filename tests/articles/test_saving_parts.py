"""The parts of a page, as a save matches, orders, adds and deletes them."""

import pytest

from articles.drafts import CitationDraft, FaqDraft, SectionDraft
from articles.models import Citation
from articles.saving import save_page
from tests.builders import (
    NOW,
    bullets,
    cited,
    draft_of,
    edit_page,
    make_draft,
    make_page,
    make_reference,
    text,
)


def part_keys(page):
    """The primary keys of each kind of part, in the order in which the parts stand."""
    parts = (page.sections, page.faqs, page.citations, page.byline_entries)
    return [[row.pk for row in rows.all()] for rows in parts]


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


@pytest.mark.parametrize("scheme", ["pmid", "doi", "uuid"])
def test_a_work_is_cited_by_any_of_its_keys(cast, scheme):
    work = make_reference(pmid="30075356", doi="10.1016/j.janxdis.2018.07.005")
    (key,) = [key for key in work.keys if key.startswith(scheme)]
    section = SectionDraft(body=cited("Words.", key))
    page = make_page(by=cast.editor, sections=[section], citations=[CitationDraft(key=key)])
    assert [citation.key for citation in page.citations.all()] == [key]


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
NEW_PAGE = 37
EDITED_PAGE = 38


@pytest.mark.parametrize("number", [1, 10])
def test_a_new_part_costs_one_query(cast, number, django_assert_num_queries):
    draft = many(number)
    cast.editor.has_perm("articles.add_page")
    with django_assert_num_queries(NEW_PAGE + 3 * number):
        save_page(draft=draft, by=cast.editor, at=NOW)


@pytest.mark.parametrize("number", [1, 10])
def test_a_kept_part_costs_no_query(cast, number, django_assert_num_queries):
    page = save_page(draft=many(number), by=cast.editor, at=NOW)
    draft = draft_of(page)
    with django_assert_num_queries(EDITED_PAGE):
        save_page(draft=draft, by=cast.editor, at=NOW, page=page, lock_version=1)
