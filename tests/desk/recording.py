"""The record of a page as files, and what a file says."""

import json
from io import StringIO

from django.core.management import call_command


def export_record(folder, name, **options):
    """Write the record into the folder; return what the command said."""
    out = StringIO()
    call_command("export_record", name, to=folder, stdout=out, **options)
    return out.getvalue()


def read(record, name):
    return json.loads((record / name).read_text())
