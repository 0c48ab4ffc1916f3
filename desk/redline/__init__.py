"""What changed between two snapshots of a page, in words, so that a physician sees it at a glance.

What is not shown as changed is the same, to the last character: where no word tells two texts
apart, a line says that their form differs.
"""

from desk.redline.changes import PartChange, Redline, changed_words, redline
from desk.redline.marking import Line, Marked, marked_rich, marked_text
from desk.redline.names import Names, names_in, short_name
from desk.redline.parts import Part, part_titles

__all__ = [
    "Line",
    "Marked",
    "Names",
    "Part",
    "PartChange",
    "Redline",
    "changed_words",
    "marked_rich",
    "marked_text",
    "names_in",
    "part_titles",
    "redline",
    "short_name",
]
