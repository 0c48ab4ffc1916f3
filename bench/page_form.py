"""``make bench``: what a large page costs in its form, beside a small one.

Opens and saves the form of a page with 12 sections, 10 questions and 8 associations, and of one
with a single section, in turns and in one process, on a SQLite file of its own. Prints the
median seconds of each, their ratio, and how many queries were asked. Times are those of the
machine at hand; the ratios and the queries are what can be compared.
"""

import json
import logging
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 15


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3",
            "DEBUG": "1",
            "DJANGO_SETTINGS_MODULE": "cms.settings",
            "ALLOWED_HOSTS": "testserver",
        }
        sys.path.insert(0, str(ROOT))
        import django

        django.setup()
        logging.disable()
        _measure()


def _measure() -> None:
    from django.core.management import call_command
    from django.test import Client
    from django.test.utils import setup_test_environment

    from tests.builders import make_user

    call_command("migrate", verbosity=0)
    setup_test_environment()
    editor = make_user("Editor")
    client = Client()
    client.force_login(editor)
    small, large = _page(editor, 1, 0, 0), _page(editor, 12, 10, 8)
    for name, run in (("open", _open), ("save", _save)):
        figures: dict[int, list[tuple[float, int]]] = {small: [], large: []}
        # In turns, so that a busy machine slows both alike; the first round warms up.
        for _ in range(ROUNDS + 1):
            for page, seen in figures.items():
                seen.append(run(client, page))
        _print(name, figures[small][1:], figures[large][1:])


def _page(editor: object, sections: int, faqs: int, associations: int) -> int:
    from articles.drafts import AssociationDraft, FaqDraft, SectionDraft
    from articles.models import Kind
    from tests.builders import make_page, make_topic, text

    words = text("Words that a section of a real page may have. " * 40)
    page = make_page(
        by=editor,
        sections=[SectionDraft(heading=f"Section {n}", body=words) for n in range(sections)],
        faqs=[FaqDraft(question=f"Question {n}?", answer=words) for n in range(faqs)],
        associations=[
            AssociationDraft(
                condition=make_topic(Kind.CONDITION), name=f"Condition {n}", explanation=words
            )
            for n in range(associations)
        ],
    )
    return int(page.pk)


def _timed(ask: Callable[[], object]) -> tuple[float, int]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        start = time.perf_counter()
        ask()
        seconds = time.perf_counter() - start
    return seconds, len(asked.captured_queries)


def _address(page: int) -> str:
    return f"/admin/articles/symptom/{page}/change/"


def _open(client: object, page: int) -> tuple[float, int]:
    return _timed(lambda: client.get(_address(page)))  # type: ignore[attr-defined]


def _save(client: object, page: int) -> tuple[float, int]:
    from tests.desk.posting import form_data

    data = form_data(client.get(_address(page)))  # type: ignore[attr-defined]
    data["sections-0-body"] = json.dumps(json.loads(data["sections-0-body"]))
    return _timed(lambda: client.post(_address(page), data))  # type: ignore[attr-defined]


def _print(name: str, small: list[tuple[float, int]], large: list[tuple[float, int]]) -> None:
    seconds = [statistics.median(second for second, _ in seen) for seen in (small, large)]
    queries = [seen[-1][1] for seen in (small, large)]
    print(
        f"{name}: small {seconds[0]:.3f} s, large {seconds[1]:.3f} s, "
        f"ratio {seconds[1] / seconds[0]:.2f}; queries {queries[0]} and {queries[1]}"
    )


if __name__ == "__main__":
    main()
