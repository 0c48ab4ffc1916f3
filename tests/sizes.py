"""How large a sized test is: of a usual size in a lane, larger with `make soak`."""

import os

SOAK = os.environ.get("SOAK") == "1"


def size(usual: int, *, soak: int) -> int:
    return soak if SOAK else usual
