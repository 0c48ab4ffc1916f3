"""What django-axes asks about a log-in attempt."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def attempted_email(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """The e-mail address tried, as accounts are compared: otherwise each spelling of one address
    would have ten tries of its own."""
    value = (credentials or {}).get("username") or request.POST.get("username", "")
    return str(value).strip().lower()


def client_address(request: HttpRequest) -> str:
    """The address that the outermost trusted proxy saw, or else that of the connection.

    X-Forwarded-For grows to the right; whatever stands left of our own proxies' entries was sent
    by the client and may be invented.
    """
    connection: str = request.META.get("REMOTE_ADDR", "")
    if not settings.TRUSTED_PROXIES:
        return connection
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    if len(forwarded) < settings.TRUSTED_PROXIES:
        return connection
    return forwarded[-settings.TRUSTED_PROXIES] or connection


def client_for_logs(*_args: Any) -> str:
    """Logs hold no personal data."""
    return "a client"
