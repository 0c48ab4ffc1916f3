"""What lists can be narrowed by, in words, and what a reader may say.

A value is a slug, an identifier or a word of a closed set; with commas between, several mean any of
them. A slug that names nothing public finds nothing; a word that is in no set is refused.
"""

import re
from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django_filters import Filter, FilterSet

from articles.models import Aspect, CodeSystem, Kind
from delivery import conditions, parameters
from delivery.conditions import Named
from delivery.models import LinkRole
from delivery.moments import Moment
from delivery.presenting.surroundings import When
from delivery.serializers import REVIEW_STATUSES
from references.identifiers import PMID

CANONICAL_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Words(forms.Field):
    """The values of one parameter, each through ``parse``; None when it is not given."""

    def __init__(
        self, *, parse: Callable[[str], Any], split: Callable[[str], list[str]], **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.parse = parse
        self.split = split

    def clean(self, value: str | None) -> list[Any] | None:
        if value is None:
            return None
        try:
            return [self.parse(word) for word in self.split(value)]
        except ValueError as error:
            raise ValidationError(str(error)) from error


class PublicFilter(Filter):
    """One parameter. ``label`` says in the API's description what it does.

    ``choices`` are the allowed words, if the set of them is closed; ``pattern`` is that of each.
    """

    field_class = Words
    choices: Sequence[str] = ()
    pattern = ""
    many = True
    split: Callable[[str], list[str]] = staticmethod(parameters.words)

    def __init__(self, label: str) -> None:
        split = self.split if self.many else _whole
        super().__init__(label=label, parse=self.parse, split=split)

    def parse(self, word: str) -> Any:
        if self.choices:
            return parameters.one_of(self.choices)(word)
        return slug(word)

    def filter(self, rows: QuerySet[Any, Any], values: list[Any] | None) -> QuerySet[Any, Any]:
        return rows if values is None else rows.filter(self.condition(values, self.parent.when))

    def condition(self, values: list[Any], when: When) -> Any:
        raise NotImplementedError

    # Whether the answer for a row changes by itself.
    by_time = False

    def moments(self, rows: QuerySet[Any, Any], values: list[Any], when: When) -> list[Moment]:
        """Return when rows of the list without this filter may come in or fall out by time."""
        return []


class PublicFilters(FilterSet):
    """The filters of a list, read from a request that has been checked for unknown parameters."""

    def __init__(self, query: QueryDict, rows: QuerySet[Any, Any], *, when: When) -> None:
        """Raise ``Problem`` for a value that cannot be used."""
        super().__init__(query, rows)
        self.when = when
        for name, faults in self.form.errors.as_data().items():
            raise parameters.bad(name, faults[0].messages[0])

    @property
    def given(self) -> dict[str, list[Any]]:
        return {name: values for name, values in self.form.cleaned_data.items() if values}

    def narrowed(self, rows: QuerySet[Any, Any], *, without: Collection[str]) -> Any:
        """Return the rows that all filters leave but those named."""
        for name, values in self.given.items():
            if name not in without:
                rows = self.filters[name].filter(rows, values)
        return rows

    def maybe_later(self, rows: QuerySet[Any, Any]) -> Any:
        """Return those of some rows which are in no list yet that may come into this one."""
        changing = [name for name in self.given if self.filters[name].by_time]
        return self.narrowed(rows, without=changing)

    def moments(self, rows: QuerySet[Any, Any]) -> list[Moment]:
        """Return when rows may come into the list, or fall out, that neither begin nor end."""
        return [
            moment
            for name, values in self.given.items()
            for moment in self.filters[name].moments(
                self.narrowed(rows, without=[name]), values, self.when
            )
        ]

    def instants(self) -> list[datetime]:
        """Return when a filter asks something else although nobody writes."""
        by_day = any(self.filters[name].by_time for name in self.given)
        return [conditions.next_midnight(self.when)] if by_day else []


class Topics(PublicFilter):
    """Slugs of conditions or symptoms."""

    def __init__(self, kind: Kind, label: str, test: Callable[[Named], Any]) -> None:
        super().__init__(label)
        self.kind = kind
        self.test = test

    def condition(self, values: list[Any], when: When) -> Any:
        return self.test(Named(self.kind, values, when))

    def moments(self, rows: QuerySet[Any, Any], values: list[Any], when: When) -> list[Moment]:
        return Named(self.kind, values, when).moments()


class References(PublicFilter):
    def parse(self, word: str) -> Any:
        if PMID.fullmatch(word) and word.isascii():
            return word
        uuid = canonical_uuid(word)
        if not uuid:
            raise ValueError("give a PMID, such as 30075356, or the uuid of a reference")
        return uuid

    def condition(self, values: list[Any], when: When) -> Any:
        uuids = [value for value in values if isinstance(value, UUID)]
        pmids = [value for value in values if isinstance(value, str)]
        return conditions.cites(uuids, pmids)


class Codes(PublicFilter):
    def parse(self, word: str) -> Any:
        system, bar, code = word.partition("|")
        if system not in CodeSystem.values or not bar or not code:
            systems = ", ".join(CodeSystem.values)
            raise ValueError(f"give system|code, such as mesh|D012753; the systems are {systems}")
        return slug(word)

    def condition(self, values: list[Any], when: When) -> Any:
        return conditions.links_to(LinkRole.CODE, code__in=values)


class Tags(PublicFilter):
    def condition(self, values: list[Any], when: When) -> Any:
        return conditions.links_to(LinkRole.TAG, tag__slug__in=values)


class People(PublicFilter):
    def __init__(self, role: LinkRole, label: str) -> None:
        super().__init__(label)
        self.role = role

    def condition(self, values: list[Any], when: When) -> Any:
        return conditions.links_to(self.role, person__slug__in=values)


class Aspects(PublicFilter):
    choices = Aspect.values

    def condition(self, values: list[Any], when: When) -> Any:
        return conditions.has_section(values)


class ReviewStatuses(PublicFilter):
    choices = REVIEW_STATUSES
    by_time = True

    def condition(self, values: list[Any], when: When) -> Any:
        return conditions.has_status(values, when)

    def moments(self, rows: QuerySet[Any, Any], values: list[Any], when: When) -> list[Moment]:
        return conditions.status_moments(rows, when)


class Column(PublicFilter):
    """Words of a closed set in a column of the listed rows."""

    def __init__(self, column: str, choices: Sequence[str], label: str) -> None:
        self.choices = choices
        super().__init__(label)
        self.column = column

    def condition(self, values: list[Any], when: When) -> Any:
        return Q(**{f"{self.column}__in": values})


class Since(PublicFilter):
    """An instant of a column, at or after the one given."""

    many = False

    def __init__(self, column: str, label: str) -> None:
        super().__init__(label)
        self.column = column

    def parse(self, word: str) -> datetime:
        return parameters.day_or_instant(word)

    def condition(self, values: list[Any], when: When) -> Any:
        return Q(**{f"{self.column}__gte": values[0]})


def canonical_uuid(word: str) -> UUID | None:
    """Return a uuid that is written as documents write it."""
    return UUID(word) if CANONICAL_UUID.fullmatch(word) else None


def slug(word: str) -> str:
    if not word:
        raise ValueError("it is empty")
    # PostgreSQL has no such character, and refuses to look for it.
    if "\x00" in word:
        raise ValueError("it holds a character that no value has")
    return word


def _whole(word: str) -> list[str]:
    return [word]
