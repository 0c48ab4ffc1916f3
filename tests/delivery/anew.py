"""Stored bytes after rows were written that no move wrote."""

from django.utils import timezone

from delivery.models import Document, Publication
from delivery.representing import represent, represent_documents, rows_changed
from review.ledger import Turn, ledger_turn
from review.models import Ledger
from tests.builders import NOW


def make_anew(rows):
    """Make the bytes of all that shows something of the rows, as of the present instant."""
    ledger = Ledger.objects.get(pk=1)
    turn = Turn(ledger=ledger, at=max(timezone.now(), ledger.last_at))
    rows_changed(rows, turn)
    ledger.save()


def make_all_anew(*, now=NOW):
    """Make the bytes of all that is live anew, in the test's own transaction."""
    ledger = Ledger.objects.get(pk=1)
    # Moves at the same instant have been put one after the other: all of them are past.
    turn = Turn(ledger=ledger, at=max(now, ledger.last_at))
    represent(set(Publication.objects.values_list("pk", flat=True)), turn)
    represent_documents(set(Document.objects.values_list("pk", flat=True)), turn)
    turn.ledger.save()


def finish():
    """Make them anew by the real clock; return the instant."""
    now = timezone.now()
    make_all_anew(now=now)
    return now


def settle_at(now):
    """Have the worker come by at an instant."""
    with ledger_turn(now=now):
        pass
