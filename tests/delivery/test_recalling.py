from datetime import timedelta

import pytest

from delivery.models import Publication
from delivery.publishing import publish, withdraw
from delivery.readiness import readiness
from delivery.recalling import Why, recall
from delivery.scheduling import schedule
from delivery.verification import change_faults
from review.ledger import TICK
from review.models import AuditEntry, Recall, Scope
from review.records import instant, row_hash
from review.refusals import Refused
from review.signoff import revoke
from review.verification import audit_faults
from tests.builders import (
    NOW,
    edit_page,
    make_page,
    make_reviewer,
    make_user,
    publish_page,
    sign_page,
    sign_submission,
    submit_page,
)
from tests.delivery.associating import publish_symptom
from tests.delivery.covering import AT, DAY, REASON, changes
from tests.delivery.refusals import refused
from tests.delivery.truth import assert_stored_bytes_are_true

PATH = "/api/v1/symptoms/shame/"
NOTICE = "The dose on this page was wrong. Ask your physician before you take anything."
WHY = Why(severity="dangerous", notice=NOTICE, reason=REASON)


def recall_page(page, by, *, now=AT, why=WHY):
    return recall(page=page, by=by, why=why, now=now)


class TestARecall:
    def test_takes_the_page_out_at_once(self, cast, page, publication, client):
        made = recall_page(page, cast.reviewer)
        assert Recall.objects.values().get() == {
            "id": made.pk,
            "uuid": made.uuid,
            "page_id": page.pk,
            "fingerprint": publication.fingerprint,
            "severity": "dangerous",
            "notice": NOTICE,
            "reason": REASON,
            "by_id": cast.reviewer.pk,
            "at": AT,
        }
        publication.refresh_from_db()
        assert (publication.live_until, publication.ending) == (AT, "recalled")
        assert (publication.ending_reason, publication.ending_notice) == (REASON, NOTICE)
        assert changes() == [
            (AT, "recalled", publication),
            (publication.live_from, "published", publication),
        ]
        entry = AuditEntry.objects.first()
        assert (entry.action, entry.actor, entry.subject, entry.row_hash, entry.fingerprint) == (
            "recall",
            cast.reviewer.uuid,
            made.uuid,
            row_hash(made),
            publication.fingerprint,
        )
        answer = client.get(PATH)
        assert (answer.status_code, answer.json()["ending"]) == (
            410,
            {
                "kind": "recalled",
                "notice": NOTICE,
                "ended_at": "2026-11-02T12:00:00.000000Z",
                "successor": None,
            },
        )
        assert REASON not in answer.content.decode()
        assert list(change_faults()) == list(audit_faults()) == []

    @pytest.mark.parametrize("role", ["reviewer", "publisher", "administrator"])
    def test_who_may(self, cast, page, publication, role):
        assert recall_page(page, getattr(cast, role)).by == getattr(cast, role)

    def test_one_who_signed_other_words_of_the_page(self, cast, page, publication):
        other = make_reviewer(cast.administrator)
        edit_page(page, by=cast.editor, summary="Other words.")
        sign_submission(submit_page(page, by=cast.editor), by=other)
        assert recall_page(page, other).by == other

    def test_cancels_what_is_scheduled(self, cast, page, publication):
        edit_page(page, by=cast.editor, summary="Other words.")
        coming = sign_page(page, cast)
        row = schedule(revision=coming.revision, at=AT + DAY, by=cast.publisher, now=NOW)
        recall_page(page, cast.publisher)
        row.refresh_from_db()
        assert row.cancelled_at == AT
        assert not Publication.objects.standing(AT).filter(page=page).exists()

    def test_makes_the_neighbours_anew(self, cast, ptsd, client):
        symptom = publish_symptom(cast, ptsd.topic, title="Guilt")
        shown = client.get("/api/v1/conditions/ptsd/").json()["associations"]["items"]
        assert len(shown) == 1
        recall_page(symptom.page, cast.publisher)
        assert client.get("/api/v1/conditions/ptsd/").json()["associations"]["items"] == []
        assert_stored_bytes_are_true(AT)


class TestAsOfEarlier:
    def as_of(self, client, at):
        return client.get(PATH, {"as_of": instant(at)})

    def test_the_page_is_gone_at_every_instant_of_its_range(self, cast, page, publication, client):
        assert self.as_of(client, AT - TICK).status_code == 200
        recall_page(page, cast.publisher)
        for at in (publication.live_from, AT - TICK):
            answer = self.as_of(client, at)
            assert (answer.status_code, answer.json()["ending"]["kind"]) == (410, "recalled")

    def test_and_at_those_of_rows_with_the_same_words(self, cast, page, publication, client):
        edit_page(page, by=cast.editor, overdue_policy="withhold")
        publish_page(page, cast, now=NOW + DAY / 2)
        assert self.as_of(client, NOW + DAY / 4).status_code == 200
        recall_page(page, cast.publisher)
        answer = self.as_of(client, NOW + DAY / 4)
        ending = answer.json()["ending"]
        assert (answer.status_code, ending["kind"], ending["notice"]) == (410, "recalled", NOTICE)

    def test_other_words_before_stay(self, cast, page, publication, client):
        edit_page(page, by=cast.editor, summary="A wrong dose.")
        publish_page(page, cast, now=NOW + DAY / 2)
        recall_page(page, cast.publisher)
        assert self.as_of(client, NOW + DAY / 4).json()["summary"] == "What shame is."

    def test_the_same_words_signed_since_stay(self, cast, page, publication, client):
        recall_page(page, cast.publisher)
        publish_page(page, cast, now=AT + DAY)
        assert self.as_of(client, AT + DAY + timedelta(hours=1)).status_code == 200


class TestComingBack:
    def test_old_signatures_do_not_bring_it_back(self, cast, page, publication):
        recall_page(page, cast.publisher)
        with refused("recalled", action="publish", by=cast.publisher, subject=publication.revision):
            publish(revision=publication.revision, by=cast.publisher, now=AT)

    def test_nor_on_a_later_day(self, cast, page, publication):
        recall_page(page, cast.publisher)
        revision = publication.revision
        with refused("recalled", action="schedule", by=cast.publisher, subject=revision):
            schedule(revision=revision, at=AT + DAY, by=cast.publisher, now=AT)

    def test_nor_do_those_of_earlier_words(self, cast, page, publication):
        edit_page(page, by=cast.editor, summary="A wrong dose.")
        publish_page(page, cast)
        recall_page(page, cast.publisher)
        with refused("recalled", action="publish", by=cast.publisher, subject=publication.revision):
            publish(revision=publication.revision, by=cast.publisher, now=AT)

    def test_a_new_signature_under_the_same_words(self, cast, page, publication):
        recall_page(page, cast.publisher)
        signed = sign_page(page, cast, now=AT)
        assert not Publication.objects.live(AT + DAY).exists()
        row = publish(revision=publication.revision, by=cast.publisher, now=AT)
        assert row.sign_off == signed

    def test_one_under_other_words(self, cast, page, publication, client):
        recall_page(page, cast.publisher)
        edit_page(page, by=cast.editor, summary="The right dose.")
        publish_page(page, cast, now=AT)
        assert client.get(PATH).json()["summary"] == "The right dose."

    def test_reading_the_changes_alone_is_not_enough(self, cast, page, publication):
        recall_page(page, cast.publisher)
        edit_page(page, by=cast.editor, summary="The right dose.")
        submission = submit_page(page, by=cast.editor, now=AT)
        with pytest.raises(Refused) as caught:
            sign_submission(submission, by=cast.reviewer, now=AT, scope=Scope.CHANGES)
        assert caught.value.code == "no_whole_reading"

    def test_when_the_new_signature_falls_the_old_one_does_not_take_over(
        self, cast, page, publication
    ):
        recall_page(page, cast.publisher)
        row = publish_page(page, cast, now=AT)
        revoke(sign_off=row.sign_off, by=cast.reviewer, reason=REASON, now=AT + DAY)
        assert not Publication.objects.live(AT + DAY).exists()

    def test_the_report_says_so(self, cast, page, publication):
        assert "recalled" not in [finding.code for finding in readiness(page, AT)]
        recall_page(page, cast.publisher)
        assert "recalled" in [finding.code for finding in readiness(page, AT)]
        sign_page(page, cast, now=AT)
        assert "recalled" not in [finding.code for finding in readiness(page, AT + DAY)]

    def test_another_page_is_not_concerned(self, cast, publication):
        recall_page(publication.page, cast.publisher)
        assert publish_page(make_page(by=cast.editor), cast, now=AT).live_from > AT


class TestRefused:
    def refuse(self, code, page, by, *, field="", **why):
        with refused(code, action="recall", by=by, subject=page, field=field):
            recall_page(page, by, why=Why(**{**vars(WHY), **why}))

    def test_without_the_right(self, cast, page, publication):
        self.refuse("not_allowed", page, cast.editor)

    def test_by_a_physician_who_did_not_sign_the_page(self, cast, page, publication):
        self.refuse("not_allowed", page, make_reviewer(cast.administrator))

    def test_by_an_account_that_was_switched_off(self, cast, page, publication):
        cast.reviewer.is_active = False
        cast.reviewer.save()
        self.refuse("not_allowed", page, cast.reviewer)

    def test_by_nobody_in_particular(self, page, publication):
        self.refuse("not_allowed", page, make_user())

    def test_what_is_not_public(self, cast, page):
        self.refuse("not_live", page, cast.publisher)

    def test_twice(self, cast, page, publication):
        recall_page(page, cast.publisher)
        self.refuse("not_live", page, cast.publisher)

    def test_what_was_withdrawn(self, cast, page, publication):
        withdraw(page=page, by=cast.publisher, reason=REASON, now=NOW)
        self.refuse("not_live", page, cast.publisher)

    @pytest.mark.parametrize("notice", ["", " \n"])
    def test_without_a_notice(self, cast, page, publication, notice):
        self.refuse("notice_missing", page, cast.publisher, field="notice", notice=notice)

    @pytest.mark.parametrize("notice", ["Wrong.", "x" * 601])
    def test_with_a_notice_that_tells_nothing_or_too_much(self, cast, page, publication, notice):
        self.refuse("notice_length", page, cast.publisher, field="notice", notice=notice)

    @pytest.mark.parametrize("reason", ["", " \n"])
    def test_without_a_reason(self, cast, page, publication, reason):
        self.refuse("reason_missing", page, cast.publisher, field="reason", reason=reason)
