"""How the lists of pages are narrowed down."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast
from django.http import HttpRequest

from articles.models import ContentFlag, Page, RiskClass, Tag
from desk.listing import ListState, in_state
from desk.requests import user_of
from references.identifiers import PMID
from references.models import Reference

Choices = Iterable[tuple[str, str]]
Pages = QuerySet[Page]


class PageFilter(admin.SimpleListFilter):
    """One of a closed set of values; ``narrowed`` is asked only for those that are offered."""

    def queryset(self, request: HttpRequest, queryset: Pages) -> Pages:
        value = self.value()
        offered = {str(choice) for choice, _ in self.lookup_choices}
        return self.narrowed(request, queryset, value) if value in offered else queryset

    def narrowed(self, request: HttpRequest, pages: Pages, value: str) -> Pages:
        raise NotImplementedError


class StateFilter(PageFilter):
    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return ListState.choices

    def narrowed(self, request: HttpRequest, pages: Pages, value: str) -> Pages:
        return in_state(pages, value)


class LanguageFilter(PageFilter):
    title = "language"
    parameter_name = "language"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return [(locale, locale) for locale in settings.CONTENT_LOCALES]

    def narrowed(self, request: HttpRequest, pages: Pages, value: str) -> Pages:
        return pages.filter(locale=value)


class FlagFilter(PageFilter):
    title = "what it speaks of"
    parameter_name = "flag"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return ContentFlag.choices

    def narrowed(self, request: HttpRequest, pages: Pages, value: str) -> Pages:
        # SQLite cannot ask what a JSON list contains; the flags are a closed set of words.
        flags = Cast("content_flags", TextField())
        return pages.alias(flags=flags).filter(flags__contains=f'"{value}"')


class TagFilter(PageFilter):
    title = "tag"
    parameter_name = "tag"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return list(Tag.objects.values_list("slug", "name"))

    def narrowed(self, request: HttpRequest, pages: Pages, value: str) -> Pages:
        return pages.filter(tags__slug=value)


class IntervalFilter(PageFilter):
    title = "review interval"
    parameter_name = "interval"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return RiskClass.choices

    def narrowed(self, request: HttpRequest, pages: Pages, value: str) -> Pages:
        return pages.filter(risk_class=value)


class ChangedByFilter(PageFilter):
    title = "who wrote it"
    parameter_name = "by"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return [("me", "I changed it last"), ("me_ever", "I changed it at some time")]

    def narrowed(self, request: HttpRequest, pages: Pages, value: str) -> Pages:
        by = user_of(request)
        if value == "me":
            return pages.filter(changed_by=by)
        return pages.filter(pk__in=Page.objects.filter(edits__user=by).values("pk"))


class CitesFilter(PageFilter):
    """``?cites=30075356``: shown only while it is in force; the page of a work links to it."""

    title = "cited work"
    parameter_name = "cites"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        value = self.value()
        return [(value, f"Cites {value}")] if value else []

    def narrowed(self, request: HttpRequest, pages: Pages, value: str) -> Pages:
        key = f"pmid:{value}" if PMID.fullmatch(value) else value
        works = Reference.objects.by_keys([key])
        keys = [known for work in works.values() for known in work.keys]
        return pages.filter(pk__in=Page.objects.filter(citations__key__in=keys).values("pk"))
