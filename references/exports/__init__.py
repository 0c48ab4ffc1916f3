"""Works in the formats that reference managers read. Pure: no database is asked."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from django.db import models

from references.exports.bibtex import bibtex
from references.exports.csl import csl_json
from references.exports.ris import ris
from references.models import Reference

__all__ = ["FILE_ENDINGS", "MEDIA_TYPES", "ExportFormat", "export", "pieces"]

# Works, each with the key that it is cited by.
Keyed = Iterable[tuple[str, Reference]]


class ExportFormat(models.TextChoices):
    CSL = "csl", "CSL-JSON"
    RIS = "ris", "RIS"
    BIBTEX = "bibtex", "BibTeX"


MEDIA_TYPES = {
    ExportFormat.CSL: "application/vnd.citationstyles.csl+json",
    ExportFormat.RIS: "application/x-research-info-systems",
    ExportFormat.BIBTEX: "application/x-bibtex",
}
FILE_ENDINGS = {
    ExportFormat.CSL: "csl.json",
    ExportFormat.RIS: "ris",
    ExportFormat.BIBTEX: "bib",
}
MAKERS: dict[ExportFormat, Callable[[Keyed], Iterator[bytes]]] = {
    ExportFormat.CSL: csl_json,
    ExportFormat.RIS: ris,
    ExportFormat.BIBTEX: bibtex,
}


def export(works: Mapping[str, Reference], export_format: ExportFormat) -> bytes:
    """Return works, each by the key that it is cited by, as a file in UTF-8."""
    return b"".join(pieces(works.items(), export_format))


def pieces(works: Keyed, export_format: ExportFormat) -> Iterator[bytes]:
    """Yield the same file piece by piece: however many works there are, one is in memory."""
    return MAKERS[export_format](works)
