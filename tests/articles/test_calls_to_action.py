"""Invitations with a button, as ``save_page`` writes them and refuses them."""

from dataclasses import replace
from uuid import uuid4

import pytest

from articles.drafts import CallToActionDraft
from articles.snapshots import freeze
from tests.articles.refused_saves import ABSENT, HTML, new_refused, refused
from tests.articles.richtext_strategies import doc, node
from tests.articles.richtext_strategies import text as run
from tests.builders import cited, draft_of, edit_page, make_page, make_topic, text


def call(**fields):
    fields = {"label": "Book", "target_kind": "https", "target": "https://a.example/", **fields}
    return CallToActionDraft(**fields)


def test_it_works(cast):
    uuid = uuid4()
    page = make_page(
        by=cast.editor,
        sections=[],
        calls_to_action=[
            call(uuid=uuid, heading=" Begin ", text=text("Come in."), label=" Book a visit ")
        ],
    )
    assert list(
        page.calls_to_action.values(
            "uuid", "position", "heading", "text", "label", "target_kind", "target"
        )
    ) == [
        {
            "uuid": uuid,
            "position": 0,
            "heading": "Begin",
            "text": text("Come in."),
            "label": "Book a visit",
            "target_kind": "https",
            "target": "https://a.example/",
        }
    ]
    assert page.outline == [{"part": "call_to_action", "id": str(uuid)}]


@pytest.mark.parametrize(
    ("kind", "typed", "stored"),
    [
        ("https", " Booking.Example/A ", "https://booking.example/A"),
        ("https", "HTTPS://booking.example/", "https://booking.example/"),
        ("tel", "+1-800-555-0100", "tel:+1-800-555-0100"),
        ("tel", "TEL:911", "tel:911"),
        ("tel", "(800) 555 0100", "tel:8005550100"),
        ("mail", "hello@example.org", "mailto:hello@example.org"),
        ("mail", "mailto:hello@example.org?subject=Hi", "mailto:hello@example.org?subject=Hi"),
    ],
)
def test_an_address_is_stored_in_one_form(cast, kind, typed, stored):
    page = make_page(by=cast.editor, calls_to_action=[call(target_kind=kind, target=typed)])
    assert page.calls_to_action.get().target == stored


def test_a_page_is_stored_in_one_form(cast):
    topic = make_topic()
    spellings = [str(topic.uuid), f" {topic.uuid} ", str(topic.uuid).upper(), topic.uuid.hex]
    page = make_page(
        by=cast.editor,
        calls_to_action=[call(target_kind="page", target=target) for target in spellings],
    )
    assert {row.target for row in page.calls_to_action.all()} == {str(topic.uuid)}


def test_the_outline_is_their_order(cast):
    first, second = call(), call()
    page = make_page(by=cast.editor, sections=[], calls_to_action=[first, second])
    keys = [row.pk for row in page.calls_to_action.all()]
    moved = edit_page(page, by=cast.editor, outline=page.outline[::-1])
    assert [row.uuid for row in moved.calls_to_action.all()] == [second.uuid, first.uuid]
    assert [row.pk for row in moved.calls_to_action.all()] == keys[::-1]


@pytest.mark.parametrize(
    ("changes", "signed"),
    [
        ({"target": "https://b.example/"}, False),
        ({"target_kind": "mail", "target": "a@b.example"}, False),
        ({"target_kind": "tel", "target": "911"}, True),
        ({"heading": "Begin"}, True),
        ({"text": text("Come in.")}, True),
        ({"label": "Book a visit"}, True),
    ],
)
def test_what_is_signed(cast, changes, signed):
    page = make_page(by=cast.editor, calls_to_action=[call()])
    before = freeze(page)
    (draft,) = draft_of(page).calls_to_action
    after = freeze(edit_page(page, by=cast.editor, calls_to_action=[replace(draft, **changes)]))
    assert after != before
    assert (after.fingerprint != before.fingerprint) is signed


def test_a_telephone_number_is_signed(cast):
    page = make_page(by=cast.editor, calls_to_action=[call(target_kind="tel", target="911")])
    before = freeze(page)
    (draft,) = draft_of(page).calls_to_action
    changed = [replace(draft, target="988")]
    after = freeze(edit_page(page, by=cast.editor, calls_to_action=changed))
    assert (after.fingerprint == before.fingerprint, after.presentation) == (
        False,
        before.presentation,
    )


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"heading": "x" * 201}, {"heading": ["max_length"]}),
        ({"heading": "\x00"}, {"heading": ["bad_character"]}),
        ({"label": ""}, {"label": ["blank"]}),
        ({"label": "x" * 81}, {"label": ["max_length"]}),
        ({"label": "\ud800"}, {"label": ["bad_character"]}),
        ({"text": HTML}, {"text": ["rich_text_not_json_object"]}),
        ({"text": cited("So.", "pmid:1")}, {"text": ["citation_not_listed"]}),
        (
            {"text": doc(node("heading", run("So"), level=2))},
            {"text": ["rich_text_bad_structure"]},
        ),
        ({"target_kind": "fax"}, {"target_kind": ["invalid_choice"]}),
        ({"target_kind": ""}, {"target_kind": ["blank"]}),
        ({"target": ""}, {"target": ["blank"]}),
        ({"target": "\x00"}, {"target": ["bad_character", "rich_text_bad_link"]}),
        ({"target": f"https://a.example/{'x' * 500}"}, {"target": ["max_length"]}),
        ({"target": "http://a.example/"}, {"target": ["rich_text_bad_link"]}),
        ({"target": "javascript:alert(1)"}, {"target": ["rich_text_bad_link"]}),
        ({"target": "https://u:p@a.example/"}, {"target": ["rich_text_bad_link"]}),
        ({"target": "tel:911"}, {"target": ["rich_text_bad_link"]}),
        (
            {"target_kind": "tel", "target": "https://a.example/"},
            {"target": ["rich_text_bad_link"]},
        ),
        ({"target_kind": "mail", "target": "hello"}, {"target": ["rich_text_bad_link"]}),
        ({"target_kind": "page", "target": ABSENT}, {"target": ["unknown_topic"]}),
        ({"target_kind": "page", "target": "shame"}, {"target": ["unknown_topic"]}),
        ({"target_kind": "page", "target": ""}, {"target": ["blank", "unknown_topic"]}),
    ],
)
def test_a_field(cast, page, fields, expected):
    wrong = {"calls_to_action": [call(), call(**fields)], "outline": []}
    expected = {f"calls_to_action.1.{place}": codes for place, codes in expected.items()}
    assert refused(page, cast.editor, **wrong) == expected
    assert new_refused(cast.editor, **wrong) == expected


def test_a_call_of_another_page(cast, page):
    other = make_page(by=cast.editor, calls_to_action=[call()])
    taken = {"calls_to_action": draft_of(other).calls_to_action, "outline": []}
    expected = {"calls_to_action.0": ["part_of_another_page"]}
    assert refused(page, cast.editor, **taken) == expected
    assert new_refused(cast.editor, **taken) == expected


def test_a_call_twice(cast, page):
    twice = {"calls_to_action": [call()] * 2, "outline": []}
    assert refused(page, cast.editor, **twice) == {"calls_to_action.1": ["part_twice"]}
