"""What became of each part from one snapshot to the next."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from articles.snapshots import Snapshot
from desk.redline.marking import Marked, marked_rich, marked_text
from desk.redline.names import Names, names_in
from desk.redline.parts import Part, Text, parts_of, read_parts

FORM_DIFFERS = "The words are the same: which version they come from, or their form, differs."
# What no part knows of, so that two fingerprints never look the same.
UNNAMED = Part("form", "The form of the page", "", {})


@dataclass(frozen=True)
class Row:
    label: str
    marked: Marked


@dataclass(frozen=True)
class PartChange:
    """``status`` is "changed", "new", "removed" or "unchanged"; ``moved`` says from where to where."""

    part: Part
    status: str
    rows: list[Row]
    moved: str = ""
    note: str = ""

    @property
    def is_unchanged(self) -> bool:
        return self.status == "unchanged" and not self.moved

    @property
    def shown_rows(self) -> list[Row]:
        """All texts, but of a changed part no heading or the like that is the same as before."""
        if self.status != "changed":
            return self.rows
        return [row for row in self.rows if row.marked.is_changed or not row.label]

    @property
    def changed_words(self) -> int:
        return sum(row.marked.changed_words for row in self.rows)


@dataclass(frozen=True)
class Group:
    """One part that changed, or neighbours of which nothing did."""

    parts: list[PartChange]

    @property
    def is_unchanged(self) -> bool:
        return self.parts[0].is_unchanged

    @property
    def titles(self) -> str:
        return ", ".join(change.part.title for change in self.parts)


@dataclass(frozen=True)
class Redline:
    """``parts`` in the order of the new snapshot; a removed one stands where it stood."""

    parts: list[PartChange]

    @property
    def changed(self) -> list[PartChange]:
        return [part for part in self.parts if not part.is_unchanged]

    @property
    def unchanged(self) -> list[PartChange]:
        return [part for part in self.parts if part.is_unchanged]

    @property
    def changed_words(self) -> int:
        return sum(part.changed_words for part in self.parts)

    @property
    def groups(self) -> list[Group]:
        groups: list[Group] = []
        for part in self.parts:
            if groups and part.is_unchanged and groups[-1].is_unchanged:
                groups[-1].parts.append(part)
            else:
                groups.append(Group([part]))
        return groups


def redline(before: Snapshot, after: Snapshot) -> Redline:
    """Return what happens to each part when the second snapshot follows the first."""
    names = names_in(before, after)
    old, new = parts_of(before.clinical, names), parts_of(after.clinical, names)
    moved = _moved(list(old.values()), list(new.values()))
    parts = [
        _change(old.get(key), new.get(key), moved.get(key, ""), names)
        for key in _in_order(list(old), list(new))
    ]
    if before.clinical != after.clinical and all(part.is_unchanged for part in parts):
        parts.append(PartChange(UNNAMED, "changed", [], note=FORM_DIFFERS))
    return Redline(parts)


def changed_words(before: Snapshot, after: Snapshot) -> int:
    """Return how many words of the page itself came or went. It asks no database."""
    names = Names()
    old, new = (
        {part.key: part for part in read_parts(snapshot.clinical, names)}
        for snapshot in (before, after)
    )
    return sum(
        _change(old.get(key), new.get(key), "", names).changed_words
        for key in {**old, **new}
        if key not in old or key not in new or old[key].raw != new[key].raw
    )


def _change(old: Part | None, new: Part | None, moved: str, names: Names) -> PartChange:
    part = new or old
    assert part  # noqa: S101
    rows = list(_rows(old.texts if old else {}, new.texts if new else {}, names))
    if old is None or new is None:
        return PartChange(part, "removed" if old else "new", rows)
    if old.raw == new.raw:
        return PartChange(part, "unchanged", rows, moved)
    shown = any(row.marked.is_changed for row in rows)
    return PartChange(part, "changed", rows, moved, "" if shown else FORM_DIFFERS)


def _rows(old: Mapping[str, Text], new: Mapping[str, Text], names: Names) -> Iterator[Row]:
    for label in _in_order(list(old), list(new)):
        before, after = old.get(label, Text()), new.get(label, Text())
        plain = before.plain or after.plain
        marked = (
            marked_text(before.plain, after.plain)
            if plain
            else marked_rich(before.rich, after.rich, names)
        )
        if marked.lines:
            yield Row(label, marked)


def _in_order(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """Return the new keys in their order, each removed one behind the key it stood behind."""
    order = list(new)
    for place, key in enumerate(old):
        if key not in order:
            before = next((k for k in reversed(old[:place]) if k in order), None)
            order.insert(order.index(before) + 1 if before else 0, key)
    return order


def _moved(old: Sequence[Part], new: Sequence[Part]) -> dict[str, str]:
    """Say of each part that stands elsewhere among those that are in both where it was and is."""
    both = {part.key for part in old} & {part.key for part in new}
    before, after = ([part for part in parts if part.key in both] for parts in (old, new))
    matcher = SequenceMatcher(None, [p.key for p in before], [p.key for p in after], autojunk=False)
    stayed = {
        part.key
        for match in matcher.get_matching_blocks()
        for part in after[match.b : match.b + match.size]
    }
    return {
        part.key: f"Moved: stood {_behind(before, part.key)}, stands {_behind(after, part.key)} now."
        for part in after
        if part.key not in stayed
    }


def _behind(parts: Sequence[Part], key: str) -> str:
    place = [part.key for part in parts].index(key)
    return f"after {parts[place - 1].title}" if place else "first"
