from datetime import timedelta

import pytest
from django.http import HttpRequest

from articles.drafts import CitationDraft, SectionDraft
from articles.models import OverduePolicy
from delivery.models import Publication
from delivery.publishing import withdraw
from delivery.reaffirming import reaffirm
from review.models import AuditEntry, Scope, SignOff, Submission
from review.records import row_hash
from review.signoff import Reading, add_months
from tests.builders import (
    NOW,
    PASSWORD,
    cited,
    edit_page,
    make_page,
    make_person,
    make_reference,
    make_reviewer,
    make_user,
    publish_page,
    submit_page,
)
from tests.delivery.anew import settle_at
from tests.delivery.covering import AT, changes, sign_again
from tests.delivery.refusals import refused
from tests.references.events import fall


@pytest.fixture
def second_reviewer(cast):
    return make_reviewer(cast.administrator, name="Rae Reviewer")


def sign_anew(publication, by, **changes):
    fields = {
        "page": publication.page,
        "password": PASSWORD,
        "reading": Reading(publication.fingerprint, Scope.WHOLE_PAGE),
        "sign_off": publication.sign_off,
        "request": HttpRequest(),
        "now": AT,
    }
    return reaffirm(by=by, **{**fields, **changes})


def test_it_works(cast, page, publication, client):
    first = publication.sign_off
    signed = sign_anew(publication, cast.reviewer)
    assert {
        name: getattr(signed, name) for name in ("revision", "fingerprint", "scope", "base")
    } == {
        "revision": publication.revision,
        "fingerprint": publication.fingerprint,
        "scope": "whole_page",
        "base": None,
    }
    assert (signed.signer, signed.signed_at, signed.review_due) == (
        cast.reviewer,
        AT,
        add_months(AT, 12),
    )
    assert list(SignOff.objects.covering(page=page, fingerprint=first.fingerprint)) == [
        signed,
        first,
    ]
    # One by the editor, of the first sign-off, and no other.
    assert Submission.objects.count() == 1
    recorded = AuditEntry.objects.get(action="reaffirm", subject=signed.uuid)
    assert (recorded.actor, recorded.row_hash) == (cast.reviewer.uuid, row_hash(signed))


def test_readers_get_the_new_date_at_once(cast, publication, client):
    signed = sign_anew(publication, cast.reviewer)
    publication.refresh_from_db()
    assert (publication.live_until, publication.ending) == (AT, "replaced")
    live = Publication.objects.live(AT).get()
    assert (live.revision, live.sign_off) == (publication.revision, signed)
    assert (live.last_reviewed, live.review_due) == (AT, signed.review_due)
    assert (live.published_at, live.updated_at) == (
        publication.published_at,
        publication.updated_at,
    )
    assert [(at, kind) for at, kind, _ in changes()] == [
        (AT, "updated"),
        (publication.live_from, "published"),
    ]
    answer = client.get("/api/v1/symptoms/shame/").json()
    assert answer["review"]["last_reviewed"] == "2026-11-02T12:00:00.000000Z"


def test_by_another_physician(publication, second_reviewer):
    assert sign_anew(publication, second_reviewer).signer == second_reviewer


def test_after_the_review_date(cast, publication):
    late = publication.review_due + timedelta(days=9)
    assert sign_anew(publication, cast.reviewer, now=late).review_due == add_months(late, 12)


def test_whatever_waits_goes_on_waiting(cast, page, publication):
    edit_page(page, by=cast.editor, summary="Other words.")
    waits = submit_page(page, by=cast.editor)
    sign_anew(publication, cast.reviewer)
    waits.refresh_from_db()
    assert waits.state == "in_review"


class TestRefused:
    def refuse(self, code, publication, by, *, field="", **changes):
        with refused(code, action="reaffirm", by=by, subject=publication.page, field=field):
            sign_anew(publication, by, **changes)

    def test_with_a_wrong_password(self, cast, publication):
        self.refuse(
            "wrong_password", publication, cast.reviewer, field="password", password="wrong"
        )

    @pytest.mark.parametrize("role", ["editor", "publisher", "administrator"])
    def test_without_the_right(self, cast, publication, role):
        self.refuse("not_allowed", publication, getattr(cast, role))

    def test_without_a_licence(self, publication):
        by = make_user("Reviewer")
        make_person(user=by)
        self.refuse("no_active_licence", publication, by)

    def test_own_words(self, cast, second_reviewer):
        second_reviewer.groups.add(*cast.editor.groups.all())
        publication = publish_page(make_page(by=second_reviewer), cast)
        self.refuse("own_words", publication, second_reviewer)

    def test_what_is_not_public_any_more(self, cast, publication):
        withdraw(page=publication.page, by=cast.publisher, reason="Old.", now=NOW)
        self.refuse("not_live", publication, cast.reviewer)

    def test_what_was_withheld_on_its_date(self, cast):
        page = make_page(by=cast.editor, overdue_policy=OverduePolicy.WITHHOLD)
        publication = publish_page(page, cast)
        settle_at(publication.review_due)
        self.refuse("not_live", publication, cast.reviewer, now=publication.review_due)

    def test_other_words_than_those_shown(self, cast, page, publication):
        edit_page(page, by=cast.editor, summary="Other words.")
        publish_page(page, cast)
        self.refuse("fingerprint_changed", publication, cast.reviewer)

    def test_twice(self, cast, publication):
        sign_anew(publication, cast.reviewer)
        self.refuse("signed_meanwhile", publication, cast.reviewer)

    def test_what_another_signed_meanwhile(self, cast, page, publication, second_reviewer):
        sign_again(page, cast, second_reviewer)
        self.refuse("signed_meanwhile", publication, cast.reviewer)

    def test_while_a_source_has_fallen(self, cast):
        work = make_reference()
        page = make_page(
            by=cast.editor,
            sections=[SectionDraft(heading="Overview", body=cited("Words.", work.key))],
            citations=[CitationDraft(key=work.key)],
        )
        publication = publish_page(page, cast)
        fall(work, at=NOW)
        self.refuse("not_ready", publication, cast.reviewer)
