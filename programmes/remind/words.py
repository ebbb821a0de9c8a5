"""How are the chosen times said?"""

from collections.abc import Iterable
from datetime import time

from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext


def times_in_words(times: Iterable[tuple[int, time]]) -> list[str]:
    """ "09:00, Monday to Friday": one line for each time of day."""
    by_time: dict[time, list[int]] = {}
    for weekday, at in sorted(times, key=lambda each: (each[1], each[0])):
        by_time.setdefault(at, []).append(weekday)
    return [f"{at:%H:%M}, {days_in_words(days)}" for at, days in by_time.items()]


def days_in_words(days: list[int]) -> str:
    """ "every day", "Monday to Friday", or the short names."""
    if len(days) == 7:
        return gettext("every day")
    if days == [0, 1, 2, 3, 4]:
        return gettext("Monday to Friday")
    return ", ".join(str(WEEKDAYS_ABBR[day]) for day in days)
