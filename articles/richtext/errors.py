"""What the rich text can be refused for: a closed list of codes."""

from enum import StrEnum

from django.core.exceptions import ValidationError


class Code(StrEnum):
    NOT_JSON_OBJECT = "rich_text_not_json_object"
    UNKNOWN_NODE = "rich_text_unknown_node"
    UNKNOWN_MARK = "rich_text_unknown_mark"
    UNKNOWN_ATTRIBUTE = "rich_text_unknown_attribute"
    BAD_ATTRIBUTE = "rich_text_bad_attribute"
    BAD_STRUCTURE = "rich_text_bad_structure"
    BAD_CHARACTER = "rich_text_bad_character"
    BAD_LINK = "rich_text_bad_link"
    BAD_CITATION = "rich_text_bad_citation"
    TOO_LARGE = "rich_text_too_large"


def refusal(code: Code, sentence: str, where: str, **params: object) -> ValidationError:
    """Return the error to raise: the place first, then what is wrong and what to do.

    >>> refusal(Code.UNKNOWN_NODE, "%(name)s is not known.", "block 3", name="Table").messages
    ['Block 3: Table is not known.']
    """
    place = where[:1].upper() + where[1:] if where else "The text"
    return ValidationError(
        f"%(where)s: {sentence}", code=code.value, params={"where": place, **params}
    )
