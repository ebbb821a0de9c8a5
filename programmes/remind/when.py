"""At which instant does a time on somebody's wall come, and is it a quiet hour? No database.

A day is the patient's own and ends at 03:00, so 01:30 "on Monday" is the night after Monday.
Each time comes once a day: in the hour that comes twice the first one counts, and a time in the
hour that is left out moves on by that hour, or back where it would fall into the next day.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from patients.zones import DAY_ENDS_AT, local_day, zone_of

DAY = timedelta(days=1)


@dataclass(frozen=True, order=True)
class Moment:
    """One time on one of the patient's days, and when that is."""

    due_at: datetime
    on: date
    at: time


def instant_of(on: date, at: time, zone: str) -> datetime | None:
    """When that day's wall shows that time, in UTC; None on a day that the zone left out."""
    calendar_day = on + DAY if at < DAY_ENDS_AT else on
    wall = datetime.combine(calendar_day, at, zone_of(zone))
    tries = (wall.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    return next((instant for instant in tries if local_day(instant, zone) == on), None)


def moments(
    times: Iterable[tuple[int, time]], zone: str, *, after: datetime, until: datetime
) -> list[Moment]:
    """When weekly times, each a weekday (Monday 0) and a time, come: after, up to and with until."""
    wanted = list(times)
    found = [
        Moment(due_at, day, at)
        for day in days_around(after, until, zone)
        for weekday, at in wanted
        if weekday == day.weekday()
        if (due_at := instant_of(day, at, zone)) and after < due_at <= until
    ]
    return sorted(found)


def days_around(after: datetime, until: datetime, zone: str) -> Iterator[date]:
    """The patient's days that these two instants lie in, and those between."""
    day, last = local_day(after, zone), local_day(until, zone)
    while day <= last:
        yield day
        day += DAY


def wall_time(instant: datetime, zone: str) -> time:
    """What the wall shows, to the minute."""
    return instant.astimezone(zone_of(zone)).time().replace(second=0, microsecond=0)


def is_quiet(at: time, quiet_from: time, quiet_to: time) -> bool:
    """Whether it is a quiet hour; the hours may run over midnight. The same twice: never."""
    if quiet_from <= quiet_to:
        return quiet_from <= at < quiet_to
    return at >= quiet_from or at < quiet_to


def later_today(
    asked: time, zone: str, *, now: datetime, quiet_from: time, quiet_to: time
) -> Moment | str:
    """The moment a person means by a time today; else why not: "past" or "quiet".

    Before 03:00 the night after today is meant.
    """
    on = local_day(now, zone)
    due_at = instant_of(on, asked, zone)
    if due_at is None or due_at <= now:
        return "past"
    if is_quiet(asked, quiet_from, quiet_to):
        return "quiet"
    return Moment(due_at, on, asked)


def offers(zone: str, *, now: datetime, quiet_from: time, quiet_to: time) -> list[time]:
    """Times to choose from with one tap: in an hour, at noon, in the evening."""
    soon = now + timedelta(hours=1)
    in_an_hour = wall_time(soon + timedelta(minutes=-soon.minute % 5), zone)
    asked = dict.fromkeys([in_an_hour, time(12), time(18), time(20)])
    hours = {"now": now, "quiet_from": quiet_from, "quiet_to": quiet_to}
    possible = [later_today(at, zone, **hours) for at in asked]
    soonest = now + timedelta(minutes=30)
    return [m.at for m in possible if isinstance(m, Moment) and m.due_at >= soonest]
