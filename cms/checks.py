"""System checks of settings that are each allowed, but not together or not in production."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import connections

ADDRESSES = ("SITE_URL", "API_URL", "MEDIA_URL")
LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})


def is_local(address: str) -> bool:
    return urlsplit(address).hostname in LOCAL_HOSTS


@register(Tags.security)
def debug_is_local(**_kwargs: Any) -> list[CheckMessage]:
    public = [name for name in ADDRESSES if not is_local(getattr(settings, name))]
    if not settings.DEBUG or not public:
        return []
    return [
        Warning(
            f"DEBUG is on, and {', '.join(public)} is not on this machine.",
            hint="Unset DEBUG: its error pages show settings and source code.",
            id="cms.W001",
        )
    ]


@register(Tags.security)
def public_addresses_are_https(**_kwargs: Any) -> list[CheckMessage]:
    plain = [
        name
        for name in ADDRESSES
        if getattr(settings, name).startswith("http:") and not is_local(getattr(settings, name))
    ]
    if not plain:
        return []
    return [
        Warning(
            f"{', '.join(plain)} begins with http:.",
            hint="Write https: the address is printed into every document served.",
            id="cms.W002",
        )
    ]


@register(Tags.security, deploy=True)
def people_can_be_told(**_kwargs: Any) -> list[CheckMessage]:
    """Without either nothing is wrong, and nobody hears that a source was retracted."""
    messages: list[CheckMessage] = []
    if not settings.EMAIL_BACKEND:
        messages.append(
            Warning(
                "EMAIL_URL is missing: nobody is written to.",
                hint="Name a mail server; until then messages wait in the outbox.",
                id="cms.W004",
            )
        )
    if not settings.NCBI_EMAIL:
        messages.append(
            Warning(
                "NCBI_EMAIL is missing: nobody is asked whether works still stand.",
                hint="Write an address at which NCBI reaches whoever runs this site.",
                id="cms.W005",
            )
        )
    return messages


@register(Tags.database)
def sqlite_has_wal(databases: Sequence[str] | None = None, **_kwargs: Any) -> list[CheckMessage]:
    """SQLite keeps its old mode without a word where WAL cannot work, as on a network drive."""
    messages: list[CheckMessage] = []
    for alias in databases or []:
        connection = connections[alias]
        if connection.vendor != "sqlite":
            continue
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA journal_mode")
            (mode,) = cursor.fetchone()
        # A database in memory, as tests have, is in mode "memory".
        if mode not in {"wal", "memory"}:
            messages.append(
                Warning(
                    f"The SQLite file is in journal mode {mode!r}: readers wait for writers.",
                    hint="Keep the file on a local disk, or use PostgreSQL.",
                    id="cms.W003",
                )
            )
    return messages
