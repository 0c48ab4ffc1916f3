"""Every fault of a page at its place, found in one pass, so that an editor sees them all at once."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

Result = TypeVar("Result")


class Faults:
    """Collects validation errors by place: ``title``, ``sections.0.body``, ``citations.2.key``."""

    def __init__(self) -> None:
        self._by_place: dict[str, list[ValidationError]] = {}

    def add(self, place: str, message: str, *, code: str, **params: object) -> None:
        self._by_place.setdefault(place, []).append(
            ValidationError(message, code=code, params=params)
        )

    @contextmanager
    def at(self, place: str) -> Iterator[None]:
        """Collect what the block refuses under ``place``; named fields stand below it."""
        try:
            yield
        except ValidationError as error:
            self._collect(place, error)

    def attempt(self, place: str, work: Callable[[], Result], *, otherwise: Result) -> Result:
        """Return what ``work`` returns, or ``otherwise`` when it refuses; then collect why."""
        try:
            return work()
        except ValidationError as error:
            self._collect(place, error)
            return otherwise

    def stand_at(self, place: str) -> bool:
        return place in self._by_place

    def raise_if_any(self) -> None:
        if self._by_place:
            raise ValidationError(self._by_place)

    def _collect(self, place: str, error: ValidationError) -> None:
        for where, faults in _by_field(error):
            path = ".".join(part for part in (place, where) if part)
            self._by_place.setdefault(path or NON_FIELD_ERRORS, []).extend(faults)


def _by_field(error: ValidationError) -> Iterator[tuple[str, list[ValidationError]]]:
    if not hasattr(error, "error_dict"):
        yield "", error.error_list
        return
    for name, faults in error.error_dict.items():
        yield ("" if name == NON_FIELD_ERRORS else name), faults
