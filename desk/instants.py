"""Instants as publishers type and read them: in UTC, with what that is in their own time zone."""

from datetime import UTC, date, datetime, time
from typing import Any

from django import forms
from django.forms.widgets import Script
from django.utils import timezone
from django.utils.dateformat import format as formatted
from django.utils.formats import date_format
from js_asset import Media

DAY_AND_TIME = "F j, Y, H:i"


class UTCDateTimeWidget(forms.SplitDateTimeWidget):
    """Two inputs, each with its label; below them what that is in the person's own time zone."""

    template_name = "desk/widgets/utc_date_time.html"
    use_fieldset = True

    def __init__(self) -> None:
        super().__init__(
            date_format="%Y-%m-%d",
            time_format="%H:%M",
            date_attrs={"type": "date"},
            time_attrs={"type": "time"},
        )

    @property
    def media(self) -> forms.Media:
        made: forms.Media = Media(js=[Script("desk/instant.js", type="module")])
        return made

    def decompress(self, value: datetime | None) -> tuple[date | None, time | None]:
        if value is None:
            return None, None
        at = value.astimezone(UTC)
        return at.date(), at.time().replace(second=0, microsecond=0)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        return {**super().get_context(name, value, attrs), "zone": own_zone()}


class UTCDateTimeField(forms.SplitDateTimeField):
    """An instant, to the minute."""

    widget = UTCDateTimeWidget
    default_error_messages = {
        "invalid_date": "Choose the date.",
        "invalid_time": "Choose the time, in UTC.",
    }

    def compress(self, data_list: Any) -> datetime | None:
        if not data_list:
            return None
        day, hour = data_list
        if day in self.empty_values:
            raise forms.ValidationError(self.error_messages["invalid_date"], code="invalid_date")
        if hour in self.empty_values:
            raise forms.ValidationError(self.error_messages["invalid_time"], code="invalid_time")
        return datetime.combine(day, hour, tzinfo=UTC)


def own_zone() -> str:
    """The time zone of whoever asks; empty when it is UTC itself."""
    name = timezone.get_current_timezone_name()
    return "" if name in ("UTC", "Etc/UTC") else name


def in_words(instant: datetime) -> str:
    """Return ``November 3, 2026, 14:00 UTC (November 3, 2026, 09:00 in America/New_York)``."""
    zone = own_zone()
    utc = f"{formatted(instant.astimezone(UTC), DAY_AND_TIME)} UTC"
    if not zone:
        return utc
    return f"{utc} ({date_format(timezone.localtime(instant), DAY_AND_TIME)} in {zone})"


def what_time_it_is(now: datetime) -> str:
    """Return a help text that says by how much UTC and the person's own clock differ."""
    zone = own_zone()
    here = f", {timezone.localtime(now):%H:%M} in {zone}" if zone else ""
    return f"In UTC: it is {now.astimezone(UTC):%H:%M} UTC now{here}."
