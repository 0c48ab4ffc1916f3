"""The admin under a content security policy that allows scripts by nonce only."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from js_asset import Media


def with_nonce(request: HttpRequest, media: forms.Media) -> forms.Media:
    """Return the media with the nonce of the answer on every script."""
    nonce = str(request.csp_nonce)  # type: ignore[attr-defined]  # The CSP middleware sets it.
    nonced: forms.Media = Media.from_media(media, nonce=nonce)
    return nonced


class NonceMediaMixin(admin.ModelAdmin[Any]):
    """For a ModelAdmin: its scripts carry the nonce of the answer.

    The import map of the editor is an inline script, which the policy refuses without.
    """

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context["media"] = with_nonce(request, context["media"])
        return super().render_change_form(request, context, *args, **kwargs)
