"""What every builder counts on."""

from datetime import UTC, datetime
from itertools import count

NOW = datetime(2026, 11, 1, 12, 0, tzinfo=UTC)
PASSWORD = "correct horse battery"

serial = count(1)
