"""When are the next exercises, for somebody who has done those of today?"""

from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ..day import DayItem
from ..plans import Ticks
from .followed import Followed

LOOK_AHEAD_DAYS = 28


def see_you(followed: Followed, today: date) -> str:
    """ "See you on Wednesday." What is due on days of the patient's own choice names no day."""
    day = next_fixed_day(followed, today)
    if day is None:
        return _("See you next time.")
    if day == today + timedelta(days=1):
        return _("See you tomorrow.")
    in_words = date_format(day, "l" if (day - today).days < 7 else "l j F")
    return _("See you on %(day)s.") % {"day": in_words}


def next_fixed_day(followed: Followed, after: date) -> date | None:
    """The next day within four weeks with something that is due on that very day."""
    for ahead in range(1, LOOK_AHEAD_DAYS + 1):
        day = after + timedelta(days=ahead)
        if any(is_fixed(item) for item in followed.day(Ticks(), day).due_items):
            return day
    return None


def is_fixed(item: DayItem) -> bool:
    """Due on that very day, not on one of the patient's choice."""
    return item.prescription.frequency_kind != "times_a_week"
