"""Who may not sign a revision: all who wrote what no sign-off covers yet, and the byline."""

from articles.drafts import SectionDraft
from articles.saving import save_page
from review.models import Scope
from review.signoff import revoke
from tests.builders import (
    NOW,
    draft_of,
    edit_page,
    make_notice,
    make_page,
    make_person,
    make_treatment,
    make_user,
    renew,
    sign_page,
    submit_page,
    text,
)


def contributors_of(page, cast):
    return submit_page(page, by=cast.editor).revision.contributors


def uuids(*rows):
    return sorted(str(row.uuid) for row in rows)


def test_all_who_saved(cast):
    first, second, third = make_user("Editor"), make_user("Editor"), make_user("Editor")
    page = make_page(by=first)
    edit_page(page, by=second, summary="Other words.")
    edit_page(page, by=third, summary="Third words.")
    edit_page(page, by=second, summary="A summary.")
    assert contributors_of(page, cast) == uuids(first, second, third)


def test_who_submits_wrote_nothing(cast):
    writer = make_user("Editor")
    assert contributors_of(make_page(by=writer), cast) == uuids(writer)


def test_the_byline_with_and_without_accounts(cast):
    author = make_user()
    known, unknown = make_person(user=author), make_person()
    page = make_page(by=cast.editor, byline=[known, unknown])
    assert contributors_of(page, cast) == uuids(cast.editor, known, author, unknown)


def test_who_left_the_byline_is_no_contributor(cast):
    page = make_page(by=cast.editor, byline=[make_person()])
    edit_page(page, by=cast.editor, byline=[])
    assert contributors_of(page, cast) == uuids(cast.editor)


def test_the_person_of_an_editor(cast):
    writer = make_user("Editor")
    person = make_person(user=writer)
    assert contributors_of(make_page(by=writer), cast) == uuids(writer, person)


def test_only_later_saves_count_after_a_covered_revision(cast):
    first, second = make_user("Editor"), make_user("Editor")
    page = make_page(by=first)
    sign_page(page, cast)
    edit_page(page, by=second, summary="Other words.")
    assert contributors_of(page, cast) == uuids(second)
    # That revision waits: nobody has signed what the second editor wrote.
    edit_page(page, by=cast.editor, summary="Third words.")
    assert contributors_of(page, cast) == uuids(second, cast.editor)


def test_the_same_words_again_have_the_same_writers(cast):
    """The signature of somebody else under these very words does not make them anybody else's."""
    first, second = make_user("Editor"), make_user("Editor")
    page = make_page(by=first)
    sign_page(page, cast)
    edit_page(page, by=second, slug="another-address")
    assert contributors_of(page, cast) == uuids(first, second)


def test_the_same_words_again_after_other_words(cast):
    first, second, third = make_user("Editor"), make_user("Editor"), make_user("Editor")
    page = make_page(by=first)
    sign_page(page, cast)
    edit_page(page, by=second, summary="Other words.")
    assert contributors_of(page, cast) == uuids(second)
    sign_page(page, cast)
    edit_page(page, by=third, slug="another-address")
    assert contributors_of(page, cast) == uuids(second, third)


def test_words_that_come_back_are_still_those_of_who_wrote_them(cast):
    first, second, third = make_user("Editor"), make_user("Editor"), make_user("Editor")
    page = make_page(by=first)
    sign_page(page, cast)
    edit_page(page, by=second, summary="Other words.")
    sign_page(page, cast)
    edit_page(page, by=third, summary="A summary.")
    assert contributors_of(page, cast) == uuids(first, second, third)


def test_saves_between_submitting_and_signing_count(cast):
    first, second = make_user("Editor"), make_user("Editor")
    page = make_page(by=first)
    submission = submit_page(page, by=cast.editor)
    seen = draft_of(page, summary="Other words.")
    save_page(draft=seen, by=second, at=NOW, page=page, lock_version=1)
    assert contributors_of(page, cast) == uuids(first, second)
    assert submission.revision.contributors == uuids(first)


def test_all_count_again_after_a_revocation(cast):
    first, second = make_user("Editor"), make_user("Editor")
    page = make_page(by=first)
    sign_off = sign_page(page, cast)
    edit_page(page, by=second, summary="Other words.")
    revoke(sign_off=sign_off, by=cast.reviewer, reason="A wrong dose.", now=NOW)
    assert contributors_of(page, cast) == uuids(first, second)


def test_the_last_revision_that_is_still_covered_counts(cast):
    first, second, third = make_user("Editor"), make_user("Editor"), make_user("Editor")
    page = make_page(by=first)
    sign_page(page, cast)
    edit_page(page, by=second, summary="Other words.")
    newer = sign_page(page, cast, scope=Scope.CHANGES)
    edit_page(page, by=third, summary="Third words.")
    assert contributors_of(page, cast) == uuids(third)
    revoke(sign_off=newer, by=cast.reviewer, reason="A wrong dose.", now=NOW)
    assert contributors_of(page, cast) == uuids(second, third)


def test_the_sign_off_of_another_page_covers_nothing(cast):
    first, second = make_user("Editor"), make_user("Editor")
    sign_page(make_page(by=first), cast)
    page = make_page(by=first)
    edit_page(page, by=second, summary="Other words.")
    assert contributors_of(page, cast) == uuids(first, second)


def test_who_entered_what_the_page_pins(cast):
    writer, noticer, talker, other = (make_user("Editor") for _ in range(4))
    person = make_person(user=noticer)
    page = make_page(
        by=writer,
        notices=[make_notice(by=noticer)],
        sections=[SectionDraft(body=text("Words."), treatment=make_treatment(by=talker))],
    )
    make_notice(by=other)
    assert contributors_of(page, cast) == uuids(writer, noticer, person, talker)


def test_pins_of_covered_words_are_theirs_who_signed_them(cast):
    writer, noticer, other = (make_user("Editor") for _ in range(3))
    page = make_page(by=writer, notices=[make_notice(by=noticer)])
    sign_page(page, cast)
    edit_page(page, by=other, summary="Other words.")
    assert contributors_of(page, cast) == uuids(other)


def test_a_version_pinned_since_is_its_authors(cast):
    writer, noticer, other = (make_user("Editor") for _ in range(3))
    notice = make_notice(by=cast.editor)
    page = make_page(by=writer, notices=[notice])
    sign_page(page, cast)
    newer = renew(notice.notice, by=noticer, text=text("Other words."))
    edit_page(page, by=other, associations_notice=newer)
    assert contributors_of(page, cast) == uuids(other, noticer)


def test_the_same_pins_again_are_still_their_authors(cast):
    """Nobody signs a notice of their own because somebody else signed the same page before."""
    noticer = make_user("Editor")
    page = make_page(by=cast.editor, notices=[make_notice(by=noticer)])
    sign_page(page, cast)
    edit_page(page, by=cast.editor, slug="another-address")
    assert contributors_of(page, cast) == uuids(cast.editor, noticer)


def test_pins_count_again_after_a_revocation(cast):
    noticer, other = make_user("Editor"), make_user("Editor")
    page = make_page(by=cast.editor, notices=[make_notice(by=noticer)])
    sign_off = sign_page(page, cast)
    edit_page(page, by=other, summary="Other words.")
    revoke(sign_off=sign_off, by=cast.reviewer, reason="A wrong dose.", now=NOW)
    assert contributors_of(page, cast) == uuids(cast.editor, other, noticer)


def test_the_authors_of_versions_that_were_passed_over(cast):
    """A physician's words, with a full stop by somebody else, are still the physician's."""
    physician = make_user("Editor")
    notice = make_notice(by=cast.editor)
    page = make_page(by=cast.editor, notices=[notice])
    sign_page(page, cast)
    renew(notice.notice, by=physician, text=text("All new words."))
    third = renew(notice.notice, by=cast.editor, text=text("All new words."), heading="Heading")
    edit_page(page, by=cast.editor, notices=[third])
    assert str(physician.uuid) in contributors_of(page, cast)


def test_the_authors_of_versions_before_the_first_that_is_pinned(cast):
    physician = make_user("Editor")
    notice = make_notice(by=physician)
    second = renew(notice.notice, by=cast.editor, heading="Heading")
    page = make_page(by=cast.editor, notices=[second])
    assert contributors_of(page, cast) == uuids(cast.editor, physician)
