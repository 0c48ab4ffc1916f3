"""A translator attests a translation, and what signing one asks for."""

import pytest

from review.attesting import STATEMENT, attest_translation
from review.models import AuditEntry, TranslationAttestation
from review.readiness import readiness
from tests.builders import NOW, edit_page, make_page, make_user, sign_submission, submit_page
from tests.review.refusals import all_rows, refused, tables_changed
from tests.review.signing import refuse


@pytest.fixture
def original(cast):
    return make_page(by=cast.editor)


@pytest.fixture
def translation(cast, original):
    return make_page(
        by=cast.editor,
        topic=original.topic,
        locale="es",
        translated_from=original,
        translated_fingerprint=original.fingerprint,
    )


@pytest.fixture
def spanish_only(cast):
    """The physician reviews in Spanish, and not in the language of the original."""
    cast.reviewer.person.credentials.filter(kind="language", specialty="en").delete()
    return cast.reviewer


def attest(page, by):
    page.refresh_from_db()
    return attest_translation(page=page, by=by, lock_version=page.lock_version, now=NOW)


def codes(page):
    return [finding.code for finding in readiness(page, NOW)]


def test_it_works(cast, original, translation):
    before = all_rows()
    attestation = attest(translation, cast.editor)
    assert TranslationAttestation.objects.values().get() == {
        "id": attestation.pk,
        "uuid": attestation.uuid,
        "page_id": translation.pk,
        "fingerprint": translation.fingerprint,
        "source_id": original.pk,
        "source_fingerprint": original.fingerprint,
        "translator_id": cast.editor.pk,
        "statement": STATEMENT,
        "at": attestation.at,
    }
    assert tables_changed(before) == {"review_translationattestation"}
    entry = AuditEntry.objects.first()
    assert (entry.action, entry.subject, entry.fingerprint) == (
        "attest_translation",
        attestation.uuid,
        translation.fingerprint,
    )


@pytest.mark.parametrize("role", ["reviewer", "publisher", "administrator"])
def test_it_needs_the_right(cast, translation, role):
    by = getattr(cast, role)
    with refused("not_allowed", action="attest_translation", by=by, subject=translation):
        attest(translation, by)


def test_what_is_no_translation(cast, original):
    by = cast.editor
    with refused("not_a_translation", action="attest_translation", by=by, subject=original):
        attest(original, by)


def test_words_that_were_changed_meanwhile(cast, translation):
    shown = translation.lock_version
    edit_page(translation, by=cast.editor, summary="Otras palabras.")
    by = cast.editor
    with refused("stale_lock_version", action="attest_translation", by=by, subject=translation):
        attest_translation(page=translation, by=by, lock_version=shown, now=NOW)


def test_the_same_words_twice(cast, translation):
    attest(translation, cast.editor)
    by = cast.editor
    with refused("already_attested", action="attest_translation", by=by, subject=translation):
        attest(translation, by)


class TestSigning:
    def test_by_who_reviews_in_both_languages(self, cast, translation):
        assert sign_submission(submit_page(translation, by=cast.editor), by=cast.reviewer)

    def test_by_who_does_not(self, cast, translation, spanish_only):
        submission = submit_page(translation, by=cast.editor)
        refuse("translation_not_attested", submission, by=spanish_only)

    def test_what_was_attested(self, cast, translation, spanish_only):
        attest(translation, cast.editor)
        assert sign_submission(submit_page(translation, by=cast.editor), by=spanish_only)

    def test_other_words_than_were_attested(self, cast, translation, spanish_only):
        attest(translation, cast.editor)
        edit_page(translation, by=cast.editor, summary="Otras palabras.")
        submission = submit_page(translation, by=cast.editor)
        refuse("translation_not_attested", submission, by=spanish_only)

    def test_after_other_words_of_the_original(self, cast, original, translation, spanish_only):
        attest(translation, cast.editor)
        edit_page(original, by=cast.editor, summary="Other words.")
        original.refresh_from_db()
        edit_page(translation, by=cast.editor, translated_fingerprint=original.fingerprint)
        submission = submit_page(translation, by=cast.editor)
        refuse("translation_not_attested", submission, by=spanish_only)

    def test_what_the_signer_alone_attested(self, cast, translation):
        translator = make_user("Editor", "Reviewer")
        attest(translation, translator)
        cast.reviewer.groups.set(translator.groups.all())
        person = cast.reviewer.person
        person.credentials.filter(specialty="en").delete()
        attest(translation, cast.reviewer)
        submission = submit_page(translation, by=cast.editor)
        assert sign_submission(submission, by=cast.reviewer)

    def test_what_nobody_but_the_signer_attested(self, cast, translation, spanish_only):
        spanish_only.groups.add(*cast.editor.groups.all())
        attest(translation, type(spanish_only).objects.get(pk=spanish_only.pk))
        submission = submit_page(translation, by=cast.editor)
        refuse("translation_not_attested", submission, by=spanish_only)


class TestTheReport:
    def test_names_what_nobody_attested(self, original, translation):
        assert "translation_unattested" in codes(translation)
        assert "translation_unattested" not in codes(original)

    def test_is_silent_about_what_was_attested(self, cast, translation):
        attest(translation, cast.editor)
        assert "translation_unattested" not in codes(translation)

    def test_is_silent_about_what_was_signed(self, cast, translation):
        sign_submission(submit_page(translation, by=cast.editor), by=cast.reviewer)
        assert "translation_unattested" not in codes(translation)
