"""Two editors on one page: the later save is refused, with both versions side by side."""

import json
from dataclasses import fields

import pytest

from articles.drafts import FaqDraft, PageDraft, SectionDraft
from desk.comparison import FIELDS, PARTS, UNSEEN
from tests.builders import draft_of, edit_page, make_image, make_notice, make_page, make_tag, text
from tests.desk.page_form import address, headings, new_part, stored
from tests.desk.posting import form_data, form_errors
from tests.desk.refusals import unchanged


@pytest.fixture
def page(cast):
    return make_page(
        by=cast.editor,
        title="Shame",
        sections=[SectionDraft(heading="Looks", body=text("It hides."))],
        faqs=[FaqDraft(question="Why?", answer=text("Because."))],
    )


def refused(editor, page, data):
    with unchanged():
        answer = editor.post(address(page), data)
    assert form_errors(answer) == {"__all__": ["stale_lock_version"]}
    return answer


def compared(answer):
    """Label, mine and theirs of each difference, as the page shows them."""
    return [
        (item.label, str(item.mine), str(item.theirs))
        for item in answer.context["comparison"].differences
    ]


def test_both_versions_stand_side_by_side(editor, cast, page):
    data = form_data(editor.get(address(page)))
    data |= {"title": "My shame", "sections-0-body": json.dumps(text("It hides well."))}
    edit_page(page, by=cast.editor, title="Shame and guilt", faqs=[], outline=[])
    answer = refused(editor, page, data)
    assert compared(answer) == [
        (
            "Title",
            "<mark>My</mark> <mark>shame</mark>",
            "<mark>Shame</mark> <mark>and guilt</mark>",
        ),
        (
            "Section “Looks”",
            "Looks\nIt <mark>hides well.</mark>",
            "Looks\nIt <mark>hides.</mark>",
        ),
        ("Question “Why?”", "<mark>Why?\nBecause.</mark>", "<mark>(not there)</mark>"),
        (
            "Order of the parts",
            "Looks<mark>\nQuestions and answers</mark>",
            "Looks",
        ),
    ]


def test_the_order_of_choices_is_no_difference(editor, cast, page):
    tags = [make_tag(name="Mood", slug="zeal"), make_tag(name="Sleep", slug="awake")]
    edit_page(page, by=cast.editor, content_flags=["suicide", "self_harm"], tags=tags)
    data = form_data(editor.get(address(page))) | {"title": "Mine"}
    edit_page(page, by=cast.editor, title="Theirs")
    assert compared(refused(editor, page, data)) == [
        ("Title", "<mark>Mine</mark>", "<mark>Theirs</mark>")
    ]


def test_the_later_save_replaces_the_other_once_both_were_seen(editor, cast, page):
    data = form_data(editor.get(address(page))) | {"title": "Mine"}
    edit_page(page, by=cast.editor, title="Theirs", summary="Their summary.")
    answer = refused(editor, page, data)
    newest = str(answer.context["comparison"].page.lock_version)
    assert f'name="overwrite" value="{newest}"' in answer.content.decode()
    assert editor.post(address(page), form_data(answer) | {"overwrite": newest}).status_code == 302
    assert (stored(page).title, stored(page).summary) == ("Mine", "A summary.")


def test_a_third_save_is_shown_too(editor, cast, page):
    data = form_data(editor.get(address(page))) | {"title": "Mine"}
    edit_page(page, by=cast.editor, title="Theirs")
    seen = refused(editor, page, data).context["comparison"].page.lock_version
    edit_page(page, by=cast.editor, title="Theirs again")
    answer = refused(editor, page, data | {"overwrite": str(seen)})
    assert answer.context["comparison"].page.title == "Theirs again"


def test_parts_that_one_version_has_alone(editor, cast, page):
    data = form_data(editor.get(address(page)))
    data |= new_part("faqs", 1, question="How?", answer=json.dumps(text("So.")))
    section = SectionDraft(heading="Added", body=text("Words."))
    sections = [*draft_of(page).sections, section]
    edit_page(page, by=cast.editor, sections=sections, outline=[])
    assert {label: (mine, theirs) for label, mine, theirs in compared(refused(editor, page, data))}[
        "Section “Added”"
    ] == ("<mark>(not there)</mark>", "<mark>Added\nWords.</mark>")
    assert headings(page) == ["Looks", "Added"]


def test_the_same_words_in_another_form(editor, cast, page):
    data = form_data(editor.get(address(page)))
    bold = text("It hides.")
    bold["content"][0]["content"][0]["marks"] = [{"type": "bold"}]
    data["sections-0-body"] = json.dumps(bold)
    edit_page(page, by=cast.editor)
    ((label, mine, theirs),) = compared(refused(editor, page, data))
    assert (label, mine) == ("Section “Looks”", theirs)
    assert "the words are the same" in mine


def test_words_are_escaped(editor, cast, page):
    data = form_data(editor.get(address(page))) | {"title": "<script>mine</script>"}
    edit_page(page, by=cast.editor, title="<b>theirs</b>")
    words = refused(editor, page, data).content.decode()
    assert "<script>mine" not in words
    assert "<b>theirs" not in words


def test_a_very_long_text_is_shown_without_marks(editor, cast, page):
    data = form_data(editor.get(address(page)))
    data["sections-0-body"] = json.dumps(text("word " * 5_000))
    edit_page(page, by=cast.editor)
    ((_, mine, theirs),) = compared(refused(editor, page, data))
    assert "<mark>" not in mine + theirs


def test_a_form_of_an_older_save_that_says_the_same(editor, cast, page):
    data = form_data(editor.get(address(page)))
    edit_page(page, by=cast.editor)
    answer = refused(editor, page, data)
    assert compared(answer) == []
    assert "Both versions say the same." in answer.content.decode()


def test_every_field_of_a_page_is_compared():
    assert {*FIELDS, *PARTS, *UNSEEN} == {field.name for field in fields(PageDraft)}


def test_notices_and_pictures_of_the_other_version_are_seen(editor, cast, page):
    data = form_data(editor.get(address(page)))
    notice = make_notice(by=cast.editor, heading="Not a diagnosis")
    edit_page(
        page,
        by=cast.editor,
        notices=[notice],
        associations_notice=notice,
        hero_image=make_image(by=cast.editor),
        hero_caption="Hills.",
    )
    labels = [label for label, _, _ in compared(refused(editor, page, data))]
    assert labels == [
        "Picture at the top",
        "Caption of the picture at the top",
        "Notices over the whole page",
        "Notice over the associations",
    ]
