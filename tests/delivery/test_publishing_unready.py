"""New words wait for whatever the report has against them."""

from datetime import timedelta

import pytest

from articles.drafts import CitationDraft
from articles.models import CrisisResource
from delivery.models import Publication
from delivery.publishing import publish, publish_presentation
from references.models import Reference
from review.refusals import Refused
from tests.builders import (
    NOW,
    dismiss_words,
    edit_page,
    make_crisis_resource,
    make_page,
    make_reference,
    make_site,
    publish_page,
    sign_page,
)
from tests.delivery.refusals import refused

LATER = NOW + timedelta(days=1)
SPEAKING = "Suicide Club is a film."


def refuse(revision, cast, *codes):
    with refused("not_ready", action="publish", by=cast.publisher, subject=revision):
        publish(revision=revision, by=cast.publisher, now=LATER)
    with pytest.raises(Refused) as caught:
        publish(revision=revision, by=cast.publisher, now=LATER)
    assert [finding.code for finding in caught.value.findings] == list(codes)
    assert all(finding.text in caught.value.sentence for finding in caught.value.findings)


def fell(work, standing="retracted"):
    Reference.objects.filter(pk=work.pk).update(standing=standing, standing_checked_at=NOW)


def citing(cast, **fields):
    work = make_reference()
    return work, make_page(by=cast.editor, citations=[CitationDraft(key=work.key)], **fields)


def test_words_on_suicide_without_a_flag(cast):
    revision = sign_page(make_page(by=cast.editor, summary=SPEAKING), cast).revision
    refuse(revision, cast, "crisis_words_unflagged")


def test_words_that_a_physician_dismissed(cast):
    revision = sign_page(make_page(by=cast.editor, summary=SPEAKING), cast).revision
    dismiss_words(revision, by=cast.reviewer)
    assert publish(revision=revision, by=cast.publisher, now=LATER).revision == revision


def test_a_dismissal_holds_for_no_other_words(cast):
    page = make_page(by=cast.editor, summary=SPEAKING)
    dismiss_words(sign_page(page, cast).revision, by=cast.reviewer)
    edit_page(page, by=cast.editor, title="Another title")
    refuse(sign_page(page, cast).revision, cast, "crisis_words_unflagged")


def test_a_source_that_fell_after_the_signature(cast):
    work, page = citing(cast)
    revision = sign_page(page, cast).revision
    fell(work)
    refuse(revision, cast, "source_fell")


def test_a_deleted_reference(cast):
    work, page = citing(cast)
    revision = sign_page(page, cast).revision
    work.delete()
    refuse(revision, cast, "reference_missing")


def test_all_at_once(cast):
    work, page = citing(cast, summary=SPEAKING)
    revision = sign_page(page, cast).revision
    fell(work, "withdrawn")
    refuse(revision, cast, "source_fell", "crisis_words_unflagged")


def test_warnings_do_not_stop_it(cast):
    work, page = citing(cast, summary="", title="x" * 100)
    fell(work, "concern")
    assert publish_page(page, cast).page == page


def test_public_words_get_a_better_address_whatever_the_report_says(cast):
    work, page = citing(cast)
    publish_page(page, cast)
    fell(work)
    edited = edit_page(page, by=cast.editor, slug="better")
    row = publish_presentation(
        page=edited, by=cast.publisher, lock_version=edited.lock_version, now=LATER
    )
    assert (row.slug, Publication.objects.live(LATER).count()) == ("better", 1)


def test_public_words_get_no_new_page_without_crisis_resources(cast):
    make_site()
    make_crisis_resource(entered_by=cast.editor, verified_by=cast.administrator)
    page = make_page(by=cast.editor, content_flags=["suicide"])
    publish_page(page, cast)
    CrisisResource.objects.update(retired_at=NOW)
    edited = edit_page(page, by=cast.editor, slug="better")
    with refused("crisis_resources_missing", action="publish", by=cast.publisher, subject=edited):
        publish_presentation(
            page=edited, by=cast.publisher, lock_version=edited.lock_version, now=LATER
        )


def test_words_that_were_public_once_are_judged_anew(cast):
    work, page = citing(cast)
    first = publish_page(page, cast).revision
    edit_page(page, by=cast.editor, summary="Other words.")
    publish_page(page, cast, now=LATER)
    fell(work)
    refuse(first, cast, "source_fell")
