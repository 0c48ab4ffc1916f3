import copy

import pytest

from articles.drafts import CitationDraft, FaqDraft, SectionDraft
from articles.models import Citation, Page
from articles.snapshots import FORMAT, FORMATS, Snapshot, freeze
from tests.builders import (
    bullets,
    cited,
    draft_of,
    edit_page,
    make_page,
    make_person,
    text,
)


def test_it_works(page):
    """What is signed and what is not, spelled by hand."""
    first, second = page.sections.all()
    question, other = page.faqs.all()
    snapshot = freeze(page)
    assert snapshot.format == 1
    assert snapshot.clinical == {
        "format": 1,
        "page": str(page.uuid),
        "topic": str(page.topic.uuid),
        "kind": "symptom",
        "locale": "en",
        "title": "Shame",
        "summary": "What shame is.",
        "key_points": bullets("Shame hides.", "It can be treated."),
        "content_flags": ["suicide"],
        "risk_class": "6",
        "sections": [
            {
                "id": str(first.uuid),
                "aspect": "Symptoms",
                "heading": "What it can look like",
                "body": text("Withdrawing."),
            },
            {
                "id": str(second.uuid),
                "aspect": "SeeDoctor",
                "urgency": "urgent",
                "heading": "When to seek help",
                "body": cited("When it lasts.", "pmid:30075356"),
            },
        ],
        "faqs": [
            {"id": str(question.uuid), "question": "Is shame a disorder?", "answer": text("No.")},
            {"id": str(other.uuid), "question": "Does it pass?", "answer": text("Often.")},
        ],
        "citations": [
            {"key": "pmid:30075356", "note": "Prevalence."},
            {"key": "pmid:28700459", "note": "Treatment."},
        ],
        "outline": [
            {"part": "key_points"},
            {"part": "section", "id": str(first.uuid)},
            {"part": "section", "id": str(second.uuid)},
            {"part": "faqs"},
            {"part": "references"},
        ],
    }
    assert snapshot.presentation == {
        "slug": "shame",
        "byline": [str(entry.person.uuid) for entry in page.byline_entries.all()],
    }


def test_values_at_their_default_are_left_out(cast):
    page = make_page(by=cast.editor, summary="", sections=[])
    snapshot = freeze(page)
    assert snapshot.clinical == {
        "format": 1,
        "page": str(page.uuid),
        "topic": str(page.topic.uuid),
        "kind": "symptom",
        "locale": "en",
        "title": page.title,
    }
    assert snapshot.presentation == {"slug": page.slug}


def test_values_beside_their_default_are_named(cast):
    page = make_page(
        by=cast.editor, risk_class="24", overdue_policy="serve", content_flags=["self_harm"]
    )
    snapshot = freeze(page)
    assert snapshot.clinical["risk_class"] == "24"
    assert snapshot.clinical["content_flags"] == ["self_harm"]
    assert snapshot.presentation["overdue_policy"] == "serve"


def test_an_acknowledged_source_is_signed(page):
    acknowledged = {"standing": "retracted", "reason": "Named as an example."}
    Citation.objects.filter(key="pmid:28700459").update(acknowledged=acknowledged)
    assert freeze(Page.objects.get()).clinical["citations"] == [
        {"key": "pmid:30075356", "note": "Prevalence."},
        {"key": "pmid:28700459", "note": "Treatment.", "acknowledged": acknowledged},
    ]


def test_flags_are_sorted_however_they_are_stored(page):
    Page.objects.update(content_flags=["suicide", "eating_disorder", "abuse"])
    assert freeze(Page.objects.get()).clinical["content_flags"] == [
        "abuse",
        "eating_disorder",
        "suicide",
    ]


def test_a_frozen_page_is_read_back(page):
    snapshot = freeze(page)
    loaded = Snapshot.load(
        clinical=snapshot.clinical_bytes, presentation=snapshot.presentation_bytes
    )
    assert loaded == snapshot
    assert (loaded.clinical_bytes, loaded.presentation_bytes, loaded.fingerprint) == (
        snapshot.clinical_bytes,
        snapshot.presentation_bytes,
        snapshot.fingerprint,
    )


def test_formats(page):
    assert list(FORMATS) == [FORMAT] == [1]
    assert freeze(page, format=1) == freeze(page)
    for unknown in (0, 2):
        with pytest.raises(ValueError, match=f"There is no snapshot format {unknown}."):
            freeze(page, format=unknown)


def test_a_page_with_its_parts_is_frozen_without_a_query(page, django_assert_num_queries):
    fetched = Page.objects.with_parts().get()
    with django_assert_num_queries(0):
        freeze(fetched)


@pytest.mark.parametrize(
    "changes",
    [
        {"slug": "about-shame"},
        {"overdue_policy": "withhold"},
        {"byline": []},
        {"byline": "reversed"},
        {"byline": "another"},
    ],
)
def test_presentation_does_not_change_the_fingerprint(cast, page, changes):
    before = freeze(page)
    byline = draft_of(page).byline
    named = {"reversed": byline[::-1], "another": [*byline, make_person()]}
    if isinstance(changes.get("byline"), str):
        changes = {"byline": named[changes["byline"]]}
    saved = edit_page(page, by=cast.editor, **changes)
    assert saved.fingerprint == before.fingerprint
    assert freeze(saved).clinical == before.clinical
    assert freeze(saved).presentation != before.presentation


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "Shame."},
        {"title": "shame"},
        {"summary": "What shame was."},
        {"summary": ""},
        {"key_points": bullets("Shame hides.", "It can be treated")},
        {"key_points": {}},
        {"content_flags": []},
        {"content_flags": ["suicide", "abuse"]},
        {"risk_class": "12"},
        {"risk_class": "24"},
        {"sections": []},
        {"faqs": []},
    ],
)
def test_clinical_words_change_the_fingerprint(cast, page, changes):
    before = page.fingerprint
    assert edit_page(page, by=cast.editor, outline=[], **changes).fingerprint != before


@pytest.mark.parametrize(
    "fields",
    [
        {"aspect": "Causes"},
        {"aspect": ""},
        {"aspect": "SeeDoctor", "urgency": "emergency"},
        {"heading": "What it can look like?"},
        {"heading": ""},
        {"body": text("Withdrawing!")},
        {"body": {}},
    ],
)
def test_a_section_changes_the_fingerprint(cast, page, fields):
    first, second = draft_of(page).sections
    changed = SectionDraft(**{**vars(first), **fields})
    before = page.fingerprint
    assert edit_page(page, by=cast.editor, sections=[changed, second]).fingerprint != before


@pytest.mark.parametrize("fields", [{"question": "Is shame a disease?"}, {"answer": text("Yes.")}])
def test_a_question_changes_the_fingerprint(cast, page, fields):
    first, second = draft_of(page).faqs
    changed = FaqDraft(**{**vars(first), **fields})
    before = page.fingerprint
    assert edit_page(page, by=cast.editor, faqs=[changed, second]).fingerprint != before


def test_citations_change_the_fingerprint(cast, page):
    before = page.fingerprint
    first, second = draft_of(page).citations
    fingerprints = [
        edit_page(page, by=cast.editor, citations=citations).fingerprint
        for citations in (
            [first, second],
            [first, CitationDraft(key=second.key, note="Therapy.")],
            [first, CitationDraft(key=second.key)],
            [second, first],
            [first],
        )
    ]
    assert fingerprints[0] == before
    assert len(set(fingerprints)) == 5


def test_the_order_of_parts_changes_the_fingerprint(cast, page):
    before = page.fingerprint
    outline = page.outline
    moved = edit_page(page, by=cast.editor, outline=[outline[-1], *outline[:-1]])
    assert moved.fingerprint != before
    assert edit_page(moved, by=cast.editor, outline=outline).fingerprint == before


def test_the_same_words_on_another_page_have_another_fingerprint(cast):
    words = {"title": "Shame", "sections": []}
    one, other = (make_page(by=cast.editor, **words) for _ in range(2))
    assert one.fingerprint != other.fingerprint


def test_one_changed_character_anywhere(page):
    """Every text of the signed part, and every key, is within the fingerprint."""
    snapshot = freeze(page)
    changed = list(with_one_change(snapshot.clinical))
    assert len(changed) > 100
    fingerprints = {Snapshot(1, clinical, {}).fingerprint for clinical in changed}
    assert len(fingerprints) == len(changed)
    assert snapshot.fingerprint not in fingerprints


def with_one_change(value):
    """Yield the value once for each text in it, with one more character in that text."""
    if isinstance(value, str):
        yield f"{value}x"
    for place, item in places(value):
        if isinstance(place, str):
            renamed = copy.copy(value)
            renamed[f"{place}x"] = renamed.pop(place)
            yield renamed
        for changed in with_one_change(item):
            whole = copy.copy(value)
            whole[place] = changed
            yield whole


def places(value):
    if isinstance(value, dict):
        return list(value.items())
    return list(enumerate(value)) if isinstance(value, list) else []
