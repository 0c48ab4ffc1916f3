"""What is wrong with a fixture, said with its file and its place."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError

from review.refusals import Refused

# What a fixture may hold that cannot be loaded, and what a move may say to it.
FAULTS = (
    ValidationError,
    ValueError,
    LookupError,
    OSError,
    ObjectDoesNotExist,
    PermissionDenied,
    Refused,
)


class DemoFault(Exception):
    """Fixtures that cannot be loaded; each line of the message names a file and a place."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__("\n".join(lines))


@contextmanager
def named(file: str, place: str = "") -> Iterator[None]:
    try:
        yield
    except FAULTS as error:
        where = f"{file}, {place}" if place else file
        raise DemoFault([f"{where}: {error}"]) from error
