"""One ``PubmedBookArticle`` as a record: a book, or a chapter such as one of GeneReviews."""

from typing import Any

from references.models import WorkKind
from references.pubmed import dates, ids, parts
from references.pubmed.articles import page_columns, title_columns
from references.pubmed.kept import as_json, further
from references.pubmed.people import contributors, listed
from references.pubmed.text import child_text, texts
from references.records import Json, WorkRecord

BOOKSHELF = "https://www.ncbi.nlm.nih.gov/books/"

IN_DOCUMENT = {
    "PMID",
    "ArticleIdList",
    "Book",
    "ArticleTitle",
    "VernacularTitle",
    "Language",
    "AuthorList",
    "InvestigatorList",
    "PublicationType",
    "Abstract",
    "KeywordList",
    "DateRevised",
    "GrantList",
    "ReferenceList",
}
IN_BOOK = {"AuthorList", "InvestigatorList", "ELocationID"}
IN_DATA = {"History", "ArticleIdList"}


def book_record(element: Any) -> WorkRecord:
    document, data = element.find("BookDocument"), element.find("PubmedBookData")
    book = document.find("Book")
    found = ids.own_identifiers(document, data)
    people = _people(document, book)
    types = parts.publication_types(document.iterfind("PublicationType"))
    bibliography = {
        "pmid": child_text(document, "PMID"),
        **ids.columns(found),
        **_titles(document, book),
        "authors": listed(people, role="author"),
        "editors": listed(people, role="editor"),
        **_book(book, found),
        **_dates(book),
        **page_columns(document.find("Pagination")),
        "languages": texts(document, "Language"),
        "publication_types": [each["name"] for each in types if each["name"]],
    }
    return WorkRecord(
        bibliography={column: value for column, value in bibliography.items() if value},
        version=parts.version(document),
        revised_on=dates.whole_date(document.find("DateRevised")),
        identifiers=found,
        contributors=people,
        abstracts=list(parts.abstracts(document)),
        publication_types=types,
        keywords=parts.keywords(document.iterfind("KeywordList")),
        grants=parts.grants(document.iterfind("GrantList")),
        history=parts.history(data),
        cited_works=parts.cited_works(document),
        further=_further(document, book, data),
    )


def _people(document: Any, book: Any) -> list[Json]:
    """Authors of the chapter, or of the whole book; the book's editors."""
    lists = [*document.iterfind("AuthorList"), *book.iterfind("AuthorList")]
    editors = [each for each in lists if each.get("Type") == "editors"]
    authors = [each for each in lists if each.get("Type") != "editors"]
    investigators = [*document.iterfind("InvestigatorList"), *book.iterfind("InvestigatorList")]
    return [
        *contributors(authors[:1], role="author"),
        *contributors(authors[1:], role="author_of_book"),
        *contributors(editors, role="editor"),
        *contributors(investigators, role="investigator"),
    ]


def _titles(document: Any, book: Any) -> Json:
    """A record without a title of its own is about the whole book."""
    book_title = parts.without_final_stop(child_text(book, "BookTitle"))
    vernacular = parts.without_final_stop(child_text(document, "VernacularTitle"))
    if not child_text(document, "ArticleTitle"):
        kind = WorkKind.REPORT if child_text(book, "ReportNumber") else WorkKind.BOOK
        titles = title_columns(book.find("BookTitle"), vernacular)
        return {"kind": kind, **titles, "vernacular_title": vernacular}
    return {
        "kind": WorkKind.CHAPTER,
        **title_columns(document.find("ArticleTitle")),
        "vernacular_title": vernacular,
        "container_title": book_title,
    }


def _book(book: Any, found: list[Json]) -> Json:
    accession = next(iter(ids.values(found, "bookaccession")), "")
    return {
        "publisher": child_text(book, "Publisher/PublisherName"),
        "publisher_place": child_text(book, "Publisher/PublisherLocation"),
        "volume": child_text(book, "Volume"),
        "edition": child_text(book, "Edition"),
        "isbn": next(iter(texts(book, "Isbn")), ""),
        "report_number": child_text(book, "ReportNumber"),
        "url": f"{BOOKSHELF}{accession}/" if accession else "",
    }


def _dates(book: Any) -> Json:
    """A book that is kept up to date is of 1993 to 2026."""
    issued = dates.issued(book.find("PubDate"))
    last = dates.issued(book.find("EndingDate")).get("year")
    is_later = bool(last and issued and last > issued["year"])
    return issued | ({"end_year": last} if is_later else {})


def _further(document: Any, book: Any, data: Any) -> Json:
    kept = further(document, but=IN_DOCUMENT)
    kept |= further(data, but=IN_DATA) if data is not None else {}
    about_book = further(book, but=IN_BOOK)
    title = as_json(document.find("ArticleTitle")) if len(document.findall("ArticleTitle")) else ""
    if isinstance(title, dict):
        # Where it stands in the book: attributes book, part and sec.
        kept["ArticleTitle"] = title
    return {**kept, "Book": about_book}
