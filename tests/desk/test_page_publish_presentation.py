import pytest
from django.utils import timezone

from delivery.models import Publication
from tests.builders import edit_page, make_page, publish_page
from tests.desk.admin_pages import address, row
from tests.desk.conftest import logged_in
from tests.desk.posting import hidden
from tests.desk.refusals import refused, said, sentence, told


def test_publish_presentation(publisher, cast, page):
    publish_page(page, cast, now=timezone.now())
    edit_page(page, by=cast.editor, slug="shame-today")
    form = hidden(publisher.get(address(page, "publish-presentation")))
    assert form == {"lock_version": "2"}
    answer = publisher.post(address(page, "publish-presentation"), form)
    assert (answer.status_code, answer["Location"]) == (302, address(page))
    assert told(answer) == [("success", "Published at /symptoms/shame-today/.")]
    assert Publication.objects.live(timezone.now()).get().slug == "shame-today"


@pytest.mark.parametrize("role", ["editor", "reviewer", "administrator"])
def test_publish_presentation_needs_the_right(cast, page, role):
    by = getattr(cast, role)
    publish_page(page, cast, now=timezone.now())
    refuse_presentation("not_allowed", logged_in(by), by, page)


def refuse_presentation(code, client, by, page, lock_version=None):
    page.refresh_from_db()
    form = {"lock_version": str(lock_version or page.lock_version)}
    with refused(code, action="publish", by=by, subject=row(page)):
        answer = client.post(address(page, "publish-presentation"), form)
    assert said(answer) == {"__all__": sentence(code)}


def test_publish_the_presentation_of_what_is_not_public(publisher, cast, page):
    refuse_presentation("not_live", publisher, cast.publisher, page)


def test_publish_the_presentation_of_other_words(publisher, cast, page):
    publish_page(page, cast, now=timezone.now())
    edit_page(page, by=cast.editor, slug="shame-today", summary="Other words.")
    refuse_presentation("clinical_edits_pending", publisher, cast.publisher, page)


def test_publish_a_presentation_that_somebody_saved_meanwhile(publisher, cast, page):
    publish_page(page, cast, now=timezone.now())
    edit_page(page, by=cast.editor, slug="shame-today")
    refuse_presentation("stale_lock_version", publisher, cast.publisher, page, lock_version=1)


def test_publish_a_presentation_at_the_address_of_another_topic(publisher, cast, page):
    publish_page(page, cast, now=timezone.now())
    edit_page(page, by=cast.editor, slug="shame-today")
    other = make_page(by=cast.editor)
    publish_page(other, cast, now=timezone.now())
    edit_page(other, by=cast.editor, slug="shame")
    refuse_presentation("slug_taken", publisher, cast.publisher, other)
