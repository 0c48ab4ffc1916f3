"""Pages as PubMed abbreviates them: 132-42 for 132 to 142."""

import re

RANGE = re.compile(r"(?P<first>[\w.]+)\s*[-\N{EN DASH}]\s*(?P<last>[\w.]+)")
PLACE = re.compile(r"(?P<before>[A-Za-z]*)(?P<number>\d+)(?P<after>.*)")
# A journal without pages numbers its articles: e0253035, CD001689, 113993. S123 is a page of a
# supplement.
ARTICLE_NUMBER = re.compile(r"(?!S\d{1,4}$)[A-Za-z]{1,4}\d{3,}|\d{5,}")

# What is longer is no pages, and would take long to look through.
LONGEST_PAGES = 200


def full_pages(medline: str) -> str:
    """Return pages with each last one in full.

    >>> full_pages("S12-9; discussion 1015-6")
    'S12-S19; discussion 1015-1016'
    >>> full_pages("1595-603.e9")
    '1595-1603.e9'
    """
    return RANGE.sub(_full_range, medline) if len(medline) <= LONGEST_PAGES else medline


def is_article_number(words: str) -> bool:
    return ARTICLE_NUMBER.fullmatch(words) is not None


def _full_range(found: re.Match[str]) -> str:
    first, last = PLACE.fullmatch(found["first"]), PLACE.fullmatch(found["last"])
    if not first or not last or last["before"] not in ("", first["before"]):
        return f"{found['first']}-{found['last']}"
    missing = len(first["number"]) - len(last["number"])
    number = first["number"][: max(missing, 0)] + last["number"]
    if int(number) < int(first["number"]):
        # 87-5 is no range: a slip, or pages of two parts. It stays as it is printed.
        return f"{found['first']}-{found['last']}"
    return f"{found['first']}-{first['before']}{number}{last['after']}"
