"""What commands print of works whose standing changed."""

from collections.abc import Sequence

from django.core.management.base import OutputWrapper

from references.models import WORSE, Reference, StandingEvent


def report_changes(out: OutputWrapper, events: Sequence[StandingEvent]) -> None:
    """Print a line for each change, marked where pages have to be looked at again."""
    works = Reference.objects.in_bulk([event.reference_id for event in events], field_name="uuid")
    for event in events:
        work = works[event.reference_id]
        mark = "!" if event.after in WORSE else " "
        change = f"{event.get_before_display()} → {event.get_after_display()}"
        said = f" ({event.get_source_display()}: {event.raw})" if event.raw else ""
        # Over the bar that may stand there.
        start = "\r" if out.isatty() else ""
        out.write(f"{start}{mark} {work.key} {work.title}: {change}{said}")
