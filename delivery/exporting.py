"""The works that a document names as a file for reference managers: made of its bytes alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from delivery.encoding import etag_of
from delivery.presenting.references import work_of
from references.exports import FILE_ENDINGS, MEDIA_TYPES, ExportFormat, export

Json = dict[str, Any]


@dataclass(frozen=True)
class File:
    body: bytes
    media_type: str
    headers: dict[str, str]

    @property
    def etag(self) -> str:
        """Of these bytes as this media type: without works all files are empty."""
        return etag_of(self.media_type.encode() + b"\n" + self.body)


def file_of(entries: Sequence[Json], export_format: ExportFormat, *, name: str) -> File:
    """Return the works of these entries of documents. ``name`` is of ASCII letters, digits, ``-_``."""
    works = {entry["key"]: work_of(entry) for entry in entries}
    whole_name = f"{name}.{FILE_ENDINGS[export_format]}"
    return File(
        export(works, export_format),
        MEDIA_TYPES[export_format],
        {"Content-Disposition": f'attachment; filename="{whole_name}"'},
    )
