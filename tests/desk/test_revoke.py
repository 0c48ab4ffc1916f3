import pytest
from django.utils import timezone

from delivery.models import Publication
from review.models import Revocation
from tests.builders import make_reviewer, publish_page
from tests.desk.conftest import logged_in
from tests.desk.refusals import refused, said, sentence, told
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
