"""What concerns the writing is mended before a physician reads it."""

import pytest

from articles.drafts import CitationDraft, SectionDraft
from references.models import Reference
from review.models import AuditEntry, Revision, Submission
from review.refusals import Refused
from tests.builders import (
    NOW,
    cited,
    edit_page,
    make_page,
    make_reference,
    sign_submission,
    submit_page,
)


def refuse(page, cast, *codes):
    with pytest.raises(Refused) as caught:
        submit_page(page, by=cast.editor)
    refused = caught.value
    assert (refused.code, refused.field) == ("not_ready", "")
    assert [finding.code for finding in refused.findings] == list(codes)
    texts = [finding.text for finding in refused.findings]
    assert refused.sentence == " ".join(["The readiness report stops it:", *texts])
    assert not Revision.objects.exists()
    assert not Submission.objects.exists()
    entry = AuditEntry.objects.first()
    assert (entry.action, entry.refusal, entry.subject) == ("submit", "not_ready", page.uuid)
    return refused


def citing(cast, standing="current", **fields):
    work = make_reference()
    Reference.objects.filter(pk=work.pk).update(standing=standing, standing_checked_at=NOW)
    return make_page(by=cast.editor, citations=[CitationDraft(key=work.key)], **fields)


def test_a_page_without_words(cast):
    refuse(make_page(by=cast.editor, summary="", sections=[]), cast, "no_words")


@pytest.mark.parametrize("standing", ["retracted", "withdrawn"])
def test_a_source_that_fell(cast, standing):
    refuse(citing(cast, standing), cast, "source_fell")


def test_a_deleted_reference(cast):
    page = citing(cast)
    Reference.objects.all().delete()
    refused = refuse(page, cast, "reference_missing")
    (finding,) = refused.findings
    assert finding.place == f"citations.{page.citations.get().key}.key"


def test_a_mark_without_citation(cast):
    work = make_reference()
    page = make_page(
        by=cast.editor,
        sections=[SectionDraft(heading="A", body=cited("Words.", work.key))],
        citations=[CitationDraft(key=work.key)],
    )
    page.citations.all().delete()
    refuse(page, cast, "citation_unlisted")


def test_all_at_once(cast):
    page = citing(cast, "retracted", summary="", sections=[])
    refuse(page, cast, "no_words", "source_fell")


def test_an_acknowledged_source(cast):
    page = citing(cast, "retracted")
    key = page.citations.get().key
    said = {"standing": "retracted", "reason": "It is cited as an example."}
    edit_page(page, by=cast.editor, citations=[CitationDraft(key=key, acknowledged=said)])
    assert submit_page(page, by=cast.editor).state == "in_review"


def test_what_only_stops_publishing_does_not_stop_it(cast):
    page = make_page(by=cast.editor, summary="On suicide, without a flag or any resource.")
    submission = submit_page(page, by=cast.editor)
    assert sign_submission(submission, by=cast.reviewer).fingerprint == page.fingerprint


def test_warnings_do_not_stop_it(cast):
    page = make_page(by=cast.editor, summary="", title="x" * 100)
    assert submit_page(page, by=cast.editor).state == "in_review"


def test_it_can_be_mended(cast):
    page = make_page(by=cast.editor, summary="", sections=[])
    refuse(page, cast, "no_words")
    edit_page(page, by=cast.editor, summary="Words.")
    assert submit_page(page, by=cast.editor).state == "in_review"
