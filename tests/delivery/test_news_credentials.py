"""What a physician may be printed with changes the pages that they signed, and who shows these."""

from datetime import date

import pytest

from delivery.models import Change, Document, Publication
from review.credentialing import end_credential, verify_credential
from review.models import AuditEntry, Credential, CredentialKind
from review.refusals import Refused
from review.signals import cover_changed
from tests.builders import make_credential
from tests.delivery.covering import AT
from tests.delivery.neighbourhood import LIVING, PTSD, SHAME, SIGNER, makes_anew
from tests.delivery.reading import card_in, shown


@pytest.fixture
def licence(neighbourhood):
    return Credential.objects.get(person=neighbourhood.signer, kind="licence")


def certify(person, cast):
    return make_credential(
        person,
        entered_by=cast.editor,
        kind=CredentialKind.BOARD_CERTIFICATION,
        authority="American Board of Psychiatry and Neurology",
        specialty="psychiatry",
        jurisdiction="",
    )


def test_verifying_a_certification(cast, neighbourhood):
    with makes_anew():
        credential = certify(neighbourhood.signer, cast)
    with makes_anew(SHAME, SIGNER):
        verify_credential(credential=credential, by=cast.administrator, now=AT)
    assert "board-certified in psychiatry" in shown(SHAME)["review"]["line"]["full"]
    document = Document.objects.get(person=neighbourhood.signer)
    assert document.presented_at == Publication.objects.get(slug="shame").presented_at == AT


def test_ending_the_only_licence(cast, neighbourhood, licence):
    with makes_anew(SHAME, PTSD, LIVING, SIGNER):
        end_credential(credential=licence, by=cast.administrator, now=AT)
    assert shown(SHAME)["review"]["line"] is None
    assert card_in(LIVING, "about")["review"]["status"] == "reviewer_lapsed"
    (association,) = shown(PTSD)["associations"]["items"]
    assert association["signed"]["status"] == "reviewer_lapsed"


def test_a_licence_that_prints_the_same_moves_the_boundary_alone(cast, neighbourhood, licence):
    credential = make_credential(
        neighbourhood.signer, entered_by=cast.editor, issued=date(2026, 11, 3)
    )
    boundary = Publication.objects.get(slug="shame").next_boundary
    with makes_anew():
        verify_credential(credential=credential, by=cast.administrator, now=AT)
    assert Publication.objects.get(slug="shame").next_boundary < boundary


def test_dates_of_what_nobody_verified_bound_nothing(cast, neighbourhood, licence):
    make_credential(neighbourhood.signer, entered_by=cast.editor, issued=date(2026, 11, 3))
    with makes_anew():
        pass


def test_a_refused_move_changes_nothing(cast, neighbourhood, licence):
    with makes_anew(), pytest.raises(Refused):
        end_credential(credential=licence, by=cast.editor, now=AT)


def test_a_failing_receiver_undoes_the_move(cast, neighbourhood, licence):
    def fail(**_):
        raise RuntimeError("The receiver fails.")

    entries = AuditEntry.objects.count()
    cover_changed.connect(fail)
    try:
        with makes_anew(), pytest.raises(RuntimeError):
            end_credential(credential=licence, by=cast.administrator, now=AT)
    finally:
        cover_changed.disconnect(fail)
    licence.refresh_from_db()
    assert (licence.status, licence.ended_at) == ("verified", None)
    assert AuditEntry.objects.count() == entries
    assert not Change.objects.filter(at__gte=AT).exists()
