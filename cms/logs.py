"""Structured logs: one JSON object a line in production, coloured lines while developing.

Nothing personal is logged: no address of a client, no user agent, no user, no query string (a
search for a symptom is about somebody's health). The request id ties the lines together.
"""

from typing import Any

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

PERSONAL_KEYS = ("ip", "user_agent", "user_id")


def drop_personal_data(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    for key in PERSONAL_KEYS:
        event.pop(key, None)
    return event


SHARED_PROCESSORS: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    drop_personal_data,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.stdlib.PositionalArgumentsFormatter(),
]


def configure() -> None:
    """Send structlog's own loggers through the standard library, so that there is one stream."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *SHARED_PROCESSORS,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )


def logging_config(*, level: str, console: bool) -> dict[str, Any]:
    renderers: list[Processor] = (
        [structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)]
        if console
        else [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "structured": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": SHARED_PROCESSORS,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    *renderers,
                ],
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "structured"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            # Django's default handlers would mail errors and print in a form of their own.
            "django": {"handlers": [], "level": level, "propagate": True},
            "django.server": {"handlers": [], "level": level, "propagate": True},
            # They log addresses, in which the keys of services stand.
            "httpx2": {"level": "WARNING"},
            "httpcore2": {"level": "WARNING"},
            # It repeats what "request_finished" says, with the query string.
            "django.request": {"handlers": [], "level": "CRITICAL", "propagate": True},
        },
    }
