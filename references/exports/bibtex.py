"""BibTeX, in UTF-8, for BibTeX and biblatex."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from references.citation_styles.dates import MONTHS, appeared
from references.citation_styles.labels import label
from references.citation_styles.locators import full_pages
from references.citation_styles.names import family, initials, suffix
from references.citation_styles.runs import (
    Brackets,
    Run,
    Runs,
    as_in_source,
    one_line,
    rendered,
)
from references.citation_styles.titles import server
from references.models import Reference, WorkKind

TYPES = {
    WorkKind.JOURNAL_ARTICLE: "article",
    WorkKind.BOOK: "book",
    WorkKind.CHAPTER: "incollection",
    WorkKind.REPORT: "techreport",
    WorkKind.WEB_PAGE: "misc",
    WorkKind.PREPRINT: "misc",
}
# What TeX prints for these signs. Braces come as names: counted ones must be even in number.
ESCAPED = {
    "\\": r"{\textbackslash}",
    "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}
COMMANDS: Brackets = {
    "i": (r"\emph{", "}"),
    "b": (r"\textbf{", "}"),
    "sup": (r"\textsuperscript{", "}"),
    "sub": (r"\textsubscript{", "}"),
}
WORDS = re.compile(r"\S+")
# In addresses and DOIs no sign is escaped, for packages make links of them: but no brace and no
# backslash may stand in them.
NOT_IN_ADDRESSES = {"{": "%7B", "}": "%7D", "\\": "%5C"}
NOT_IN_KEYS = re.compile(r"[^A-Za-z0-9.:/+-]")
READ_AS_MORE = re.compile(r",|\band\b|^others$", re.IGNORECASE)


def bibtex(works: Iterable[tuple[str, Reference]]) -> Iterator[bytes]:
    """Yield entries, with an empty line between them."""
    before = ""
    for key, work in works:
        yield (before + _entry(key, work)).encode()
        before = "\n"


def _entry(key: str, work: Reference) -> str:
    given = {name: value for name, value in _fields(work).items() if value}
    lines = "".join(f"  {name} = {value},\n" for name, value in given.items())
    return f"@{TYPES[WorkKind(work.kind)]}{{{_citation_key(key)},\n{lines}}}\n"


def _fields(work: Reference) -> dict[str, str]:
    """Return the values with the braces around them; none for what is not known."""
    day = appeared(work)
    month = MONTHS[day.month - 1][:3].lower() if day and day.month else ""
    return {
        "author": _people(work.authors),
        "editor": _people(work.editors),
        "title": _braced(_title(as_in_source(work.title_as_printed))),
        **_container(work),
        "year": _braced(str(day.year) if day else ""),
        # A name that every style knows how to print.
        "month": month,
        "volume": _text(work.volume),
        "number": _text(work.issue or work.report_number),
        "pages": _text(full_pages(work.pages).replace("-", "--") or work.article_number),
        "edition": _text(work.edition),
        "address": _text(work.publisher_place),
        "doi": _address(work.doi),
        "url": _address(work.url),
        "urldate": _braced(work.accessed_on.isoformat() if work.accessed_on else ""),
        "issn": _text(work.issn),
        "isbn": _text(work.isbn),
        "pmid": _text(work.pmid),
        "pmcid": _text(work.pmcid),
        "note": _text(label(work).capitalize()),
    }


def _container(work: Reference) -> dict[str, str]:
    """Return what the work is a part of, and who published it."""
    publisher = _text(work.publisher)
    if work.kind == WorkKind.JOURNAL_ARTICLE:
        return {
            "journal": _text(work.journal or work.journal_abbreviation),
            "shortjournal": _text(work.journal_abbreviation),
        }
    if work.kind == WorkKind.CHAPTER:
        booktitle = _braced(_title(as_in_source(work.container_title)))
        return {"booktitle": booktitle, "publisher": publisher}
    if work.kind == WorkKind.REPORT:
        return {"institution": publisher}
    where = server(work) if work.kind == WorkKind.PREPRINT else work.container_title
    return {"howpublished": _text(where), "publisher": publisher}


def _people(people: Sequence[Mapping[str, str]]) -> str:
    return _braced(" and ".join(_name(person) for person in people))


def _name(person: Mapping[str, str]) -> str:
    """Return ``van der Berg, Jr, Jan``; in braces what is no person, or would be read as two."""
    if "group" in person:
        return f"{{{_escaped(person['group'])}}}"
    given = person.get("given") or " ".join(initials(person))
    parts = filter(None, [family(person), suffix(person), given])
    return ", ".join(_one_name(part) for part in parts)


def _one_name(part: str) -> str:
    return f"{{{_escaped(part)}}}" if READ_AS_MORE.search(part) else _escaped(part)


def _title(runs: Runs) -> str:
    """Protect the capitals, which styles would make small."""
    protected = [
        Run(_protected(_escaped_within(run.text), begins=place == 0), run.marks)
        for place, run in enumerate(runs)
    ]
    return rendered(protected, COMMANDS)


def _protected(text: str, *, begins: bool) -> str:
    def braced(found: re.Match[str]) -> str:
        word = found[0]
        # A first letter stays as it is in any style.
        rest = word[1:] if begins and found.start() == 0 else word
        if rest == rest.lower():
            return word
        # Where a brace and a backslash begin it, BibTeX changes the capitals all the same.
        return f"{{{{}}{word}}}" if word.startswith("\\") else f"{{{word}}}"

    return WORDS.sub(braced, text)


def _text(value: str) -> str:
    return _braced(_escaped(value))


def _braced(value: str) -> str:
    return f"{{{value}}}" if value else ""


def _escaped(value: str) -> str:
    return _escaped_within(one_line(value))


def _escaped_within(value: str) -> str:
    return "".join(ESCAPED.get(sign, sign) for sign in value)


def _address(value: str) -> str:
    return _braced("".join(NOT_IN_ADDRESSES.get(sign, sign) for sign in value))


def _citation_key(key: str) -> str:
    """Return ``pmid:30075356``; two keys never become one."""
    return NOT_IN_KEYS.sub(lambda found: f"_{ord(found[0]):x}", key)
