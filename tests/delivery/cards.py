"""Cards as the presenter makes them."""

from delivery.presenting import present_all


def cards_of(publications, *, at):
    return [presented.card for presented in present_all(publications, at=at)]


def cards(document):
    """The cards of other pages that a document shows."""
    for name in ("about", "related", "linked_from"):
        yield from document.get(name, [])
    for association in document.get("associations", {"items": []})["items"]:
        if association["card"]:
            yield association["card"]
