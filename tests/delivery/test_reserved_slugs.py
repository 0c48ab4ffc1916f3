"""A slug that was public once stays that of its topic, in all languages."""

from datetime import timedelta

import pytest

from delivery.publishing import publish, publish_presentation, withdraw
from delivery.scheduling import hold, schedule
from tests.builders import NOW, edit_page, make_page, publish_page, sign_page
from tests.delivery.refusals import refused

LATER = NOW + timedelta(days=9)


@pytest.fixture(params=["live", "moved", "withdrawn", "scheduled"])
def taken(request, cast):
    """A topic to which the slug ``shame`` belongs, in Spanish."""
    page = make_page(by=cast.editor, locale="es", slug="shame")
    sign_off = sign_page(page, cast)
    if request.param == "scheduled":
        schedule(revision=sign_off.revision, at=LATER, by=cast.publisher, now=NOW)
        return page
    publish(revision=sign_off.revision, by=cast.publisher, now=NOW)
    if request.param == "moved":
        edit_page(page, by=cast.editor, slug="verguenza")
        publish_page(page, cast)
    if request.param == "withdrawn":
        withdraw(page=page, by=cast.publisher, reason="Old.", now=NOW)
    return page


def test_publishing(cast, taken):
    revision = sign_page(make_page(by=cast.editor, slug="shame"), cast).revision
    with refused("slug_taken", action="publish", by=cast.publisher, subject=revision, field="slug"):
        publish(revision=revision, by=cast.publisher, now=NOW)


def test_scheduling(cast, taken):
    revision = sign_page(make_page(by=cast.editor, slug="shame"), cast).revision
    with refused(
        "slug_taken", action="schedule", by=cast.publisher, subject=revision, field="slug"
    ):
        schedule(revision=revision, at=LATER, by=cast.publisher, now=NOW)


def test_publishing_a_presentation(cast, taken):
    page = publish_page(make_page(by=cast.editor, slug="guilt"), cast).page
    edit_page(page, by=cast.editor, slug="shame")
    page.refresh_from_db()
    with refused("slug_taken", action="publish", by=cast.publisher, subject=page, field="slug"):
        publish_presentation(page=page, by=cast.publisher, lock_version=page.lock_version, now=NOW)


def test_the_topic_itself_may_have_it(cast, taken):
    page = make_page(by=cast.editor, topic=taken.topic, slug="shame")
    assert publish_page(page, cast).slug == "shame"


def test_another_kind_may_have_it(cast, taken):
    page = make_page(by=cast.editor, kind="condition", slug="shame")
    assert publish_page(page, cast).slug == "shame"


def test_what_was_held_before_it_began_is_free(cast):
    revision = sign_page(make_page(by=cast.editor, slug="shame"), cast).revision
    row = schedule(revision=revision, at=LATER, by=cast.publisher, now=NOW)
    hold(publication=row, by=cast.publisher, now=NOW)
    other = make_page(by=cast.editor, locale="es", slug="shame")
    assert publish_page(other, cast).slug == "shame"
