"""What the rules look at: a snapshot with its texts and works, looked up once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from articles.models import Page
from articles.snapshots import Snapshot
from references.models import Reference
from review.fallen import SinceSigned, since_signed
from review.readiness.texts import Text, texts_of

Json = dict[str, Any]


@dataclass(frozen=True)
class Examined:
    """``works`` are, by citation key, the references that there are.

    ``since`` is what happened to them after a physician signed the page.
    """

    page: Page
    snapshot: Snapshot
    at: datetime
    texts: Sequence[Text]
    works: Mapping[str, Reference]
    since: SinceSigned

    @property
    def clinical(self) -> Json:
        return self.snapshot.clinical

    def rows(self, part: str) -> list[Json]:
        """The rows of a part, such as the sections; empty where there are none."""
        rows: list[Json] = self.clinical.get(part, [])
        return rows

    def value(self, name: str) -> str:
        return str(self.clinical.get(name, ""))


def examine(snapshot: Snapshot, *, page: Page, at: datetime) -> Examined:
    keys = [citation["key"] for citation in snapshot.clinical.get("citations", [])]
    works = Reference.objects.by_keys(keys)
    return Examined(
        page=page,
        snapshot=snapshot,
        at=at,
        texts=list(texts_of(snapshot.clinical)),
        works=works,
        since=since_signed(page=page, fingerprint=snapshot.fingerprint, works=works.values()),
    )
