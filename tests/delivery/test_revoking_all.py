from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext

from delivery.models import Change, Publication
from delivery.revoking_all import plan_revocation, revoke_all
from delivery.scheduling import schedule
from delivery.verification import change_faults
from review.models import AuditEntry, Revocation, SignOff
from review.refusals import Refused
from review.signals import cover_changed
from review.signoff import revoke
from review.verification import audit_faults
from tests.builders import (
    NOW,
    edit_page,
    make_page,
    make_reviewer,
    publish_page,
    sign_page,
    sign_submission,
    submit_page,
)
from tests.delivery.covering import AT, DAY, REASON, sign_again
from tests.delivery.refusals import refused
from tests.delivery.rows import make_many
from tests.delivery.truth import assert_stored_bytes_are_true


@pytest.fixture
def second_reviewer(cast):
    return make_reviewer(cast.administrator, name="Rae Reviewer")


@pytest.fixture
def signed(cast, second_reviewer):
    """Pages that the reviewer signed: one public, one that another signed too, one planned, one not."""
    pages = {name: make_page(by=cast.editor, title=name) for name in ("A", "B", "C", "D")}
    publish_page(pages["A"], cast)
    sign_again(pages["B"], cast, second_reviewer, now=NOW)
    publish_page(pages["B"], cast)
    coming = sign_page(pages["C"], cast)
    schedule(revision=coming.revision, at=AT + DAY, by=cast.publisher, now=NOW)
    sign_page(pages["D"], cast)
    return pages


def told(plan):
    return [
        (each.page.title, each.outcome.value, len(each.revoked), len(each.falling))
        for each in plan.pages
    ]


def revoke_everything(signer, by, **changes):
    digest = plan_revocation(signer, at=AT).digest
    fields = {"reason": f" {REASON} ", "digest": digest, "now": AT}
    return revoke_all(signer=signer, by=by, **{**fields, **changes})


def test_the_plan(cast, signed, second_reviewer):
    assert told(plan_revocation(cast.reviewer, at=AT)) == [
        ("A", "leaves", 1, 0),
        ("C", "held", 1, 0),
        ("B", "stays", 1, 0),
        ("D", "untouched", 1, 0),
    ]
    assert told(plan_revocation(second_reviewer, at=AT)) == [("B", "stays", 1, 0)]
    assert told(plan_revocation(cast.editor, at=AT)) == []


def test_it_works(cast, signed):
    own = SignOff.objects.filter(signer=cast.reviewer)
    live = {row.page.title: row for row in Publication.objects.live(AT)}
    plan = revoke_everything(cast.reviewer, cast.reviewer)
    assert [title for title, *_ in told(plan)] == ["A", "C", "B", "D"]
    revoked = Revocation.objects.all()
    assert {row.sign_off for row in revoked} == set(own)
    assert {(row.revoked_by, row.revoked_at, row.reason) for row in revoked} == {
        (cast.reviewer, AT, REASON)
    }
    live["A"].refresh_from_db()
    assert (live["A"].live_until, live["A"].ending) == (AT, "revoked")
    still = Publication.objects.live(AT).get()
    assert (still.page, still.sign_off.signer.name) == (signed["B"], "Rae Reviewer")
    assert not Publication.objects.scheduled(AT).exists()
    kinds = Change.objects.filter(at=AT).exclude(publication=None)
    assert sorted(kinds.values_list("kind", flat=True)) == ["revoked", "updated"]
    entries = AuditEntry.objects.filter(action="revoke_all", subject_type="review.revocation")
    assert {entry.subject for entry in entries} == {row.uuid for row in revoked}
    assert list(audit_faults()) == list(change_faults()) == []
    assert_stored_bytes_are_true(AT)


def test_by_an_administrator_of_somebody_who_left(cast, signed):
    cast.reviewer.is_active = False
    cast.reviewer.save()
    revoke_everything(cast.reviewer, cast.administrator)
    assert {row.revoked_by for row in Revocation.objects.all()} == {cast.administrator}


def test_what_rests_on_them_falls_too(cast, page, second_reviewer):
    second_reviewer.groups.add(Group.objects.get(name="Editor"))
    edit_page(page, by=second_reviewer, summary="My words.")
    sign_page(page, cast)
    edit_page(page, by=cast.editor, summary="Other words.")
    resting = sign_submission(submit_page(page, by=cast.editor), by=second_reviewer)
    plan = plan_revocation(cast.reviewer, at=AT)
    assert [list(each.falling) for each in plan.pages] == [[resting]]
    revoke_everything(cast.reviewer, cast.administrator)
    assert resting.revocation.reason.startswith("It rested on the sign-off of Ray Reviewer")


def test_it_is_one_transaction(cast, signed):
    def fail(**_):
        raise RuntimeError("out of order")

    cover_changed.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            revoke_everything(cast.reviewer, cast.administrator)
    finally:
        cover_changed.disconnect(fail)
    assert not Revocation.objects.exists()
    assert Publication.objects.live(AT).count() == 2


def test_it_asks_as_often_for_many_pages_as_for_few(cast, second_reviewer):
    def queries(signer):
        with CaptureQueriesContext(connection) as asked:
            revoke_everything(signer, cast.administrator)
        return len(asked.captured_queries)

    make_many(3, cast)
    few = queries(cast.reviewer)
    rows = make_many(40, cast)
    assert queries(cast.reviewer) == few < 60
    assert not Publication.objects.live(AT + DAY).filter(pk__in=[row.pk for row in rows]).exists()


class TestRefused:
    def refuse(self, code, cast, by, *, field="", **changes):
        with refused(code, action="revoke_all", by=by, subject=cast.reviewer, field=field):
            revoke_everything(cast.reviewer, by, **changes)

    @pytest.mark.parametrize("role", ["editor", "publisher"])
    def test_without_the_right(self, cast, signed, role):
        self.refuse("not_allowed", cast, getattr(cast, role))

    def test_by_another_physician(self, cast, signed, second_reviewer):
        self.refuse("not_allowed", cast, second_reviewer)

    @pytest.mark.parametrize("reason", ["", " \n"])
    def test_without_a_reason(self, cast, signed, reason):
        self.refuse("reason_missing", cast, cast.reviewer, field="reason", reason=reason)

    def test_of_somebody_whose_sign_offs_do_not_stand(self, cast, signed):
        revoke_everything(cast.reviewer, cast.reviewer)
        self.refuse("nothing_to_revoke", cast, cast.reviewer)

    def test_after_another_page_was_signed(self, cast, signed):
        digest = plan_revocation(cast.reviewer, at=AT).digest
        sign_page(make_page(by=cast.editor), cast)
        self.refuse("plan_changed", cast, cast.administrator, digest=digest)

    def test_after_what_covered_a_page_was_revoked(self, cast, signed, second_reviewer):
        digest = plan_revocation(cast.reviewer, at=AT).digest
        other = SignOff.objects.get(signer=second_reviewer)
        revoke(sign_off=other, by=second_reviewer, reason=REASON, now=NOW)
        self.refuse("plan_changed", cast, cast.administrator, digest=digest)

    def test_without_a_list(self, cast, signed):
        self.refuse("plan_changed", cast, cast.administrator, digest="")


def test_a_page_to_withhold_does_not_stay_under_an_overdue_signature(cast, second_reviewer):
    page = make_page(by=cast.editor, overdue_policy="withhold", risk_class="6")
    sign_submission(submit_page(page, by=cast.editor), by=second_reviewer)
    later = NOW + timedelta(days=150)
    publish_page(page, cast, now=later)
    plan = plan_revocation(cast.reviewer, at=later + timedelta(days=60))
    assert told(plan) == [(page.title, "leaves", 1, 0)]


def test_a_refusal_says_what_to_do(cast, signed):
    with pytest.raises(Refused, match="look at the list again"):
        revoke_everything(cast.reviewer, cast.reviewer, digest="x")
