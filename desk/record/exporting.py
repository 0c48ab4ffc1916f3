"""Writing the record of a page into a folder."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string

from articles.models import Page
from delivery.proofs import head_of_chain
from delivery.signatures import public_keys
from desk.record.evidence import credentials_of, second_reviews_of, sign_offs_of, sources_of
from desk.record.files import Folder
from desk.record.histories import chain_from, comments_of, entries_of, history_of, in_words
from desk.record.versions import write_versions
from review.records import instant

Json = dict[str, Any]


class FolderTaken(Exception):
    """There is something in the folder: nothing was written."""


def export_record(*, page: Page, path: Path, now: datetime) -> int:
    """Write all that is on record of a page; return how many versions of it were public.

    Moves may go on meanwhile: the audit chain is written up to where it ended at the start.
    """
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise FolderTaken
    head = head_of_chain()
    folder = Folder(path)
    versions = write_versions(folder, page, now=now)
    folder.write_json("sign-offs.json", sign_offs_of(page))
    folder.write_json("second-reviews.json", second_reviews_of(page))
    folder.write_json("credentials.json", credentials_of(page))
    folder.write_json("sources.json", sources_of(page))
    folder.write_json("history.json", history_of(page))
    folder.write_json("comments.json", comments_of(page))
    _write_chain(folder, page, head)
    folder.write_text("README.md", _explanation(page, versions, now))
    folder.seal()
    return len(versions)


def _write_chain(folder: Folder, page: Page, head: Json) -> None:
    end = head["proof"]["number"]
    entries = [entry for entry in entries_of(page) if entry.number <= end]
    first = entries[0].number if entries else end
    folder.write_json("entries.json", in_words(entries))
    folder.write_text("chain.jsonl", "".join(chain_from(first, until=end)))
    folder.write_json("chain-head.json", head)
    folder.write_json("keys.json", {"keys": public_keys()})


def _explanation(page: Page, versions: list[Json], now: datetime) -> str:
    context = {"page": page, "versions": versions, "exported_at": instant(now)}
    return render_to_string("desk/record_readme.md", context)
