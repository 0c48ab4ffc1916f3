"""Where a page stands, and which moves are offered."""

from django.utils import timezone

from delivery.models import Publication
from delivery.publishing import publish_presentation, withdraw
from desk.states import page_state
from review.signoff import revoke
from tests.builders import edit_page, publish_page, sign_page, submit_page
from tests.desk.admin_pages import address
from tests.desk.elements import elements, links


def state(answer):
    (box,) = [item for item in elements(answer, "div") if item["class"] == "desk-state"]
    return [item.words for item in elements(answer, "p") if box in item.within]


def offered(client, page):
    tools = [
        element.words
        for element in elements(client.get(address(page)), "a")
        if any(around["class"] == "object-tools" for around in element.within)
    ]
    assert tools[0] == "See it as a reader"
    assert tools[-3:] == ["Revisions", "Comments", "History"]
    return tools[1:-3]


def test_a_new_page(editor, publisher, page):
    assert state(editor.get(address(page))) == [
        "Not public.",
        "Nobody has signed these words yet.",
    ]
    assert (offered(editor, page), offered(publisher, page)) == (["Submit for review"], [])


def test_a_page_that_waits(editor, publisher, cast, page):
    submission = submit_page(page, by=cast.editor)
    answer = editor.get(address(page))
    assert state(answer)[2] == "Revision 1 waits for review since November 1, 2026, 12:00."
    assert links(answer)["waits for review"] == f"/admin/review/submission/{submission.pk}/change/"
    assert (offered(editor, page), offered(publisher, page)) == (["Submit for review"], [])


def test_a_signed_page(editor, publisher, cast, page):
    sign_off = sign_page(page, cast, now=timezone.now())
    assert state(editor.get(address(page))) == [
        "Not public.",
        f"A physician has signed these words: Ray Reviewer, MD, {sign_off.signed_at:%Y-%m-%d}. "
        "Changing a word makes a new signature necessary.",
    ]
    assert offered(publisher, page) == ["Publish"]


def test_a_public_page(editor, publisher, administrator, cast, page):
    publish_page(page, cast, now=timezone.now())
    live = Publication.objects.get()
    assert state(editor.get(address(page)))[0] == (
        f"Public at /symptoms/shame/ since {live.live_from:%B} {live.live_from.day}, "
        f"{live.live_from:%Y, %H:%M} (revision 1)."
    )
    assert offered(editor, page) == ["Submit for review"]
    assert offered(publisher, page) == [
        "Publish the presentation",
        "Plan the end",
        "Withdraw",
        "Recall",
    ]
    assert offered(administrator, page) == ["Withdraw", "Recall"]


def to_publish(page):
    page.refresh_from_db()
    return page_state(page, timezone.now()).to_publish


def test_signed_words_are_offered_after_a_new_presentation_of_the_public_ones(
    publisher, cast, page
):
    publish_page(page, cast, now=timezone.now())
    edit_page(page, by=cast.editor, summary="Other words.")
    signed = sign_page(page, cast, now=timezone.now())
    page = edit_page(page, by=cast.editor, summary="A summary.", slug="another-address")
    publish_presentation(
        page=page, by=cast.publisher, lock_version=page.lock_version, now=timezone.now()
    )
    live = Publication.objects.live(timezone.now()).get()
    assert (live.revision.number, signed.revision.number) == (3, 2)
    assert to_publish(page) == signed.revision
    assert "Publish" in offered(publisher, page)


def test_words_that_were_replaced_are_not_offered(publisher, cast, page):
    publish_page(page, cast, now=timezone.now())
    edit_page(page, by=cast.editor, summary="Other words.")
    publish_page(page, cast, now=timezone.now())
    assert to_publish(page) is None
    assert "Publish" not in offered(publisher, page)


def test_older_words_that_were_never_public_are_not_offered(cast, page):
    sign_page(page, cast, now=timezone.now())
    edit_page(page, by=cast.editor, summary="Other words.")
    publish_page(page, cast, now=timezone.now())
    assert to_publish(page) is None


def test_the_public_words_signed_again_are_not_offered(cast, page):
    publish_page(page, cast, now=timezone.now())
    sign_page(page, cast, now=timezone.now())
    assert to_publish(page) is None


def test_words_that_came_back_are_offered(cast, page):
    publish_page(page, cast, now=timezone.now())
    edit_page(page, by=cast.editor, summary="Other words.")
    replaced = publish_page(page, cast, now=timezone.now())
    edit_page(page, by=cast.editor, summary="A summary.")
    back = publish_page(page, cast, now=timezone.now())
    assert (back.revision.number, to_publish(page)) == (3, None)
    edit_page(page, by=cast.editor, summary="Other words.")
    again = sign_page(page, cast, now=timezone.now())
    assert (again.fingerprint, to_publish(page)) == (replaced.fingerprint, again.revision)


def test_the_newest_signed_words_of_a_withdrawn_page_are_offered(cast, page):
    publication = publish_page(page, cast, now=timezone.now())
    withdraw(page=page, by=cast.publisher, reason="A wrong dose.", now=timezone.now())
    assert to_publish(page) == publication.revision


def test_a_public_page_with_other_words(editor, publisher, cast, page):
    publish_page(page, cast, now=timezone.now())
    edit_page(page, by=cast.editor, summary="Other words.")
    public, signed = state(editor.get(address(page)))
    assert public.endswith("(revision 1). The words below differ from the public ones.")
    assert signed == "Nobody has signed these words yet."
    assert offered(publisher, page) == ["Plan the end", "Withdraw", "Recall"]


def test_a_withdrawn_page_says_by_whom_and_why(editor, cast, page):
    publication = publish_page(page, cast, now=timezone.now())
    withdraw(page=page, by=cast.publisher, reason="A wrong dose.", now=timezone.now())
    publication.refresh_from_db()
    ended = publication.live_until
    assert state(editor.get(address(page)))[0] == (
        f"Withdrawn on {ended:%B} {ended.day}, {ended:%Y, %H:%M} by Pat Publisher, because: "
        "A wrong dose. Not public."
    )


def test_a_page_whose_sign_off_was_revoked_says_by_whom_and_why(editor, cast, page):
    publication = publish_page(page, cast, now=timezone.now())
    revoke(
        sign_off=publication.sign_off,
        by=cast.reviewer,
        reason="A wrong dose.",
        now=timezone.now(),
    )
    publication.refresh_from_db()
    ended = publication.live_until
    assert state(editor.get(address(page)))[0] == (
        f"Its sign-off was revoked on {ended:%B} {ended.day}, {ended:%Y, %H:%M} by Ray Reviewer, "
        "because: A wrong dose. Not public."
    )


def test_a_page_that_came_back_is_public_again(editor, cast, page):
    publish_page(page, cast, now=timezone.now())
    withdraw(page=page, by=cast.publisher, reason="A wrong dose.", now=timezone.now())
    publish_page(page, cast, now=timezone.now())
    assert state(editor.get(address(page)))[0].startswith("Public at /symptoms/shame/")
