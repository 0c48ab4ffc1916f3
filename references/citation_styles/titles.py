"""Names of journals and books, as the styles print them."""

import re

from references.models import Reference

# The place or the body that NLM adds to tell journals of one name apart: Lancet (London, England).
NLM_ADDITION = re.compile(r"\s*\([^()]*\)\s*$")
# Words of three letters or fewer that APA leaves small (APA 7, 6.17), and their like elsewhere.
SMALL_WORDS = {
    *("a", "an", "and", "as", "at", "but", "by", "for", "if", "in", "nor", "of", "off", "on", "or"),
    *("per", "so", "the", "to", "up", "via", "yet"),
    *("da", "das", "de", "del", "der", "des", "di", "die", "do", "du", "e", "el", "et", "für", "i"),
    *("la", "le", "les", "los", "und", "y"),
}
WORD = re.compile(r"[^\W_][^\s\-–/]*")
EDITION = re.compile(r"\b(ed|edition)\b", re.IGNORECASE)
BEGINNINGS = (":", ".", "?", "!")


def abbreviated_journal(work: Reference) -> str:
    return work.journal_abbreviation or plain_journal(work.journal)


def full_journal(work: Reference) -> str:
    """Return the name of a journal in title case: ``Journal of General Internal Medicine``."""
    return title_case(plain_journal(work.journal) or work.journal_abbreviation)


def plain_journal(name: str) -> str:
    """Return a journal's name without what NLM adds to it: a place, a name in another language."""
    own = name.partition(" = ")[0].replace(" : ", ": ")
    return NLM_ADDITION.sub("", own) or own


def title_case(name: str) -> str:
    """Begin the words with capitals; a word that has capitals (eLife, JAMA) keeps its own."""

    def cased(found: re.Match[str]) -> str:
        word, before = found[0], name[: found.start()].rstrip()
        begins = not before or before.endswith(BEGINNINGS)
        if word != word.lower() or (word in SMALL_WORDS and not begins):
            return word
        return word[0].upper() + word[1:]

    return WORD.sub(cased, name)


def edition(work: Reference) -> str:
    """Return ``2nd ed`` of 2, of 2nd and of 2nd ed."""
    text = work.edition.strip().rstrip(".")
    if text.isascii() and text.isdigit():
        text = _ordinal(int(text))
    return text if not text or EDITION.search(text) else f"{text} ed"


def report_number(work: Reference) -> str:
    """Return the number with what sort of number it is: ``NIH Publication No. 05-5727``."""
    number = work.report_number
    return number if not number or number[0].isalpha() else f"Report No. {number}"


def server(work: Reference) -> str:
    """Return where a preprint was posted: ``bioRxiv``."""
    return abbreviated_journal(work) or work.container_title or work.publisher


def _ordinal(number: int) -> str:
    teen = number % 100 in (11, 12, 13)
    ending = "th" if teen else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
