"""Addresses that fail in each way, for test_errors."""

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404
from django.urls import path

from cms.urls import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def failing(exception):
    def view(request):
        raise exception

    return view


FAILURES = {
    "400": SuspiciousOperation("inner words"),
    "403": PermissionDenied("inner words"),
    "404": Http404("inner words"),
    "500": RuntimeError("inner words"),
}
urlpatterns = [
    path(f"{start}{status}/", failing(exception))
    for start in ("", "api/v1/")
    for status, exception in FAILURES.items()
]
