"""The order of names, the same in every database."""

import unicodedata
from uuid import UUID

# Sorts before whatever a name holds.
SEPARATOR = b"\x1f"
# An index of PostgreSQL takes no more than 2,704 of a row; uuids decide among what is equal so far.
BYTES_MAX = 1_000


def sort_key(text: str) -> bytes:
    """Return what to compare instead of the text: no accents, no difference of case."""
    decomposed = unicodedata.normalize("NFKD", text)
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return plain.casefold().encode()[:BYTES_MAX]


def place_key(key: bytes | memoryview, page: UUID, place: int) -> bytes:
    """Return the key of the part at a place, from 0, of a page: pages of one title stay apart."""
    return SEPARATOR.join([bytes(key), page.hex.encode(), f"{place:05}".encode()])
