"""Notices and treatments in the admin: saving other words makes a new version."""

import json

import pytest

from articles.drafts import SectionDraft
from articles.models import Notice, NoticeVersion, Treatment
from tests.builders import (
    cited,
    make_notice,
    make_page,
    make_treatment,
    make_user,
    renew,
    text,
)
from tests.desk.elements import elements, links, read_only
from tests.desk.posting import form_data, form_errors, refuse, save
from tests.desk.refusals import unchanged

LIST = "/admin/articles/notice/"
TREATMENTS = "/admin/articles/treatment/"
NEW = {
    "name": "Not a diagnosis",
    "slug": "not-a-diagnosis",
    "locale": "en",
    "heading": "Please note",
    "text": json.dumps(text("No diagnosis.")),
}


def address(subject):
    return f"/admin/articles/{subject._meta.model_name}/{subject.pk}/change/"


@pytest.fixture
def notice(cast):
    return make_notice(by=cast.editor, heading="Please note", text=text("No diagnosis.")).notice


@pytest.fixture
def treatment(cast):
    return make_treatment(
        by=cast.editor,
        title="Ketamine",
        alternate_names=["IV ketamine", "Racemic ketamine"],
        regulatory_status="approved_for_another_use",
        off_label=True,
        disclosure=text("Not approved."),
        risks=text("Sedation."),
        alternatives=text("Talk therapy."),
    ).treatment


def said(subject):
    return [(version.number, version.text) for version in subject.versions.all()]


def test_a_new_notice(editor, cast):
    save(editor, f"{LIST}add/", **NEW)
    notice = Notice.objects.get()
    assert (notice.name, notice.slug, notice.locale) == (
        "Not a diagnosis",
        "not-a-diagnosis",
        "en",
    )
    version = notice.versions.get()
    assert (version.number, version.heading, version.text, version.entered_by) == (
        1,
        "Please note",
        text("No diagnosis."),
        cast.editor,
    )


def test_the_form_shows_what_the_newest_version_says(editor, cast, notice):
    renew(notice, by=cast.editor, heading="Newest")
    data = form_data(editor.get(address(notice)))
    assert (data["heading"], json.loads(data["text"]), data["based_on"]) == (
        "Newest",
        text("No diagnosis."),
        2,
    )


def test_other_words_are_a_new_version(editor, cast, notice):
    save(editor, address(notice), text=json.dumps(text("Other words.")))
    assert said(notice) == [(2, text("Other words.")), (1, text("No diagnosis."))]
    assert notice.versions.first().entered_by == cast.editor


def test_the_same_words_are_none(editor, notice):
    save(editor, address(notice), name="Renamed")
    notice.refresh_from_db()
    assert (notice.name, notice.versions.count()) == ("Renamed", 1)


def test_language_and_slug_stay(editor, notice):
    save(editor, address(notice), slug="other", locale="es")
    notice.refresh_from_db()
    assert (notice.slug, notice.locale) == (notice.slug, "en")
    assert notice.slug.startswith("notice-")


def test_old_versions_are_listed_with_the_pages_that_pin_them(editor, cast, notice):
    make_page(by=cast.editor, notices=[notice.versions.get()])
    other = make_user("Editor", name="Otto Other")
    renew(notice, by=other, text=text("Other words."))
    answer = editor.get(address(notice))
    listed = {}
    for cell in elements(answer, "td"):
        row = cell.within[-1]
        if "has_original" in row["class"].split():
            listed.setdefault(row["id"], []).append(cell.words)
    # The first cell of a row holds its key, hidden; the last but one says when.
    assert [[*cells[1:5], cells[6]] for cells in listed.values()] == [
        ["2", "Please note", "Other words.", str(other), "0"],
        ["1", "Please note", "No diagnosis.", str(cast.editor), "1"],
    ]


@pytest.mark.parametrize(
    ("fields", "errors"),
    [
        ({"name": ""}, {"name": ["required"]}),
        ({"text": ""}, {"text": ["required"]}),
        ({"heading": "x" * 201}, {"heading": ["max_length"]}),
        (
            {"text": json.dumps(cited("No.", "pmid:1"))},
            {"text": ["rich_text_bad_structure"]},
        ),
        ({"heading": "N\u202eo"}, {"heading": ["bad_character"]}),
    ],
)
def test_what_is_refused(editor, notice, fields, errors):
    assert form_errors(refuse(editor, address(notice), **fields)) == errors


@pytest.mark.parametrize(
    ("fields", "errors"),
    [
        ({"slug": "Not A Slug"}, {"slug": ["invalid"]}),
        ({"locale": "xx"}, {"locale": ["invalid_choice"]}),
        ({"text": ""}, {"text": ["required"]}),
    ],
)
def test_what_is_refused_of_a_new_one(editor, fields, errors):
    assert form_errors(refuse(editor, f"{LIST}add/", **{**NEW, **fields})) == errors
    assert not Notice.objects.exists()


def test_a_slug_that_is_taken(editor, notice):
    answer = refuse(editor, f"{LIST}add/", **{**NEW, "slug": notice.slug})
    assert form_errors(answer) == {"slug": ["unique"]}


def test_somebody_entered_a_version_meanwhile(editor, cast, notice):
    data = form_data(editor.get(address(notice)))
    renew(notice, by=cast.editor, text=text("Theirs."))
    with unchanged():
        answer = editor.post(address(notice), data | {"text": json.dumps(text("Mine."))})
    assert form_errors(answer) == {"__all__": ["stale_version"]}
    assert form_data(answer)["text"] == json.dumps(text("Mine."))


def test_a_treatment(editor, cast):
    fields = {
        "name": "Ketamine",
        "slug": "ketamine",
        "locale": "en",
        "title": "Ketamine",
        "alternate_names": "IV ketamine, Racemic ketamine",
        "regulatory_status": "approved_for_another_use",
        "off_label": "on",
        "disclosure": json.dumps(text("Not approved.")),
        "risks": json.dumps(text("Sedation.")),
        "alternatives": json.dumps(text("Talk therapy.")),
    }
    save(editor, f"{TREATMENTS}add/", **fields)
    version = Treatment.objects.get().versions.get()
    assert (version.number, version.alternate_names, version.off_label, version.risks) == (
        1,
        ["IV ketamine", "Racemic ketamine"],
        True,
        text("Sedation."),
    )


def test_a_treatment_that_is_saved_as_it_is(editor, treatment):
    save(editor, address(treatment))
    assert treatment.versions.count() == 1


def test_a_treatment_needs_its_disclosure(editor, treatment):
    answer = refuse(editor, address(treatment), disclosure="", risks="")
    assert form_errors(answer) == {
        "disclosure": ["disclosure_missing"],
        "risks": ["disclosure_missing"],
    }
    answer = refuse(editor, address(treatment), off_label="")
    assert list(form_errors(answer)) == ["__all__"]


def test_who_may_only_look(reviewer, notice):
    answer = reviewer.get(address(notice))
    assert answer.status_code == 200
    assert "No diagnosis." in [cell.words for cell in elements(answer, "td")]
    assert not elements(answer, "textarea")
    assert read_only(answer)


def test_who_may_not_enter_a_version_saves_nothing(notice, cast, client):
    """The right to rename is not that to write."""
    by = make_user()
    by.user_permissions.set(
        type(by.user_permissions.model.objects.first()).objects.filter(
            codename__in=["view_notice", "change_notice"]
        )
    )
    client.force_login(by)
    data = form_data(client.get(address(notice)))
    with unchanged():
        answer = client.post(address(notice), data | {"text": json.dumps(text("Mine."))})
    assert answer.status_code == 403


def test_the_list_is_searched_by_name_and_heading(editor, cast, notice):
    make_notice(by=cast.editor, heading="Another")
    renew(notice, by=cast.editor, heading="Descriptive")
    for words in ("Descriptive", notice.name, notice.slug):
        answer = editor.get(LIST, {"q": words})
        (found,) = answer.context["cl"].result_list
        assert (found, found.newest) == (notice, 2)


@pytest.mark.parametrize("size", [1, 12])
def test_the_form_asks_as_often_whatever_the_size(
    editor, cast, notice, size, django_assert_max_num_queries
):
    for number in range(size):
        renew(notice, by=cast.editor, text=text(f"Words {number}."))
        version = NoticeVersion.objects.order_by("-pk").first()
        make_page(by=cast.editor, sections=[SectionDraft(notice=version)])
    with django_assert_max_num_queries(20):
        assert editor.get(address(notice)).status_code == 200


def test_no_link_where_every_page_has_the_newest(editor, cast, notice):
    assert not [name for name in links(editor.get(address(notice))) if "Adopt" in name]
    make_page(by=cast.editor, notices=[notice.versions.get()])
    assert not [name for name in links(editor.get(address(notice))) if "Adopt" in name]
    renew(notice, by=cast.editor, text=text("Other words."))
    found = links(editor.get(address(notice)))
    assert found["Adopt version 2 on 1 page"] == f"{LIST}{notice.pk}/adopt/2/"
