"""What a source knows of a work put beside what somebody typed: nothing typed is lost."""

from datetime import date
from typing import Any

import structlog
from django.core.exceptions import ValidationError

from references.models import Reference
from references.records import Json, WorkRecord

logger = structlog.get_logger(__name__)

# Signed words cite a work by them: they are filled in, and never replaced.
IDENTIFIERS = ("pmid", "doi", "pmcid")
# These say one thing together: half of the one and half of the other would be neither.
TOGETHER = (
    ("title", "title_markup"),
    ("year", "month", "day", "end_year", "end_month", "season"),
    ("pages", "article_number"),
)
ALONE = (
    "kind",
    "authors",
    "editors",
    "vernacular_title",
    "languages",
    "journal",
    "journal_abbreviation",
    "iso_abbreviation",
    "issn",
    "issn_print",
    "issn_electronic",
    "issn_linking",
    "nlm_unique_id",
    "volume",
    "issue",
    "published_online",
    "container_title",
    "edition",
    "publisher",
    "publisher_place",
    "isbn",
    "report_number",
    "url",
    "accessed_on",
    "publication_types",
)
GROUPS = (*TOGETHER, *((name,) for name in ALONE))
GROUP_OF = {name: group for group in GROUPS for name in group}
LONGEST_TITLE = 1000


def sound_columns(record: WorkRecord) -> Json:
    """Return the columns that a work can hold, in their canonical form; name the others in the log.

    They stay whole in the answer of the source.
    """
    columns = _with_short_title(record)
    work = Reference(**columns)
    try:
        work.clean_fields()
    except ValidationError as error:
        for name in error.message_dict:
            for each in GROUP_OF.get(name, (name,)):
                if columns.pop(each, None) is not None:
                    value = record.bibliography[each]
                    logger.warning(
                        "reference_column_left_out", pmid=record.pmid, column=each, value=value
                    )
    return {name: getattr(work, name) for name in columns}


def merge(work: Reference, columns: Json, *, before: Json) -> list[str]:
    """Fill and refresh the columns of a work; return the names of those that changed.

    ``before`` is what the source last said, as ``stored`` gives it: what differs from it was typed.
    """
    changed = [name for name in IDENTIFIERS if columns.get(name) and not getattr(work, name)]
    for group in GROUPS:
        if not _is_typed(work, group, columns, before):
            changed += [name for name in group if getattr(work, name) != _new(columns, name)]
    for name in changed:
        setattr(work, name, _new(columns, name))
    return changed


def fill(work: Reference, columns: Json, *, said: Json) -> list[str]:
    """Fill what is empty of a work, and replace nothing; return the columns that changed.

    ``said`` is what Vouch's own file of the work says in that format: the same is no news.
    """
    news = {name: value for name, value in columns.items() if name != "kind"}
    for group in (*GROUPS, *((name,) for name in IDENTIFIERS)):
        if all(said.get(name) == columns.get(name) for name in group):
            news = {name: value for name, value in news.items() if name not in group}
    return merge(work, news, before={})


def other_words(work: Reference, columns: Json) -> list[str]:
    """Return which of title and year are others, signs and capitals aside."""
    return [
        name
        for name in ("title", "year")
        if columns.get(name) and _letters(getattr(work, name)) != _letters(columns[name])
    ]


def typed_over(work: Reference, columns: Json) -> list[str]:
    """Return the columns in which a work says something else than the source."""
    return [
        name
        for name in (*IDENTIFIERS, *GROUP_OF)
        if columns.get(name) and getattr(work, name) != columns[name]
    ]


def stored(columns: Json) -> Json:
    """Return columns as JSON holds them."""
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in columns.items()
    }


def _is_typed(work: Reference, group: tuple[str, ...], columns: Json, before: Json) -> bool:
    """Whether somebody typed something there that the source does not say."""
    held = {name: getattr(work, name) for name in group}
    typed = [name for name in group if held[name] != _blank(name)]
    if stored({name: held[name] for name in typed}) == {
        name: before[name] for name in group if name in before
    }:
        return False
    return any(held[name] != _new(columns, name) for name in typed)


def _letters(value: Any) -> str:
    return "".join(sign for sign in str(value).casefold() if sign.isalnum())


def _new(columns: Json, name: str) -> Any:
    return columns.get(name, _blank(name))


def _blank(name: str) -> Any:
    return Reference._meta.get_field(name).get_default()  # type: ignore[union-attr]


def _with_short_title(record: WorkRecord) -> Json:
    columns = dict(record.bibliography)
    title = columns.get("title", "")
    if len(title) > LONGEST_TITLE:
        logger.warning("reference_title_shortened", pmid=record.pmid, title=title)
        columns["title"] = title[: LONGEST_TITLE - 1].rsplit(" ", 1)[0] + "…"
        columns.pop("title_markup", None)
    return columns
