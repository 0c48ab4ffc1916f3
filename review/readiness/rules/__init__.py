"""The rules, one module for each matter. A rule yields what it finds, in the page's order.

A further matter is a further module, with its codes in ``review.findings`` and its rules here.
"""

from collections.abc import Callable, Iterable

from review.findings import Finding
from review.readiness.examined import Examined
from review.readiness.rules import (
    crisis,
    parts,
    pictures,
    pins,
    reading,
    signature,
    sources,
    translations,
    words,
)

Rule = Callable[[Examined], Iterable[Finding]]

RULES: tuple[Rule, ...] = (
    *parts.RULES,
    *sources.RULES,
    *words.RULES,
    *crisis.RULES,
    *pins.RULES,
    *pictures.RULES,
    *reading.RULES,
    *translations.RULES,
)
# What publishing depends on, and nothing before it.
SIGNATURE_RULES: tuple[Rule, ...] = signature.RULES

__all__ = ["RULES", "SIGNATURE_RULES", "Rule"]
