"""Which parts two snapshots tell differently, in an editor's words."""

from articles.snapshots import Snapshot
from desk.differences import differences


def snapshot(presentation=None, **clinical):
    return Snapshot(1, clinical, presentation or {})


def said(before, after):
    return [f"{item.part} {item.what}" for item in differences(before, after)]


def test_it_works():
    before = snapshot(
        {"slug": "shame", "tags": ["feelings"]},
        title="Shame",
        codes=[{"code": "F43.1"}],
        sections=[
            {"id": "1", "heading": "Overview", "body": {}},
            {"id": "2", "aspect": "SelfCare"},
            {"id": "3"},
        ],
        faqs=[{"id": "4", "question": "Why?"}],
        calls_to_action=[{"id": "5", "label": "Read on"}],
    )
    after = snapshot(
        {"slug": "guilt", "byline": ["6"]},
        title="Guilt",
        summary="A summary.",
        sections=[{"id": "1", "heading": "Looks", "body": {}}],
        faqs=[{"id": "4", "question": "Why?"}],
        associations=[{"id": "7", "name": "PTSD"}],
    )
    assert said(before, after) == [
        "Title changed",
        "Summary brought back",
        "Section “Looks” changed",
        "Section “Self-help” taken out",
        "Section taken out",
        "Association “PTSD” brought back",
        "Button “Read on” taken out",
        "Clinical codes taken out",
        "Address (slug) changed",
        "Byline brought back",
        "Tags taken out",
    ]


def test_what_is_the_same():
    same = snapshot({"slug": "shame"}, title="Shame", sections=[{"id": "1", "heading": "A"}])
    assert differences(same, same) == []


def test_a_part_that_has_no_label_yet():
    assert said(snapshot(), snapshot(some_new_part="x")) == ["Some new part brought back"]


def test_parts_in_another_order():
    one, two = {"id": "1"}, {"id": "2"}
    assert said(snapshot(faqs=[one, two]), snapshot(faqs=[two, one])) == [
        "Questions, their order changed"
    ]
