"""DATABASE_URL and CACHE_URL, and what the two databases need to be safe here."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from environ import Env

from cms.environment import read, refusal, whole_number

SQLITE_BUSY_SECONDS = 20
CONNECT_SECONDS = 5
LOCK_SECONDS = 10
EXAMPLES = "Write sqlite:///var/vouch.sqlite3 or postgres://user:password@host:5432/name."

# WAL lets readers go on while one writes; FULL keeps a signature through a loss of power too
# (https://www.sqlite.org/pragma.html#pragma_synchronous).
SQLITE_OPTIONS = {
    "timeout": SQLITE_BUSY_SECONDS,
    # DEFERRED would fail at the first write of a transaction that began with a read, at once and
    # whatever the timeout.
    "transaction_mode": "IMMEDIATE",
    "init_command": ("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"),
}


def database(name: str, *, default: str, base: Path) -> dict[str, Any]:
    """Django's entry for DATABASES; a relative SQLite path starts at `base`."""
    value = read(name, default) or ""
    scheme = value.partition("://")[0]
    if scheme == "sqlite":
        return sqlite(name, value, base=base)
    if scheme in {"postgres", "postgresql"}:
        return postgresql(name, value)
    # Only the scheme is repeated: the rest may hold a password.
    raise refusal(name, f"begins with {scheme.split(':')[0]!r}, a database unknown here", EXAMPLES)


def sqlite(name: str, value: str, *, base: Path) -> dict[str, Any]:
    parts = urlsplit(value)
    if parts.netloc or parts.query or parts.fragment or len(parts.path) < 2:
        raise refusal(name, "is not sqlite:/// and a file name", EXAMPLES)
    file = base / unquote(parts.path[1:])
    if not file.parent.is_dir():
        raise refusal(
            name, f"points into {str(file.parent)!r}, which is no folder", "Make the folder first."
        )
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "ATOMIC_REQUESTS": False,
        "OPTIONS": {**SQLITE_OPTIONS},
    }


def postgresql(name: str, value: str) -> dict[str, Any]:
    try:
        config: dict[str, Any] = dict(Env.db_url_config(value))
    except ValueError:
        raise refusal(name, "cannot be read as an address", EXAMPLES) from None
    if not config["NAME"] or not config["HOST"]:
        raise refusal(name, "names no host or no database", EXAMPLES)
    statement_seconds = whole_number("DATABASE_STATEMENT_SECONDS", default=30)
    pool_size = whole_number("DATABASE_POOL_SIZE", default=8, minimum=1)
    config["ATOMIC_REQUESTS"] = False
    config["CONN_HEALTH_CHECKS"] = True
    config["OPTIONS"] = {
        **config.get("OPTIONS", {}),
        "connect_timeout": CONNECT_SECONDS,
        "options": (
            f"-c statement_timeout={statement_seconds}s -c lock_timeout={LOCK_SECONDS}s"
            " -c idle_in_transaction_session_timeout=60s"
        ),
        "pool": {"min_size": 1, "max_size": pool_size, "timeout": CONNECT_SECONDS},
    }
    return config


def cache(name: str) -> dict[str, Any]:
    """Django's entry for CACHES: memory of the process, or Redis when several processes share."""
    value = read(name, "locmem://") or ""
    parts = urlsplit(value)
    if value == "locmem://":
        return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    if parts.scheme in {"redis", "rediss"} and parts.hostname:
        return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": value}
    raise refusal(
        name,
        "is neither locmem:// nor the address of a Redis server",
        "Write locmem:// or redis://host:6379/0.",
    )
