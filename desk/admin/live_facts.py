"""Rows that public pages show as they are today: saving one makes those pages anew with it."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from review.ledger import Turn, ledger_turn
from review.refusals import Refused

View = Callable[[], HttpResponse]


class _NothingSavedError(Exception):
    pass


class LiveFactsAdmin(admin.ModelAdmin[Any]):
    """Each of Django's views that write runs inside a turn of the ledger.

    So the ledger is locked before any row, and what is public is made anew in the transaction of
    the change. A page that Django shows again is rendered after the turn.
    """

    # Whether pages may show a row that is new: most rows must first be named by one.
    shown_when_added = False

    def tell(self, row: Any, turn: Turn) -> None:
        """Say that the row was saved: one function of the ``facts`` of its app."""
        raise NotImplementedError

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        asked = (request, object_id, form_url, extra_context)
        view = partial(super().changeform_view, *asked)
        if request.method != "POST" or not (object_id or self.shown_when_added):
            return view()
        try:
            return self._in_turn(request, view)
        except Refused as refused:
            request.refused = refused  # type: ignore[attr-defined]
            # What was typed is shown again, without the transaction of the view that writes: the
            # database may still be busy.
            return self._changeform_view(*asked)  # type: ignore[attr-defined]

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Whether a row is in use is asked, and the row deleted, while nobody can publish a use."""
        view = partial(super().delete_view, request, object_id, extra_context)
        if request.method != "POST":
            return view()
        try:
            with ledger_turn(now=timezone.now()):
                return view()
        except Refused as refused:
            messages.error(request, refused.sentence)
            return HttpResponseRedirect(request.get_full_path())

    def log_change(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        _note(request, obj)
        return super().log_change(request, obj, message)

    def log_addition(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        _note(request, obj)
        return super().log_addition(request, obj, message)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        refused = getattr(request, "refused", None)
        return _with_refusal(form, refused) if refused else form

    def _in_turn(self, request: HttpRequest, view: View) -> HttpResponse:
        saved: list[Model] = []
        request.saved = saved  # type: ignore[attr-defined]
        # A refused form is no move: its turn leaves no trace.
        with suppress(_NothingSavedError), ledger_turn(now=timezone.now()) as turn:
            response = view()
            if not saved:
                raise _NothingSavedError
            for row in saved:
                self.tell(row, turn)
        return response


def _note(request: HttpRequest, row: Model) -> None:
    """Remember what Django saved: it logs exactly that, whatever it then answers."""
    getattr(request, "saved", []).append(row)


def _with_refusal(form: type[forms.ModelForm[Any]], refused: Refused) -> type[Any]:
    def clean(_: forms.ModelForm[Any]) -> None:
        raise ValidationError(refused.sentence, refused.code)

    return type(form.__name__, (form,), {"clean": clean})
