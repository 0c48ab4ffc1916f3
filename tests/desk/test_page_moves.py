from datetime import UTC, datetime

import pytest
from django.test import Client
from django.utils import timezone

from articles.drafts import SectionDraft
from articles.models import Condition, Kind, Symptom
from delivery.models import Change, Publication
from delivery.publishing import publish, withdraw
from delivery.refusals import PublishingRefusal
from review.models import Revision, Scope, SignOff, Submission
from review.refusals import Refusal
from tests.builders import (
    edit_page,
    make_crisis_resource,
    make_page,
    make_site,
    make_topic,
    publish_page,
    sign_page,
    submit_page,
    text,
)
from tests.desk.conftest import logged_in
from tests.desk.elements import article, elements, links
from tests.desk.refusals import refused, said, told, unchanged

MOVES = ["submit", "publish", "publish-presentation", "withdraw"]


@pytest.fixture
def page(cast):
    return make_page(
        by=cast.editor,
        title="Shame",
        slug="shame",
        sections=[SectionDraft(heading="Overview", body=text("Shame hides."))],
    )


def address(page, move="change"):
    return f"/admin/articles/{page.kind}/{page.pk}/{move}/"


def row(page):
    """The page as its admin holds it."""
    return (Condition if page.kind == Kind.CONDITION else Symptom).objects.get(pk=page.pk)


def hidden(answer):
    """The hidden inputs that the page of a move would send back, but for the token."""
    return {
        element["name"]: element["value"]
        for element in elements(answer, "input")
        if element["type"] == "hidden" and element["name"] != "csrfmiddlewaretoken"
    }


def sentence(code):
    refusals = {member.value: member.label for member in [*Refusal, *PublishingRefusal]}
    return [(code, refusals[code])]


# Every move


@pytest.fixture
def busy(cast, page):
    """The page is public, and other words of it are signed: every move can be made."""
    publish_page(page, cast, now=timezone.now())
    edit_page(page, by=cast.editor, summary="Other words.")
    sign_page(page, cast, now=timezone.now())
    return page


@pytest.mark.parametrize(
    ("move", "title", "button"),
    [
        ("submit", "Submit for review: Shame", "Submit for review"),
        ("publish", "Publish: Shame, revision 2", "Publish"),
        ("publish-presentation", "Publish the presentation: Shame", "Publish the presentation"),
        ("withdraw", "Withdraw: Shame", "Withdraw"),
    ],
)
def test_getting_the_page_of_a_move_asks_and_changes_nothing(superuser, busy, move, title, button):
    with unchanged():
        answer = superuser.get(address(busy, move))
    assert answer.status_code == 200
    assert elements(answer, "h1")[-1].words == title
    assert [item["value"] for item in elements(answer, "input") if item["type"] == "submit"] == [
        button
    ]
    assert links(answer) == {"Cancel": address(busy)}


@pytest.mark.parametrize("move", [*MOVES, "preview"])
@pytest.mark.parametrize("kind", [Kind.CONDITION, Kind.SYMPTOM])
def test_the_kinds_have_their_own_pages(superuser, cast, kind, move):
    page = make_page(by=cast.editor, kind=kind)
    publish_page(page, cast, now=timezone.now())
    other = Kind.SYMPTOM if kind == Kind.CONDITION else Kind.CONDITION
    assert superuser.get(address(page, move)).status_code == 200
    assert superuser.get(f"/admin/articles/{other}/{page.pk}/{move}/").status_code == 404


@pytest.mark.parametrize("move", [*MOVES, "preview"])
def test_a_page_that_does_not_exist(superuser, move):
    assert superuser.get(f"/admin/articles/symptom/1000000/{move}/").status_code == 404


@pytest.mark.parametrize("move", [*MOVES, "preview"])
def test_who_may_not_see_pages_sees_no_move(stranger, busy, move):
    with unchanged():
        assert stranger.get(address(busy, move)).status_code == 403
        assert stranger.post(address(busy, move), {"lock_version": "2"}).status_code == 403


@pytest.mark.parametrize("move", [*MOVES, "preview"])
def test_who_is_not_logged_in_is_asked_to(anonymous, busy, move):
    with unchanged():
        for answer in (anonymous.get(address(busy, move)), anonymous.post(address(busy, move))):
            assert answer.status_code == 302
            assert answer["Location"] == f"/admin/login/?next={address(busy, move)}"


@pytest.mark.parametrize("move", MOVES)
def test_a_move_from_another_site_is_refused(cast, busy, move):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.administrator)
    with unchanged():
        answer = client.post(address(busy, move), {"lock_version": "2", "reason": "x"})
    assert answer.status_code == 403


@pytest.mark.parametrize("move", MOVES)
def test_a_move_without_any_input_is_no_question(superuser, busy, move):
    """It is answered as a move, with what is missing, and not with the page of a GET."""
    assert superuser.post(address(busy, move)).status_code in (302, 400)


@pytest.mark.parametrize("move", ["submit", "publish-presentation"])
@pytest.mark.parametrize(("value", "code"), [("", "required"), ("x", "invalid")])
def test_a_hidden_input_that_is_wrong_is_said_too(superuser, busy, move, value, code):
    with unchanged():
        answer = superuser.post(address(busy, move), {"lock_version": value})
    assert [code for code, _ in said(answer)["lock_version"]] == [code]


# Submit


def test_submit(editor, cast, page):
    before = timezone.now()
    form = hidden(editor.get(address(page, "submit")))
    assert form == {"lock_version": "1"}
    answer = editor.post(address(page, "submit"), form | {"change_note": " All of it.\n"})
    assert (answer.status_code, answer["Location"]) == (302, address(page))
    assert told(answer) == [("success", "Submitted. The page now waits for a physician.")]
    revision = Revision.objects.get()
    assert (revision.page_id, revision.number, revision.fingerprint) == (
        page.pk,
        1,
        page.fingerprint,
    )
    assert (revision.change_note, revision.created_by) == ("All of it.", cast.editor)
    submission = Submission.objects.get()
    assert (submission.revision, submission.state, submission.submitted_by) == (
        revision,
        "in_review",
        cast.editor,
    )
    assert before <= submission.submitted_at


def test_submit_again_replaces_what_waits(editor, cast, page):
    first = submit_page(page, by=cast.editor)
    editor.post(address(page, "submit"), {"lock_version": "1"})
    first.refresh_from_db()
    assert first.state == "withdrawn"
    assert Submission.objects.get(state="in_review").revision.number == 2


@pytest.mark.parametrize("role", ["reviewer", "publisher", "administrator"])
def test_submit_needs_the_right(cast, page, role):
    by = getattr(cast, role)
    client = logged_in(by)
    with refused("not_allowed", action="submit", by=by, subject=row(page)):
        answer = client.post(address(page, "submit"), {"lock_version": "1"})
    assert said(answer) == {"__all__": sentence("not_allowed")}


def test_submit_what_somebody_else_saved_meanwhile(editor, cast, page):
    form = hidden(editor.get(address(page, "submit")))
    edit_page(page, by=cast.editor, summary="Other words.")
    with refused("stale_lock_version", action="submit", by=cast.editor, subject=row(page)):
        answer = editor.post(address(page, "submit"), form | {"change_note": "My note."})
    assert said(answer) == {"__all__": sentence("stale_lock_version")}
    assert elements(answer, "textarea")[0].words == "My note."


def test_submit_with_a_note_that_is_too_long(editor, page):
    with unchanged():
        answer = editor.post(
            address(page, "submit"), {"lock_version": "1", "change_note": "x" * 1001}
        )
    assert [code for code, _ in said(answer)["change_note"]] == ["max_length"]


# Preview


def test_preview(reviewer, cast, page):
    publish_page(page, cast, now=timezone.now())
    edit_page(page, by=cast.editor, title="Shame <b>today</b>", summary="Not public yet.")
    with unchanged():
        answer = reviewer.get(address(page, "preview"))
    assert answer.status_code == 200
    assert article(answer) == "Shame <b>today</b> Not public yet. Overview Shame hides."
    assert elements(answer, "h1")[0].words == "As a reader sees it: Shame <b>today</b>"
    assert links(answer) == {}


def test_preview_shows_every_part(editor, cast, full_page):
    answer = editor.get(address(full_page, "preview"))
    assert article(answer) == (
        "Guilt By Wanda Writer, PhD A summary. "
        "Lifeline: Call or text 988 (24/7) "
        "Key points One. Two. "
        "Help Emergency Call or text 988 Guilt is a feeling.1 "
        "Questions and answers Why? Because. "
        "References On guilt. Journal of Guilt, 2018. PMID 30075356. It is the source. "
        "Standing: unknown"
    )


# Publish


def publish_form(client, page):
    return hidden(client.get(address(page, "publish")))


def test_publish(publisher, cast, page):
    sign_off = sign_page(page, cast, now=timezone.now())
    form = publish_form(publisher, page)
    assert form == {"number": "1"}
    answer = publisher.post(address(page, "publish"), form)
    assert (answer.status_code, answer["Location"]) == (302, address(page))
    assert told(answer) == [("success", "Published at /symptoms/shame/.")]
    publication = Publication.objects.live(timezone.now()).get()
    assert (publication.page_id, publication.revision, publication.sign_off) == (
        page.pk,
        sign_off.revision,
        sign_off,
    )


def test_publish_the_newest_signed_revision(publisher, cast, page):
    publish_page(page, cast, now=timezone.now())
    edit_page(page, by=cast.editor, summary="Signed words.")
    sign_page(page, cast, now=timezone.now())
    edit_page(page, by=cast.editor, summary="Waiting words.")
    submit_page(page, by=cast.editor, now=timezone.now())
    publisher.post(address(page, "publish"), publish_form(publisher, page))
    assert Publication.objects.live(timezone.now()).get().revision.number == 2


def test_publish_a_withdrawn_page_again(publisher, cast, page):
    publish_page(page, cast, now=timezone.now())
    withdraw(page=page, by=cast.publisher, reason="A test.", now=timezone.now())
    publisher.post(address(page, "publish"), publish_form(publisher, page))
    assert Publication.objects.live(timezone.now()).get().revision.number == 1


@pytest.mark.parametrize("role", ["editor", "reviewer", "administrator"])
def test_publish_needs_the_right(cast, page, role):
    by, revision = getattr(cast, role), sign_page(page, cast, now=timezone.now()).revision
    client = logged_in(by)
    with refused("not_allowed", action="publish", by=by, subject=revision):
        answer = client.post(address(page, "publish"), {"number": "1"})
    assert said(answer) == {"__all__": sentence("not_allowed")}


def refuse_to_publish(code, publisher, cast, page):
    revision = page.revisions.first()
    with refused(code, action="publish", by=cast.publisher, subject=revision):
        answer = publisher.post(address(page, "publish"), {"number": str(revision.number)})
    assert said(answer) == {"__all__": sentence(code)}


def test_publish_unsigned_words(publisher, cast, page):
    submit_page(page, by=cast.editor)
    refuse_to_publish("unsigned", publisher, cast, page)


def test_publish_what_was_never_submitted(publisher, page):
    assert publisher.get(address(page, "publish")).status_code == 404


def test_publish_what_is_public(publisher, cast, page):
    publish_page(page, cast, now=timezone.now())
    refuse_to_publish("already_live", publisher, cast, page)


def test_publish_after_the_review_date(publisher, cast, page):
    revision = submit_page(page, by=cast.editor).revision
    SignOff.objects.create(
        page=page,
        revision=revision,
        fingerprint=revision.fingerprint,
        signer=cast.reviewer,
        person=cast.reviewer.person,
        scope=Scope.WHOLE_PAGE,
        statement="I have read this page.",
        printed_name="Ray Reviewer, MD",
        credential_lines=[],
        credentials=[],
        signed_at=datetime(2020, 1, 1, tzinfo=UTC),
        review_due=datetime(2021, 1, 1, tzinfo=UTC),
    )
    refuse_to_publish("sign_off_overdue", publisher, cast, page)


def test_publish_what_needs_crisis_resources(publisher, cast):
    make_site()
    page = make_page(by=cast.editor, content_flags=["suicide"])
    sign_page(page, cast, now=timezone.now())
    refuse_to_publish("crisis_resources_missing", publisher, cast, page)


def test_publish_a_crisis_line_that_nobody_verified(publisher, cast):
    resource = make_crisis_resource(entered_by=cast.editor)
    line = {"type": "crisisLine", "attrs": {"resource": str(resource.uuid)}}
    body = {"type": "doc", "content": [{"type": "paragraph", "content": [line]}]}
    page = make_page(by=cast.editor, sections=[SectionDraft(heading="Help", body=body)])
    sign_page(page, cast, now=timezone.now())
    refuse_to_publish("crisis_line_unserved", publisher, cast, page)


def test_publish_at_the_address_of_another_topic(publisher, cast, page):
    publish_page(page, cast, now=timezone.now())
    edit_page(page, by=cast.editor, slug="shame-today")
    other = make_page(by=cast.editor, slug="shame")
    sign_page(other, cast, now=timezone.now())
    refuse_to_publish("slug_taken", publisher, cast, other)


def test_publish_only_what_was_asked_about(publisher, cast, page):
    sign_page(page, cast, now=timezone.now())
    form = publish_form(publisher, page)
    edit_page(page, by=cast.editor, summary="Other words.")
    sign_page(page, cast, now=timezone.now())
    with unchanged():
        answer = publisher.post(address(page, "publish"), form)
    assert said(answer) == {
        "__all__": [
            (
                "other_revision",
                "Another revision has come since you opened this page: go back and look at it.",
            )
        ]
    }


def test_an_old_page_does_not_bring_old_words_back(publisher, cast, page):
    sign_page(page, cast, now=timezone.now())
    form = publish_form(publisher, page)
    edit_page(page, by=cast.editor, summary="Other words.")
    publish_page(page, cast, now=timezone.now())
    with unchanged():
        answer = publisher.post(address(page, "publish"), form)
    assert list(said(answer)) == ["__all__"]


# Publish the presentation


def test_publish_presentation(publisher, cast, page):
    publish_page(page, cast, now=timezone.now())
    edit_page(page, by=cast.editor, slug="shame-today")
    form = hidden(publisher.get(address(page, "publish-presentation")))
    assert form == {"lock_version": "2"}
    answer = publisher.post(address(page, "publish-presentation"), form)
    assert (answer.status_code, answer["Location"]) == (302, address(page))
    assert told(answer) == [("success", "Published at /symptoms/shame-today/.")]
    assert Publication.objects.live(timezone.now()).get().slug == "shame-today"


@pytest.mark.parametrize("role", ["editor", "reviewer", "administrator"])
def test_publish_presentation_needs_the_right(cast, page, role):
    by = getattr(cast, role)
    publish_page(page, cast, now=timezone.now())
    refuse_presentation("not_allowed", logged_in(by), by, page)


def refuse_presentation(code, client, by, page, lock_version=None):
    page.refresh_from_db()
    form = {"lock_version": str(lock_version or page.lock_version)}
    with refused(code, action="publish", by=by, subject=row(page)):
        answer = client.post(address(page, "publish-presentation"), form)
    assert said(answer) == {"__all__": sentence(code)}


def test_publish_the_presentation_of_what_is_not_public(publisher, cast, page):
    refuse_presentation("not_live", publisher, cast.publisher, page)


def test_publish_the_presentation_of_other_words(publisher, cast, page):
    publish_page(page, cast, now=timezone.now())
    edit_page(page, by=cast.editor, slug="shame-today", summary="Other words.")
    refuse_presentation("clinical_edits_pending", publisher, cast.publisher, page)


def test_publish_a_presentation_that_somebody_saved_meanwhile(publisher, cast, page):
    publish_page(page, cast, now=timezone.now())
    edit_page(page, by=cast.editor, slug="shame-today")
    refuse_presentation("stale_lock_version", publisher, cast.publisher, page, lock_version=1)


def test_publish_a_presentation_at_the_address_of_another_topic(publisher, cast, page):
    publish_page(page, cast, now=timezone.now())
    edit_page(page, by=cast.editor, slug="shame-today")
    other = make_page(by=cast.editor)
    publish_page(other, cast, now=timezone.now())
    edit_page(other, by=cast.editor, slug="shame")
    refuse_presentation("slug_taken", publisher, cast.publisher, other)


# Withdraw


def test_withdraw(publisher, cast, page):
    publish_page(page, cast, now=timezone.now())
    successor = make_topic()
    answer = publisher.post(
        address(page, "withdraw"),
        {"reason": " Outdated. ", "notice": " See guilt. ", "successor": str(successor.pk)},
    )
    assert (answer.status_code, answer["Location"]) == (302, address(page))
    assert told(answer) == [("success", "Withdrawn. The page is no longer public.")]
    assert not Publication.objects.live(timezone.now()).exists()
    ended = Publication.objects.get()
    assert (ended.ending, ended.ending_reason, ended.ending_notice, ended.successor) == (
        "withdrawn",
        "Outdated.",
        "See guilt.",
        successor,
    )
    assert [change.kind for change in Change.objects.all()] == ["withdrawn", "published"]


def test_administrators_withdraw_too(administrator, cast, page):
    publish_page(page, cast, now=timezone.now())
    answer = administrator.post(address(page, "withdraw"), {"reason": "An emergency."})
    assert answer.status_code == 302
    assert not Publication.objects.live(timezone.now()).exists()


@pytest.mark.parametrize("role", ["editor", "reviewer"])
def test_withdraw_needs_the_right(cast, page, role):
    by = getattr(cast, role)
    publish_page(page, cast, now=timezone.now())
    client = logged_in(by)
    with refused("not_allowed", action="withdraw", by=by, subject=row(page)):
        answer = client.post(address(page, "withdraw"), {"reason": "Outdated."})
    assert said(answer) == {"__all__": sentence("not_allowed")}


def refuse_to_withdraw(code, publisher, cast, page, *, field="__all__", **form):
    with refused(code, action="withdraw", by=cast.publisher, subject=row(page)):
        answer = publisher.post(address(page, "withdraw"), {"reason": "Outdated.", **form})
    assert said(answer) == {field: sentence(code)}


@pytest.mark.parametrize("reason", ["", " \n\t"])
def test_withdraw_without_a_reason(publisher, cast, page, reason):
    publish_page(page, cast, now=timezone.now())
    refuse_to_withdraw("reason_missing", publisher, cast, page, field="reason", reason=reason)


def test_withdraw_in_favour_of_itself(publisher, cast, page):
    publish_page(page, cast, now=timezone.now())
    refuse_to_withdraw(
        "successor_is_itself",
        publisher,
        cast,
        page,
        field="successor",
        successor=str(page.topic.pk),
    )


def test_withdraw_what_is_not_public(publisher, cast, page):
    refuse_to_withdraw("not_live", publisher, cast, page)


def test_withdraw_in_favour_of_nothing(publisher, cast, page):
    publish_page(page, cast, now=timezone.now())
    with unchanged():
        answer = publisher.post(
            address(page, "withdraw"), {"reason": "Outdated.", "successor": "1000000"}
        )
    assert [code for code, _ in said(answer)["successor"]] == ["invalid_choice"]


# Where the page stands, and which moves are offered


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
    assert tools[-1] == "History"
    return tools[1:-1]


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
    assert offered(publisher, page) == ["Publish the presentation", "Withdraw"]
    assert offered(administrator, page) == ["Withdraw"]


def test_a_public_page_with_other_words(editor, publisher, cast, page):
    publish_page(page, cast, now=timezone.now())
    edit_page(page, by=cast.editor, summary="Other words.")
    public, signed = state(editor.get(address(page)))
    assert public.endswith("(revision 1). The words below differ from the public ones.")
    assert signed == "Nobody has signed these words yet."
    assert offered(publisher, page) == ["Withdraw"]


def test_the_list_says_where_each_page_stands(editor, cast):
    publish_page(make_page(by=cast.editor, title="A public"), cast, now=timezone.now())
    sign_page(make_page(by=cast.editor, title="B signed"), cast, now=timezone.now())
    submit_page(make_page(by=cast.editor, title="C waits"), by=cast.editor)
    answer = editor.get("/admin/articles/symptom/")
    assert [
        (page.title, page.is_public, page.is_signed, page.is_waiting)
        for page in answer.context["cl"].result_list
    ] == [
        ("A public", True, True, False),
        ("B signed", False, True, False),
        ("C waits", False, False, True),
    ]


def test_an_older_page_of_a_move_says_what_it_was_about(publisher, cast, page):
    """A second publication of the same revision is refused, however it is asked for."""
    revision = sign_page(page, cast, now=timezone.now()).revision
    form = publish_form(publisher, page)
    publish(revision=revision, by=cast.publisher, now=timezone.now())
    with refused("already_live", action="publish", by=cast.publisher, subject=revision):
        answer = publisher.post(address(page, "publish"), form)
    assert said(answer) == {"__all__": sentence("already_live")}
