"""Restoring a revision in the admin: what the page says before, what it does, and refusals."""

import pytest
from django.utils import timezone

from articles.drafts import SectionDraft
from articles.models import Tag
from delivery.models import Publication
from desk.admin.page_revisions import said_of_signature
from desk.states import page_state
from review import restoring as review_restoring
from review.models import Revision, Submission
from tests.builders import (
    NOW,
    edit_page,
    make_page,
    make_tag,
    publish_page,
    sign_page,
    submit_page,
    text,
)
from tests.desk.admin_pages import address
from tests.desk.conftest import logged_in
from tests.desk.elements import elements
from tests.desk.page_form import stored
from tests.desk.posting import hidden
from tests.desk.refusals import refused, said, sentence, told, unchanged

RESTORE = "revisions/1/restore"


@pytest.fixture
def first(cast, page):
    """The first revision; the page was changed since, and submitted again."""
    revision = submit_page(page, by=cast.editor).revision
    sections = [SectionDraft(heading="Other", body=text("Other words."))]
    edit_page(page, by=cast.editor, title="Guilt", sections=sections, outline=[])
    submit_page(page, by=cast.editor)
    return revision


def words(answer):
    return [item.words for item in elements(answer, "p", "li") if "desk-move" in around(item)]


def around(item):
    return [element["class"] for element in item.within]


def restore(client, page, path=RESTORE):
    return client.post(address(page, path), hidden(client.get(address(page, path))))


def test_it_says_what_will_happen(editor, page, first):
    with unchanged():
        answer = editor.get(address(page, RESTORE))
    assert hidden(answer) == {"lock_version": "2"}
    assert words(answer) == [
        "The working copy gets the words, relations and address of this revision back. What "
        "readers see does not change until it is published.",
        "Title: changed",
        "Section “Overview”: brought back",
        "Section “Other”: taken out",
        "Order of the parts: changed",
        "They are those of revision 2 and can be restored from there.",
        "Revision 2 waits for review and goes on waiting: the physician reads those words, not "
        "the restored ones.",
        "No signature stands under the words of this revision: they have to be submitted and "
        "signed before they can be published.",
        "See revision 1 as a reader would",
    ]


def test_it_works(editor, cast, page, first):
    answer = restore(editor, page)
    assert (answer.status_code, answer["Location"]) == (302, address(page))
    assert told(answer) == [
        (
            "success",
            "Revision 1 is the working copy again. Nobody has signed these words: submit the "
            "page for review.",
        )
    ]
    assert (stored(page).title, stored(page).changed_by) == ("Shame", cast.editor)
    assert Submission.objects.get(state="in_review").revision.number == 2


def test_words_that_nobody_submitted(editor, cast, page, first):
    edit_page(page, by=cast.editor, title="Never submitted")
    assert (
        "Nobody has submitted the working copy as it stands now. It is kept as a revision of its "
        "own first, and can be restored from there."
    ) in words(editor.get(address(page, RESTORE)))
    assert told(restore(editor, page)) == [
        (
            "success",
            "Revision 1 is the working copy again. What stood there before is kept as revision 3. "
            "Nobody has signed these words: submit the page for review.",
        )
    ]
    restore(editor, page, "revisions/3/restore")
    assert stored(page).title == "Never submitted"


def test_signed_words_can_be_published_again(editor, publisher, cast, page):
    sign_off = sign_page(page, cast, now=timezone.now())
    edit_page(page, by=cast.editor, summary="Other words.")
    assert (
        f"A physician signed the words of this revision ({sign_off}), and that signature still "
        "stands: they need no new one."
    ) in words(editor.get(address(page, RESTORE)))
    ((_, message),) = told(restore(editor, page))
    assert message == (
        "Revision 1 is the working copy again. What stood there before is kept as revision 2. "
        f"A physician signed these words ({sign_off}): a publisher can publish them as they are."
    )
    restored = Revision.objects.get(number=3)
    assert page_state(stored(page), timezone.now()).to_publish == restored
    publisher.post(address(page, "publish"), hidden(publisher.get(address(page, "publish"))))
    assert Publication.objects.live(timezone.now()).get().revision == restored


def test_public_words(editor, cast, page):
    publication = publish_page(page, cast, now=timezone.now())
    edit_page(page, by=cast.editor, summary="Other words.")
    ((_, message),) = told(restore(editor, page))
    assert message.endswith(f"These words are public, signed by {publication.sign_off}.")
    assert stored(page).fingerprint == publication.fingerprint


def test_words_whose_review_date_has_passed(cast, page):
    sign_off = sign_page(page, cast)
    edit_page(page, by=cast.editor, summary="Other words.")
    restored = review_restoring.restore(
        revision=sign_off.revision, by=cast.editor, lock_version=2, now=NOW
    )
    assert said_of_signature(restored, sign_off.review_due) == (
        f"The review date of their sign-off ({sign_off}) has passed: submit the page again."
    )


# Refusals


@pytest.mark.parametrize("role", ["reviewer", "administrator"])
def test_it_needs_the_right(cast, page, first, role):
    by = getattr(cast, role)
    client = logged_in(by)
    with refused("not_allowed", action="restore", by=by, subject=first):
        answer = client.post(address(page, RESTORE), {"lock_version": "2"})
    assert said(answer) == {"__all__": sentence("not_allowed")}


def test_somebody_saved_meanwhile(editor, cast, page, first):
    form = hidden(editor.get(address(page, RESTORE)))
    edit_page(page, by=cast.editor, summary="Saved meanwhile.")
    with refused("stale_lock_version", action="restore", by=cast.editor, subject=first):
        answer = editor.post(address(page, RESTORE), form)
    assert said(answer) == {"__all__": sentence("stale_lock_version")}
    assert hidden(answer) == {"lock_version": "2"}


def test_what_the_page_says_already(editor, cast, page):
    revision = submit_page(page, by=cast.editor).revision
    answer = editor.get(address(page, RESTORE))
    assert "The working copy says exactly what this revision says." in words(answer)
    with refused("nothing_to_restore", action="restore", by=cast.editor, subject=revision):
        answer = editor.post(address(page, RESTORE), hidden(answer))
    assert said(answer) == {"__all__": sentence("nothing_to_restore")}


def test_what_is_gone_is_named_before_and_after(editor, cast, page):
    edit_page(page, by=cast.editor, tags=[make_tag(slug="feelings")])
    revision = submit_page(page, by=cast.editor).revision
    edit_page(page, by=cast.editor, tags=[])
    Tag.objects.all().delete()
    missing = (
        "This revision names what is not there any more: make it again, or write the page by "
        "hand. Missing: the tag “feelings”."
    )
    answer = editor.get(address(page, RESTORE))
    assert f"This revision cannot be restored now. {missing}" in words(answer)
    with refused("no_longer_exists", action="restore", by=cast.editor, subject=revision):
        answer = editor.post(address(page, RESTORE), hidden(answer))
    assert said(answer) == {"__all__": [("no_longer_exists", missing)]}


def test_an_address_that_another_page_has_now(editor, cast, page):
    revision = submit_page(page, by=cast.editor).revision
    edit_page(page, by=cast.editor, slug="guilt")
    make_page(by=cast.editor, slug="shame")
    with refused("does_not_fit", action="restore", by=cast.editor, subject=revision):
        answer = restore(editor, page)
    ((code, message),) = said(answer)["__all__"]
    assert code == "does_not_fit"
    assert message.endswith("Another page already has this slug: choose a new one.")


def test_a_version_that_is_no_number(editor, page, first):
    with unchanged():
        answer = editor.post(address(page, RESTORE), {"lock_version": "two"})
    assert [code for code, _ in said(answer)["lock_version"]] == ["invalid"]
