from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils import timezone

from desk.overview import overview
from desk.requests import user_of


class VouchAdminSite(AdminSite):
    site_header = "Vouch"
    site_title = "Vouch"
    index_title = "Overview"
    # The public site is somebody else's front end.
    site_url = None

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        panels = overview(user_of(request), timezone.now())
        return super().index(request, {"panels": panels, **(extra_context or {})})
