"""Rows of the file of Retraction Watch."""

import csv
from io import StringIO

HEADER = [
    "Record ID",
    "Title",
    "Subject",
    "Institution",
    "Journal",
    "Publisher",
    "Country",
    "Author",
    "URLS",
    "ArticleType",
    "RetractionDate",
    "RetractionDOI",
    "RetractionPubMedID",
    "OriginalPaperDate",
    "OriginalPaperDOI",
    "OriginalPaperPubMedID",
    "RetractionNature",
    "Reason",
    "Paywalled",
    "Notes",
]
USUAL = {
    "Record ID": "1",
    "Title": "On shame",
    "RetractionDate": "5/1/2020 0:00",
    "RetractionDOI": "unavailable",
    "RetractionPubMedID": "0",
    "OriginalPaperDate": "1/1/2019 0:00",
    "OriginalPaperDOI": "unavailable",
    "OriginalPaperPubMedID": "0",
    "RetractionNature": "Retraction",
    "Reason": "+Error in Data;+Duplication of Article;",
    "Paywalled": "No",
}
SHORT = {
    "doi": "OriginalPaperDOI",
    "pmid": "OriginalPaperPubMedID",
    "notice_doi": "RetractionDOI",
    "notice_pmid": "RetractionPubMedID",
    "nature": "RetractionNature",
    "on": "RetractionDate",
    "reason": "Reason",
    "title": "Title",
}


def row(**fields):
    values = USUAL | {SHORT[name]: value for name, value in fields.items()}
    return [values.get(name, "") for name in HEADER]


def csv_file(*rows, header=HEADER, encoding="utf-8", before=b""):
    out = StringIO(newline="")
    csv.writer(out).writerows([header, *rows])
    return before + out.getvalue().encode(encoding)
