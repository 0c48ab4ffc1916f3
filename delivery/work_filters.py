"""What the list of works can be narrowed by: what is known of a work today, and who cites it."""

import re
from typing import Any
from uuid import UUID

from django.db.models import Q

from articles.models import Kind
from delivery import conditions, parameters
from delivery.conditions import Named
from delivery.filters import PublicFilter, canonical_uuid, slug
from delivery.moments import Moment
from delivery.presenting.surroundings import When
from references.models import Standing

YEAR = re.compile(r"[0-9]{4}")


class Standings(PublicFilter):
    choices = Standing.values

    def condition(self, values: list[Any], when: When) -> Any:
        return conditions.has_standing(values)


class Names(PublicFilter):
    """Words as documents print them, from no closed set. Their own commas have a space behind them."""

    split = staticmethod(parameters.names)


class PublicationTypes(Names):
    def condition(self, values: list[Any], when: When) -> Any:
        return conditions.is_of_type(values)


class Journals(Names):
    def condition(self, values: list[Any], when: When) -> Any:
        return conditions.is_in_journal(values)


class Years(PublicFilter):
    pattern = YEAR.pattern

    def __init__(self, label: str, *, lookup: str = "in") -> None:
        self.many = lookup == "in"
        super().__init__(label)
        self.lookup = lookup

    def parse(self, word: str) -> Any:
        if not YEAR.fullmatch(word):
            raise ValueError("give a year with four digits, such as 2018")
        return int(word)

    def condition(self, values: list[Any], when: When) -> Any:
        return Q(**{f"reference__year__{self.lookup}": values if self.many else values[0]})


class CitingPages(PublicFilter):
    """Pages by kind and slug, which names a topic in every language, or by id."""

    def parse(self, word: str) -> Any:
        uuid = canonical_uuid(word)
        if uuid:
            return uuid
        kind, _, named = word.partition("|")
        if kind not in Kind.values or not named:
            kinds = ", ".join(Kind.values)
            raise ValueError(
                f"give kind|slug, such as symptom|shame, or the id of a page; the kinds are {kinds}"
            )
        return Kind(kind), slug(named)

    def condition(self, values: list[Any], when: When) -> Any:
        pages = [value for value in values if isinstance(value, UUID)]
        return conditions.is_cited_by(pages, self._named(values, when), when)

    def moments(self, rows: Any, values: list[Any], when: When) -> list[Moment]:
        """Pages that cite a work come and go with its own boundary: here, what bears a slug."""
        return [moment for named in self._named(values, when) for moment in named.moments()]

    def _named(self, values: list[Any], when: When) -> list[Named]:
        by_kind: dict[Kind, list[str]] = {}
        for kind, named in (value for value in values if not isinstance(value, UUID)):
            by_kind.setdefault(kind, []).append(named)
        return [Named(kind, slugs, when) for kind, slugs in by_kind.items()]
