"""Choosing notices and treatments on the form of a page."""

import pytest

from articles.drafts import SectionDraft
from articles.models import Kind
from articles.snapshots import freeze
from tests.builders import edit_page, make_notice, make_page, make_treatment, renew, text
from tests.desk.elements import article, elements
from tests.desk.page_form import ADD, NEW, address, new_part, refuse, save, stored
from tests.desk.posting import form_data, form_errors


@pytest.fixture
def notice(cast):
    return make_notice(by=cast.editor, heading="Please note", text=text("No diagnosis."))


@pytest.fixture
def treatment(cast):
    return make_treatment(by=cast.editor, title="Talking")


@pytest.fixture
def page(cast):
    return make_page(by=cast.editor, title="Shame", slug="shame")


def choices(client, page, name):
    (select,) = [
        item for item in elements(client.get(address(page)), "select") if item["name"] == name
    ]
    return [
        option.words
        for option in elements(client.get(address(page)), "option")
        if option.within[-1]["name"] == select["name"]
    ]


def test_it_works(editor, page, notice, treatment):
    save(
        editor,
        page,
        **new_part("notice_pins", 0, version=notice.pk),
        **{
            "associations_notice": notice.pk,
            "sections-0-notice": notice.pk,
            "sections-0-treatment": treatment.pk,
        },
    )
    saved = stored(page)
    assert [pin.version for pin in saved.notice_pins.all()] == [notice]
    assert saved.associations_notice == notice
    (section,) = saved.sections.all()
    assert (section.notice, section.treatment) == (notice, treatment)


def test_a_form_that_is_saved_as_it_is(editor, cast, notice, treatment):
    page = make_page(
        by=cast.editor,
        notices=[notice, make_notice(by=cast.editor)],
        associations_notice=notice,
        sections=[SectionDraft(body=text("Words."), notice=notice, treatment=treatment)],
    )
    before = freeze(page)
    save(editor, page)
    assert freeze(stored(page)) == before


def test_pins_are_taken_out(editor, cast, notice, treatment):
    page = make_page(
        by=cast.editor,
        notices=[notice],
        associations_notice=notice,
        sections=[SectionDraft(body=text("Words."), notice=notice, treatment=treatment)],
    )
    save(
        editor,
        page,
        **{
            "notice_pins-0-DELETE": "on",
            "associations_notice": "",
            "sections-0-notice": "",
            "sections-0-treatment": "",
        },
    )
    assert b"notice" not in freeze(stored(page)).clinical_bytes


def test_notices_stand_in_the_order_that_is_sent(editor, cast, notice):
    other = make_notice(by=cast.editor)
    page = make_page(by=cast.editor, notices=[notice, other])
    save(editor, page, order="notice_pins-1 notice_pins-0")
    assert [pin.version for pin in stored(page).notice_pins.all()] == [other, notice]


def test_current_versions_in_the_language_of_the_page(editor, cast, page, notice):
    make_notice(by=cast.editor, locale="es")
    renew(notice.notice, by=cast.editor, text=text("Newer."))
    for name in ("associations_notice", "sections-0-notice", "notice_pins-__prefix__-version"):
        assert choices(editor, page, name) == [
            "---------",
            f"{notice.notice.name} (en), version 2",
        ]


def test_the_version_that_is_pinned_says_that_there_is_a_newer_one(editor, cast, notice):
    page = make_page(by=cast.editor, associations_notice=notice)
    renew(notice.notice, by=cast.editor, text=text("Newer."))
    renew(notice.notice, by=cast.editor, text=text("Newest."))
    assert choices(editor, page, "associations_notice") == [
        "---------",
        f"{notice.notice.name} (en), version 3",
        f"{notice.notice.name} (en), version 1 of 3: a newer one exists",
    ]
    save(editor, page, title="Other words")
    assert stored(page).associations_notice == notice


@pytest.mark.parametrize("name", ["associations_notice", "sections-0-notice"])
def test_an_old_version_is_not_pinned_anew(editor, cast, page, notice, name):
    renew(notice.notice, by=cast.editor, text=text("Newer."))
    assert form_errors(refuse(editor, page, **{name: notice.pk})) == {name: ["invalid_choice"]}


def test_what_the_move_refuses_stands_at_its_field(editor, cast, page, notice):
    twice = new_part("notice_pins", 0, version=notice.pk) | new_part(
        "notice_pins", 1, version=notice.pk
    )
    assert form_errors(refuse(editor, page, **twice)) == {"notice_pins-1-version": ["part_twice"]}


def test_a_new_page_in_another_language(editor, cast, notice):
    """All languages are offered before one is chosen; the move knows which it is."""
    spanish = make_notice(by=cast.editor, locale="es")
    data = form_data(editor.get(ADD)) | NEW
    answer = editor.post(ADD, data | {"sections-0-notice": spanish.pk})
    assert form_errors(answer) == {"sections-0-notice": ["pinned_in_another_language"]}
    assert editor.post(ADD, data | {"sections-0-notice": notice.pk}).status_code == 302


def test_an_article_has_no_notice_over_associations(editor, cast):
    page = make_page(by=cast.editor, kind=Kind.ARTICLE)
    answer = editor.get(f"/admin/articles/article/{page.pk}/change/")
    names = {item["name"] for item in elements(answer, "select")}
    assert "associations_notice" not in names
    assert "sections-0-notice" in names


def test_readers_and_physicians_see_the_words(editor, cast, page, notice, treatment):
    off_label = renew(
        treatment.treatment,
        by=cast.editor,
        title="Ketamine",
        alternate_names=["IV ketamine"],
        regulatory_status="approved_for_another_use",
        off_label=True,
        disclosure=text("Not approved."),
        risks=text("Sedation."),
        alternatives=text("Talk therapy."),
    )
    edit_page(
        page,
        by=cast.editor,
        notices=[notice],
        associations_notice=make_notice(by=cast.editor, text=text("Over the associations.")),
        sections=[
            SectionDraft(
                heading="Help",
                body=text("The words."),
                notice=make_notice(by=cast.editor, text=text("Over the section.")),
                treatment=off_label,
            )
        ],
        outline=[],
    )
    answer = editor.get(f"/admin/articles/symptom/{page.pk}/preview/")
    assert article(answer) == (
        "Shame A summary. Please note No diagnosis. Help Over the section. The words. "
        "Ketamine (IV ketamine) FDA-approved for another use only. Off-label use. "
        "Not approved. Risks Sedation. Other ways Talk therapy. "
        "Stands over the associations, as soon as the page shows any: Over the associations."
    )
