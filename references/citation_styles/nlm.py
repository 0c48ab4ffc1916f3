"""NLM: Citing Medicine and the sample references of the ICMJE, in the order of citation."""

from references.citation_styles.dates import Day, appeared, nlm_date, years
from references.citation_styles.labels import label
from references.citation_styles.locators import dashed, issue_and_part, short_pages
from references.citation_styles.names import nlm_names
from references.citation_styles.runs import (
    Runs,
    joined,
    literal,
    plain,
    runs_of,
    sentences,
)
from references.citation_styles.titles import abbreviated_journal, edition, server
from references.models import Reference, WorkKind


def nlm(work: Reference) -> Runs:
    return joined([MAKERS[WorkKind(work.kind)](work), _source(work)], " ")


def _article(work: Reference) -> Runs:
    journal = plain(abbreviated_journal(work))
    return sentences(nlm_names(work.authors), _title(work), _online(work, journal), _issue(work))


def _issue(work: Reference) -> Runs:
    """Return ``2001 Sep;16(9):606–13``."""
    volume = " ".join(filter(None, [work.volume, *_part(work.issue)]))
    when = ";".join(filter(None, [nlm_date(work) + _cited(work), volume.replace(" (", "(")]))
    pages = dashed(short_pages(work.pages)) or work.article_number
    return literal(":".join(filter(None, [when, pages])))


def _part(issue: str) -> list[str]:
    """Return ``(9)``; of a supplement ``Suppl 2``, or ``(12 Suppl 7)`` when an issue has it."""
    number, part, of_part = issue_and_part(issue)
    named = " ".join(filter(None, [number, part, of_part]))
    return [f"({named})" if number else named] if named else []


def _book(work: Reference) -> Runs:
    title = _online(work, _title(work))
    return sentences(_authors_or_editors(work), title, *_publication(work, years(work)))


def _chapter(work: Reference) -> Runs:
    inside = [_editors(work), _online(work, plain(work.container_title))]
    inside_book = [*literal("In: "), *joined(inside, ". ")]
    pages = literal(f"p. {dashed(short_pages(work.pages))}" if work.pages else "")
    return sentences(
        nlm_names(work.authors),
        _title(work),
        inside_book,
        *_publication(work, years(work)),
        pages,
    )


def _report(work: Reference) -> Runs:
    number = f"Report No.: {work.report_number}" if work.report_number else ""
    return sentences(
        _authors_or_editors(work),
        _online(work, _title(work)),
        *_publication(work, nlm_date(work)),
        plain(number),
    )


def _web_page(work: Reference) -> Runs:
    return sentences(
        _authors_or_editors(work),
        [*_title(work), *literal(" [Internet]")],
        *_publication(work, nlm_date(work)),
    )


def _preprint(work: Reference) -> Runs:
    day = appeared(work)
    posted = f"posted {day.nlm}" if day and day.month else ""
    cited = f"cited {Day.of(work.accessed_on).nlm}" if work.accessed_on else ""
    history = "; ".join(filter(None, [posted, cited]))
    when = f"{years(work) or '[date unknown]'}{f' [{history}]' if history else ''}"
    where = [*plain(server(work)), *literal(" [Preprint]")]
    return sentences(nlm_names(work.authors), _title(work), where, literal(when))


def _title(work: Reference) -> Runs:
    warning = literal(f"[{label(work)}]") if label(work) else []
    return joined([runs_of(work.title_as_printed), warning], " ")


def _authors_or_editors(work: Reference) -> Runs:
    return nlm_names(work.authors) or _editors(work)


def _editors(work: Reference) -> Runs:
    role = "editor" if len(work.editors) == 1 else "editors"
    return joined([nlm_names(work.editors), literal(role)], ", ") if work.editors else []


def _publication(work: Reference, when: str) -> list[Runs]:
    """Edition, volume, and ``Place: Publisher; 2002 [cited 2002 Jul 9]``."""
    volume = literal(f"Vol. {work.volume}" if work.volume else "")
    publisher = joined([plain(work.publisher_place), plain(work.publisher)], ": ")
    date = literal((when or "[date unknown]") + _cited(work))
    return [plain(edition(work)), volume, joined([publisher, date], "; ")]


def _is_online(work: Reference) -> bool:
    """Whether the work is cited from an address of the web: a DOI leads to it whatever its form."""
    return bool(work.url and not work.doi)


def _online(work: Reference, title: Runs) -> Runs:
    return [*title, *literal(" [Internet]")] if title and _is_online(work) else title


def _cited(work: Reference) -> str:
    if not work.accessed_on or not (_is_online(work) or work.kind == WorkKind.WEB_PAGE):
        return ""
    return f" [cited {Day.of(work.accessed_on).nlm}]"


def _source(work: Reference) -> Runs:
    """Return address, DOI and PubMed's own numbers: only these end with a period."""
    address = f"Available from: {work.url}" if _is_online(work) else ""
    doi = f"doi:{work.doi}" if work.doi else ""
    numbers = [
        f"PubMed PMID: {work.pmid}" if work.pmid else "",
        f"PubMed Central PMCID: {work.pmcid}" if work.pmcid else "",
    ]
    in_pubmed = "; ".join(filter(None, numbers))
    return literal(" ".join(filter(None, [address, doi, in_pubmed and f"{in_pubmed}."])))


MAKERS = {
    WorkKind.JOURNAL_ARTICLE: _article,
    WorkKind.BOOK: _book,
    WorkKind.CHAPTER: _chapter,
    WorkKind.REPORT: _report,
    WorkKind.WEB_PAGE: _web_page,
    WorkKind.PREPRINT: _preprint,
}
