"""What readers get at an instant, whether anybody has written down what time changed, or not."""

import orjson

from delivery.models import Publication
from delivery.presenting.surroundings import When
from delivery.reading import cards, pages
from review.ledger import ledger_turn


def read(page, at):
    """The document of a page at an instant; None when it is not public."""
    served = pages(_live(page, at), When(at))
    return orjson.loads(served[0].body) if served else None


def read_card(page, at):
    served = cards(_live(page, at), When(at))
    return orjson.loads(served[0].body) if served else None


def settle_at(at):
    """Take the ledger as a worker does; the instant of the turn."""
    with ledger_turn(now=at) as turn:
        return turn.at


def _live(page, at):
    return list(Publication.objects.live(at).filter(page=page))
