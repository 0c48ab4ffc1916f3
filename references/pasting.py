"""Which works somebody means who pastes identifiers, addresses or whole citations."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from references.identifiers import normalise_doi, normalise_pmcid, normalise_pmid

NO_IDENTIFIER = "There is no PMID, DOI, PMCID or PubMed address in this line."
# Before a number without a name counts as a PMID among words: shorter ones are years and pages.
LEAST_DIGITS_AMONG_WORDS = 5
LONGEST_LINE = 20_000
LONGEST_CITATION = 2000
LONGEST_IDENTIFIER = 300
TOO_LONG = "This identifier is longer than those of works are."

LONG_LINE = "This line is too long for one work: name one work in a line."

# The alternatives are tried in this order at each place.
MENTION = re.compile(
    r"""
    https?://(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/
        (?:\?term=)?(?P<address>[0-9]+)(?:\.[0-9]+)?\S*
    | (?:https?://\S{0,300}?/)?\b(?:pmcid\s*[:=]?\s*)?(?P<pmcid>PMC[0-9]+(?:\.[0-9]+)?)(?![0-9A-Za-z])/?
    | (?:https?://(?:dx\.)?doi\.org/|https?://\S{0,300}?/|\bdoi\s*[:=]?\s*)?(?P<doi>\b10\.[0-9]{4,9}/\S+)
    | \bpmid\s*[:=]?\s*(?P<pmid>[0-9]+)(?:\.[0-9]+)?\b
    | (?<![\w./-])(?P<number>[0-9]+)(?:\.[0-9]+)?(?![\w/-]|\.[0-9])
    """,
    re.IGNORECASE | re.VERBOSE,
)
NORMALISED = {"pmid": normalise_pmid, "doi": normalise_doi, "pmcid": normalise_pmcid}
# Where another identifier begins that only a comma or a semicolon parts from a DOI.
NEXT_ONE = re.compile(r"[,;](?=10\.[0-9]{4,9}/|PMC[0-9]|pmid|doi:|https?://|[0-9]{5,8}\b)", re.I)
LETTERS = re.compile(r"[^\W\d_]{2,}")
BRACKETS = {")": "(", "]": "[", ">": "<"}


@dataclass(frozen=True)
class Mention:
    """An identifier in a line, and where it stands there. ``is_bare``: a number without a name."""

    scheme: str
    identifier: str
    start: int
    end: int
    is_bare: bool = False


@dataclass(frozen=True, kw_only=True)
class PastedLine:
    """One work that is meant. ``fault`` says why it is not known which.

    ``words`` are what stands beside the identifier, ``others`` further identifiers of the work.
    """

    typed: str
    scheme: str = ""
    identifier: str = ""
    words: str = ""
    others: list[str] = field(default_factory=list)
    fault: str = ""


def read_pasted(text: str) -> list[PastedLine]:
    """Return the works that a text names, in its order.

    A line of identifiers alone names as many works; one with words is a citation of one.

    >>> [line.identifier for line in read_pasted("30075356, PMC6134338.2")]
    ['30075356', 'PMC6134338']
    """
    lines = (html.unescape(line).strip() for line in text.splitlines())
    return [found for line in lines if line.strip(",; \t") for found in _read(line)]


def _read(line: str) -> Iterator[PastedLine]:
    if len(line) > LONGEST_LINE:
        yield PastedLine(typed=line[:LONGEST_CITATION], fault=LONG_LINE)
        return
    mentions = list(_mentions(line))
    words = _words_beside(line, mentions)
    if LETTERS.search(words):
        mentions = _meant_among_words(mentions)
        words = _words_beside(line, mentions)
    else:
        words = ""
    schemes = [mention.scheme for mention in mentions]
    if not mentions:
        yield PastedLine(typed=line[:LONGEST_CITATION], fault=NO_IDENTIFIER)
    elif words and len(line) > LONGEST_CITATION:
        yield PastedLine(typed=line[:LONGEST_CITATION], fault=LONG_LINE)
    elif words and len(schemes) == len(set(schemes)):
        yield _citation(line, words, mentions)
    else:
        for mention in mentions:
            yield _line(line[mention.start : mention.end][:LONGEST_CITATION], mention)


def _citation(line: str, words: str, mentions: list[Mention]) -> PastedLine:
    """Several identifiers among words are those of one work: the surest finds it."""
    first, *others = sorted(mentions, key=lambda mention: [*NORMALISED].index(mention.scheme))
    named = [f"{each.scheme}:{_line(line, each).identifier}" for each in others]
    return _line(line, first, words=words, others=[key for key in named if not key.endswith(":")])


def _line(
    typed: str, mention: Mention, words: str = "", others: list[str] | None = None
) -> PastedLine:
    try:
        identifier = NORMALISED[mention.scheme](mention.identifier)
        if len(identifier) > LONGEST_IDENTIFIER:
            raise ValidationError(TOO_LONG)
    except ValidationError as error:
        return PastedLine(typed=typed, words=words, fault=" ".join(error.messages))
    return PastedLine(
        typed=typed,
        scheme=mention.scheme,
        identifier=identifier,
        words=words,
        others=others or [],
    )


def _mentions(line: str) -> Iterator[Mention]:
    at = 0
    while found := MENTION.search(line, at):
        kind = str(found.lastgroup)
        value, end = found[kind], found.end()
        if kind == "doi":
            value = _without_what_follows(value)
            end = found.start("doi") + len(value)
            # The resolver's address is escaped; elsewhere a percent sign is one.
            value = found[0][: found.start("doi") - found.start()].lower() + value
            value = value if "doi.org/" in value else value[value.index("10.") :]
        scheme = kind if kind in NORMALISED else "pmid"
        yield Mention(scheme, value, found.start(), end, is_bare=kind == "number")
        at = end


def _without_what_follows(doi: str) -> str:
    """Return a DOI without another identifier, and the stops and brackets, that follow it."""
    doi = NEXT_ONE.split(doi)[0]
    while doi and (doi[-1] in ".,;:'\"”’" or _closes_nothing(doi)):
        doi = doi[:-1]
    return doi


def _closes_nothing(doi: str) -> bool:
    opening = BRACKETS.get(doi[-1])
    return bool(opening) and doi.count(doi[-1]) > doi.count(opening or "")


def _words_beside(line: str, mentions: list[Mention]) -> str:
    rest, at = [], 0
    for mention in mentions:
        rest.append(line[at : mention.start])
        at = mention.end
    return " ".join(" ".join([*rest, line[at:]]).split()).strip(" ,;:()[]|")


def _meant_among_words(mentions: list[Mention]) -> list[Mention]:
    """Among words a number without a name is a PMID only if nothing else names the work."""
    named = [mention for mention in mentions if not mention.is_bare]
    return named or [
        mention for mention in mentions if len(mention.identifier) >= LEAST_DIGITS_AMONG_WORDS
    ]
