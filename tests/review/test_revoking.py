from datetime import timedelta

import pytest

from delivery.models import Publication
from review.models import AuditEntry, Revocation, SignOff
from review.signoff import revoke
from tests.builders import (
    NOW,
    make_page,
    make_reviewer,
    make_user,
    publish_page,
    sign_page,
    sign_submission,
    submit_page,
)
from tests.review.refusals import all_rows, refused, tables_changed

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def sign_off(cast):
    return sign_page(make_page(by=cast.editor), cast)


def test_it_works(cast, sign_off):
    before = all_rows()
    revoke(sign_off=sign_off, by=cast.reviewer, reason=" The dose is wrong.\n", now=LATER)
    row = Revocation.objects.values().get()
    assert row == {
        "id": row["id"],
        "uuid": row["uuid"],
        "sign_off_id": sign_off.pk,
        "revoked_by_id": cast.reviewer.pk,
        "revoked_at": LATER,
        "reason": "The dose is wrong.",
    }
    assert tables_changed(before) == {"review_revocation"}
    entry = AuditEntry.objects.values().first()
    assert entry == {
        "id": entry["id"],
        "number": entry["number"],
        "at": LATER,
        "actor": cast.reviewer.uuid,
        "action": "revoke",
        "refusal": "",
        "subject_type": "review.revocation",
        "subject": row["uuid"],
        "fingerprint": sign_off.fingerprint,
        "row_hash": entry["row_hash"],
        "previous_hash": entry["previous_hash"],
        "hash": entry["hash"],
    }


def covering(sign_off):
    return list(SignOff.objects.covering(page=sign_off.page, fingerprint=sign_off.fingerprint))


def test_it_covers_no_more(cast, sign_off):
    revoke(sign_off=sign_off, by=cast.reviewer, reason="The dose is wrong.", now=NOW)
    assert covering(sign_off) == []


def test_it_leaves_other_sign_offs_of_the_same_words(cast, sign_off):
    other = sign_submission(
        submit_page(sign_off.page, by=cast.editor), by=make_reviewer(cast.administrator)
    )
    assert covering(sign_off) == [other, sign_off]
    revoke(sign_off=sign_off, by=cast.reviewer, reason="The dose is wrong.", now=NOW)
    assert covering(sign_off) == [other]


def test_the_page_leaves_the_public(cast):
    publication = publish_page(make_page(by=cast.editor), cast)
    revoke(sign_off=publication.sign_off, by=cast.reviewer, reason="Wrong.", now=LATER)
    assert not Publication.objects.live(LATER).exists()
    assert Publication.objects.live(LATER - timedelta(microseconds=1)).get() == publication


def test_administrators_may(cast, sign_off):
    revocation = revoke(sign_off=sign_off, by=cast.administrator, reason="Struck off.", now=NOW)
    assert revocation.revoked_by == cast.administrator


def test_signers_who_review_no_more_may(cast, sign_off):
    cast.reviewer.groups.clear()
    assert revoke(sign_off=sign_off, by=cast.reviewer, reason="I erred.", now=NOW).pk


@pytest.mark.parametrize("role", ["editor", "publisher"])
def test_others_may_not(cast, sign_off, role):
    by = getattr(cast, role)
    with refused("not_allowed", action="revoke", by=by, subject=sign_off):
        revoke(sign_off=sign_off, by=by, reason="The dose is wrong.", now=NOW)


def test_other_reviewers_may_not(cast, sign_off):
    by = make_reviewer(cast.administrator)
    with refused("not_allowed", action="revoke", by=by, subject=sign_off):
        revoke(sign_off=sign_off, by=by, reason="The dose is wrong.", now=NOW)


def test_administrators_whose_account_is_off_may_not(cast, sign_off):
    by = make_user("Administrator", is_active=False)
    with refused("not_allowed", action="revoke", by=by, subject=sign_off):
        revoke(sign_off=sign_off, by=by, reason="The dose is wrong.", now=NOW)


@pytest.mark.parametrize("reason", ["", " \n\t"])
@pytest.mark.parametrize("role", ["reviewer", "administrator"])
def test_it_needs_a_reason(cast, sign_off, role, reason):
    by = getattr(cast, role)
    with refused("reason_missing", action="revoke", by=by, subject=sign_off, field="reason"):
        revoke(sign_off=sign_off, by=by, reason=reason, now=NOW)
    assert covering(sign_off) == [sign_off]


def test_once(cast, sign_off):
    revoke(sign_off=sign_off, by=cast.reviewer, reason="The dose is wrong.", now=NOW)
    by = cast.administrator
    with refused("already_revoked", action="revoke", by=by, subject=sign_off):
        revoke(sign_off=sign_off, by=by, reason="Once more.", now=NOW)
