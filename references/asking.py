"""Asking a service over HTTP: patiently, within limits, and without believing every answer."""

from collections.abc import Callable, Container, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from tempfile import SpooledTemporaryFile
from typing import IO, TypeVar

import httpx2
import structlog
from django.db import models

from references.pacing import Means, Pace

logger = structlog.get_logger(__name__)

T = TypeVar("T")

KEPT_IN_MEMORY_BYTES = 5_000_000
FIRST_WAIT_SECONDS = 1.0
WEB_PAGE = (b"<!doctype html", b"<html")


class Failure(models.TextChoices):
    NOT_CONFIGURED = "not_configured", "NCBI wants to know who asks: set NCBI_EMAIL."
    UNREACHABLE = "unreachable", "The service cannot be reached, or breaks off."
    BUSY = "busy", "The service is busy: try again later."
    REFUSED = "refused", "The service refuses the question."
    TOO_LARGE = "too_large", "The answer is larger than an answer can be."
    UNREADABLE = "unreadable", "The answer is not what the service gives."


class SourceFailed(Exception):
    """A source did not answer, and so nothing is known from it: that is not the same as no."""

    def __init__(self, code: Failure, detail: str = "") -> None:
        self.code, self.detail = code, detail
        super().__init__(f"{code.label} {detail}".strip())


class Unreadable(Exception):
    """What a reader raises about an answer that may be a passing fault: it is asked for again."""


@dataclass(frozen=True, kw_only=True)
class Limits:
    answer_bytes: int = 50_000_000
    # To be connected, for each piece of an answer, and for the whole of it.
    connect_seconds: float = 10
    piece_seconds: float = 30
    answer_seconds: float = 120
    attempts: int = 5
    wait_seconds: float = 120

    @property
    def timeout(self) -> httpx2.Timeout:
        return httpx2.Timeout(self.piece_seconds, connect=self.connect_seconds)


def is_web_page(answer: IO[bytes]) -> bool:
    """Whether an answer begins as one, which is what proxies and log-ins put in its place."""
    start = answer.read(1000).lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    answer.seek(0)
    return start.startswith(WEB_PAGE)


class _PassingError(Exception):
    """A failure that another try may not meet; ``retry_after`` are seconds that the service wishes."""

    def __init__(self, failed: SourceFailed, retry_after: float | None = None) -> None:
        self.failed, self.retry_after = failed, retry_after
        super().__init__(str(failed))


@dataclass(frozen=True)
class Asking:
    """How a service is asked; ``ask`` gives what ``read`` makes of its answer.

    A request that fails in passing (429, 5xx, a time-out, a broken connection or answer) goes out
    again after a while that doubles and is partly chance, or that the service names.
    """

    client: httpx2.Client
    pace: Pace
    means: Means
    limits: Limits

    def ask(
        self,
        request: httpx2.Request,
        *,
        read: Callable[[IO[bytes]], T],
        absent: Callable[[IO[bytes]], T] | None = None,
    ) -> T:
        """Raises ``SourceFailed``. Never inside a transaction: it may take minutes.

        ``absent`` reads what comes with status 404, of a service that says so what it has not.
        """
        readers: dict[int, Callable[[IO[bytes]], T]] = {httpx2.codes.OK: read}
        if absent:
            readers[httpx2.codes.NOT_FOUND] = absent
        attempt = 1
        while True:
            self.pace.wait()
            try:
                return self._answer(request, readers)
            except _PassingError as passing:
                self._wait(attempt, passing)
            attempt += 1

    def _answer(
        self, request: httpx2.Request, readers: Mapping[int, Callable[[IO[bytes]], T]]
    ) -> T:
        until = self.means.clock() + timedelta(seconds=self.limits.answer_seconds)
        try:
            response = self.client.send(request, stream=True)
            with closing(response), SpooledTemporaryFile(KEPT_IN_MEMORY_BYTES) as body:
                self._check_status(response, readers)
                self._take(response, body, until)
                return readers[response.status_code](body)
        except httpx2.TimeoutException as error:
            failed = SourceFailed(Failure.UNREACHABLE, "It took too long to answer.")
            raise _PassingError(failed) from error
        except httpx2.RequestError as error:
            raise _PassingError(SourceFailed(Failure.UNREACHABLE)) from error
        except Unreadable as error:
            raise _PassingError(SourceFailed(Failure.UNREADABLE, str(error))) from error

    def _check_status(self, response: httpx2.Response, expected: Container[int]) -> None:
        status = response.status_code
        said = f"It answers with status {status}."
        if status == httpx2.codes.TOO_MANY_REQUESTS or status >= 500:
            raise _PassingError(SourceFailed(Failure.BUSY, said), self._retry_after(response))
        if status not in expected:
            raise SourceFailed(Failure.REFUSED, said)
        if int(response.headers.get("Content-Length", 0)) > self.limits.answer_bytes:
            raise SourceFailed(Failure.TOO_LARGE)

    def _take(self, response: httpx2.Response, body: IO[bytes], until: datetime) -> None:
        """Copy the answer, unpacked, as far and as long as it may go."""
        for piece in response.iter_bytes():
            body.write(piece)
            if body.tell() > self.limits.answer_bytes:
                raise SourceFailed(Failure.TOO_LARGE)
            if self.means.clock() > until:
                failed = SourceFailed(Failure.UNREACHABLE, "It took too long to answer.")
                raise _PassingError(failed)
        body.seek(0)

    def _wait(self, attempt: int, passing: _PassingError) -> None:
        """Wait before the next try, or give up. What the service wishes holds for all processes."""
        wished = passing.retry_after
        if attempt == self.limits.attempts or (wished or 0) > self.limits.wait_seconds:
            raise passing.failed from passing
        # So that processes which failed together do not come again together.
        part = 0.5 + self.means.chance() / 2
        seconds = part * min(FIRST_WAIT_SECONDS * 2 ** (attempt - 1), self.limits.wait_seconds)
        logger.warning(
            "source_asked_again",
            service=self.pace.service,
            attempt=attempt,
            failure=passing.failed.code.value,
            seconds=round(max(seconds, wished or 0), 1),
        )
        if wished is None:
            self.means.sleep(seconds)
        else:
            self.pace.hold(wished)

    def _retry_after(self, response: httpx2.Response) -> float | None:
        """Return the seconds of ``Retry-After``, which may be a number or a date (RFC 9110, 10.2.3)."""
        written = response.headers.get("Retry-After", "").strip()
        if written.isascii() and written.isdigit():
            return float(written)
        try:
            at = parsedate_to_datetime(written)
        except ValueError:
            return None
        seconds = (at.replace(tzinfo=at.tzinfo or UTC) - self.means.clock()).total_seconds()
        return max(0.0, seconds)
