"""How do eight weeks look as a calendar? Rows of seven days for the calendar component."""

from collections.abc import Collection, Sequence
from datetime import date

from ..day_states import DayState

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def weeks_of(days: Sequence[DayState], today: date, logged: Collection[date]) -> list[list[dict]]:
    """`days` begin on a Monday; a day that stands in the log links to its place there."""
    cells = [cell(day, today, day.date in logged) for day in days]
    return [cells[at : at + 7] for at in range(0, len(cells), 7)]


def cell(day: DayState, today: date, is_logged: bool) -> dict:
    return {
        "number": day.date.day,
        "state": day.state,
        "words": f"{day.date:%B}: {day.words}",
        "href": f"#{anchor(day.date)}" if is_logged else "",
        "is_today": day.date == today,
    }


def anchor(day: date) -> str:
    return f"day-{day.isoformat()}"
