"""What a reader is told of a work before relying on it."""

from references.models import Reference, Standing

LABELS = {Standing.RETRACTED: "retracted", Standing.WITHDRAWN: "withdrawn"}


def known_standing(work: Reference) -> Standing:
    """Return the standing as it was found; of what was never checked nothing is known."""
    return Standing(work.standing) if work.standing_checked_at else Standing.UNKNOWN


def label(work: Reference) -> str:
    """Return the word that stands in brackets behind the title, or nothing."""
    return LABELS.get(known_standing(work), "")
