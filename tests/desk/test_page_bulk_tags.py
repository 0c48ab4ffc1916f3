"""A tag added to, or removed from, several pages of a list."""

import pytest
from django.utils import timezone

from tests.builders import draft_of, edit_page, make_page, make_tag, sign_page, submit_page
from tests.desk.bulk import ask, confirm, form, outlooks
from tests.desk.page_form import LIST
from tests.desk.refusals import told, unchanged


@pytest.fixture
def draft(cast):
    return make_page(by=cast.editor, title="Draft")


@pytest.fixture
def signed(cast):
    page = make_page(by=cast.editor, title="Signed")
    sign_page(page, cast, now=timezone.now())
    return page


@pytest.fixture
def waits(cast):
    page = make_page(by=cast.editor, title="Waits")
    submit_page(page, by=cast.editor)
    return page


def tags(page):
    return sorted(tag.slug for tag in draft_of(page).tags)


def test_adding_a_tag(editor, cast, draft, signed):
    old, new = make_tag(slug="old", name="Old"), make_tag(slug="new", name="New")
    edit_page(draft, by=cast.editor, tags=[old])
    edit_page(signed, by=cast.editor, tags=[new])
    fingerprint = signed.fingerprint
    assert outlooks(ask(editor, "tag_selected", draft, signed)) == [
        "Draft (en): Has now: Old.",
        "Signed (en): Has now: New.",
    ]
    answer = confirm(editor, "tag_selected", draft, signed, tag=new.pk)
    assert told(answer) == [
        ("error", "Signed: It has this tag already."),
        ("success", "Tagged: Draft."),
    ]
    assert (tags(draft), tags(signed)) == (["new", "old"], ["new"])
    signed.refresh_from_db()
    assert signed.fingerprint == fingerprint
    assert list(draft.edits.values_list("user", "lock_version"))[-1] == (cast.editor.pk, 3)


def test_removing_a_tag(publisher, cast, draft, signed, waits):
    tag = make_tag(slug="old", name="Old")
    edit_page(draft, by=cast.editor, tags=[tag])
    edit_page(signed, by=cast.editor, tags=[make_tag()])
    answer = confirm(publisher, "untag_selected", draft, signed, waits, tag=tag.pk)
    assert told(answer) == [
        ("error", "Signed: It does not have this tag."),
        ("error", "Waits: Left out: it has no tag."),
        ("success", "No longer tagged: Draft."),
    ]
    assert tags(draft) == []


def test_tagging_what_somebody_saved_meanwhile(editor, cast, draft):
    data = form(ask(editor, "tag_selected", draft)) | {"tag": make_tag().pk}
    edit_page(draft, by=cast.editor, summary="Saved meanwhile.")
    ((level, message),) = told(editor.post(LIST, data))
    assert (level, message.startswith("Draft: Somebody else saved this page")) == ("error", True)
    assert tags(draft) == []


@pytest.mark.parametrize("tag", ["", "1000000", "x"])
def test_a_tag_that_is_not_there(editor, draft, tag):
    with unchanged():
        answer = confirm(editor, "tag_selected", draft, tag=tag)
    assert answer.status_code == 400
    assert list(answer.context["form"].errors) == ["tag"]
