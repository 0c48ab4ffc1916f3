"""E-mails to people: stored with what they are about, and sent by the worker when it is their time.

A message is in the outbox exactly when the change that it tells of is in the database. It is sent
at least once: a process killed after the mail server took a message, and before that was written
down, leaves it to be sent again. The ``Message-ID`` stays, by which mail programs know it.
"""

from datetime import datetime, timedelta
from smtplib import SMTPException
from urllib.parse import urlsplit

import structlog
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, transaction

from accounts.models import User
from desk.models import Message, MessageKind, MessageState

logger = structlog.get_logger(__name__)

# Who sends a message has so long; then another may.
SENDING = timedelta(minutes=10)
# Between one try and the next: together about two days.
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720, 720, 720))
MOST_AT_ONCE = 20
LONGEST_SUBJECT = 200


def queue(
    *, to: User, kind: MessageKind, subject: str, text: str, key: str, at: datetime
) -> Message | None:
    """Put an e-mail in the outbox, in the transaction under way; none is sent before ``at``.

    The same ``key`` is never written twice: None if it was. Text holds links, and never words of a
    page.
    """
    if not to.is_active:
        return None
    one_line = " ".join(subject.split())[:LONGEST_SUBJECT]
    message, is_new = Message.objects.get_or_create(
        key=key,
        defaults={
            "to": to,
            "kind": kind,
            "subject": one_line,
            "text": text,
            "created_at": at,
            "next_try_at": at,
        },
    )
    return message if is_new else None


def send_due(now: datetime) -> int:
    """Send what is due; return how many went out. Never inside a transaction.

    The first that fails ends it: with a mail server that is down the others would fail as well.
    """
    sent = 0
    # Where no mail server is configured the messages wait.
    if not settings.EMAIL_BACKEND or not Message.objects.due(now).exists():
        return sent
    server = get_connection()
    try:
        while sent < MOST_AT_ONCE and (message := _take(now)) and _send(message, server, now):
            sent += 1
    finally:
        server.close()
    return sent


def _take(now: datetime) -> Message | None:
    """Take the next message for a while, so that nobody else sends it meanwhile."""
    with transaction.atomic(durable=True):
        # SQLite has no locks of rows, and one writer at a time.
        skips = connection.features.has_select_for_update_skip_locked
        due = Message.objects.select_for_update(of=("self",), skip_locked=skips).due(now)
        message = due.select_related("to").first()
        if message is None:
            return None
        if not message.to.is_active:
            message.state = MessageState.DROPPED
        message.attempts += 1
        message.next_try_at = now + SENDING
        message.save(update_fields=["state", "attempts", "next_try_at"])
    return message


def _send(message: Message, server: BaseEmailBackend, now: datetime) -> bool:
    if message.state == MessageState.DROPPED:
        return True
    try:
        # Left open for the next one.
        server.open()
        _mail(message, server).send()
    # The last are faults of the message itself, which would stop all others for ever.
    except (SMTPException, OSError, ValueError) as error:
        _put_back(message, error, now)
        return False
    message.state, message.sent_at, message.last_error = MessageState.SENT, now, ""
    message.save(update_fields=["state", "sent_at", "last_error"])
    return True


def _put_back(message: Message, error: Exception, now: datetime) -> None:
    message.last_error = f"{type(error).__name__}: {error}"
    if message.attempts > len(WAITS):
        message.state = MessageState.FAILED
    else:
        message.next_try_at = now + WAITS[message.attempts - 1]
    message.save(update_fields=["state", "next_try_at", "last_error"])
    logger.warning(
        "message_not_sent",
        message=str(message.uuid),
        attempt=message.attempts,
        state=message.state,
        error=message.last_error,
    )


def _mail(message: Message, server: BaseEmailBackend) -> EmailMessage:
    host = urlsplit(settings.ADMIN_URL).hostname
    return EmailMessage(
        message.subject,
        message.text,
        to=[message.to.email],
        connection=server,
        # Programs answer neither with "I am away".
        headers={
            "Message-ID": f"<{message.uuid}@{host}>",
            "Auto-Submitted": "auto-generated",
        },
    )
