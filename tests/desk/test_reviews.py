from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from articles.drafts import SectionDraft
from articles.models import Person, Profession
from delivery.models import Publication
from review.credentialing import end_credential
from review.models import Revocation, SignOff, Submission
from review.refusals import Refusal
from review.submitting import send_back
from tests.builders import (
    PASSWORD,
    edit_page,
    make_credential,
    make_page,
    make_person,
    make_reviewer,
    make_user,
    publish_page,
    sign_page,
    sign_submission,
    submit_page,
    text,
)
from tests.desk.conftest import logged_in
from tests.desk.elements import article, elements, links
from tests.desk.refusals import refused, said, shown, told, unchanged

WHOLE = (
    "I have read this whole page and its list of sources as shown to me, and I approve "
    "these exact words for publication as clinically sound."
)
CHANGES = (
    "I have read the changes to this page since its last review as shown to me, and I "
    "approve these exact words for publication as clinically sound."
)


@pytest.fixture
def page(cast):
    return make_page(
        by=cast.editor,
        title="Shame",
        slug="shame",
        sections=[SectionDraft(heading="Overview", body=text("Shame hides."))],
    )


@pytest.fixture
def submission(cast, page):
    return submit_page(page, by=cast.editor)


def address(submission, move="change"):
    return f"/admin/review/submission/{submission.pk}/{move}/"


def signature(submission, **fields):
    return {
        "fingerprint": submission.revision.fingerprint,
        "scope": "whole_page",
        "password": PASSWORD,
        **fields,
    }


def sentence(code):
    return [(code, Refusal(code).label)]


# What the physician reads


def facts(answer):
    names = [element.words for element in elements(answer, "dt")]
    return dict(zip(names, [element.words for element in elements(answer, "dd")], strict=True))


def test_the_sign_page_shows_what_is_signed(reviewer, cast, full_page):
    submission = submit_page(full_page, by=cast.editor)
    with unchanged():
        answer = reviewer.get(address(submission, "sign"))
    assert answer.status_code == 200
    assert elements(answer, "h1")[0].words == "Review and sign: Guilt, revision 1"
    assert article(answer) == (
        "Guilt By Wanda Writer, PhD A summary. "
        "Lifeline: Call or text 988 (24/7) "
        "Key points One. Two. "
        "Help Emergency Call or text 988 Guilt is a feeling.1 "
        "Questions and answers Why? Because. "
        "References On guilt. Journal of Guilt, 2018. PMID 30075356. It is the source. "
        "Standing: unknown"
    )
    assert facts(answer) == {
        "Content flags": "Suicide",
        "Risk class": "Highest risk: every 6 months",
    }
    assert [code.words for code in elements(answer, "code")] == [full_page.fingerprint]
    (shown_to_sign,) = [
        item["value"] for item in elements(answer, "input") if item["name"] == "fingerprint"
    ]
    assert shown_to_sign == submission.revision.fingerprint == full_page.fingerprint
    assert [label.words for label in elements(answer, "label")] == [WHOLE, CHANGES, "Password:"]
    assert links(answer) == {
        "Send back with reasons instead": address(submission, "send-back"),
        "Cancel": address(submission),
        "Call or text 988": "tel:988",
        "1": "#reference-1",
    }


def test_a_page_without_flags(reviewer, submission):
    answer = reviewer.get(address(submission, "sign"))
    assert facts(answer) == {
        "Content flags": "—",
        "Risk class": "Raised risk: every 12 months",
    }


def test_the_note_of_the_editors_is_shown(reviewer, editor, page):
    editor.post(
        f"/admin/articles/symptom/{page.pk}/submit/",
        {"lock_version": "1", "change_note": "The <dose>."},
    )
    answer = reviewer.get(address(Submission.objects.get(), "sign"))
    assert "What the editors changed: The <dose>." in [
        paragraph.words for paragraph in elements(answer, "p")
    ]


def test_what_waits_is_shown_not_the_working_copy(reviewer, cast, page, submission):
    edit_page(page, by=cast.editor, summary="Words of tomorrow.")
    answer = reviewer.get(address(submission, "sign"))
    assert article(answer) == "Shame A summary. Overview Shame hides."
    assert [code.words for code in elements(answer, "code")] == [submission.revision.fingerprint]


# Sign


def test_sign(reviewer, cast, submission):
    answer = reviewer.post(address(submission, "sign"), signature(submission))
    assert (answer.status_code, answer["Location"]) == (302, address(submission))
    sign_off = SignOff.objects.get()
    assert (sign_off.revision, sign_off.signer, sign_off.scope, sign_off.statement) == (
        submission.revision,
        cast.reviewer,
        "whole_page",
        WHOLE,
    )
    due = sign_off.review_due
    assert told(answer) == [
        ("success", f"Signed. The next review is due on {due:%B} {due.day}, {due.year}.")
    ]
    submission.refresh_from_db()
    assert (submission.state, submission.decided_by) == ("signed", cast.reviewer)


def test_sign_the_changes(reviewer, cast, page):
    whole = sign_page(page, cast, now=timezone.now())
    edit_page(page, by=cast.editor, summary="Other words.")
    submission = submit_page(page, by=cast.editor)
    reviewer.post(address(submission, "sign"), signature(submission, scope="changes"))
    sign_off = SignOff.objects.exclude(pk=whole.pk).get()
    assert (sign_off.base, sign_off.review_due) == (whole, whole.review_due)


def refuse_to_sign(code, submission, by, *, field="__all__", **fields):
    client = logged_in(by)
    with refused(code, action="sign", by=by, subject=submission):
        answer = client.post(address(submission, "sign"), signature(submission, **fields))
    assert said(answer) == {field: sentence(code)}
    return answer


def test_sign_with_a_wrong_password(cast, submission):
    answer = refuse_to_sign(
        "wrong_password",
        submission,
        cast.reviewer,
        field="password",
        password="not my password",
    )
    assert b"not my password" not in answer.content


@pytest.mark.parametrize("role", ["editor", "publisher", "administrator"])
def test_sign_needs_the_right(cast, submission, role):
    refuse_to_sign("not_allowed", submission, getattr(cast, role))


def test_sign_ones_own_words(cast, page):
    by = make_reviewer(cast.administrator)
    by.groups.add(Group.objects.get(name="Editor"))
    edit_page(page, by=by, summary="My words.")
    refuse_to_sign("own_words", submit_page(page, by=cast.editor), by)


def test_sign_what_one_is_named_for(cast):
    page = make_page(by=cast.editor, byline=[cast.reviewer.person])
    refuse_to_sign("own_words", submit_page(page, by=cast.editor), cast.reviewer)


def test_sign_with_an_expired_licence(cast, submission):
    by = make_user("Reviewer")
    make_credential(
        make_person(user=by), verified_by=cast.administrator, expires=date(2021, 12, 31)
    )
    refuse_to_sign("no_active_licence", submission, by)


def test_sign_with_an_ended_licence(cast, submission):
    for licence in cast.reviewer.person.credentials.all():
        end_credential(credential=licence, by=cast.administrator, now=timezone.now())
    refuse_to_sign("no_active_licence", submission, cast.reviewer)


def test_sign_as_a_psychologist(cast, submission):
    Person.objects.filter(user=cast.reviewer).update(profession=Profession.PSYCHOLOGIST)
    refuse_to_sign("not_a_physician", submission, cast.reviewer)


def test_sign_as_nobody_in_particular(cast, submission):
    refuse_to_sign("no_person", submission, make_user("Reviewer"))


def test_sign_as_a_superuser(cast, submission):
    refuse_to_sign("no_person", submission, make_user(is_superuser=True))


def test_sign_as_a_superuser_who_wrote_the_words(cast, page):
    by = make_user(is_superuser=True)
    make_credential(
        make_person(user=by), verified_by=cast.administrator, expires=date(2999, 12, 31)
    )
    edit_page(page, by=by, summary="My words.")
    refuse_to_sign("own_words", submit_page(page, by=cast.editor), by)


@pytest.mark.parametrize("fingerprint", ["0" * 64, "x"])
def test_sign_other_words_than_were_shown(cast, submission, fingerprint):
    refuse_to_sign("fingerprint_changed", submission, cast.reviewer, fingerprint=fingerprint)


def test_sign_with_the_fingerprint_of_the_working_copy(cast, page, submission):
    page = edit_page(page, by=cast.editor, summary="Other words.")
    refuse_to_sign("fingerprint_changed", submission, cast.reviewer, fingerprint=page.fingerprint)


def test_sign_twice(cast, submission):
    sign_submission(submission, by=cast.reviewer, now=timezone.now())
    refuse_to_sign("not_in_review", submission, cast.reviewer)


def test_sign_what_a_later_one_replaced(cast, page, submission):
    submit_page(page, by=cast.editor)
    refuse_to_sign("not_in_review", submission, cast.reviewer)


def test_sign_changes_since_nothing(cast, submission):
    refuse_to_sign("no_whole_reading", submission, cast.reviewer, field="scope", scope="changes")


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ({"password": ""}, {"password": "required"}),
        ({"scope": ""}, {"scope": "required"}),
        ({"scope": "nonsense"}, {"scope": "invalid_choice"}),
        ({"fingerprint": ""}, {"fingerprint": "required"}),
    ],
)
def test_sign_with_an_input_missing(reviewer, submission, fields, codes):
    with unchanged():
        answer = reviewer.post(address(submission, "sign"), signature(submission, **fields))
    assert {name: faults[0][0] for name, faults in said(answer).items()} == codes


def test_a_refused_page_still_shows_the_words(reviewer, submission):
    answer = reviewer.post(
        address(submission, "sign"), signature(submission, password="not my password")
    )
    assert article(answer) == "Shame A summary. Overview Shame hides."


# Send back


def test_send_back(reviewer, cast, submission):
    answer = reviewer.post(
        address(submission, "send-back"), {"reasons": " Name a source.\nAnd <when>. "}
    )
    assert (answer.status_code, answer["Location"]) == (302, address(submission))
    assert told(answer) == [("success", "Sent back to the editors with your reasons.")]
    submission.refresh_from_db()
    assert (submission.state, submission.decided_by, submission.reasons) == (
        "changes_requested",
        cast.reviewer,
        "Name a source.\nAnd <when>.",
    )


def test_the_editor_sees_the_reasons_on_the_page(reviewer, editor, page, submission):
    reviewer.post(address(submission, "send-back"), {"reasons": "Name a <source>."})
    answer = editor.get(f"/admin/articles/symptom/{page.pk}/change/")
    (box,) = [item for item in elements(answer, "p") if item["class"] == "desk-sent-back"]
    assert box.words == "Sent back: Name a <source>."


def test_the_reasons_are_gone_when_the_page_is_submitted_again(
    reviewer, editor, cast, page, submission
):
    reviewer.post(address(submission, "send-back"), {"reasons": "Name a source."})
    submit_page(page, by=cast.editor, now=timezone.now())
    answer = editor.get(f"/admin/articles/symptom/{page.pk}/change/")
    assert b"Name a source." not in answer.content


def refuse_to_send_back(code, submission, by, *, field="__all__", reasons="Name a source."):
    client = logged_in(by)
    with refused(code, action="send_back", by=by, subject=submission):
        answer = client.post(address(submission, "send-back"), {"reasons": reasons})
    assert said(answer) == {field: sentence(code)}


@pytest.mark.parametrize("reasons", ["", " \n\t"])
def test_send_back_without_reasons(cast, submission, reasons):
    refuse_to_send_back(
        "reason_missing", submission, cast.reviewer, field="reasons", reasons=reasons
    )


@pytest.mark.parametrize("role", ["editor", "publisher", "administrator"])
def test_send_back_needs_the_right(cast, submission, role):
    refuse_to_send_back("not_allowed", submission, getattr(cast, role))


def test_send_back_what_no_longer_waits(cast, submission):
    send_back(submission=submission, by=cast.reviewer, reasons="No.", now=timezone.now())
    refuse_to_send_back("not_in_review", submission, cast.reviewer)


def test_send_back_with_too_many_reasons(reviewer, submission):
    with unchanged():
        answer = reviewer.post(address(submission, "send-back"), {"reasons": "x" * 4001})
    assert [code for code, _ in said(answer)["reasons"]] == ["max_length"]


# Revoke


def revoke_address(sign_off):
    return f"/admin/review/signoff/{sign_off.pk}/revoke/"


@pytest.fixture
def sign_off(cast, page):
    return sign_page(page, cast, now=timezone.now())


@pytest.mark.parametrize("role", ["reviewer", "administrator"])
def test_revoke(cast, page, role):
    sign_off = publish_page(page, cast, now=timezone.now()).sign_off
    by = getattr(cast, role)
    answer = logged_in(by).post(revoke_address(sign_off), {"reason": " A wrong dose. "})
    assert answer["Location"] == f"/admin/review/signoff/{sign_off.pk}/change/"
    assert told(answer) == [("success", "The sign-off is revoked.")]
    revocation = Revocation.objects.get()
    assert (revocation.sign_off, revocation.revoked_by, revocation.reason) == (
        sign_off,
        by,
        "A wrong dose.",
    )
    assert not Publication.objects.live(timezone.now()).exists()


def refuse_to_revoke(code, sign_off, by, *, field="__all__", reason="A wrong dose."):
    client = logged_in(by)
    with refused(code, action="revoke", by=by, subject=sign_off):
        answer = client.post(revoke_address(sign_off), {"reason": reason})
    assert said(answer) == {field: sentence(code)}


@pytest.mark.parametrize("role", ["editor", "publisher"])
def test_revoke_needs_the_right(cast, sign_off, role):
    refuse_to_revoke("not_allowed", sign_off, getattr(cast, role))


def test_revoke_the_sign_off_of_another_physician(cast, sign_off):
    refuse_to_revoke("not_allowed", sign_off, make_reviewer(cast.administrator))


@pytest.mark.parametrize("reason", ["", " \n\t"])
def test_revoke_without_a_reason(cast, sign_off, reason):
    refuse_to_revoke("reason_missing", sign_off, cast.reviewer, field="reason", reason=reason)


def test_revoke_twice(reviewer, cast, sign_off):
    reviewer.post(revoke_address(sign_off), {"reason": "A wrong dose."})
    refuse_to_revoke("already_revoked", sign_off, cast.reviewer)


# Every move


@pytest.fixture(params=["sign", "send-back", "revoke"])
def move(request, cast, page):
    """The address of a move that can be made."""
    if request.param == "revoke":
        return revoke_address(sign_page(page, cast, now=timezone.now()))
    return address(submit_page(page, by=cast.editor), request.param)


def test_getting_the_page_of_a_move_asks_and_changes_nothing(reviewer, move):
    with unchanged():
        answer = reviewer.get(move)
    assert answer.status_code == 200
    assert shown(answer) == {}


def test_who_may_not_see_submissions_reads_no_draft(stranger, move):
    with unchanged():
        assert stranger.get(move).status_code == 403
        assert stranger.post(move, {"reasons": "x", "reason": "x"}).status_code == 403


def test_who_is_not_logged_in_is_asked_to(anonymous, move):
    with unchanged():
        for answer in (anonymous.get(move), anonymous.post(move)):
            assert answer["Location"] == f"/admin/login/?next={move}"


def test_a_move_from_another_site_is_refused(cast, move):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.reviewer)
    with unchanged():
        assert client.post(move, {"reasons": "x", "reason": "x"}).status_code == 403


@pytest.mark.parametrize(
    "path", ["submission/1000000/sign/", "submission/1000000/send-back/", "signoff/1000000/revoke/"]
)
def test_what_does_not_exist(reviewer, path):
    assert reviewer.get(f"/admin/review/{path}").status_code == 404


# Which moves are offered


def offered(client, path):
    tools = [
        element.words
        for element in elements(client.get(path), "a")
        if any(around["class"] == "object-tools" for around in element.within)
    ]
    assert tools[-1] == "History"
    return tools[:-1]


def test_a_submission_that_waits(reviewer, editor, submission):
    assert offered(reviewer, address(submission)) == ["Review and sign", "Send back"]
    assert offered(editor, address(submission)) == []


def test_a_submission_that_is_decided(reviewer, cast, submission):
    sign_submission(submission, by=cast.reviewer, now=timezone.now())
    assert offered(reviewer, address(submission)) == []


def test_a_sign_off(reviewer, administrator, editor, sign_off):
    path = f"/admin/review/signoff/{sign_off.pk}/change/"
    for client in (reviewer, administrator):
        assert offered(client, path) == ["Revoke"]
    assert offered(editor, path) == []
    reviewer.post(revoke_address(sign_off), {"reason": "A wrong dose."})
    assert offered(reviewer, path) == []
