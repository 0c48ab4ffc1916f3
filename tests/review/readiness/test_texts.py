"""Every text of every field is read, at its place; what is no text is not."""

import json
from copy import deepcopy
from pathlib import Path

import pytest

from articles.snapshots import freeze
from review.readiness.texts import NOT_WORDS, Text, documents_of, lines_of, texts_of
from tests.builders import bullets, make_page, text

GOLDEN = Path(__file__).parents[2] / "articles" / "golden"
ID = "11111111-1111-4111-8111-111111111111"
CLINICAL = {
    "format": 1,
    "page": ID,
    "kind": "symptom",
    "locale": "en",
    "title": "T1",
    "alternate_names": ["N1", "N2"],
    "codes": [{"system": "mesh", "code": "D1", "display": "C1"}],
    "summary": "S1\nS2",
    "funding": "F1",
    "key_points": bullets("K1", "K2"),
    "sections": [{"id": ID, "aspect": "SelfCare", "heading": "H1", "body": text("B1")}],
    "associations": [
        {
            "id": ID,
            "condition": ID,
            "name": "A1",
            "strength": "core",
            "explanation": text("E1"),
            "explanation_on_condition": text("E2"),
        }
    ],
    "faqs": [{"id": ID, "question": "Q1", "answer": text("R1")}],
    "calls_to_action": [
        {
            "id": ID,
            "heading": "G1",
            "text": text("X1"),
            "label": "L1",
            "target": {"kind": "tel", "target": "tel:911"},
        }
    ],
    "citations": [
        {
            "key": "doi:10.1/a.b",
            "note": "O1",
            "acknowledged": {"standing": "retracted", "reason": "W1"},
        }
    ],
    "content_flags": ["suicide"],
    "seo_title": "Z1",
    "seo_description": "Z2",
}


def test_every_text_has_its_place():
    assert [(item.place, *item.lines) for item in texts_of(CLINICAL)] == [
        ("title", "T1"),
        ("alternate_names.0.name", "N1"),
        ("alternate_names.1.name", "N2"),
        ("codes.0.display", "C1"),
        ("summary", "S1", "S2"),
        ("key_points", "K1", "K2"),
        (f"sections.{ID}.heading", "H1"),
        (f"sections.{ID}.body", "B1"),
        (f"associations.{ID}.name", "A1"),
        (f"associations.{ID}.explanation", "E1"),
        (f"associations.{ID}.explanation_on_condition", "E2"),
        (f"faqs.{ID}.question", "Q1"),
        (f"faqs.{ID}.answer", "R1"),
        (f"calls_to_action.{ID}.heading", "G1"),
        (f"calls_to_action.{ID}.text", "X1"),
        (f"calls_to_action.{ID}.label", "L1"),
        ("citations.doi:10.1/a.b.note", "O1"),
        ("citations.doi:10.1/a.b.acknowledged.reason", "W1"),
        ("funding", "F1"),
        ("seo_title", "Z1"),
        ("seo_description", "Z2"),
    ]


def test_a_field_that_comes_later_is_read_too():
    later = {
        "notices": [{"id": ID, "text": text("Later"), "name": "Named"}],
        "hero": {"caption": "Below"},
    }
    assert [(item.place, *item.lines) for item in texts_of(later)] == [
        (f"notices.{ID}.text", "Later"),
        (f"notices.{ID}.name", "Named"),
        ("hero.caption", "Below"),
    ]


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.canonical")), ids=lambda path: path.stem)
def test_whatever_the_golden_pages_say_is_read(path):
    """Each string of a page, made a marker, is found again, unless it is known to be no word."""
    clinical = json.loads(path.read_text(encoding="utf-8"))
    marked, markers = deepcopy(clinical), []
    _mark(marked, markers)
    assert markers
    read = " ".join(line for item in texts_of(marked) for line in item.lines)
    assert [marker for marker in markers if marker not in read] == []


def _mark(value, markers):
    members = value.items() if isinstance(value, dict) else enumerate(value)
    for name, item in list(members):
        if name in NOT_WORDS or name in ("type", "attrs", "marks", "uuid", "slug"):
            continue
        if isinstance(item, str):
            markers.append(f"mark{len(markers)}x")
            value[name] = markers[-1]
        elif isinstance(item, dict | list):
            _mark(item, markers)


def test_marks_part_no_word_and_line_breaks_do():
    document = {
        "type": "doc",
        "content": [
            {
                "type": "paragraph",
                "content": [
                    {"type": "text", "text": "sui"},
                    {"type": "text", "text": "cide", "marks": [{"type": "bold"}]},
                    {"type": "hardBreak"},
                    {"type": "text", "text": "is"},
                    {"type": "citation", "attrs": {"key": "pmid:1"}},
                ],
            },
            {"type": "figure", "attrs": {"image": ID, "caption": "A caption", "alt": ""}},
        ],
    }
    assert [line.strip() for line in lines_of(document)] == ["suicide is", "A caption"]


def test_documents_have_their_places():
    assert [place for place, _ in documents_of(CLINICAL)] == [
        "key_points",
        f"sections.{ID}.body",
        f"associations.{ID}.explanation",
        f"associations.{ID}.explanation_on_condition",
        f"faqs.{ID}.answer",
        f"calls_to_action.{ID}.text",
    ]


def test_words_are_counted():
    assert Text("summary", ("One two", "three")).words == 3


def test_it_reads_what_is_frozen(cast):
    page = make_page(by=cast.editor, title="Shame", summary="")
    assert [item.lines for item in texts_of(freeze(page).clinical)] == [
        ("Shame",),
        ("Overview",),
        ("Some words.",),
    ]
