"""What is wrong in a long form, in one list at its top, each with a link to its field."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms

from desk.fields import RichTextField


@dataclass(frozen=True)
class Fault:
    """``id`` is that of the field's element."""

    id: str
    label: str
    message: str


def faults_in(form: forms.BaseForm, inlines: Iterable[Any]) -> list[Fault]:
    """Return the faults of a page's form and of the forms of its parts, in their order."""
    faults = list(_faults(form, ""))
    for inline in inlines:
        name = str(inline.opts.verbose_name).capitalize()
        for number, part in enumerate(inline.formset.forms, start=1):
            faults += _faults(part, f"{name} {number}, ")
    return faults


def _faults(form: forms.BaseForm, place: str) -> Iterator[Fault]:
    if not form.is_bound:
        return
    for field in form:
        # The editor hides the element of a rich text: its part stands in.
        rich = isinstance(field.field, RichTextField) and form.prefix
        for message in field.errors:
            yield Fault(str(rich or field.id_for_label), f"{place}{field.label}", str(message))
