"""One move for many pages: a page that names every row asks first, then each row by itself.

Every row is a move in a transaction of its own: what is refused for one leaves the others alone.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from desk.listing import with_states
from review.refusals import Refused

CONFIRMED = "confirmed"


@dataclass(frozen=True)
class Outlook:
    """What will become of a row, or why it is left out."""

    says: str
    possible: bool = True


@dataclass(frozen=True, kw_only=True)
class BulkMove:
    """``perform`` gets a row, the ``lock_version`` that was shown and the cleaned form."""

    action: str
    title: str
    explanation: str
    button: str
    done: str
    outlook: Callable[[Any], Outlook]
    perform: Callable[[Any, int, dict[str, Any]], None]
    form: type[forms.Form] = forms.Form
    danger: bool = False


@dataclass(frozen=True)
class BulkRow:
    page: Any
    outlook: Outlook


def show_bulk(
    request: HttpRequest,
    model_admin: admin.ModelAdmin[Any],
    selected: QuerySet[Any],
    move: BulkMove,
) -> HttpResponse | None:
    """Ask first; when it is confirmed make the move of each row, and go back to the list."""
    confirmed = CONFIRMED in request.POST
    if confirmed:
        # By key and not as the list is filtered now: a row that has left the filter is refused by
        # name, and never left out in silence.
        keys = request.POST.getlist(ACTION_CHECKBOX_NAME)
        pages = model_admin.get_queryset(request).filter(pk__in=keys)
        selected = with_states(pages, timezone.now())
    rows = [BulkRow(page, move.outlook(page)) for page in selected]
    form = move.form(request.POST if confirmed else None)
    if confirmed and form.is_valid():
        _make_each(request, rows, move, form.cleaned_data)
        return None
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": move.title,
        "move": move,
        "rows": rows,
        "possible": any(row.outlook.possible for row in rows),
        "form": form,
        "checkbox": ACTION_CHECKBOX_NAME,
        "confirmed": CONFIRMED,
        "media": model_admin.media + form.media,
    }
    return TemplateResponse(request, "desk/bulk.html", context, status=400 if form.errors else 200)


def _make_each(
    request: HttpRequest, rows: Iterable[BulkRow], move: BulkMove, data: dict[str, Any]
) -> None:
    made = []
    for row in rows:
        refusal = _refusal(request, row, move, data)
        if refusal:
            messages.error(request, f"{row.page}: {refusal}")
        else:
            made.append(str(row.page))
    if made:
        messages.success(request, f"{move.done}: {', '.join(made)}.")


def _refusal(request: HttpRequest, row: BulkRow, move: BulkMove, data: dict[str, Any]) -> str:
    """Make the move of one row; return why it was not made, if it was not."""
    if not row.outlook.possible:
        return row.outlook.says
    try:
        move.perform(row.page, _shown_version(request, row), data)
    except Refused as refused:
        return refused.sentence
    except ValidationError as error:
        return " ".join(error.messages)
    except PermissionDenied as error:
        return str(error)
    return ""


def _shown_version(request: HttpRequest, row: BulkRow) -> int:
    shown = request.POST.get(f"lock_version-{row.page.pk}", "")
    return int(shown) if shown.isascii() and shown.isdigit() and len(shown) < 10 else 0
