"""Notices and treatments on a page: what is saved, what is refused, what is frozen."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.drafts import SectionDraft
from articles.models import Kind, NoticePin, NoticeVersion, Page, TreatmentVersion
from articles.pinning import pages_behind, pinned_authors, pins, repinned, with_pages
from articles.snapshots import freeze
from tests.articles.refused_saves import new_refused, refused
from tests.builders import (
    draft_of,
    edit_page,
    make_notice,
    make_page,
    make_person,
    make_treatment,
    make_user,
    renew,
    text,
)


@pytest.fixture
def notice(cast):
    return make_notice(by=cast.editor, heading="Please note", text=text("No diagnosis."))


@pytest.fixture
def treatment(cast):
    return make_treatment(by=cast.editor, title="Talking")


def frozen(version, **fields):
    said = {"heading": version.heading} if version.heading else {}
    return {
        "notice": str(version.notice.uuid),
        "number": version.number,
        "text": version.text,
        **said,
        **fields,
    }


def pinned_page(cast, notice, treatment, **fields):
    return make_page(
        by=cast.editor,
        **{
            "notices": [notice],
            "associations_notice": notice,
            "sections": [SectionDraft(body=text("Words."), notice=notice, treatment=treatment)],
            **fields,
        },
    )


def test_it_works(cast, notice, treatment):
    page = pinned_page(cast, notice, treatment)
    clinical = freeze(page).clinical
    assert clinical["notices"] == [frozen(notice)]
    assert clinical["associations_notice"] == frozen(notice)
    (section,) = clinical["sections"]
    assert section["notice"] == frozen(notice)
    assert section["treatment"] == {
        "treatment": str(treatment.treatment.uuid),
        "number": 1,
        "title": "Talking",
        "regulatory_status": "no_approval_needed",
    }


def test_without_pins_nothing_is_frozen(cast):
    clinical = freeze(make_page(by=cast.editor)).clinical
    assert {"notices", "associations_notice"}.isdisjoint(clinical)
    assert {"notice", "treatment"}.isdisjoint(clinical["sections"][0])


def test_the_order_is_the_editors(cast, notice):
    other = make_notice(by=cast.editor)
    page = make_page(by=cast.editor, notices=[other, notice])
    assert freeze(page).clinical["notices"] == [frozen(other), frozen(notice)]
    back = edit_page(page, by=cast.editor, notices=[notice, other])
    assert freeze(back).clinical["notices"] == [frozen(notice), frozen(other)]


def test_a_new_version_changes_no_page(cast, notice, treatment):
    page = pinned_page(cast, notice, treatment)
    before = freeze(page)
    renew(notice.notice, by=cast.editor, text=text("Other words."))
    renew(treatment.treatment, by=cast.editor, title="Other words")
    notice.notice.name = "Renamed"
    notice.notice.save()
    page.refresh_from_db()
    assert freeze(page) == before
    assert page.fingerprint == before.fingerprint


def test_a_pin_that_is_kept_keeps_its_row(cast, notice):
    page = make_page(by=cast.editor, notices=[notice])
    before = NoticePin.objects.values().get()
    edit_page(page, by=cast.editor, summary="Other words.")
    assert NoticePin.objects.values().get() == before


@pytest.mark.parametrize(
    ("pin", "place"),
    [
        (lambda notice, treatment: {"notices": [notice]}, "notices.0"),
        (lambda notice, treatment: {"associations_notice": notice}, "associations_notice"),
        (
            lambda notice, treatment: {"sections": [SectionDraft(notice=notice)]},
            "sections.0.notice",
        ),
        (
            lambda notice, treatment: {"sections": [SectionDraft(treatment=treatment)]},
            "sections.0.treatment",
        ),
    ],
)
def test_another_language_is_refused(cast, pin, place):
    spanish = [make(by=cast.editor, locale="es") for make in (make_notice, make_treatment)]
    expected = {place: ["pinned_in_another_language"]}
    assert new_refused(cast.editor, **pin(*spanish)) == expected
    page = make_page(by=cast.editor)
    assert refused(page, cast.editor, **{"outline": [], **pin(*spanish)}) == expected
    assert make_page(by=cast.editor, locale="es", **pin(*spanish))


def test_a_notice_twice_is_refused(cast, notice):
    newer = renew(notice.notice, by=cast.editor, text=text("Other words."))
    twice = {"notices.1": ["part_twice"]}
    assert new_refused(cast.editor, notices=[notice, newer]) == twice
    assert new_refused(cast.editor, notices=[notice, notice]) == twice


def test_an_article_has_no_associations(cast, notice):
    page = make_page(by=cast.editor, kind=Kind.ARTICLE, notices=[notice])
    assert refused(page, cast.editor, associations_notice=notice) == {
        "associations_notice": ["not_for_this_kind"]
    }


def test_pins_are_found_at_their_places(cast, notice, treatment):
    draft = draft_of(pinned_page(cast, notice, treatment))
    assert list(pins(draft)) == [
        ("notices.0", notice),
        ("associations_notice", notice),
        ("sections.0.notice", notice),
        ("sections.0.treatment", treatment),
    ]


def test_another_version_is_put_in_every_place(cast, notice, treatment):
    other = make_notice(by=cast.editor)
    draft = draft_of(pinned_page(cast, notice, treatment, notices=[other, notice]))
    newer = renew(notice.notice, by=cast.editor, text=text("Other words."))
    assert [version for _, version in pins(repinned(draft, newer))] == [
        other,
        newer,
        newer,
        newer,
        treatment,
    ]
    talking = renew(treatment.treatment, by=cast.editor, title="Talk therapy")
    assert [version for _, version in pins(repinned(draft, talking))][-1] == talking
    assert repinned(draft, make_notice(by=cast.editor)) == draft


def test_pages_that_are_behind(cast, notice, treatment):
    everywhere = pinned_page(cast, notice, treatment)
    over = make_page(by=cast.editor, associations_notice=notice)
    make_page(by=cast.editor)
    assert not pages_behind(notice).exists()
    newer = renew(notice.notice, by=cast.editor, text=text("Other words."))
    up_to_date = make_page(by=cast.editor, notices=[newer])
    assert set(pages_behind(newer)) == {everywhere, over}
    assert up_to_date not in pages_behind(newer)
    talking = renew(treatment.treatment, by=cast.editor, title="Talk therapy")
    assert list(pages_behind(talking)) == [everywhere]


def test_versions_know_how_many_pages_pin_them(cast, notice, treatment):
    pinned_page(cast, notice, treatment)
    sections = [SectionDraft(notice=notice, treatment=treatment) for _ in range(2)]
    make_page(by=cast.editor, notices=[notice], sections=sections)
    renew(notice.notice, by=cast.editor, text=text("Other words."))
    counted = with_pages(NoticeVersion.objects.order_by("number"))
    assert [(version.number, version.pages) for version in counted] == [(1, 2), (2, 0)]
    assert [version.pages for version in with_pages(TreatmentVersion.objects.all())] == [2]


def test_the_authors_of_what_is_pinned(cast):
    writer, talker = make_user("Editor"), make_user("Editor")
    person = make_person(user=writer)
    notice, treatment = make_notice(by=writer), make_treatment(by=talker)
    clinical = freeze(pinned_page(cast, notice, treatment)).clinical
    assert pinned_authors(clinical, but={}) == {writer.uuid, person.uuid, talker.uuid}
    assert pinned_authors(clinical, but=clinical) == set()
    less = freeze(make_page(by=cast.editor, notices=[notice])).clinical
    assert pinned_authors(clinical, but=less) == {talker.uuid}
    assert pinned_authors(less, but=clinical) == set()


@pytest.mark.parametrize("size", [1, 10])
def test_a_page_is_read_in_a_fixed_number_of_queries(cast, size):
    def with_pins(size):
        sections = [
            SectionDraft(
                notice=make_notice(by=cast.editor), treatment=make_treatment(by=cast.editor)
            )
            for _ in range(size)
        ]
        notices = [make_notice(by=cast.editor) for _ in range(size)]
        return make_page(by=cast.editor, notices=notices, sections=sections)

    def queries(page):
        with CaptureQueriesContext(connection) as asked:
            freeze(Page.objects.with_parts().get(pk=page.pk))
        return len(asked)

    assert queries(with_pins(size)) == queries(with_pins(2))
