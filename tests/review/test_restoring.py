"""Restoring a revision: what comes back, what is kept, what it does to signatures, and refusals."""

from dataclasses import replace
from datetime import timedelta

import pytest

from accounts.models import User
from articles.drafts import CitationDraft, SectionDraft
from articles.models import Page, Person, Tag, Topic
from articles.snapshots import freeze
from delivery.publishing import publish
from references.models import Reference
from review.models import AuditEntry, CitedWork, Ledger, Revision, Submission
from review.refusals import Refusal, Refused
from review.restoring import restore
from review.signoff import revoke
from review.verification import audit_faults
from tests.articles.thawed import children
from tests.builders import (
    NOW,
    cited,
    draft_of,
    edit_page,
    make_page,
    make_person,
    make_reference,
    make_reviewer,
    make_tag,
    make_topic,
    make_user,
    publish_page,
    sign_page,
    sign_submission,
    submit_page,
    text,
)
from tests.review.refusals import all_rows, refused

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def page(cast):
    """A page that names something of every kind that may be gone one day."""
    make_reference(pmid="30075356")
    return make_page(
        by=cast.editor,
        title="Shame",
        slug="shame",
        sections=[SectionDraft(heading="Overview", body=cited("Words.", "pmid:30075356"))],
        citations=[CitationDraft(key="pmid:30075356")],
        byline=[make_person(name="Wanda Writer", profession="writer")],
        related=[make_topic()],
        tags=[make_tag(slug="feelings")],
    )


@pytest.fixture
def first(cast, page):
    """The first revision of the page, which has been changed since, and that was submitted too."""
    revision = submit_page(page, by=cast.editor).revision
    edit_page(page, by=cast.editor, title="Guilt", sections=[], citations=[], outline=[], tags=[])
    submit_page(page, by=cast.editor)
    return revision


def bring_back(revision, *, by, now=LATER):
    lock_version = Page.objects.get(pk=revision.page_id).lock_version
    return restore(revision=revision, by=by, lock_version=lock_version, now=now)


def stored(page):
    return Page.objects.with_parts().get(pk=page.pk)


def test_it_works(cast, page, first):
    restored = bring_back(first, by=cast.publisher)
    assert freeze(stored(page)) == first.snapshot
    assert stored(page).fingerprint == first.fingerprint
    assert list(page.edits.values_list("user", "at", "lock_version"))[-1] == (
        cast.publisher.pk,
        LATER,
        3,
    )
    assert (restored.kept, restored.sign_off) == (None, None)
    row = Revision.objects.values().get(pk=restored.revision.pk)
    writer = Person.objects.get(name="Wanda Writer")
    assert row == {
        "id": row["id"],
        "uuid": row["uuid"],
        "page_id": page.pk,
        "number": 3,
        "format": 1,
        "clinical": bytes(first.clinical),
        "presentation": bytes(first.presentation),
        "fingerprint": first.fingerprint,
        "contributors": sorted(str(row.uuid) for row in (cast.editor, cast.publisher, writer)),
        "lock_version": 3,
        "change_note": "Revision 1, restored.",
        "created_by_id": cast.publisher.pk,
        "created_at": LATER,
    }
    assert list(CitedWork.objects.filter(revision=row["id"]).values_list("key", flat=True)) == [
        "pmid:30075356"
    ]
    entry = AuditEntry.objects.values().first()
    assert (entry["action"], entry["actor"], entry["subject"], entry["fingerprint"]) == (
        "restore",
        cast.publisher.uuid,
        row["uuid"],
        first.fingerprint,
    )
    assert list(audit_faults()) == []


def test_parts_are_matched_by_key(cast, page):
    revision, before = submit_page(page, by=cast.editor).revision, children(page)
    (section,) = draft_of(page).sections
    changed = replace(section, heading="Another heading")
    added = SectionDraft(heading="Added", body=text("Words."))
    edit_page(page, by=cast.editor, sections=[added, changed], outline=[])
    bring_back(revision, by=cast.editor)
    assert children(stored(page)) == before


def test_words_that_nobody_submitted_are_kept(cast, page, first):
    edit_page(page, by=cast.editor, title="Never submitted")
    restored = bring_back(first, by=cast.editor)
    kept = restored.kept
    assert (kept.number, kept.snapshot.clinical["title"], kept.lock_version) == (
        3,
        "Never submitted",
        3,
    )
    assert kept.change_note == "Kept as it stood before revision 1 was restored."
    assert kept.contributors == sorted(
        str(row.uuid) for row in (cast.editor, Person.objects.get(name="Wanda Writer"))
    )
    assert restored.revision.number == 4
    assert list(AuditEntry.objects.filter(action="restore").values_list("subject", flat=True)) == [
        restored.revision.uuid,
        kept.uuid,
    ]
    bring_back(kept, by=cast.editor)
    assert stored(page).title == "Never submitted"
    assert list(audit_faults()) == []


def test_an_address_that_nobody_submitted_is_kept(cast, page):
    revision = submit_page(page, by=cast.editor).revision
    edit_page(page, by=cast.editor, slug="another")
    restored = bring_back(revision, by=cast.editor)
    assert restored.kept.snapshot.presentation["slug"] == "another"
    assert stored(page).slug == "shame"


def test_signed_words_are_signed_again(cast, page):
    sign_off = sign_page(page, cast)
    edit_page(page, by=cast.editor, summary="Other words.")
    restored = bring_back(sign_off.revision, by=cast.editor)
    assert restored.sign_off == sign_off
    assert restored.revision.fingerprint == sign_off.fingerprint
    publication = publish(revision=restored.revision, by=cast.publisher, now=LATER)
    assert (publication.revision, publication.sign_off) == (restored.revision, sign_off)


def test_a_revoked_signature_does_not_come_back(cast, page):
    sign_off = sign_page(page, cast)
    revoke(sign_off=sign_off, by=cast.reviewer, reason="A wrong dose.", now=NOW)
    edit_page(page, by=cast.editor, summary="Other words.")
    restored = bring_back(sign_off.revision, by=cast.editor)
    assert restored.sign_off is None
    with pytest.raises(Refused) as caught:
        publish(revision=restored.revision, by=cast.publisher, now=LATER)
    assert caught.value.code == "unsigned"


def test_what_readers_see_stays(cast, page):
    old = submit_page(page, by=cast.editor).revision
    edit_page(page, by=cast.editor, summary="Other words.")
    live = publish_page(page, cast)
    bring_back(old, by=cast.editor)
    live.refresh_from_db()
    assert (live.live_until, live.revision.number) == (None, 2)


def test_what_waits_for_review_goes_on_waiting(cast, page, first):
    bring_back(first, by=cast.editor)
    assert dict(Submission.objects.values_list("revision__number", "state")) == {
        1: "withdrawn",
        2: "in_review",
    }


# Whose words they are


def test_who_wrote_restored_words_does_not_sign_what_is_made_of_them(cast, page):
    """They were written before other words were signed, and that signature says nothing of them."""
    writing = make_reviewer(cast.administrator)
    writing.groups.add(*make_user("Editor").groups.all())
    writing = User.objects.get(pk=writing.pk)
    sign_page(page, cast)
    edit_page(page, by=writing, summary="Words of a physician.")
    theirs = submit_page(page, by=cast.editor).revision
    edit_page(page, by=cast.editor, summary="Words of an editor.")
    sign_page(page, cast)
    bring_back(theirs, by=cast.editor)
    edit_page(page, by=cast.editor, title="Another title")
    submission = submit_page(page, by=cast.editor)
    assert str(writing.uuid) in submission.revision.contributors
    with pytest.raises(Refused) as caught:
        sign_submission(submission, by=writing)
    assert caught.value.code == "own_words"
    sign_submission(submission, by=cast.reviewer)


def test_who_restored_signed_words_may_sign_what_others_made_of_them(cast, page):
    sign_off = sign_page(page, cast)
    edit_page(page, by=cast.editor, summary="Other words.")
    other = make_reviewer(cast.administrator)
    other.groups.add(*make_user("Editor").groups.all())
    bring_back(sign_off.revision, by=User.objects.get(pk=other.pk))
    edit_page(page, by=cast.editor, summary="New words.")
    sign_submission(submit_page(page, by=cast.editor), by=other)


# Refusals


@pytest.mark.parametrize("role", ["reviewer", "administrator"])
def test_it_needs_the_right(cast, first, role):
    by = getattr(cast, role)
    with refused("not_allowed", action="restore", by=by, subject=first):
        bring_back(first, by=by)


def test_it_needs_an_active_account(first):
    former = make_user("Editor", is_active=False)
    with refused("not_allowed", action="restore", by=former, subject=first):
        bring_back(first, by=former)


@pytest.mark.parametrize("lock_version", [0, 1, 3])
def test_it_needs_the_page_that_was_seen(cast, first, lock_version):
    with refused("stale_lock_version", action="restore", by=cast.editor, subject=first):
        restore(revision=first, by=cast.editor, lock_version=lock_version, now=NOW)


def test_what_the_page_says_already(cast, page, first):
    bring_back(first, by=cast.editor)
    with refused("nothing_to_restore", action="restore", by=cast.editor, subject=first):
        bring_back(first, by=cast.editor)


def refused_with(detail, code, revision, by):
    """The restoring is refused with the code and the detail, recorded, and nothing is changed."""
    before, ledger = all_rows(), Ledger.objects.get()
    with pytest.raises(Refused) as caught:
        bring_back(revision, by=by)
    assert (caught.value.code, str(caught.value)) == (code, f"{Refusal(code).label} {detail}")
    assert all_rows() == before
    entries = AuditEntry.objects.filter(number__gt=ledger.last_audit)
    assert list(entries.values_list("action", "refusal", "subject", "actor")) == [
        ("restore", code, revision.uuid, by.uuid)
    ]


def test_all_that_is_missing_is_named_at_once(cast, page, first):
    edit_page(page, by=cast.editor, byline=[], related=[])
    person = Person.objects.get(name="Wanda Writer")
    topic = Topic.objects.exclude(pk=page.topic_id).get()
    person.delete()
    topic.delete()
    Tag.objects.all().delete()
    Reference.objects.all().delete()
    refused_with(
        f"Missing: a related page ({topic.uuid}); somebody in the byline ({person.uuid}); "
        "the tag “feelings”; the work pmid:30075356.",
        "no_longer_exists",
        first,
        cast.editor,
    )


def test_an_address_that_another_page_has_now(cast, page):
    revision = submit_page(page, by=cast.editor).revision
    edit_page(page, by=cast.editor, slug="guilt")
    make_page(by=cast.editor, slug="shame")
    refused_with(
        "Another page already has this slug: choose a new one.",
        "does_not_fit",
        revision,
        cast.editor,
    )
