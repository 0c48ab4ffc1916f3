"""Parts of a record that articles and books have in common."""

from collections.abc import Iterator
from typing import Any

from references.pubmed.text import child_text, marked_text, text
from references.records import Json

HIGHEST_VERSION = 9999
LONGEST_WORD = 40
PARTS_OF_AN_INSTANT = ("Year", "Month", "Day", "Hour", "Minute", "Second")


def version(citation: Any) -> int:
    number = int(citation.find("PMID").get("Version", "1"))
    if not 1 <= number <= HIGHEST_VERSION:
        raise ValueError(f"there is no version {number}")
    return number


def short(word: str) -> str:
    """Return a word of a closed set. PubMed may widen the set, but not to whole texts."""
    if len(word) > LONGEST_WORD:
        raise ValueError(f"{word[:LONGEST_WORD]}… is no word")
    return word


def abstracts(element: Any) -> Iterator[Json]:
    """Yield the abstract and then others of the work, such as the one in plain language."""
    for abstract in [*element.iterfind("Abstract"), *element.iterfind("OtherAbstract")]:
        parts = [part for part in map(_abstract_part, abstract.iterfind("AbstractText")) if part]
        about = {
            "type": abstract.get("Type", ""),
            "language": abstract.get("Language", ""),
            "copyright": child_text(abstract, "CopyrightInformation"),
        }
        if parts or about["copyright"]:
            yield _without_empty(about) | {"parts": parts}


def publication_types(elements: Any) -> list[Json]:
    return [{"ui": element.get("UI", ""), "name": text(element)} for element in elements]


def keywords(lists: Any) -> list[Json]:
    return [
        {"text": words, "major": keyword.get("MajorTopicYN") == "Y", "owner": each.get("Owner", "")}
        for each in lists
        for keyword in each.iterfind("Keyword")
        if (words := text(keyword))
    ]


def grants(lists: Any) -> list[Json]:
    names = {"GrantID": "id", "Acronym": "acronym", "Agency": "agency", "Country": "country"}
    return [
        _without_empty({part: child_text(grant, tag) for tag, part in names.items()})
        for each in lists
        for grant in each.iterfind("Grant")
    ]


def history(data: Any) -> list[Json]:
    """Return what happened to the work and when, as exactly as PubMed says it: 2018-10-9 or more."""
    if data is None:
        return []
    return [
        {"event": each.get("PubStatus", ""), "at": _instant(each)}
        for each in data.iterfind("History/PubMedPubDate")
    ]


def cited_works(element: Any) -> list[Json]:
    """Return the list of references, also of lists within lists, in their order."""
    if element is None:
        return []
    return [
        _without_empty({"citation": marked_text(citation) if citation is not None else ""})
        | {
            "identifiers": [
                {"type": each.get("IdType", ""), "value": text(each)}
                for each in cited.iterfind("ArticleIdList/ArticleId")
            ]
        }
        for each_list in element.iterfind("ReferenceList")
        for cited in each_list.iter("Reference")
        for citation in [cited.find("Citation")]
    ]


def without_final_stop(title: str) -> str:
    """Return a title as the publisher prints it: PubMed ends each with a full stop."""
    return title[:-1].rstrip() if title.endswith(".") and not title.endswith("..") else title


def _abstract_part(element: Any) -> Json:
    words = marked_text(element)
    about = {"label": element.get("Label", ""), "category": element.get("NlmCategory", "")}
    return _without_empty(about) | {"text": words} if words else {}


def _instant(element: Any) -> str:
    parts = [child_text(element, name) for name in PARTS_OF_AN_INSTANT]
    day = "-".join(part.zfill(2) for part in parts[:3] if part)
    time = ":".join(part.zfill(2) for part in parts[3:] if part)
    return f"{day} {time}".strip()


def _without_empty(values: Json) -> Json:
    return {name: value for name, value in values.items() if value}
