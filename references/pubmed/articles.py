"""One ``PubmedArticle`` as a record."""

from typing import Any

from references.markup import is_marked, plain
from references.models import WorkKind
from references.pubmed import dates, ids, parts
from references.pubmed.kept import as_json, further
from references.pubmed.pages import full_pages, is_article_number
from references.pubmed.people import contributors, listed
from references.pubmed.text import child_text, marked_text, text, texts
from references.records import Json, WorkRecord

# The UIs of MeSH are stable, the names are not.
PREPRINT_UI = "D000076942"

IN_CITATION = {
    "PMID",
    "DateCompleted",
    "DateRevised",
    "Article",
    "MedlineJournalInfo",
    "CommentsCorrectionsList",
    "MeshHeadingList",
    "OtherAbstract",
    "KeywordList",
    "InvestigatorList",
}
IN_ARTICLE = {
    "Journal",
    "ArticleTitle",
    "ELocationID",
    "Abstract",
    "AuthorList",
    "Language",
    "GrantList",
    "PublicationTypeList",
    "VernacularTitle",
    "ArticleDate",
}
IN_DATA = {"History", "ArticleIdList", "ReferenceList"}


def article_record(element: Any) -> WorkRecord:
    citation, data = element.find("MedlineCitation"), element.find("PubmedData")
    article = citation.find("Article")
    found = ids.own_identifiers(citation, data)
    people = _people(citation, article)
    types = parts.publication_types(article.iterfind("PublicationTypeList/PublicationType"))
    corrections = [_correction(each) for each in citation.iterfind("CommentsCorrectionsList/*")]
    bibliography = {
        "kind": _kind(types),
        "pmid": child_text(citation, "PMID"),
        **ids.columns(found),
        **_titles(article, corrections),
        "authors": listed(people, role="author"),
        "editors": listed(people, role="editor"),
        **_journal(article.find("Journal"), citation.find("MedlineJournalInfo")),
        **_place(article, found),
        "published_online": dates.whole_date(article.find("ArticleDate")),
        "languages": texts(article, "Language"),
        "publication_types": [each["name"] for each in types if each["name"]],
    }
    return WorkRecord(
        bibliography={column: value for column, value in bibliography.items() if value},
        version=parts.version(citation),
        status=parts.short(citation.get("Status", "")),
        publication_model=parts.short(article.get("PubModel", "")),
        revised_on=dates.whole_date(citation.find("DateRevised")),
        completed_on=dates.whole_date(citation.find("DateCompleted")),
        identifiers=found,
        contributors=people,
        abstracts=[*parts.abstracts(article), *parts.abstracts(citation)],
        publication_types=types,
        mesh_headings=[_heading(each) for each in citation.iterfind("MeshHeadingList/MeshHeading")],
        keywords=parts.keywords(citation.iterfind("KeywordList")),
        corrections=corrections,
        grants=parts.grants(article.iterfind("GrantList")),
        history=parts.history(data),
        cited_works=parts.cited_works(data),
        further=_further(citation, article, data),
    )


def title_columns(element: Any, stand_in: str = "") -> Json:
    """Return a title in words and, where it has markup, marked up."""
    marked = parts.without_final_stop(marked_text(element)) if element is not None else ""
    return {
        "title": plain(marked) or stand_in,
        "title_markup": marked if is_marked(marked) else "",
    }


def page_columns(pagination: Any) -> Json:
    written = child_text(pagination, "MedlinePgn") or "-".join(
        filter(None, [child_text(pagination, "StartPage"), child_text(pagination, "EndPage")])
    )
    if is_article_number(written):
        return {"article_number": written}
    return {"pages": full_pages(written)}


def _kind(types: list[Json]) -> WorkKind:
    is_preprint = any(each["ui"] == PREPRINT_UI for each in types)
    return WorkKind.PREPRINT if is_preprint else WorkKind.JOURNAL_ARTICLE


def _people(citation: Any, article: Any) -> list[Json]:
    lists = article.findall("AuthorList")
    editors = [each for each in lists if each.get("Type") == "editors"]
    authors = [each for each in lists if each.get("Type") != "editors"]
    return [
        *contributors(authors, role="author"),
        *contributors(editors, role="editor"),
        *contributors(citation.iterfind("InvestigatorList"), role="investigator"),
    ]


def _titles(article: Any, corrections: list[Json]) -> Json:
    """An empty title happens: the vernacular one stands in, or what the work is a comment on."""
    vernacular = parts.without_final_stop(child_text(article, "VernacularTitle"))
    sources = [each["source"] for each in corrections if each.get("source")]
    stand_in = next(filter(None, [vernacular, *sources, child_text(article, "Journal/Title")]), "")
    titles = title_columns(article.find("ArticleTitle"), stand_in)
    return {**titles, "vernacular_title": vernacular}


def _journal(journal: Any, about: Any) -> Json:
    by_type = {each.get("IssnType"): text(each) for each in journal.iterfind("ISSN")}
    linking = child_text(about, "ISSNLinking")
    return {
        "journal": child_text(journal, "Title") or child_text(about, "MedlineTA"),
        "journal_abbreviation": child_text(about, "MedlineTA"),
        "iso_abbreviation": child_text(journal, "ISOAbbreviation"),
        "issn": next(filter(None, by_type.values()), linking),
        "issn_print": by_type.get("Print", ""),
        "issn_electronic": by_type.get("Electronic", ""),
        "issn_linking": linking,
        "nlm_unique_id": child_text(about, "NlmUniqueID"),
    }


def _place(article: Any, found: list[Json]) -> Json:
    """Volume, issue, date and pages; a journal without pages gives the number of the article."""
    issue = article.find("Journal/JournalIssue")
    place = {
        "volume": child_text(issue, "Volume"),
        "issue": child_text(issue, "Issue"),
        **dates.issued(issue.find("PubDate")),
        **page_columns(article.find("Pagination")),
    }
    if not place.get("pages") and not place.get("article_number"):
        numbers = filter(is_article_number, ids.values(found, "pii"))
        place["article_number"] = next(numbers, "")
    return place


def _heading(element: Any) -> Json:
    qualifiers = [_term(each) for each in element.iterfind("QualifierName")]
    return _term(element.find("DescriptorName")) | {"qualifiers": qualifiers}


def _term(element: Any) -> Json:
    term = {
        "ui": element.get("UI", ""),
        "name": text(element),
        "major": element.get("MajorTopicYN") == "Y",
    }
    if element.get("Type"):
        term["type"] = element.get("Type")
    if element.get("AutoHM") == "Y":
        term["automatic"] = True
    return term


def _correction(element: Any) -> Json:
    pmid = element.find("PMID")
    described = {
        "type": element.get("RefType", ""),
        "source": child_text(element, "RefSource"),
        "pmid": text(pmid),
        "version": pmid.get("Version", "") if pmid is not None else "",
        "note": child_text(element, "Note"),
    }
    return {name: value for name, value in described.items() if value}


def _further(citation: Any, article: Any, data: Any) -> Json:
    issue, about = article.find("Journal/JournalIssue"), citation.find("MedlineJournalInfo")
    kept = further(citation, but=IN_CITATION) | further(article, but=IN_ARTICLE)
    kept |= further(data, but=IN_DATA) if data is not None else {}
    # As they are written: what the columns hold is read out of them.
    kept |= {"JournalIssue": as_json(issue), "Country": child_text(about, "Country")}
    attributes = ("Owner", "IndexingMethod", "VersionID", "VersionDate")
    kept |= {name: citation.get(name, "") for name in attributes}
    if any(each.get("CompleteYN") == "N" for each in article.iterfind("AuthorList")):
        kept["AuthorListComplete"] = False
    return {name: value for name, value in kept.items() if value not in ("", None)}
