"""How often is an exercise to be done? One value, its words and its limits."""

from dataclasses import dataclass
from typing import Literal

from exercises.dosing import words

Kind = Literal["daily", "weekdays", "every_n_days", "times_a_week", "as_needed"]

KINDS: tuple[Kind, ...] = ("daily", "weekdays", "every_n_days", "times_a_week", "as_needed")
SHORT_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True)
class Frequency:
    """When one prescription is to be done.

    `weekdays` are 0-6 with Monday 0, in order. `n` is the number of days between two goes
    (`every_n_days`) or the weekly quota of days which the patient picks (`times_a_week`).
    `times_per_day` counts slots on a day; `max_per_day` only limits `as_needed`.
    """

    kind: Kind = "daily"
    weekdays: tuple[int, ...] = ()
    n: int | None = None
    times_per_day: int = 1
    max_per_day: int | None = None


def in_words(frequency: Frequency) -> str:
    """For the patient: "Every day", "Twice a day", "3 days a week, you choose which"."""
    if frequency.kind == "as_needed":
        return words.when_needed(frequency.max_per_day)
    several = words.a_day(frequency.times_per_day) if frequency.times_per_day > 1 else ""
    if frequency.kind == "daily":
        return several or words.every_day()
    if frequency.kind == "weekdays":
        days = frequency.weekdays
        return words.on_days(several, days) if several else words.weekdays(days)
    if frequency.kind == "every_n_days":
        days = words.every_n_days(frequency.n)
    else:
        days = words.days_a_week(frequency.n)
    return words.several_and(several, days) if several else days


def in_short(frequency: Frequency) -> str:
    """For the physio: "daily", "2x/day", "MO WE FR", "every 2 days", "3x/week", "PRN max 2/day"."""
    if frequency.kind == "as_needed":
        return "PRN" if frequency.max_per_day is None else f"PRN max {frequency.max_per_day}/day"
    several = f"{frequency.times_per_day}x/day" if frequency.times_per_day > 1 else ""
    if frequency.kind == "daily":
        return several or "daily"
    if frequency.kind == "weekdays":
        days = " ".join(SHORT_DAYS[day] for day in frequency.weekdays)
    elif frequency.kind == "every_n_days":
        days = f"every {frequency.n} days"
    else:
        days = f"{frequency.n}x/week"
    return f"{days}, {several}" if several else days


def validate(frequency: Frequency) -> list[str]:
    """What is wrong, in words; an empty list means that the frequency makes sense."""
    errors = []
    if frequency.kind not in KINDS:
        errors.append("Choose how often it is to be done.")
    if frequency.kind == "weekdays" and not _are_weekdays(frequency.weekdays):
        errors.append("Choose at least one day of the week, each of them once.")
    if frequency.kind == "every_n_days" and not 1 <= (frequency.n or 0) <= 31:
        errors.append("Days from one time to the next must be between 1 and 31.")
    if frequency.kind == "times_a_week" and not 1 <= (frequency.n or 0) <= 7:
        errors.append("Days a week must be between 1 and 7.")
    if not 1 <= frequency.times_per_day <= 6:
        errors.append("Times a day must be between 1 and 6.")
    if frequency.max_per_day is not None and not 1 <= frequency.max_per_day <= 12:
        errors.append("The most times a day must be between 1 and 12.")
    return errors


def _are_weekdays(days: tuple[int, ...]) -> bool:
    return bool(days) and list(days) == sorted(set(days)) and set(days) <= set(range(7))
