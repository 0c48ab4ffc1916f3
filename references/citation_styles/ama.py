"""AMA Manual of Style, 11th edition."""

from references.citation_styles.dates import Day, appeared, is_ahead_of_print, years
from references.citation_styles.labels import label
from references.citation_styles.locators import full_pages, issue_and_part
from references.citation_styles.names import ama_names
from references.citation_styles.runs import (
    Runs,
    italic,
    joined,
    literal,
    plain,
    runs_of,
    sentences,
)
from references.citation_styles.titles import (
    abbreviated_journal,
    edition,
    report_number,
    server,
)
from references.models import Reference, WorkKind


def ama(work: Reference) -> Runs:
    return joined([MAKERS[WorkKind(work.kind)](work), _source(work)], " ")


def _article(work: Reference) -> Runs:
    journal = italic(plain(abbreviated_journal(work)))
    return sentences(ama_names(work.authors), _title(work), journal, literal(_issue(work)))


def _issue(work: Reference) -> str:
    """Return ``2001;16(9):606-613``; of what is in no issue the day."""
    day = appeared(work)
    if is_ahead_of_print(work) and day:
        return f"Published online {day.ama}"
    volume = work.volume + _number(work.issue)
    # With a volume the month adds nothing to find the article by, and journals leave it out.
    when = years(work) if volume else _day(day)
    pages = full_pages(work.pages) or work.article_number
    return ":".join(filter(None, [";".join(filter(None, [when, volume])), pages]))


def _number(issue: str) -> str:
    number, part, of_part = issue_and_part(issue)
    own = f"({number})" if number else ""
    return f"{own}({part.lower()} {of_part})".replace(" )", ")") if part else own


def _book(work: Reference) -> Runs:
    title = joined([italic(_plain_title(work)), _warning(work)], " ")
    return sentences(_authors_or_editors(work), title, *_publication(work))


def _chapter(work: Reference) -> Runs:
    editors = _editors(work)
    book = italic(plain(work.container_title))
    inside = joined([literal("In:"), joined([_before_book(editors), book], " ")], " ")
    *before, imprint = _publication(work)
    pages = literal(full_pages(work.pages))
    return sentences(
        ama_names(work.authors), _title(work), inside, *before, joined([imprint, pages], ":")
    )


def _before_book(editors: Runs) -> Runs:
    return [*editors, *literal(".")] if editors else []


def _report(work: Reference) -> Runs:
    return sentences(_book(work), plain(report_number(work)))


def _web_page(work: Reference) -> Runs:
    site = plain(work.container_title or work.publisher)
    who = _authors_or_editors(work)
    return sentences(who, _title(work), [] if site == who else site, literal(_day(appeared(work))))


def _preprint(work: Reference) -> Runs:
    posted = " ".join(filter(None, ["Preprint posted online", _day(appeared(work))]))
    return sentences(
        ama_names(work.authors), _title(work), italic(plain(server(work))), literal(posted)
    )


def _title(work: Reference) -> Runs:
    return joined([_plain_title(work), _warning(work)], " ")


def _plain_title(work: Reference) -> Runs:
    return runs_of(work.title_as_printed)


def _warning(work: Reference) -> Runs:
    return literal(f"[{label(work)}]") if label(work) else []


def _authors_or_editors(work: Reference) -> Runs:
    return ama_names(work.authors) or _editors(work)


def _editors(work: Reference) -> Runs:
    role = "ed" if len(work.editors) == 1 else "eds"
    return joined([ama_names(work.editors), literal(role)], ", ") if work.editors else []


def _publication(work: Reference) -> list[Runs]:
    """Volume, edition, and ``Publisher; 2011``: the place has gone with this edition."""
    volume = literal(f"Vol {work.volume}" if work.volume else "")
    imprint = joined([plain(work.publisher), literal(years(work))], "; ")
    return [volume, plain(edition(work)), imprint]


def _source(work: Reference) -> Runs:
    """Return the DOI, or the address and when it was read: neither ends with a period."""
    if work.doi:
        return literal(f"doi:{work.doi}")
    if not work.url:
        return []
    read = f"Accessed {Day.of(work.accessed_on).ama}. " if work.accessed_on else ""
    return literal(read + work.url)


def _day(day: Day | None) -> str:
    return day.ama if day else ""


MAKERS = {
    WorkKind.JOURNAL_ARTICLE: _article,
    WorkKind.BOOK: _book,
    WorkKind.CHAPTER: _chapter,
    WorkKind.REPORT: _report,
    WorkKind.WEB_PAGE: _web_page,
    WorkKind.PREPRINT: _preprint,
}
