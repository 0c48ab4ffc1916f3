"""Importing the addresses that pages had elsewhere. All lines are good, or nothing is imported."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from accounts.models import User
from delivery.alias_files import Fault, Line, read
from delivery.models import Alias, Publication
from delivery.web_paths import PageAddress, pages_meant
from review.ledger import Move, ledger_move
from review.models import Action
from review.refusals import Refusal, Refused

# How many values one query names.
AT_ONCE = 400

Target = tuple[int, str]
Value = TypeVar("Value")


class FaultyFile(Exception):
    """``faults`` has one for each faulty line, in the order of the file."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = sorted(faults, key=lambda fault: fault.line)
        super().__init__(f"{len(self.faults)} faults")


@dataclass(frozen=True)
class Imported:
    """``known`` were imported before, with the same target."""

    added: int
    known: int


def import_aliases(*, data: bytes, by: User, now: datetime) -> Imported:
    """Import the addresses of a CSV file. Raises ``FaultyFile`` and ``Refused``."""
    lines, faults = read(data)
    with ledger_move(action=Action.IMPORT_ALIASES, by=by, subject=by, now=now) as move:
        if not by.has_perm("delivery.add_alias"):
            raise Refused(Refusal.NOT_ALLOWED)
        site = _Site(lines, move.at)
        faults += site.faults(lines)
        if faults:
            raise FaultyFile(faults)
        targets = {line.path: site.target(line) for line in lines}
        added = {path: target for path, target in targets.items() if path not in site.aliases}
        for path, target in added.items():
            _add(path, target, move)
        return Imported(added=len(added), known=len(targets) - len(added))


def _add(path: str, target: Target | None, move: Move) -> None:
    assert target is not None  # noqa: S101  (no line is faulty)
    topic_id, locale = target
    alias = Alias(
        path=path, topic_id=topic_id, locale=locale, entered_by=move.by, entered_at=move.at
    )
    alias.save(force_insert=True)
    move.record(alias)


class _Site:
    """What stands at the paths of some lines, now and once, looked up for all of them."""

    def __init__(self, lines: Sequence[Line], at: datetime) -> None:
        self.meant = {
            path: pages_meant(path) for line in lines for path in (line.path, line.target)
        }
        rows = list(_rows({page.slug for pages in self.meant.values() for page in pages}))
        # Scheduled ones too: a path is not given away under a page that is about to come.
        self.reserved = {(kind, slug) for kind, slug, _, _ in rows}
        self.owners = {(kind, slug): topic for kind, slug, topic, begun in rows if begun <= at}
        live = Publication.objects.live(at).values_list("topic", "locale")
        topics = set(self.owners.values())
        self.live = {pair for part in _parts(topics) for pair in live.filter(topic__in=part)}
        self.aliases = {
            alias.path: (alias.topic_id, alias.locale) for alias in _aliases(self.meant)
        }
        self.imported = {line.path for line in lines} | set(self.aliases)

    def target(self, line: Line) -> Target | None:
        """The topic and language of the live page that a line leads to."""
        return next(filter(None, map(self._live_page, self.meant[line.target])), None)

    def faults(self, lines: Iterable[Line]) -> Iterator[Fault]:
        """Yield the first thing that is wrong with each line."""
        seen: dict[str, tuple[int, Target | None]] = {}
        for line in lines:
            target = self.target(line)
            number, before = seen.setdefault(line.path, (line.number, target))
            reason = self._reason(line, target)
            if not reason and before != target:
                reason = f"Line {number} leads this path to another page."
            if reason:
                yield Fault(line.number, line.content, reason)

    def _reason(self, line: Line, target: Target | None) -> str:
        if any((page.kind, page.slug) in self.reserved for page in self.meant[line.path]):
            return "The path is, was or will be that of a page: it leads there by itself."
        if target is None and line.target in self.imported:
            return "The target is an imported address itself: name the page that it leads to."
        if target is None:
            return "No public page is at the target."
        if self.aliases.get(line.path, target) != target:
            return "The path was imported before, with another target."
        return ""

    def _live_page(self, page: PageAddress) -> Target | None:
        topic = self.owners.get((page.kind, page.slug))
        return (topic, page.locale) if topic and (topic, page.locale) in self.live else None


def _rows(slugs: Iterable[str]) -> Iterator[tuple[str, str, int, datetime]]:
    kept = Publication.objects.filter(cancelled_at__isnull=True).order_by("live_from", "pk")
    for part in _parts(slugs):
        yield from kept.filter(slug__in=part).values_list("kind", "slug", "topic", "live_from")


def _aliases(paths: Iterable[str]) -> Iterator[Alias]:
    for part in _parts(paths):
        yield from Alias.objects.filter(path__in=part)


def _parts(values: Iterable[Value]) -> Iterator[list[Value]]:
    every = list(values)
    for start in range(0, len(every), AT_ONCE):
        yield every[start : start + AT_ONCE]
