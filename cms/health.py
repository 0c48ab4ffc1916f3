"""`/livez` and `/readyz`, for load balancers.

Own code and not django-health-check: that runs its checks on threads of an event loop, whose
database connections nobody gives back to the pool under WSGI, and prints what the exception said.
"""

from collections.abc import Callable

import structlog
from django.core.checks import Tags, run_checks
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

logger = structlog.get_logger(__name__)

# Checks with these ids say that a promise of the database is gone (a trigger or a constraint is missing).
BROKEN_PROMISES = tuple(
    f"{app}.{level}" for app in ("articles", "review", "delivery") for level in "EW"
)


def database_answers() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone() == (1,))


def migrations_applied() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def history_protected() -> bool:
    messages = run_checks(tags=[Tags.database], databases=["default"])
    return not any((message.id or "").startswith(BROKEN_PROMISES) for message in messages)


READINESS: dict[str, Callable[[], bool]] = {
    "database": database_answers,
    "migrations": migrations_applied,
    "history": history_protected,
}


@never_cache
@require_safe
def livez(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    results = {name: holds(name) for name in READINESS}
    ready = all(results.values())
    return JsonResponse(
        {
            "status": "ok" if ready else "failed",
            "checks": {name: "ok" if held else "failed" for name, held in results.items()},
        },
        status=200 if ready else 503,
    )


def holds(name: str) -> bool:
    """Whether a check holds. Why it does not is for the log: the answer is public."""
    try:
        return READINESS[name]()
    except DatabaseError:
        logger.exception("readiness_check_failed", check=name)
        return False
