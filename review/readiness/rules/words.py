"""How the words speak of suicide and self-harm, and whether the page says that they do."""

from collections.abc import Iterator

from articles.models import ContentFlag
from articles.models.pages import CRISIS_FLAGS
from review.findings import Code, Finding
from review.readiness.examined import Examined
from review.readiness.texts import Text
from review.word_lists import WordList, word_list

Hits = dict[ContentFlag, list[str]]


def crisis_words(examined: Examined) -> Iterator[Finding]:
    """Hold the flags against the words of every text: readers of such a page need help at hand."""
    known = word_list(examined.clinical["locale"])
    if known is None:
        yield _no_list(examined.clinical["locale"])
        return
    hits = [(text, _hits(text, known)) for text in examined.texts]
    ticked = CRISIS_FLAGS.intersection(examined.clinical.get("content_flags", []))
    if ticked:
        yield from _flags_beside_words([found for _, found in hits], ticked)
    else:
        yield from _unflagged(hits)


def unsafe_wording(examined: Examined) -> Iterator[Finding]:
    """Warn of wording that guidelines on reporting suicide ask to avoid (reportingonsuicide.org)."""
    known = word_list(examined.clinical["locale"])
    for text in examined.texts if known else ():
        found = [item for line in text.lines for item in known.unsafe_in(line)]  # type: ignore[union-attr]
        for item in dict.fromkeys(found):
            yield Finding(
                code=Code.UNSAFE_WORDING,
                place=text.place,
                text=f"“{item.words}” can hurt readers who are in danger or in grief.",
                do=f"Write {item.instead}.",
            )


def _hits(text: Text, known: WordList) -> Hits:
    by_line = [known.hits(line) for line in text.lines]
    return {flag: [word for hits in by_line for word in hits[flag]] for flag in known.crisis}


def _unflagged(hits: list[tuple[Text, Hits]]) -> Iterator[Finding]:
    for text, found in hits:
        words = [word for flag in found for word in found[flag]]
        if words:
            yield Finding(
                code=Code.CRISIS_WORDS_UNFLAGGED,
                place=text.place,
                text=f"The words {_quoted(words)} speak of suicide or self-harm, and the page is "
                "not flagged for it.",
                do="Tick Suicide or Self-harm among the content flags: readers then get the "
                "crisis resources first. If the words mean something else, a physician who may "
                "sign the page can dismiss this, with a reason.",
            )


def _flags_beside_words(hits: list[Hits], ticked: frozenset[str]) -> Iterator[Finding]:
    for flag in (ContentFlag.SUICIDE, ContentFlag.SELF_HARM):
        words = [word for found in hits for word in found[flag]]
        if words and flag not in ticked:
            yield Finding(
                code=Code.CRISIS_FLAG_INCOMPLETE,
                place="content_flags",
                text=f"The words {_quoted(words)} speak of {flag.label.lower()} as well.",
                do=f"Tick {flag.label} too, so that readers are told.",
            )
        if flag in ticked and not words:
            yield Finding(
                code=Code.CRISIS_FLAG_WITHOUT_WORDS,
                place="content_flags",
                text=f"The page is flagged for {flag.label.lower()}, and no word of it was found.",
                do="Leave the flag if the page speaks of it all the same; if not, take it out.",
            )


def _no_list(locale: str) -> Finding:
    return Finding(
        code=Code.WORD_LIST_MISSING,
        place="content_flags",
        text=f"There is no list of words on suicide and self-harm in this language ({locale}): "
        "nothing was looked for.",
        do="Read the page for them yourself, and tick the flags.",
    )


def _quoted(words: list[str]) -> str:
    """Each once, whatever its case, in the order in which they stand."""
    distinct = {word.casefold(): word for word in reversed(words)}
    return ", ".join(f"“{word}”" for word in reversed(distinct.values()))


RULES = (crisis_words, unsafe_wording)
