"""Cards as the presenter makes them."""

from delivery.presenting import present_all


def cards_of(publications, *, at):
    return [presented.card for presented in present_all(publications, at=at)]
