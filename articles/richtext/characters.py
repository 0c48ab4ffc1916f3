"""Characters of rich text: which are refused, which are white space, and Unicode's form C."""

import re
import unicodedata

from articles.canonical import REFUSED_CHARACTERS
from articles.richtext.errors import Code, refusal

# HTML shows each of these as a space, or not at all.
LINE_ENDS = re.compile("\r\n|[\t\n\r\u2028\u2029]")


def check_characters(text: str, where: str) -> None:
    found = REFUSED_CHARACTERS.search(text)
    if found:
        raise refusal(
            Code.BAD_CHARACTER,
            "it holds the character %(character)s, which cannot be printed. Delete it or type the"
            " words again.",
            where,
            character=f"U+{ord(found.group()):04X}",
        )


def composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def spaced(text: str) -> str:
    """Return the text with tabs and line ends as spaces, in NFC."""
    return composed(LINE_ENDS.sub(" ", text))
