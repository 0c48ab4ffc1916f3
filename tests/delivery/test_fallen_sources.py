"""A source that falls: what is public stays and says so, what is planned is held."""

import pytest

from articles.drafts import CitationDraft
from delivery.models import Publication
from delivery.publishing import publish
from review.refusals import Refused
from tests.builders import NOW, edit_page, make_page, make_reference, publish_page, sign_page
from tests.delivery.planning import AT, DAY, LATER, SOON, THEN, dates, plan, ranges, version
from tests.delivery.truth import assert_stored_bytes_are_true
from tests.references.events import fall

REASON = "“On shame” is now known as: retracted. Held until its citation is looked at again."


@pytest.fixture
def work(db):
    return make_reference(title="On shame")


@pytest.fixture
def page(cast, work):
    return make_page(by=cast.editor, title="Shame", citations=[CitationDraft(key=work.key)])


def held():
    rows = Publication.objects.filter(cancelled_at__isnull=False).order_by("live_from")
    return [(row.revision.number, row.ending_reason) for row in rows.select_related("revision")]


def test_what_is_planned_is_held(page, cast, work):
    publish_page(page, cast)
    plan(version(page, cast, "Two"), cast, SOON)
    fall(work, at=AT)
    assert held() == [(2, REASON)]
    assert ranges(page) == [(1, NOW, None)]
    assert_stored_bytes_are_true(AT)


def test_the_very_first_version_too(page, cast, work):
    plan(sign_page(page, cast).revision, cast, SOON)
    fall(work, at=AT)
    assert held() == [(1, REASON)]
    assert ranges(page) == []


def test_the_version_without_the_citation_goes_on(page, cast, work):
    publish_page(page, cast)
    plan(version(page, cast, "Two", citations=[], outline=[]), cast, SOON)
    fall(work, at=AT)
    assert held() == []
    assert len(ranges(page)) == 2


def test_what_follows_says_when_it_began_and_so_is_held_as_well(page, cast, work):
    plan(sign_page(page, cast).revision, cast, SOON)
    plan(version(page, cast, "Two", citations=[], outline=[]), cast, THEN)
    fall(work, at=AT)
    assert held() == [(1, REASON), (2, "What was planned before it is held: plan it again.")]


def test_what_follows_and_stays_true_goes_on(page, cast, work):
    publish_page(page, cast)
    plan(version(page, cast, "Two"), cast, SOON)
    plan(version(page, cast, "Three", citations=[], outline=[]), cast, THEN)
    fall(work, at=AT)
    assert held() == [(2, REASON)]
    assert ranges(page) == [(1, NOW, THEN), (3, THEN, None)]
    assert dates(page) == [(1, NOW, NOW, NOW), (3, NOW, NOW, THEN)]
    assert_stored_bytes_are_true(AT)


def test_other_pages_keep_their_plans(cast, work):
    other = make_page(by=cast.editor, title="Guilt")
    plan(sign_page(other, cast).revision, cast, SOON)
    fall(work, at=AT)
    assert held() == []


@pytest.mark.parametrize("standing", ["current", "corrected"])
def test_a_change_for_the_better_holds_nothing(page, cast, work, standing):
    plan(sign_page(page, cast).revision, cast, SOON)
    fall(work, standing, at=AT)
    assert held() == []


@pytest.mark.parametrize(
    ("standing", "code"), [("retracted", "source_fell"), ("superseded", "source_fell_since")]
)
def test_signed_words_are_not_published_nor_planned(page, cast, work, standing, code):
    revision = sign_page(page, cast).revision
    fall(work, standing, at=AT)
    for move in (
        lambda: publish(revision=revision, by=cast.publisher, now=LATER),
        lambda: plan(revision, cast, LATER + DAY, now=LATER),
    ):
        with pytest.raises(Refused) as caught:
            move()
        assert [finding.code for finding in caught.value.findings] == [code]


def test_with_a_reason_they_are(page, cast, work):
    publish_page(page, cast)
    fall(work, "concern", at=AT)
    said = {"standing": "concern", "reason": "The history of the idea."}
    citations = [CitationDraft(key=work.key, acknowledged=said)]
    edit_page(page, by=cast.editor, citations=citations)
    sign_off = sign_page(page, cast, now=THEN)
    assert publish(revision=sign_off.revision, by=cast.publisher, now=THEN).revision.number == 2
