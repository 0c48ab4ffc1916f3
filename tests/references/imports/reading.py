"""Files read without a database."""

from io import BufferedReader, BytesIO

from references.imports import open_works


def read(content):
    """Return the records of a file, and what was remarked."""
    remarks = []
    raw = content if isinstance(content, bytes) else content.encode()
    works = open_works(BufferedReader(BytesIO(raw)), remarks.append)
    return list(works.records), remarks


def columns(content):
    """Return what the one record of a file says."""
    ((record,), remarks) = read(content)
    assert remarks == []
    return record.bibliography


def lines(*given, ending="\r\n"):
    return "".join(f"{line}{ending}" for line in given)
