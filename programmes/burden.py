"""How much does a stage ask of each weekday, and is that more than the patient promised?

Pure. What falls on fixed weekdays is `sure`. A weekly quota ("3 days a week, you choose") or
"every 2 days" may fall on any day: it is `floating`, and the fullest day is reckoned as if all
of it fell together, because that is how people do it. Optional items ("if you like") are counted
apart, and what is done only as needed is not counted. A patient may have other programmes besides:
what those ask stands beside it, and the promise and "too many" are about the sum.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import ceil

from exercises.dosing.frequency import Frequency

MOST_MUST_DO = 4
WEEK = 7


@dataclass(frozen=True)
class Item:
    """One prescription: how often, and how long one go takes in seconds."""

    frequency: Frequency
    seconds: int
    must_do: bool = True

    @property
    def seconds_a_day(self) -> int:
        return self.seconds * self.frequency.times_per_day

    @property
    def days_a_week(self) -> int:
        """On how many days of a week it is due, at most."""
        match self.frequency.kind:
            case "daily":
                return WEEK
            case "weekdays":
                return len(self.frequency.weekdays)
            case "every_n_days":
                return ceil(WEEK / (self.frequency.n or 1))
            case "times_a_week":
                return min(self.frequency.n or 0, WEEK)
            case _:
                return 0

    @property
    def is_floating(self) -> bool:
        """Whether the weekday is not known beforehand."""
        chosen = self.frequency.kind in ("every_n_days", "times_a_week")
        return chosen and 0 < self.days_a_week < WEEK

    def is_sure_on(self, weekday: int) -> bool:
        if self.frequency.kind == "weekdays":
            return weekday in self.frequency.weekdays
        return self.days_a_week == WEEK


@dataclass(frozen=True)
class DayBurden:
    """One weekday (Monday 0): what surely falls on it, and what may."""

    weekday: int
    sure_seconds: int
    floating_seconds: int
    optional_seconds: int
    exercises: int
    most_exercises: int
    must_do: int
    beside_minutes: int = 0  # of must-do items of the patient's other programmes
    beside_must_do: int = 0

    @property
    def minutes(self) -> int:
        """Of must-do items, if all that floats falls on this day."""
        return in_minutes(self.sure_seconds + self.floating_seconds)

    @property
    def minutes_in_all(self) -> int:
        return self.minutes + self.beside_minutes

    @property
    def must_do_in_all(self) -> int:
        return self.must_do + self.beside_must_do

    @property
    def least_minutes(self) -> int:
        return in_minutes(self.sure_seconds)

    @property
    def with_optional(self) -> int:
        return in_minutes(self.sure_seconds + self.floating_seconds + self.optional_seconds)

    @property
    def with_everything(self) -> int:
        return self.with_optional + self.beside_minutes


@dataclass(frozen=True)
class Floating:
    """What is due on some days of the week, which ones is open."""

    days: int
    exercises: int
    minutes: int
    patient_picks: bool


@dataclass(frozen=True)
class Beside:
    """What another programme of the same patient asks of each weekday meanwhile."""

    name: str
    days: tuple[DayBurden, ...]

    @property
    def fullest(self) -> int:
        return max(day.minutes for day in self.days)

    @property
    def lightest(self) -> int:
        return min(day.minutes for day in self.days)


@dataclass(frozen=True)
class StageBurden:
    """A week of one stage, day by day, against the promised minutes a day (None: not asked)."""

    days: tuple[DayBurden, ...]
    floating: tuple[Floating, ...]
    promised: int | None
    beside: tuple[Beside, ...] = ()

    @property
    def fullest(self) -> int:
        """Minutes of must-do items on the fullest day."""
        return max(day.minutes for day in self.days)

    @property
    def fullest_in_all(self) -> int:
        return max(day.minutes_in_all for day in self.days)

    @property
    def lightest(self) -> int:
        return min(day.least_minutes for day in self.days)

    @property
    def fullest_with_optional(self) -> int:
        return max(day.with_optional for day in self.days)

    @property
    def most_exercises(self) -> int:
        return max(day.most_exercises for day in self.days)

    @property
    def most_must_do(self) -> int:
        """Of all programmes together."""
        return max(day.must_do_in_all for day in self.days)

    @property
    def is_too_long(self) -> bool:
        return self.promised is not None and self.fullest_in_all > self.promised

    @property
    def is_too_many(self) -> bool:
        return self.most_must_do > MOST_MUST_DO

    @property
    def is_too_much(self) -> bool:
        return self.is_too_long or self.is_too_many

    @property
    def scale(self) -> int:
        """Minutes at the top of a drawing of these days."""
        return max(*(day.with_everything for day in self.days), self.promised or 0, 1)


def in_minutes(seconds: int) -> int:
    """Whole minutes; what is there at all counts at least one."""
    return max(1, round(seconds / 60)) if seconds else 0


def burden_of(
    items: Iterable[Item], *, promised: int | None = None, beside: Sequence[Beside] = ()
) -> StageBurden:
    """The week of a stage with these prescriptions, and with what others ask beside them."""
    counted = [item for item in items if item.days_a_week]
    days = tuple(with_others(day, beside) for day in days_of(counted))
    return StageBurden(days, floating_of(counted), promised, tuple(beside))


def beside_of(name: str, items: Iterable[Item]) -> Beside:
    """The week of another programme."""
    return Beside(name, days_of([item for item in items if item.days_a_week]))


def days_of(items: list[Item]) -> tuple[DayBurden, ...]:
    return tuple(day_burden(weekday, items) for weekday in range(WEEK))


def with_others(day: DayBurden, beside: Sequence[Beside]) -> DayBurden:
    """The day with what the other programmes ask of the same weekday, in whole minutes each."""
    theirs = [one.days[day.weekday] for one in beside]
    return replace(
        day,
        beside_minutes=sum(one.minutes for one in theirs),
        beside_must_do=sum(one.must_do for one in theirs),
    )


def day_burden(weekday: int, items: list[Item]) -> DayBurden:
    sure = [item for item in items if item.is_sure_on(weekday)]
    floating = [item for item in items if item.is_floating]
    must_do = [item for item in (*sure, *floating) if item.must_do]
    return DayBurden(
        weekday=weekday,
        sure_seconds=sum(item.seconds_a_day for item in sure if item.must_do),
        floating_seconds=sum(item.seconds_a_day for item in floating if item.must_do),
        optional_seconds=sum(i.seconds_a_day for i in (*sure, *floating) if not i.must_do),
        exercises=len(sure),
        most_exercises=len(sure) + len(floating),
        must_do=len(must_do),
    )


def floating_of(items: list[Item]) -> tuple[Floating, ...]:
    """Those whose days are open, put together by how many days a week and by who picks."""
    groups: dict[tuple[int, bool], list[Item]] = {}
    for item in items:
        if item.is_floating:
            key = (item.days_a_week, item.frequency.kind == "times_a_week")
            groups.setdefault(key, []).append(item)
    return tuple(
        Floating(days, len(group), in_minutes(sum(i.seconds_a_day for i in group)), picks)
        for (days, picks), group in sorted(groups.items(), reverse=True)
    )
