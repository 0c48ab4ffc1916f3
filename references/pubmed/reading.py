"""A file of PubMed's XML, read record by record with little memory."""

from collections.abc import Callable, Iterator
from typing import IO, Any

import structlog
from lxml import etree

from references.identifiers import PMID
from references.pubmed.articles import article_record
from references.pubmed.books import book_record
from references.pubmed.mathml import local_name
from references.pubmed.text import text
from references.pubmed.vocabulary import unknown_paths
from references.records import FaultyRecord, WorkRecord

logger = structlog.get_logger(__name__)

READERS: dict[str, Callable[[Any], WorkRecord]] = {
    "PubmedArticle": article_record,
    "PubmedBookArticle": book_record,
}
SETS = ("PubmedArticleSet", "PubmedBookArticleSet")
DELETED = ("DeleteCitation", "DeleteDocument")
PATHS_OF_PMID = ("MedlineCitation/PMID", "BookDocument/PMID")


class MalformedXml(Exception):
    """What was to be read is no PubMed XML, or ends too early. It says so in a sentence."""


def parse_records(file: IO[bytes]) -> Iterator[WorkRecord | FaultyRecord]:
    """Yield each record of a file, in its order; one that cannot be used names itself.

    Several versions of one work come one by one. Raises ``MalformedXml`` at the place where the
    file stops being PubMed's XML; what came before it has been yielded.
    """
    # What a hostile file could ask for is off: entities, the DTD, the network, endless nesting.
    events = etree.iterparse(
        file,
        events=("start", "end"),
        load_dtd=False,
        no_network=True,
        resolve_entities=False,
        huge_tree=False,
        tag=(*SETS, *READERS, *DELETED),
    )
    root: Any = None
    try:
        for event, element in events:
            if root is None:
                root = element
                _check_root(element)
            if event == "end" and element is not root:
                yield from _records(element)
                _forget(element)
            elif event == "end":
                _name_the_rest(element)
    except etree.XMLSyntaxError as error:
        raise MalformedXml(f"This is no complete PubMed XML: {error.msg}.") from error
    if root is None:
        raise MalformedXml("This is no PubMed XML: it holds no PubmedArticleSet.")


def _check_root(root: Any) -> None:
    tree = root.getroottree()
    if tree.getroot().tag not in SETS:
        raise MalformedXml(f"This is no PubMed XML: it begins with {tree.getroot().tag}.")
    declared = tree.docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise MalformedXml("This XML declares entities, which PubMed's never does.")


def _records(element: Any) -> Iterator[WorkRecord | FaultyRecord]:
    if element.tag in DELETED:
        for pmid in element.iterfind("PMID"):
            yield FaultyRecord(text(pmid), "PubMed has deleted this record.")
    elif element.tag in READERS:
        yield _record(element)


def _record(element: Any) -> WorkRecord | FaultyRecord:
    pmid = _pmid(element)
    if not PMID.fullmatch(pmid):
        return FaultyRecord(pmid, f"The record at line {element.sourceline} has no PMID.")
    for path in unknown_paths(element):
        logger.warning("pubmed_not_understood", pmid=pmid, path=path)
    try:
        return READERS[element.tag](element)
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        # A part that the DTD demands is missing or broken; the others of the file are read.
        logger.warning("pubmed_faulty_record", pmid=pmid, fault=str(error))
        return FaultyRecord(pmid, f"The record is incomplete: {error}.")


def _pmid(element: Any) -> str:
    return next(filter(None, (text(element.find(path)) for path in PATHS_OF_PMID)), "")


def _forget(record: Any) -> None:
    """Free a record and what stands before it in its set."""
    record.clear()
    parent = record.getparent()
    while parent is not None and parent[0] is not record:
        _note_unknown(parent, parent[0])
        del parent[0]


def _name_the_rest(root: Any) -> None:
    for element in root:
        _note_unknown(root, element)


def _note_unknown(parent: Any, element: Any) -> None:
    """Say that a set holds something that is no record."""
    name = local_name(element)
    if name and name not in (*READERS, *DELETED):
        logger.warning("pubmed_not_understood", pmid="", path=f"{parent.tag}/{name}")
