from itertools import chain
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from delivery.verification import change_faults
from review.models import Ledger
from review.verification import audit_faults


class Command(BaseCommand):
    help = (
        "Verify the audit chain, the rows that it records and the log of public changes. Faults stand "
        "in the order of the chain: the first that names an entry names the first broken one."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        # Read first: the head that is printed is one that was verified.
        ledger = Ledger.objects.get(pk=1)
        faults = list(chain(audit_faults(), change_faults()))
        for fault in faults:
            self.stderr.write(fault)
        if faults:
            raise CommandError(f"The audit does not verify: {len(faults)} faults.")
        self.stdout.write(
            f"The audit verifies: {ledger.last_audit} entries, {ledger.last_change} changes, "
            f"head {ledger.last_hash}."
        )
