import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from joserfc.jwk import OKPKey

from cms.signing_keys import new_key, public_half

PUBLIC = ".pub.pem"


class Command(BaseCommand):
    help = (
        "Make a key that signs proofs. FILE gets the private key, readable by its owner alone; "
        f"the file beside it, {PUBLIC} at its end, its public half, which stays published after "
        "another key has taken its place."
    )
    # It runs where nothing else can start yet.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        private = new_key()
        public = public_half(private)
        public_file = file.with_name(file.stem + PUBLIC)
        try:
            _write(file, private, mode=0o600)
            _write(public_file, public, mode=0o644)
        except OSError as error:
            raise CommandError(f"{error.filename} cannot be made: {error.strerror}.") from error
        self.stdout.write(
            f"Made {file} and {public_file}. The kid is {OKPKey.import_key(public).thumbprint()}."
        )


def _write(path: Path, text: str, *, mode: int) -> None:
    # O_EXCL: a key that is there may be the only copy.
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
