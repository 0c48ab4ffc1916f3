"""Works in each format, read back by a program of others."""

import json

import bibtexparser
import rispy
from bibtexparser.middlewares import SeparateCoAuthors, SplitNameParts
from jsonschema import validate

from references.exports import ExportFormat, export
from references.models import Reference
from tests.builders import NOW
from tests.references.csl_schema import ITEMS

WHOLE = {
    "title": "Effect of <i>N</i>-methyl-D-aspartate on H<sub>2</sub>O & the PHQ-9.",
    "authors": [
        {"group": "WHO Study Group"},
        {"family": "Berg", "given": "Jan", "particle": "van der", "suffix": "Jr"},
        {"family": "Adams", "initials": "AB"},
    ],
    "journal": "Lancet (London, England)",
    "journal_abbreviation": "Lancet",
    "issn": "0140-6736",
    "volume": "395",
    "issue": "9",
    "pages": "606-13",
    "year": 2020,
    "month": 3,
    "day": 14,
    "doi": "10.1016/s0140-6736(10)60175-4",
    "pmid": "11556941",
    "pmcid": "PMC1495268",
    "publication_types": ["Journal Article", "Review"],
    "standing": "retracted",
    "standing_checked_at": NOW,
}


def exported(name, **fields):
    work = Reference(**{"title": "T", **fields})
    return export({work.key: work}, ExportFormat(name)).decode()


def csl(**fields):
    items = json.loads(exported("csl", **fields))
    validate(items, ITEMS)
    (item,) = items
    return item


def ris(**fields):
    (record,) = rispy.loads(exported("ris", **fields))
    return record


def bibtex(**fields):
    library = bibtexparser.parse_string(exported("bibtex", **fields))
    assert library.failed_blocks == []
    (entry,) = library.entries
    return {
        "type": entry.entry_type,
        "key": entry.key,
        **{field.key: field.value for field in entry.fields},
    }


def bibtex_names(**fields):
    """The authors as BibTeX takes a list of names apart."""
    library = bibtexparser.parse_string(
        exported("bibtex", **fields), append_middleware=[SeparateCoAuthors(), SplitNameParts()]
    )
    (entry,) = library.entries
    return entry["author"] if "author" in entry.fields_dict else []
