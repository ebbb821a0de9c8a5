"""Which time zones are there, and what day is it in one of them?"""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.utils import timezone

DAY_ENDS_AT = time(3)


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
    """The day an instant counts for in a zone: until 03:00 local time it is still the day before.

    `instant` is any aware datetime; `zone` is a name such as "Europe/London". Both raise
    ValueError if they are not usable.
    """
    if instant.tzinfo is None:
        raise ValueError("local_day needs a datetime with a time zone")
    local = instant.astimezone(zone_of(zone))
    day = local.date()
    # Where clocks are put back over 03:00 (Chatham Islands) the first of the two counts, so that
    # today never runs backwards.
    first_end = datetime.combine(day, DAY_ENDS_AT, zone_of(zone)).astimezone(UTC)
    has_begun = local.time() >= DAY_ENDS_AT or instant >= first_end
    return day if has_begun else day - timedelta(days=1)


@lru_cache(maxsize=128)
def zone_of(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, OSError, ValueError) as error:
        raise ValueError(f"unknown time zone: {name!r}") from error


def today_in(zone: str) -> date:
    return local_day(timezone.now(), zone)
