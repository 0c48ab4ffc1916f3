"""BibTeX and biblatex, as JabRef, Zotero and Google Scholar write them: read as items of CSL-JSON."""

import re
from collections.abc import Iterator
from typing import IO

from bibtexparser.entrypoint import parse_string
from bibtexparser.library import Library
from bibtexparser.middlewares.names import (
    parse_single_name_into_parts,
    split_multiple_persons_names,
)
from bibtexparser.model import Block, Entry
from pylatexenc.latex2text import LatexNodes2Text

from references.imports.csl import csl_record
from references.imports.tagged import Remark, latin_1, name_of
from references.records import FaultyRecord, Json, WorkRecord

KINDS = {
    "article": "article-journal",
    **dict.fromkeys(("book", "proceedings", "phdthesis", "mastersthesis", "thesis"), "book"),
    **dict.fromkeys(("incollection", "inbook", "inproceedings", "conference"), "chapter"),
    **dict.fromkeys(("techreport", "report", "manual", "booklet"), "report"),
    **dict.fromkeys(("online", "electronic", "www"), "webpage"),
    **dict.fromkeys(("unpublished", "preprint"), "article"),
}
# By the name in CSL: the fields in which BibTeX or biblatex says it, the better one first.
FIELDS = {
    "title": ("title",),
    "container-title": ("journal", "journaltitle", "booktitle", "howpublished"),
    "container-title-short": ("shortjournal",),
    "volume": ("volume",),
    "issue": ("issue",),
    "page": ("pages", "eid", "article-number"),
    "publisher": ("publisher", "institution", "school", "organization"),
    "publisher-place": ("address", "location"),
    "edition": ("edition",),
    "DOI": ("doi",),
    "PMID": ("pmid",),
    "PMCID": ("pmcid",),
    "ISSN": ("issn",),
    "ISBN": ("isbn",),
    "URL": ("url",),
    "note": ("note",),
}
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MARKUP = {
    **dict.fromkeys(("emph", "textit"), "i"),
    "textbf": "b",
    "textsuperscript": "sup",
    "textsubscript": "sub",
}
MARKED = re.compile(rf"\\({'|'.join(MARKUP)})\{{([^{{}}]*(?:\{{[^{{}}]*\}}[^{{}}]*)*)\}}")
# Commands that the decoder does not know.
BRACES = {r"{\textbraceleft}": r"\{", r"{\textbraceright}": r"\}"}
ADDRESSES = {"DOI", "URL"}
LATEX = LatexNodes2Text(strict_latex_spaces=True)


def bibtex_records(file: IO[bytes], remark: Remark) -> Iterator[WorkRecord | FaultyRecord]:
    """Yield one record for each entry, in the order of the file; what is none is named."""
    library: Library = parse_string(_decoded(file.read(), remark))
    blocks = [block for block in library.blocks if _is_work(block)]
    for number, block in enumerate(blocks, start=1):
        if isinstance(block, Entry):
            yield csl_record(number, _item(block))
        else:
            line = (block.start_line or 0) + 1
            yield FaultyRecord("", f"Line {line}: This is no entry.", name_of(number, ""))


def _is_work(block: Block) -> bool:
    return isinstance(block, Entry) or hasattr(block, "error")


def _decoded(content: bytes, remark: Remark) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        remark("This is not UTF-8. It was read as Latin-1: look at the accents.")
        return latin_1(content)


def _item(entry: Entry) -> Json:
    said = {name.lower(): str(field.value) for name, field in entry.fields_dict.items()}
    item: Json = {
        name: _words(said[field], is_address=name in ADDRESSES)
        for name, fields in FIELDS.items()
        for field in [next((field for field in fields if said.get(field)), "")]
        if field
    }
    item["type"] = _kind(entry.entry_type.lower(), said)
    item["page"] = item.get("page", "").replace("--", "-").replace("–", "-")
    number = "number" if item["type"] == "report" else "issue"
    item.setdefault(number, _words(said.get("number", "")))
    item |= {role: _people(said[role]) for role in ("author", "editor") if said.get(role)}
    item["issued"] = _day(said)
    item["accessed"] = said.get("urldate")
    return item


def _kind(entry_type: str, said: Json) -> str:
    if entry_type in KINDS:
        return KINDS[entry_type]
    # What BibTeX has no type for: a web page has no DOI, and a preprint has one.
    return "article" if said.get("doi") or said.get("eprint") else "webpage"


def _words(latex: str, *, is_address: bool = False) -> str:
    """Return what TeX would print, with the markup that titles keep as HTML."""
    if is_address:
        return latex.replace("\\", "").replace("{", "").replace("}", "")
    marked = latex
    for command, sign in BRACES.items():
        marked = marked.replace(command, sign)
    for _ in range(2):
        marked = MARKED.sub(lambda found: _element(found[1], found[2]), marked)
    return str(LATEX.latex_to_text(marked))


def _element(command: str, words: str) -> str:
    return f"<{MARKUP[command]}>{words}</{MARKUP[command]}>"


def _people(names: str) -> list[Json]:
    return [_person(name) for name in split_multiple_persons_names(names) if name.strip()]


def _person(name: str) -> Json:
    if name.startswith("{") and name.endswith("}") and name.count("{") == 1:
        return {"literal": _words(name)}
    parts = parse_single_name_into_parts(name, strict=False)
    return {
        "family": _joined(parts.last),
        "given": _joined(parts.first),
        "non-dropping-particle": _joined(parts.von),
        "suffix": _joined(parts.jr),
    }


def _joined(words: list[str]) -> str:
    return _words(" ".join(words))


def _day(said: Json) -> Json | str:
    """Return what biblatex says in one field, and BibTeX in two or three."""
    if said.get("date"):
        return str(said["date"]).partition("/")[0]
    month = said.get("month", "").strip().lower()
    number = MONTHS.index(month[:3]) + 1 if month[:3] in MONTHS else month
    parts = [said.get("year", ""), number, said.get("day", "")]
    try:
        return {"date-parts": [[int(part) for part in parts if str(part).strip()]]}
    except ValueError:
        return _words(said.get("year", ""))
