"""Records of one work, and their way into the library."""

from datetime import date, timedelta

from references.importing import Answer, import_works
from references.models import Reference, Source
from references.records import WorkRecord
from tests.builders import NOW

DOI = "10.1016/j.janxdis.2018.07.005"
COLUMNS = {
    "kind": "journal_article",
    "pmid": "30075356",
    "doi": DOI,
    "title": "Shame in PTSD",
    "title_markup": "Shame in <i>PTSD</i>",
    "authors": [{"family": "Cândea", "initials": "DM"}],
    "journal": "Journal of anxiety disorders",
    "issn": "0887-6185",
    "year": 2018,
    "month": 8,
    "volume": "58",
    "pages": "78-106",
    "published_online": date(2018, 7, 26),
    "languages": ["eng"],
    "publication_types": ["Journal Article"],
}
RETRACTION = {"type": "RetractionIn", "pmid": "31000000"}
LATER = NOW + timedelta(days=1)


def make_record(*, without=(), corrections=(), version=1, revised_on=None, **columns):
    bibliography = {
        name: value for name, value in (COLUMNS | columns).items() if name not in without
    }
    return WorkRecord(
        bibliography=bibliography,
        version=version,
        revised_on=revised_on,
        corrections=list(corrections),
    )


def bring_in(*records, asked_now=False, at=NOW):
    answer = Answer(source=Source.PUBMED, at=at, asked_now=asked_now)
    return import_works(records=records, answer=answer)


def columns(names=COLUMNS):
    return Reference.objects.values(*names).get()
