import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from delivery.models import Publication
from review.models import Revocation, Scope, SignOff
from tests.builders import (
    edit_page,
    make_reviewer,
    publish_page,
    sign_page,
    sign_submission,
    submit_page,
)
from tests.desk.conftest import logged_in
from tests.desk.elements import elements
from tests.desk.refusals import refused, said, sentence, told, unchanged
from tests.desk.reviews import revoke_address


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


def falling(answer):
    """What the page says will be revoked too."""
    return [
        item.words
        for item in elements(answer, "li")
        if any(around["class"] == "desk-falling" for around in item.within)
    ]


def test_what_else_will_be_revoked_is_said_before(cast, page):
    by = make_reviewer(cast.administrator, name="Wim Writer")
    by.groups.add(Group.objects.get(name="Editor"))
    edit_page(page, by=by, summary="My words.")
    sign_off = sign_page(page, cast)
    edit_page(page, by=cast.editor, summary="Other words.")
    own = sign_submission(submit_page(page, by=cast.editor), by=by)
    edit_page(page, by=cast.editor, summary="Third words.")
    changes = sign_page(page, cast, scope=Scope.CHANGES)
    client = logged_in(cast.reviewer)
    with unchanged():
        answer = client.get(revoke_address(sign_off))
    assert falling(answer) == [
        "Wim Writer, MD, 2026-11-01: revision 2, the whole page",
        "Ray Reviewer, MD, 2026-11-01: revision 3, "
        "the changes since the last reading of the whole page",
    ]
    client.post(revoke_address(sign_off), {"reason": "A wrong dose."})
    revoked = SignOff.objects.filter(revocation__isnull=False)
    assert set(revoked) == {sign_off, own, changes}
    assert falling(client.get(revoke_address(sign_off))) == []


def test_nothing_else_is_said_to_be_revoked(reviewer, sign_off):
    assert falling(reviewer.get(revoke_address(sign_off))) == []


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


def said_of_the_page(answer):
    (line,) = [
        item.words
        for item in elements(answer, "p")
        if item.words.startswith("What becomes of the page:")
    ]
    return line.removeprefix("What becomes of the page: ")


def test_what_becomes_of_the_page_is_said_before(cast, page):
    sign_off = publish_page(page, cast, now=timezone.now()).sign_off
    client = logged_in(cast.reviewer)
    assert said_of_the_page(client.get(revoke_address(sign_off))) == (
        "Leaves the public at once, with whatever is scheduled of it."
    )
    other = make_reviewer(cast.administrator, name="Rae Reviewer")
    sign_submission(submit_page(page, by=cast.editor), by=other, now=timezone.now())
    assert said_of_the_page(client.get(revoke_address(sign_off))) == (
        "Stays public: another signature covers it."
    )


def test_the_page_of_a_revoked_sign_off_says_so(cast, page):
    sign_off = sign_page(page, cast)
    client = logged_in(cast.reviewer)
    client.post(revoke_address(sign_off), {"reason": "A wrong dose."})
    answer = client.get(f"/admin/review/signoff/{sign_off.pk}/change/")
    (line,) = [item.words for item in elements(answer, "p") if item.words.startswith("Revoked on")]
    assert line.endswith("by Ray Reviewer. A wrong dose.")
