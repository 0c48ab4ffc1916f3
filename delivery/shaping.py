"""What is left of finished bytes when a reader asks for other forms, or for less."""

from collections.abc import Mapping
from typing import Any

import orjson

from delivery import fields, rich_forms


def shaped(body: bytes, given: Mapping[str, Any]) -> bytes:
    """Return a document in the forms and with the fields that the parsed parameters ask for.

    Without ``rich`` and ``fields`` these are the same bytes, unread.
    """
    if "rich" not in given and "fields" not in given:
        return body
    document = rich_forms.convert(orjson.loads(body), given.get("rich", rich_forms.STORED))
    if "fields" in given:
        document = fields.trim(document, given["fields"])
    return orjson.dumps(document)
