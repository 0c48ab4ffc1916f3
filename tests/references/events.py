"""A work gets another standing, as its source would say it."""

from dataclasses import asdict

from references.facts import work_changed
from references.judging import JUDGED, set_standing
from references.models import Reference, Source, SourceAnswer
from references.standing import Signal
from review.ledger import ledger_turn

NOTICE = {"pmid": "32461339", "doi": "10.1000/notice", "citation": "Lancet. 2020;395:1821"}


def fall(work, standing="retracted", *, at, raw="RetractionIn", notice=NOTICE):
    """PubMed says that a work fell, or stands again."""
    said = [Signal(source=Source.PUBMED, standing=standing, raw=raw, notice=notice)]
    if standing == "current":
        said = []
    with ledger_turn(now=at) as turn:
        work = Reference.objects.get(pk=work.pk)
        event = set_standing(work, standing, signals=said, source=Source.PUBMED, at=turn.at)
        event.save()
        work.save(update_fields=JUDGED)
        SourceAnswer.objects.update_or_create(
            reference=work,
            source=Source.PUBMED,
            defaults={
                "answered_at": turn.at,
                "signals": [{**asdict(each), "seen_at": turn.at.isoformat()} for each in said],
            },
        )
        work_changed(work=work, at=turn.at, turn=turn)
    return event
