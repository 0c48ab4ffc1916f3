"""A page of the admin that asks before it makes a move, and says at the field why one is refused.

Moves open a transaction of their own, so they are called from such a view and never from
``save_model``, which Django runs inside one.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import display_for_field
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from review.refusals import Refused


class Made(NamedTuple):
    """What to say of a move that was made, and the address at which one goes on."""

    said: str
    next: str


@dataclass(frozen=True, kw_only=True)
class MovePage:
    """What the page says and does. ``perform`` gets the cleaned form and returns what to say.

    One goes on at the row's own page, unless it returns ``Made``. ``result`` is the template that
    shows what came of it, where a sentence would not do.
    """

    title: str
    explanation: str
    button: str
    perform: Callable[[dict[str, Any]], str | Made]
    form: type[forms.BaseForm] = forms.Form
    initial: dict[str, Any] = field(default_factory=dict)
    context: dict[str, Any] = field(default_factory=dict)
    template: str = "desk/move.html"
    result: str = ""
    danger: bool = False
    # Nothing can be done here any more: the page is shown without its form.
    is_closed: bool = False
    # Who reads it cannot do this, and may do what stands below.
    is_barred: bool = False


def show_move(
    request: HttpRequest, model_admin: admin.ModelAdmin[Any], row: Model, page: MovePage
) -> HttpResponse:
    """Ask on GET, make the move on POST; go on from there when it is made."""
    if not model_admin.has_view_permission(request, row):
        raise PermissionDenied
    posted = request.POST if request.method == "POST" else None
    form = page.form(posted, initial=page.initial)
    made = _made(request, form, page) if request.method == "POST" and form.is_valid() else None
    if made:
        messages.success(request, made.said)
    if made and not page.result:
        return HttpResponseRedirect(made.next or row_address(row))
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "row": row,
        "row_address": row_address(row),
        "page": page,
        "title": page.title,
        "form": form,
        "media": model_admin.media + form.media,
        **page.context,
    }
    template = page.result if made else page.template
    return TemplateResponse(request, template, context, status=400 if form.errors else 200)


def facts(row: Model, names: Iterable[str]) -> list[tuple[str, str]]:
    """Return what the row says, by label: for a page that asks somebody to confirm it."""
    return [_fact(row, row._meta.get_field(name)) for name in names]


def row_address(row: Model) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def _made(request: HttpRequest, form: forms.BaseForm, page: MovePage) -> Made | None:
    try:
        said = page.perform(form.cleaned_data)
    except Refused as refused:
        form.add_error(_field(form, refused.field), ValidationError(refused.sentence, refused.code))
    except PermissionDenied as error:
        form.add_error(None, str(error))
    except ValidationError as error:
        _say_at_fields(form, error)
    else:
        return said if isinstance(said, Made) else Made(said, "")
    return None


def _say_at_fields(form: forms.BaseForm, error: ValidationError) -> None:
    placed = hasattr(error, "error_dict")
    faults = error.error_dict if placed else {NON_FIELD_ERRORS: error.error_list}
    for place, errors in faults.items():
        for each in errors:
            form.add_error(_field(form, place), each)


def _fact(row: Model, field: Any) -> tuple[str, str]:
    value = getattr(row, field.name)
    text = ", ".join(value) if isinstance(value, list) else display_for_field(value, field, "")
    return field.verbose_name, text


def _field(form: forms.BaseForm, name: str) -> str | None:
    return name if name in form.fields else None
