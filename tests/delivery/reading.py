"""What the stored bytes of live pages say, by title."""

import orjson

from delivery.models import Publication
from review.models import Ledger


def shown(title):
    """The stored document of the live page."""
    live = Publication.objects.live(Ledger.objects.get().last_at)
    (document,) = (
        document
        for document in (orjson.loads(bytes(row.body)) for row in live)
        if document["title"] == title
    )
    return document


def card_in(title, name):
    """The one card in a list of the document."""
    (card,) = shown(title)[name]
    return card
