"""All that is on record of one page, as files that a lawyer can read and an expert can check."""

from desk.record.exporting import FolderTaken, export_record

__all__ = ["FolderTaken", "export_record"]
