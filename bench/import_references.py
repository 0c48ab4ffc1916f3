"""``make bench``: 10,000 generated PubMed records read, brought in, and brought in again.

Prints records per second and the highest memory of the process at each step, on a SQLite file of
its own. Times are those of the machine at hand; the memory, and that it does not grow with the
number of records, are what can be compared. ``python bench/import_references.py 1000`` for fewer.
"""

import logging
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RECORDS = 10_000


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3",
            "DEBUG": "1",
            "DJANGO_SETTINGS_MODULE": "cms.settings",
        }
        sys.path.insert(0, str(ROOT))
        import django

        django.setup()
        logging.disable()
        _measure(Path(folder) / "works.xml", count)


def _measure(file: Path, count: int) -> None:
    from django.conf import settings
    from django.core.management import call_command

    from references.pubmed import parse_records

    # With DEBUG, Django keeps every query.
    settings.DEBUG = False
    call_command("migrate", verbosity=0)
    _write(file, count)
    print(f"{count} records, {file.stat().st_size / 1e6:.1f} MB of XML; {_highest()} MB at start")

    def read() -> None:
        with file.open("rb") as opened:
            assert sum(1 for _ in parse_records(opened)) == count  # noqa: S101

    _timed("read", read, count)
    _timed("brought in", lambda: call_command("import_references", file), count)
    _timed("brought in again", lambda: call_command("import_references", file), count)


def _write(file: Path, count: int) -> None:
    from tests.references.pubmed.files import article
    from tests.references.pubmed.usual import usual_parts

    with file.open("wb") as works:
        works.write(b"<PubmedArticleSet>")
        for number in range(1, count + 1):
            works.write(article(str(number), **usual_parts(number)).encode())
        works.write(b"</PubmedArticleSet>")


def _timed(step: str, run: Callable[[], object], count: int) -> None:
    started = time.perf_counter()
    run()
    seconds = time.perf_counter() - started
    print(f"{step:18} {count / seconds:8.0f} records/s  highest memory {_highest()} MB")


def _highest() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else RECORDS)
