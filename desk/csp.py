"""The admin under a content security policy that allows scripts by nonce only."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from js_asset import Media


class NonceMediaMixin(admin.ModelAdmin[Any]):
    """For a ModelAdmin: its scripts carry the nonce of the answer.

    The import map of the editor is an inline script, which the policy refuses without.
    """

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        nonce = str(request.csp_nonce)  # type: ignore[attr-defined]  # The CSP middleware sets it.
        context["media"] = Media.from_media(context["media"], nonce=nonce)
        return super().render_change_form(request, context, *args, **kwargs)
