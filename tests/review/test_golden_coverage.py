"""An upgrade never voids a sign-off: words are compared in the format in which they were signed."""

import hashlib

import pytest

from articles import snapshots
from articles.snapshots import FORMATS, Snapshot, freeze
from delivery.publishing import publish, publish_presentation
from review.models import SignOff
from review.refusals import Refused
from tests.builders import NOW, edit_page, make_page, publish_page, sign_submission, submit_page


def freeze_2(page):
    """A later format, whose bytes differ for every page."""
    earlier = FORMATS[1](page)
    return Snapshot(2, {**earlier.clinical, "format": 2}, earlier.presentation)


@pytest.fixture
def upgrade(monkeypatch):
    """Make an installation use the later format for all that it freezes from now on."""

    def use():
        monkeypatch.setitem(FORMATS, 2, freeze_2)
        monkeypatch.setattr(snapshots, "FORMAT", 2)
        monkeypatch.setitem(freeze.__kwdefaults__, "format", 2)

    return use


def covering(page, format):
    return list(
        SignOff.objects.covering(page=page, fingerprint=freeze(page, format=format).fingerprint)
    )


def test_it_works(cast, upgrade):
    page = make_page(by=cast.editor)
    sign_off = publish_page(page, cast).sign_off
    upgrade()
    revision = sign_off.revision
    revision.refresh_from_db()
    assert revision.format == 1
    assert covering(page, format=revision.format) == [sign_off]
    assert covering(page, format=2) == []
    assert hashlib.sha256(bytes(revision.clinical)).hexdigest() == sign_off.fingerprint


def test_a_new_address_needs_no_new_signature(cast, upgrade):
    page = make_page(by=cast.editor)
    live = publish_page(page, cast)
    upgrade()
    page = edit_page(page, by=cast.editor, slug="another-address")
    assert page.fingerprint != live.fingerprint
    again = publish_presentation(page=page, by=cast.publisher, lock_version=2, now=NOW)
    assert (again.slug, again.fingerprint, again.sign_off) == (
        "another-address",
        live.fingerprint,
        live.sign_off,
    )
    assert again.revision.format == 1


def test_other_words_are_not_covered_by_it(cast, upgrade):
    page = make_page(by=cast.editor)
    publish_page(page, cast)
    upgrade()
    edit_page(page, by=cast.editor, summary="Other words.")
    with pytest.raises(Refused) as caught:
        publish_presentation(page=page, by=cast.publisher, lock_version=2, now=NOW)
    assert caught.value.code == "clinical_edits_pending"


def test_new_revisions_have_the_new_format(cast, upgrade):
    page = make_page(by=cast.editor)
    publish_page(page, cast)
    upgrade()
    submission = submit_page(page, by=cast.editor)
    assert submission.revision.format == 2
    with pytest.raises(Refused) as caught:
        publish(revision=submission.revision, by=cast.publisher, now=NOW)
    assert caught.value.code == "unsigned"
    sign_off = sign_submission(submission, by=cast.reviewer)
    assert publish(revision=sign_off.revision, by=cast.publisher, now=NOW).sign_off == sign_off


def test_a_format_that_never_was(cast):
    page = make_page(by=cast.editor)
    with pytest.raises(ValueError, match="There is no snapshot format 3"):
        freeze(page, format=3)
