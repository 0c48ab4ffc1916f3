"""Refusals as plain values."""


def codes(caught):
    """Map each place of a caught ``ValidationError`` to the codes that stand there, in order."""
    return {
        place: [fault.code for fault in faults] for place, faults in caught.value.error_dict.items()
    }
