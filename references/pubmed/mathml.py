"""Formulas as a line of marked text, such as ``x<sup>2</sup>/y``."""

from collections.abc import Callable
from typing import Any

from references.markup import escaped

TOKENS = {"mi", "mn", "mo", "ms", "mtext"}
# They say the formula a second time, in TeX for instance.
ANNOTATIONS = {"annotation", "annotation-xml"}
# Function application, times, separator and plus that are not printed.
INVISIBLE = str.maketrans(
    "", "", "\N{FUNCTION APPLICATION}\N{INVISIBLE TIMES}\N{INVISIBLE SEPARATOR}\N{INVISIBLE PLUS}"
)


def is_math(element: Any) -> bool:
    return local_name(element) == "math"


def local_name(element: Any) -> str:
    """Return the name of an element without its namespace; empty for a comment or an entity."""
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2] if isinstance(tag, str) else ""


def formula(element: Any) -> str:
    name = local_name(element)
    if name in TOKENS:
        words = "".join(element.itertext()).translate(INVISIBLE)
        return escaped(" ".join(words.split()))
    if name in ANNOTATIONS or not name:
        return ""
    parts = [formula(child) for child in element]
    shape = SHAPES.get((name, len(parts)))
    return shape(*parts) if shape else "".join(parts)


def _fraction(above: str, below: str) -> str:
    return f"{_grouped(above)}/{_grouped(below)}"


def _grouped(part: str) -> str:
    return part if part.isalnum() else f"({part})"


SHAPES: dict[tuple[str, int], Callable[..., str]] = {
    ("msup", 2): lambda base, above: f"{base}<sup>{above}</sup>",
    ("msub", 2): lambda base, below: f"{base}<sub>{below}</sub>",
    ("msubsup", 3): lambda base, below, above: f"{base}<sub>{below}</sub><sup>{above}</sup>",
    ("mfrac", 2): _fraction,
    ("msqrt", 1): lambda inside: f"\N{SQUARE ROOT}{_grouped(inside)}",
}
