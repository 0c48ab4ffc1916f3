from datetime import UTC, datetime

import pytest
from django.utils import timezone

from articles.drafts import SectionDraft
from delivery.models import Publication
from delivery.publishing import publish, withdraw
from review.models import Scope, SignOff
from tests.builders import (
    edit_page,
    make_crisis_resource,
    make_page,
    make_site,
    publish_page,
    sign_page,
    submit_page,
)
from tests.desk.admin_pages import address
from tests.desk.conftest import logged_in
from tests.desk.posting import hidden
from tests.desk.refusals import refused, said, sentence, told, unchanged


def publish_form(client, page):
    return hidden(client.get(address(page, "publish")))


def test_publish(publisher, cast, page):
    sign_off = sign_page(page, cast, now=timezone.now())
    form = publish_form(publisher, page)
    assert form == {"number": "1"}
    answer = publisher.post(address(page, "publish"), form)
    assert (answer.status_code, answer["Location"]) == (302, address(page))
    assert told(answer) == [("success", "Published at /symptoms/shame/.")]
    publication = Publication.objects.live(timezone.now()).get()
    assert (publication.page_id, publication.revision, publication.sign_off) == (
        page.pk,
        sign_off.revision,
        sign_off,
    )


def test_publish_the_newest_signed_revision(publisher, cast, page):
    publish_page(page, cast, now=timezone.now())
    edit_page(page, by=cast.editor, summary="Signed words.")
    sign_page(page, cast, now=timezone.now())
    edit_page(page, by=cast.editor, summary="Waiting words.")
    submit_page(page, by=cast.editor, now=timezone.now())
    publisher.post(address(page, "publish"), publish_form(publisher, page))
    assert Publication.objects.live(timezone.now()).get().revision.number == 2


def test_publish_a_withdrawn_page_again(publisher, cast, page):
    publish_page(page, cast, now=timezone.now())
    withdraw(page=page, by=cast.publisher, reason="A test.", now=timezone.now())
    publisher.post(address(page, "publish"), publish_form(publisher, page))
    assert Publication.objects.live(timezone.now()).get().revision.number == 1


@pytest.mark.parametrize("role", ["editor", "reviewer", "administrator"])
def test_publish_needs_the_right(cast, page, role):
    by, revision = getattr(cast, role), sign_page(page, cast, now=timezone.now()).revision
    client = logged_in(by)
    with refused("not_allowed", action="publish", by=by, subject=revision):
        answer = client.post(address(page, "publish"), {"number": "1"})
    assert said(answer) == {"__all__": sentence("not_allowed")}


def refuse_to_publish(code, publisher, cast, page):
    revision = page.revisions.first()
    with refused(code, action="publish", by=cast.publisher, subject=revision):
        answer = publisher.post(address(page, "publish"), {"number": str(revision.number)})
    assert said(answer) == {"__all__": sentence(code)}


def test_publish_unsigned_words(publisher, cast, page):
    submit_page(page, by=cast.editor)
    refuse_to_publish("unsigned", publisher, cast, page)


def test_publish_what_was_never_submitted(publisher, page):
    assert publisher.get(address(page, "publish")).status_code == 404


def test_publish_what_is_public(publisher, cast, page):
    publish_page(page, cast, now=timezone.now())
    refuse_to_publish("already_live", publisher, cast, page)


def test_publish_after_the_review_date(publisher, cast, page):
    revision = submit_page(page, by=cast.editor).revision
    SignOff.objects.create(
        page=page,
        revision=revision,
        fingerprint=revision.fingerprint,
        signer=cast.reviewer,
        person=cast.reviewer.person,
        scope=Scope.WHOLE_PAGE,
        statement="I have read this page.",
        printed_name="Ray Reviewer, MD",
        credential_lines=[],
        credentials=[],
        signed_at=datetime(2020, 1, 1, tzinfo=UTC),
        review_due=datetime(2021, 1, 1, tzinfo=UTC),
    )
    refuse_to_publish("sign_off_overdue", publisher, cast, page)


def test_publish_what_needs_crisis_resources(publisher, cast):
    make_site()
    page = make_page(by=cast.editor, content_flags=["suicide"])
    sign_page(page, cast, now=timezone.now())
    refuse_to_publish("crisis_resources_missing", publisher, cast, page)


def test_publish_a_crisis_line_that_nobody_verified(publisher, cast):
    resource = make_crisis_resource(entered_by=cast.editor)
    line = {"type": "crisisLine", "attrs": {"resource": str(resource.uuid)}}
    body = {"type": "doc", "content": [{"type": "paragraph", "content": [line]}]}
    page = make_page(by=cast.editor, sections=[SectionDraft(heading="Help", body=body)])
    sign_page(page, cast, now=timezone.now())
    refuse_to_publish("crisis_line_unserved", publisher, cast, page)


def test_publish_at_the_address_of_another_topic(publisher, cast, page):
    publish_page(page, cast, now=timezone.now())
    edit_page(page, by=cast.editor, slug="shame-today")
    other = make_page(by=cast.editor, slug="shame")
    sign_page(other, cast, now=timezone.now())
    refuse_to_publish("slug_taken", publisher, cast, other)


def test_publish_only_what_was_asked_about(publisher, cast, page):
    sign_page(page, cast, now=timezone.now())
    form = publish_form(publisher, page)
    edit_page(page, by=cast.editor, summary="Other words.")
    sign_page(page, cast, now=timezone.now())
    with unchanged():
        answer = publisher.post(address(page, "publish"), form)
    assert said(answer) == {
        "__all__": [
            (
                "other_revision",
                "Another revision has come since you opened this page: go back and look at it.",
            )
        ]
    }


def test_an_old_page_does_not_bring_old_words_back(publisher, cast, page):
    sign_page(page, cast, now=timezone.now())
    form = publish_form(publisher, page)
    edit_page(page, by=cast.editor, summary="Other words.")
    publish_page(page, cast, now=timezone.now())
    with unchanged():
        answer = publisher.post(address(page, "publish"), form)
    assert list(said(answer)) == ["__all__"]


def test_an_older_page_of_a_move_says_what_it_was_about(publisher, cast, page):
    """A second publication of the same revision is refused, however it is asked for."""
    revision = sign_page(page, cast, now=timezone.now()).revision
    form = publish_form(publisher, page)
    publish(revision=revision, by=cast.publisher, now=timezone.now())
    with refused("already_live", action="publish", by=cast.publisher, subject=revision):
        answer = publisher.post(address(page, "publish"), form)
    assert said(answer) == {"__all__": sentence("already_live")}
