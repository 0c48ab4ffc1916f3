"""Two versions of one text as lines of HTML, with what came and what went marked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from desk.redline.matching import Run, runs
from desk.redline.names import Names
from desk.redline.printing import html_of, shape_in_words
from desk.redline.tokens import Token, plain_tokens, rich_tokens

Json = dict[str, Any]

ONLY_FORM = "The words are the same: their spacing, or which lines belong together, differs."
BROKEN = {"ins": "<ins>¶</ins> ", "del": "<del>¶</del> "}


@dataclass(frozen=True)
class Line:
    """``shape`` is in what the line stands, the last being what it is itself: ``callout (note)/heading 3``.

    ``note`` says in words what became of the line, where marks on its words could not.
    """

    shape: str
    bullet: str
    html: SafeString
    note: str = ""

    @property
    def kind(self) -> str:
        """How it is set: "bullet", "heading" or "paragraph"."""
        if self.bullet:
            return "bullet"
        return "heading" if "heading" in self.shape.rsplit("/", 1)[-1] else "paragraph"

    @property
    def tone(self) -> str:
        """The tone of the callout in which it stands, or nothing."""
        return self.shape.partition("callout (")[2].partition(")")[0]


@dataclass(frozen=True)
class Marked:
    """``added`` and ``removed`` count words. ``is_changed`` also if only the form differs."""

    lines: list[Line]
    added: int
    removed: int
    is_changed: bool

    @property
    def changed_words(self) -> int:
        """How many words a reader has to look at: of a replaced word, one."""
        return max(self.added, self.removed)


def marked_text(before: str, after: str) -> Marked:
    """Mark two texts without marks."""
    old, new = plain_tokens(before), plain_tokens(after)
    return _marked(old, new, differs=before != after, names=Names())


def marked_rich(before: Json, after: Json, names: Names) -> Marked:
    """Mark two normalised rich texts; the empty one is ``{}``."""
    old, new = rich_tokens(before, names), rich_tokens(after, names)
    return _marked(old, new, differs=before != after, names=names)


def _marked(before: list[Token], after: list[Token], *, differs: bool, names: Names) -> Marked:
    found = runs(before, after)
    lines = _Lines(names).of(found)
    if differs and not any(run.gone or run.new for run in found):
        lines.append(Line("paragraph", "", SafeString(""), ONLY_FORM))
    added, removed = (sum(map(_words, row)) for row in zip(*_changes(found), strict=True))
    return Marked(lines=lines, added=added, removed=removed, is_changed=differs)


def _changes(found: Sequence[Run]) -> Iterator[tuple[Sequence[Token], Sequence[Token]]]:
    yield (), ()
    yield from ((run.new, run.gone) for run in found)


def _words(tokens: Sequence[Token]) -> int:
    """Count words and marks of sources; commas and line ends are none."""
    return sum(
        token.kind == "atom" or (token.kind == "word" and token.value[0].isalnum())
        for token in tokens
    )


class _Lines:
    """The lines of the screen, put together of runs."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.lines: list[Line] = []
        self._open("paragraph")

    def of(self, found: Sequence[Run]) -> list[Line]:
        for run in found:
            if run.kept:
                self._put("", run.kept)
            elif _turns(run):
                self._turn(run.gone, run.new)
            else:
                self._put("del", run.gone)
                self._put("ins", run.new)
        self._close()
        return self.lines

    def _put(self, element: str, tokens: Sequence[Token]) -> None:
        for piece in _by_line(tokens):
            if piece[0].begins_line:
                self._close()
                self._open(piece[0].value, bullet=piece[0].printed, begun=element)
                piece = piece[1:]
            self._add(element, piece)

    def _turn(self, gone: Sequence[Token], new: Sequence[Token]) -> None:
        """Put a line that became one of another kind, and then the others that went and came."""
        (old, *old_lines), (come, *new_lines) = _by_line(gone), _by_line(new)
        self._close()
        self._open(come[0].value, bullet=come[0].printed)
        if old[0].value != come[0].value:
            was, now = shape_in_words(old[0].value), shape_in_words(come[0].value)
            self.note = f"Was: {was}. Now: {now}."
        self._add("del", old[1:])
        self._add("ins", come[1:])
        self._put("del", [token for line in old_lines for token in line])
        self._put("ins", [token for line in new_lines for token in line])

    def _add(self, element: str, tokens: Sequence[Token]) -> None:
        if not tokens:
            return
        inside = html_of(tokens, self.names)
        if element:
            # What went never touches what comes after it.
            space = " " if element == "del" or inside.endswith(" ") else ""
            inside = f"<{element}>{inside.rstrip()}</{element}>{space}"
        self.html.append(inside)
        self.elements.add(element)

    def _open(self, shape: str, *, bullet: str = "", begun: str = "") -> None:
        self.shape, self.bullet, self.begun, self.note = shape, bullet, begun, ""
        self.html: list[str] = []
        self.elements: set[str] = set()

    def _close(self) -> None:
        if self.html or self.begun or self.note:
            # Where all words of a line came or went, it is plain that its beginning did.
            own = self.elements <= {self.begun}
            html = "".join(["" if own else BROKEN.get(self.begun, ""), *self.html])
            self.lines.append(Line(self.shape, self.bullet, mark_safe(html), self.note))  # noqa: S308


def _turns(run: Run) -> bool:
    return bool(run.gone and run.new and run.gone[0].begins_line and run.new[0].begins_line)


def _by_line(tokens: Sequence[Token]) -> list[list[Token]]:
    """Part tokens where a line begins; the first part may begin in the middle of one."""
    pieces: list[list[Token]] = []
    for token in tokens:
        if token.begins_line or not pieces:
            pieces.append([])
        pieces[-1].append(token)
    return pieces
