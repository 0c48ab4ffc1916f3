"""Publication Manual of the American Psychological Association, 7th edition."""

from references.citation_styles.dates import Day, appeared, is_ahead_of_print, years
from references.citation_styles.labels import label
from references.citation_styles.locators import (
    dashed,
    full_pages,
    is_article_number,
    issue_and_part,
)
from references.citation_styles.names import apa_editors_in, apa_names
from references.citation_styles.runs import (
    Runs,
    italic,
    joined,
    literal,
    plain,
    runs_of,
    sentences,
)
from references.citation_styles.titles import edition, full_journal, report_number, server
from references.identifiers import doi_address
from references.models import Reference, WorkKind


def apa(work: Reference) -> Runs:
    who, when = _who(work), literal(f"({_when(work)})")
    title, container = MAKERS[WorkKind(work.kind)](work)
    # Without an author the title takes its place.
    first = [who, when, title] if who else [title, when]
    return joined([sentences(*first, *container), _source(work)], " ")


def _article(work: Reference) -> tuple[Runs, list[Runs]]:
    journal = italic(plain(full_journal(work)))
    ahead = literal("Advance online publication" if is_ahead_of_print(work) else "")
    return _title(work), [joined([journal, _volume(work), _pages(work)], ", "), ahead]


def _volume(work: Reference) -> Runs:
    number, part, of_part = issue_and_part(work.issue)
    issue = f"({number})" if number else ""
    # APA abbreviates with a period: 42(Suppl. 2).
    supplement = f"({part}. {of_part})".replace(" )", ")") if part else ""
    return [*italic(literal(work.volume)), *literal(issue + supplement)]


def _pages(work: Reference) -> Runs:
    if work.article_number and not work.pages:
        return literal(f"Article {work.article_number}")
    if is_article_number(work.pages):
        return literal(f"Article {work.pages}")
    return literal(dashed(full_pages(work.pages)))


def _book(work: Reference) -> tuple[Runs, list[Runs]]:
    return _set_apart(work, [_edition(work), _volume_of_book(work)]), [_publisher(work)]


def _chapter(work: Reference) -> tuple[Runs, list[Runs]]:
    role = "(Ed.)" if len(work.editors) == 1 else "(Eds.)"
    editors = joined([apa_editors_in(work.editors), literal(role)], " ") if work.editors else []
    pages = full_pages(work.pages)
    sign = "pp. " if {"-", ","} & set(pages) else "p. "
    where = [_edition(work), _volume_of_book(work), sign + dashed(pages) if pages else ""]
    book = joined([italic(plain(work.container_title)), _in_parentheses(where)], " ")
    inside = joined([editors, book], ", ")
    return _title(work), [[*literal("In "), *inside] if inside else [], _publisher(work)]


def _report(work: Reference) -> tuple[Runs, list[Runs]]:
    return _set_apart(work, [_edition(work), report_number(work)]), [_publisher(work)]


def _web_page(work: Reference) -> tuple[Runs, list[Runs]]:
    site = plain(work.container_title or work.publisher)
    return _set_apart(work, []), [[] if site == _who(work) else site]


def _preprint(work: Reference) -> tuple[Runs, list[Runs]]:
    return _set_apart(work, []), [plain(server(work))]


def _title(work: Reference) -> Runs:
    return joined([runs_of(work.title_as_printed), _warning(work)], " ")


def _set_apart(work: Reference, details: list[str]) -> Runs:
    """Return the title of what stands alone: in italics, with its details in parentheses."""
    title = italic(runs_of(work.title_as_printed))
    return joined([title, _in_parentheses(details), _warning(work)], " ")


def _in_parentheses(details: list[str]) -> Runs:
    given = ", ".join(filter(None, details))
    return plain(f"({given})") if given else []


def _warning(work: Reference) -> Runs:
    # Descriptions in brackets begin with a capital (APA 7, 9.21).
    return literal(f"[{label(work).capitalize()}]") if label(work) else []


def _who(work: Reference) -> Runs:
    if work.authors:
        return apa_names(work.authors)
    if not work.editors or work.kind == WorkKind.CHAPTER:
        return []
    role = "(Ed.)" if len(work.editors) == 1 else "(Eds.)"
    return joined([apa_names(work.editors), literal(role)], " ")


def _when(work: Reference) -> str:
    """Return the year; of what is on the web the day, for it has no other number."""
    day = appeared(work)
    if day is None:
        return "n.d."
    return day.apa if work.kind == WorkKind.WEB_PAGE else years(work)


def _edition(work: Reference) -> str:
    text = edition(work)
    return f"{text}." if text.endswith("ed") else text


def _volume_of_book(work: Reference) -> str:
    return f"Vol. {work.volume}" if work.volume else ""


def _publisher(work: Reference) -> Runs:
    """Who publishes its own work is not named twice."""
    publisher = plain(work.publisher)
    return [] if publisher == _who(work) else publisher


def _source(work: Reference) -> Runs:
    """Return an address, which ends without a period."""
    if work.doi:
        return literal(doi_address(work.doi))
    if not work.url:
        return []
    # Only what may change is retrieved on a day (APA 7, 9.16): a page without a date.
    if work.accessed_on and appeared(work) is None:
        return literal(f"Retrieved {Day.of(work.accessed_on).ama}, from {work.url}")
    return literal(work.url)


MAKERS = {
    WorkKind.JOURNAL_ARTICLE: _article,
    WorkKind.BOOK: _book,
    WorkKind.CHAPTER: _chapter,
    WorkKind.REPORT: _report,
    WorkKind.WEB_PAGE: _web_page,
    WorkKind.PREPRINT: _preprint,
}
