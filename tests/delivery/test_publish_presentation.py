from datetime import timedelta

import pytest

from articles.models import OverduePolicy
from delivery.models import Change, Publication
from delivery.publishing import publish, publish_presentation, withdraw
from review.models import AuditEntry, SignOff
from review.records import row_hash
from review.signoff import add_months
from tests.builders import (
    NOW,
    edit_page,
    make_crisis_resource,
    make_page,
    make_site,
    publish_page,
    sign_page,
)
from tests.delivery.anew import settle_at
from tests.delivery.refusals import refused

DAY = timedelta(days=1)
OVERDUE = add_months(NOW, 12) + DAY


@pytest.fixture
def page(cast):
    return make_page(by=cast.editor, title="Shame", slug="shame")


def present_anew(page, cast, *, by=None, now=NOW + DAY, **fields):
    page.refresh_from_db()
    fields = {"lock_version": page.lock_version, **fields}
    return publish_presentation(page=page, by=by or cast.publisher, now=now, **fields)


def test_a_new_slug_needs_no_new_signature(cast, page):
    old = publish_page(page, cast)
    edit_page(page, by=cast.editor, slug="shame-and-guilt")
    new = present_anew(page, cast)
    old.refresh_from_db()
    assert (old.slug, old.live_until, old.ending) == ("shame", NOW + DAY, "replaced")
    assert (new.slug, new.path, new.live_from, new.live_until) == (
        "shame-and-guilt",
        "/symptoms/shame-and-guilt/",
        NOW + DAY,
        None,
    )
    assert (new.fingerprint, new.sign_off) == (old.fingerprint, old.sign_off)
    assert (new.first_published_at, new.published_at, new.updated_at) == (
        old.live_from,
        old.live_from,
        new.live_from,
    )
    assert (new.last_reviewed, new.review_due) == (old.last_reviewed, old.review_due)
    assert (new.revision.number, new.revision.created_by) == (2, cast.publisher)
    assert new.revision.snapshot.clinical == old.revision.snapshot.clinical
    assert SignOff.objects.count() == 1
    assert [
        (change.kind, change.publication) for change in Change.objects.exclude(publication=None)
    ] == [
        ("updated", new),
        ("published", old),
    ]
    assert [
        (entry.action, entry.subject_type, entry.subject, entry.row_hash)
        for entry in AuditEntry.objects.all()[:2]
    ] == [
        ("publish", "delivery.publication", new.uuid, row_hash(new)),
        ("publish", "review.revision", new.revision.uuid, row_hash(new.revision)),
    ]


def test_an_end_that_was_planned_stays(cast, page):
    publish_page(page, cast)
    Publication.objects.update(live_until=NOW + 30 * DAY, planned_until=NOW + 30 * DAY)
    edit_page(page, by=cast.editor, slug="shame-and-guilt")
    assert present_anew(page, cast).live_until == NOW + 30 * DAY


def test_a_new_byline(cast, page):
    publish_page(page, cast)
    edit_page(page, by=cast.editor, byline=[cast.reviewer.person])
    new = present_anew(page, cast)
    assert new.revision.snapshot.presentation == {
        "slug": "shame",
        "byline": [str(cast.reviewer.person.uuid)],
    }


def test_a_page_to_withhold_from_now_on(cast, page):
    publish_page(page, cast)
    edit_page(page, by=cast.editor, overdue_policy=OverduePolicy.WITHHOLD)
    new = present_anew(page, cast)
    assert new.live_until == new.sign_off.review_due


def test_a_page_to_serve_from_now_on(cast):
    page = make_page(by=cast.editor, overdue_policy=OverduePolicy.WITHHOLD)
    publish_page(page, cast)
    edit_page(page, by=cast.editor, overdue_policy=OverduePolicy.SERVE)
    assert present_anew(page, cast).live_until is None


def test_an_overdue_sign_off_that_covers_is_enough(cast, page):
    old = publish_page(page, cast)
    edit_page(page, by=cast.editor, slug="shame-and-guilt")
    new = present_anew(page, cast, now=OVERDUE)
    assert (new.sign_off, new.live_from) == (old.sign_off, OVERDUE)


def test_words_that_went_back_to_what_is_public(cast, page):
    publish_page(page, cast)
    edit_page(page, by=cast.editor, title="Guilt")
    edit_page(page, by=cast.editor, title="Shame", slug="shame-and-guilt")
    assert present_anew(page, cast).slug == "shame-and-guilt"


def test_not_allowed(cast, page):
    publish_page(page, cast)
    for user in (cast.editor, cast.reviewer, cast.administrator):
        with refused("not_allowed", action="publish", by=user, subject=page):
            present_anew(page, cast, by=user)


def test_stale_lock_version(cast, page):
    publish_page(page, cast)
    seen = page.lock_version
    edit_page(page, by=cast.editor, slug="shame-and-guilt")
    with refused("stale_lock_version", action="publish", by=cast.publisher, subject=page):
        present_anew(page, cast, lock_version=seen)


def test_not_live(cast, page):
    sign_page(page, cast)
    with refused("not_live", action="publish", by=cast.publisher, subject=page):
        present_anew(page, cast)


def test_not_live_after_a_withdrawal(cast, page):
    publish_page(page, cast)
    withdraw(page=page, by=cast.publisher, reason="An error.", now=NOW)
    with refused("not_live", action="publish", by=cast.publisher, subject=page):
        present_anew(page, cast)


def test_clinical_edits_pending(cast, page):
    publish_page(page, cast)
    edit_page(page, by=cast.editor, slug="shame-and-guilt", summary="Other words.")
    with refused("clinical_edits_pending", action="publish", by=cast.publisher, subject=page):
        present_anew(page, cast)


def test_signed_words_are_pending_too(cast, page):
    publish_page(page, cast)
    edit_page(page, by=cast.editor, summary="Other words.")
    sign_page(page, cast)
    with refused("clinical_edits_pending", action="publish", by=cast.publisher, subject=page):
        present_anew(page, cast)


def test_nothing_new(cast, page):
    publish_page(page, cast)
    with refused("already_live", action="publish", by=cast.publisher, subject=page):
        present_anew(page, cast)


def test_slug_taken(cast, page):
    other = make_page(by=cast.editor, slug="guilt")
    publish_page(other, cast)
    edit_page(other, by=cast.editor, slug="guilt-and-shame")
    publish_page(page, cast)
    edit_page(page, by=cast.editor, slug="guilt")
    with refused("slug_taken", action="publish", by=cast.publisher, subject=page, field="slug"):
        present_anew(page, cast)


def test_crisis_resources_missing(cast):
    site = make_site()
    make_crisis_resource(entered_by=cast.editor, verified_by=cast.administrator)
    page = make_page(by=cast.editor, content_flags=["suicide"])
    publish_page(page, cast)
    site.countries = ["US", "CA"]
    site.save()
    edit_page(page, by=cast.editor, slug="shame-and-guilt")
    with refused("crisis_resources_missing", action="publish", by=cast.publisher, subject=page):
        present_anew(page, cast)


def test_a_page_to_withhold_whose_review_date_has_passed(cast, page):
    publish_page(page, cast)
    edit_page(page, by=cast.editor, overdue_policy=OverduePolicy.WITHHOLD)
    settle_at(OVERDUE)
    with refused("sign_off_overdue", action="publish", by=cast.publisher, subject=page):
        present_anew(page, cast, now=OVERDUE)
    assert Publication.objects.live(OVERDUE).get().slug == "shame"


def test_the_same_words_to_withhold_whose_review_date_has_passed(cast, page):
    publish_page(page, cast)
    edit_page(page, by=cast.editor, overdue_policy=OverduePolicy.WITHHOLD)
    revision = sign_page(page, cast, now=NOW).revision
    settle_at(OVERDUE)
    with refused("sign_off_overdue", action="publish", by=cast.publisher, subject=revision):
        publish(revision=revision, by=cast.publisher, now=OVERDUE)
