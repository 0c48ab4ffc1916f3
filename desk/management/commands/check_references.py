"""It stands in the desk and not beside the works, because it tells people what fell."""

import os
import socket
import time
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from desk.checking import (
    BATCH_WORKS,
    begin_check,
    check_batch,
    check_some,
    finish_check,
    left_to_check,
)
from desk.models import Message
from desk.reporting import report_changes
from references.asking import SourceFailed
from references.checking import Patience, to_check
from references.eutilities import Account
from references.identifiers import normalise_pmid
from references.models import Reference, Source, Standing
from review.refusals import Refusal, Refused

BAR_CHARACTERS = 40
SECONDS_BETWEEN_TRIES = 1.0

T = TypeVar("T")


class Command(BaseCommand):
    help = (
        "Ask PubMed and Crossref again whether works of the library still stand: those that were "
        "not asked about for STANDING_CHECK_DAYS, or never. Public pages change at once, and "
        "whoever has to know is written to. Killed, it goes on where it was when it is run again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--all", action="store_true", help="every work, due or not")
        which.add_argument("--pmid", nargs="+", default=[], metavar="PMID", help="these works")
        parser.add_argument(
            "--batch", type=int, default=BATCH_WORKS, help="works that are kept when they are done"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            Account.of_settings()
        except SourceFailed as error:
            raise CommandError(str(error)) from error
        if options["pmid"]:
            silent, messages = self._check_some(_named(options["pmid"]))
        else:
            silent, messages = self._check_library(
                everything=options["all"], size=max(options["batch"], 1)
            )
        if messages:
            self.stdout.write(f"People written to: {len(messages)}.")
        for source, failure in silent.items():
            self.stderr.write(f"{Source(source).label}: {failure}")
        if silent:
            raise CommandError("Not every source was heard; what was not is unknown, not clean.")

    def _check_some(self, works: Sequence[Reference]) -> tuple[dict[str, str], list[Message]]:
        patience = Patience()
        batch, messages = self._when_free(lambda: check_some(works, patience=patience))
        report_changes(self.stdout, batch.events)
        self._tell_end(len(works), len(batch.events))
        return patience.silent, messages

    def _check_library(
        self, *, everything: bool, size: int
    ) -> tuple[dict[str, str], list[Message]]:
        holder = f"{socket.gethostname()[:40]}-{os.getpid()}"
        check = self._when_free(
            lambda: begin_check(holder=holder, now=timezone.now(), everything=everything)
        )
        if check.position:
            self.stdout.write(f"Goes on with the check begun at {check.started_at:%Y-%m-%d %H:%M}.")
        total = check.checked + left_to_check(check).count()
        while (batch := self._when_free(lambda: check_batch(check, size=size))).works:
            report_changes(self.stdout, batch.events)
            self._tell_progress(check.checked, total)
        if self.stdout.isatty() and check.checked:
            self.stdout.write("")
        messages = self._when_free(lambda: finish_check(check))
        self._tell_end(check.checked, check.changed)
        return check.silent, messages

    def _tell_end(self, checked: int, changed: int) -> None:
        unknown = to_check().filter(standing=Standing.UNKNOWN).count()
        said = f"Checked: {checked}; changed: {changed}; of unknown standing: {unknown}."
        self.stdout.write(said)

    def _when_free(self, move: Callable[[], T]) -> T:
        while True:
            try:
                return move()
            except Refused as refused:
                if refused.code != Refusal.BUSY:
                    raise
                self.stderr.write("The site is busy: trying again.")
                time.sleep(SECONDS_BETWEEN_TRIES)

    def _tell_progress(self, checked: int, total: int) -> None:
        total = max(total, checked)
        if not self.stdout.isatty():
            self.stdout.write(f"{checked} of {total}")
            return
        filled = BAR_CHARACTERS * checked // total
        bar = "#" * filled + "." * (BAR_CHARACTERS - filled)
        self.stdout.write(f"\r[{bar}] {checked} of {total}", ending="")


def _named(pmids: Sequence[str]) -> list[Reference]:
    try:
        wanted = list(dict.fromkeys(normalise_pmid(pmid) for pmid in pmids))
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from error
    works = {work.pmid: work for work in Reference.objects.filter(pmid__in=wanted)}
    unknown = [pmid for pmid in wanted if pmid not in works]
    if unknown:
        raise CommandError(f"Not among the references: PMID {', '.join(unknown)}.")
    return [works[pmid] for pmid in wanted]
