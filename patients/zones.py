"""Which time zones are there, and what day is it in one of them?"""

from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.utils import timezone

DAY_ENDS_AT_HOUR = 3


@cache
def zone_names() -> tuple[str, ...]:
    """The IANA zones that people live in, such as "Europe/London"."""
    places = ("Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/")
    return tuple(
        sorted(
            name
            for name in available_timezones()
            if name.startswith((*places, "Pacific/", "Antarctica/")) or name == "UTC"
        )
    )


def validate_zone(name: str) -> None:
    if name not in zone_names():
        raise ValidationError(f"“{name}” is not a time zone. Choose one such as Europe/London.")


def local_day(instant: datetime, zone: str) -> date:
    """The day an instant counts for in a zone: a day ends at 03:00 on the local clock."""
    local = instant.astimezone(ZoneInfo(zone))
    return (local.replace(tzinfo=None) - timedelta(hours=DAY_ENDS_AT_HOUR)).date()


def today_in(zone: str) -> date:
    return local_day(timezone.now(), zone)
