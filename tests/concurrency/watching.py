"""What a worker can be told to do for the tests of the watch and of the outbox."""

from datetime import timedelta

from django.db.models import Count
from django.utils import timezone

from articles.drafts import CitationDraft
from delivery.verification import change_faults
from desk.models import LibraryCheck, Message, Told
from references.models import Reference, StandingEvent
from review.verification import audit_faults
from tests.builders import NOW, make_page, publish_page
from tests.concurrency import people

# Of the works, the one on which pages rest.
CITED = "1"


def stock(works):
    """Make so many works, and two public pages that cite the first."""
    Reference.objects.bulk_create(
        Reference(pmid=str(number), title=f"Work {number}") for number in range(1, works + 1)
    )
    cast = people.cast()
    for _ in range(2):
        citations = [CitationDraft(key=f"pmid:{CITED}")]
        publish_page(make_page(by=cast.editor, citations=citations), cast, now=NOW)


def library():
    """What is known of the works, how it came about, and who is told."""
    check = LibraryCheck.objects.first()
    events = StandingEvent.objects.values("reference").annotate(times=Count("pk"))
    messages = Message.objects.order_by("to__email")
    return {
        "standings": dict(Reference.objects.order_by("pk").values_list("pmid", "standing")),
        "changes": sorted(events.values_list("times", flat=True)),
        "runs": LibraryCheck.objects.count(),
        "done": check.checked if check else 0,
        "finished": bool(check and check.finished_at),
        "messages": [[each.to.email, each.state, each.attempts] for each in messages],
        "told": Told.objects.count(),
        "faults": [str(fault) for fault in [*audit_faults(), *change_faults()]],
    }


def let_time_pass():
    """So much that a run and a message that were left are somebody else's."""
    LibraryCheck.objects.update(alive_at=timezone.now() - timedelta(hours=1))
    Message.objects.update(next_try_at=timezone.now())
