from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from review.credentialing import end_credential, verify_credential
from review.ledger import ledger_move, ledger_transaction
from review.models import Action, AuditEntry, Ledger, SignOff, Submission
from review.models.audit import GENESIS_HASH
from review.refusals import Refusal, Refused
from review.signals import cover_changed
from review.signoff import revoke
from review.submitting import send_back, submit
from review.verification import audit_faults
from tests.builders import (
    NOW,
    dismiss_words,
    make_credential,
    make_page,
    make_person,
    make_topic,
    publish_page,
    sign_page,
    sign_submission,
    submit_page,
)
from tests.review.refusals import all_rows

TICK = timedelta(microseconds=1)


def chain():
    return list(AuditEntry.objects.order_by("number"))


def test_it_works(cast):
    page = make_page(by=cast.editor)
    with ledger_move(action=Action.SUBMIT, by=cast.editor, subject=page, now=NOW) as move:
        numbers = [move.next_change(), move.next_change()]
        entry = move.record_refusal(page, "not_allowed")
    assert numbers == [1, 2]
    assert entry == chain()[-1]
    assert Ledger.objects.values().get() == {
        "id": 1,
        "last_audit": entry.number,
        "last_hash": entry.hash,
        "last_change": 2,
        "last_at": move.at,
        "settled_until": move.at,
    }


def test_a_new_ledger(db):
    assert Ledger.objects.values().get() == {
        "id": 1,
        "last_audit": 0,
        "last_hash": "0" * 64,
        "last_change": 0,
        "last_at": datetime(2000, 1, 1, tzinfo=UTC),
        "settled_until": datetime(2000, 1, 1, tzinfo=UTC),
    }


def test_numbers_and_hashes_chain(past):
    entries = chain()
    assert [entry.number for entry in entries] == list(range(1, len(entries) + 1))
    assert [entry.previous_hash for entry in entries] == [
        GENESIS_HASH,
        *(entry.hash for entry in entries[:-1]),
    ]
    ledger = Ledger.objects.get()
    assert (ledger.last_audit, ledger.last_hash) == (entries[-1].number, entries[-1].hash)


def test_every_move_is_recorded(past):
    moves = [(entry.action, entry.refusal, entry.subject_type) for entry in chain()]
    assert moves == [
        ("verify_credential", "", "review.credential"),
        ("submit", "", "review.revision"),
        ("send_back", "", "review.submission"),
        ("submit", "", "review.revision"),
        ("sign", "", "review.signoff"),
        ("publish", "", "delivery.publication"),
        ("submit", "", "review.revision"),
        ("sign", "", "review.signoff"),
        ("publish", "", "delivery.publication"),
        ("revoke", "not_allowed", "review.signoff"),
        ("revoke", "", "review.revocation"),
        ("submit", "", "review.revision"),
        ("sign", "", "review.signoff"),
        ("publish", "", "delivery.publication"),
        ("import_aliases", "", "delivery.alias"),
        ("withdraw", "", "delivery.publication"),
        ("declare_interests", "", "review.interestdeclaration"),
        ("verify_credential", "", "review.credential"),
        ("end_credential", "", "review.credential"),
        ("verify_credential", "", "review.credential"),
        ("discipline", "", "review.credential"),
        ("verify_crisis_version", "", "articles.crisisresourceversion"),
        ("change_countries", "", "articles.site"),
        ("change_grace", "", "articles.site"),
        ("retire_crisis_resource", "", "articles.crisisresource"),
        ("submit", "", "review.revision"),
        ("dismiss", "", "review.dismissal"),
        ("assign", "", "review.assignment"),
        ("comment", "", "review.comment"),
        ("resolve", "", "review.commentresolution"),
        ("comment", "", "review.comment"),
        ("submit", "", "review.revision"),
        ("sign", "", "review.signoff"),
        ("publish", "", "delivery.publication"),
        ("recall", "", "review.recall"),
        ("attest_translation", "", "review.translationattestation"),
        ("submit", "", "review.revision"),
        ("sign", "", "review.signoff"),
        ("verify_credential", "", "review.credential"),
        ("second_review", "", "review.secondreview"),
        ("withdraw_second_review", "", "review.secondreview"),
        ("submit", "", "review.revision"),
        ("correct", "", "review.revision"),
        ("correct", "", "review.assignment"),
        ("correct", "", "review.correction"),
        ("sign", "", "review.signoff"),
        ("accept", "", "review.acceptance"),
    ]


def test_instants_increase_whatever_the_clock_says(cast):
    page = make_page(by=cast.editor)
    clock = [NOW + timedelta(days=1), NOW + timedelta(days=1), NOW, NOW - timedelta(days=9_000)]
    submissions = [submit_page(page, by=cast.editor, now=now) for now in clock]
    instants = [submission.submitted_at for submission in submissions]
    first = NOW + timedelta(days=1)
    assert instants == [first, first + TICK, first + 2 * TICK, first + 3 * TICK]
    assert [entry.at for entry in chain()[-4:]] == instants
    # A clock that goes right again is believed again.
    later = NOW + timedelta(days=2)
    assert submit_page(page, by=cast.editor, now=later).submitted_at == later


def test_a_refusal_has_an_instant_of_its_own(cast):
    page = make_page(by=cast.editor)
    before = submit_page(page, by=cast.editor).submitted_at
    with pytest.raises(Refused):
        submit_page(page, by=cast.reviewer)
    after = submit_page(page, by=cast.editor).submitted_at
    assert [before, chain()[-2].at, after] == [before, before + TICK, before + 2 * TICK]


def half_a_move(page, by):
    with ledger_move(action=Action.SUBMIT, by=by, subject=page, now=NOW) as move:
        move.next_change()
        move.record_refusal(page, "early")
        make_topic()
        raise Refused(Refusal.NOT_ALLOWED)


def test_what_was_done_before_a_refusal_is_undone(cast):
    page = make_page(by=cast.editor)
    before, ledger = all_rows(), Ledger.objects.get()
    with pytest.raises(Refused):
        half_a_move(page, cast.editor)
    assert all_rows() == before
    (entry,) = AuditEntry.objects.filter(number__gt=ledger.last_audit)
    assert (entry.number, entry.refusal) == (ledger.last_audit + 1, "not_allowed")
    assert Ledger.objects.get().last_change == ledger.last_change


@contextmanager
def connected(receiver):
    cover_changed.connect(receiver)
    try:
        yield
    finally:
        cover_changed.disconnect(receiver)


def test_signing_and_revoking_say_whose_cover_changed(cast):
    news = []

    def receiver(*, move, pages, **_):
        news.append((move.action, move.at, pages))

    page = make_page(by=cast.editor)
    with connected(receiver):
        sign_off = sign_page(page, cast)
        revocation = revoke(sign_off=sign_off, by=cast.reviewer, reason="Wrong.", now=NOW)
    assert news == [
        ("sign", sign_off.signed_at, [page.pk]),
        ("revoke", revocation.revoked_at, [page.pk]),
    ]


class ReceiverFailed(Exception):
    pass


def failing(**_):
    raise ReceiverFailed


def test_a_failing_receiver_undoes_a_signature(cast):
    submission = submit_page(make_page(by=cast.editor), by=cast.editor)
    before, ledger, entries = all_rows(), Ledger.objects.values().get(), chain()
    with connected(failing), pytest.raises(ReceiverFailed):
        sign_submission(submission, by=cast.reviewer)
    assert (all_rows(), Ledger.objects.values().get(), chain()) == (before, ledger, entries)
    assert sign_submission(submission, by=cast.reviewer) == SignOff.objects.get()


def test_a_failing_receiver_undoes_a_revocation(cast):
    publication = publish_page(make_page(by=cast.editor), cast)
    before, ledger, entries = all_rows(), Ledger.objects.values().get(), chain()
    with connected(failing), pytest.raises(ReceiverFailed):
        revoke(sign_off=publication.sign_off, by=cast.reviewer, reason="Wrong.", now=NOW)
    assert (all_rows(), Ledger.objects.values().get(), chain()) == (before, ledger, entries)


def test_a_receiver_that_refuses_undoes_the_move_and_is_recorded(cast):
    def refusing(**_):
        raise Refused(Refusal.NOT_ALLOWED)

    submission = submit_page(make_page(by=cast.editor), by=cast.editor)
    before, entries = all_rows(), chain()
    with connected(refusing), pytest.raises(Refused):
        sign_submission(submission, by=cast.reviewer)
    assert all_rows() == before
    (entry,) = chain()[len(entries) :]
    assert (entry.action, entry.refusal) == ("sign", "not_allowed")


def test_a_move_is_a_transaction_of_its_own(cast):
    """A move inside a larger transaction would be undone with it, after it was shown as made."""
    page = make_page(by=cast.editor)
    before, entries = all_rows(), chain()
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        submit_page(page, by=cast.editor)
    assert (all_rows(), chain()) == (before, entries)


def test_a_move_holds_no_other_move(cast):
    page = make_page(by=cast.editor)
    entries = chain()
    with (
        pytest.raises(RuntimeError, match="durable"),
        ledger_transaction(action=Action.PUBLISH, by=cast.publisher, now=NOW),
    ):
        submit_page(page, by=cast.editor)
    assert chain() == entries


def first_statement(move):
    """The first statement that reads or writes what a move may depend on."""
    with CaptureQueriesContext(connection) as queries:
        move()
    tables = ('"review_', '"articles_', '"delivery_', '"auth_')
    return next(query["sql"] for query in queries if any(table in query["sql"] for table in tables))


def test_the_ledger_is_locked_first(cast):
    """What a move reads must not change under it."""
    page = make_page(by=cast.editor)
    licence = make_credential(make_person(), entered_by=cast.administrator)
    sign_off = sign_page(make_page(by=cast.editor), cast)
    waits = submit_page(page, by=cast.editor)
    film = submit_page(make_page(by=cast.editor, summary="A film on suicide."), by=cast.editor)
    by, reviewer, administrator = cast.editor, cast.reviewer, cast.administrator
    moves = [
        lambda: send_back(submission=waits, by=reviewer, reasons="Say more.", now=NOW),
        lambda: submit(page=page, by=by, lock_version=1, now=NOW),
        lambda: dismiss_words(film.revision, by=reviewer),
        lambda: revoke(sign_off=sign_off, by=reviewer, reason="Wrong.", now=NOW),
        lambda: verify_credential(credential=licence, by=administrator, now=NOW),
        lambda: end_credential(credential=licence, by=administrator, now=NOW),
    ]
    statements = [first_statement(move) for move in moves]
    waits = Submission.objects.select_related("revision").get(page=page, state="in_review")
    statements.append(first_statement(lambda: sign_submission(waits, by=reviewer)))
    lock = " FOR UPDATE" if connection.vendor == "postgresql" else ""
    assert [statement.partition(" FROM ")[2] for statement in statements] == [
        f'"review_ledger" WHERE "review_ledger"."id" = 1 LIMIT 21{lock}'
    ] * len(statements)


def test_the_chain_verifies_after_it_all(past):
    assert list(audit_faults()) == []
