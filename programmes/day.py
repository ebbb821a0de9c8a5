"""What is due for a patient on one day, and what of it is done? No query is made here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from exercises.dosing.dose import seconds_for

from .models import Prescription
from .plans import Plan, Tick, Ticks, stage_first_index
from .schedule import due_slots, slots_offered, week_window

PARTS = ("strengthen", "release", "stretch")


@dataclass(frozen=True)
class DayItem:
    """One prescription on one day: how often it is due, and the ticks it has."""

    prescription: Prescription
    plan: Plan
    slots: int
    ticks: Sequence[Tick]
    is_offered: bool = False  # as needed: may be done, is not due
    other_days_done: int = 0  # of the same week, where the patient picks the days

    @property
    def done_count(self) -> int:
        return sum(tick.is_done for tick in self.ticks)

    @property
    def is_done(self) -> bool:
        return bool(self.ticks) and self.done_count >= max(self.slots, 1)

    @property
    def is_skipped(self) -> bool:
        return bool(self.ticks) and not self.is_done and self.next_slot is None

    @property
    def next_slot(self) -> int | None:
        """The first free slot, from 1; None when every slot has its tick."""
        taken = {tick.slot for tick in self.ticks}
        places = len(taken) + 1 if self.is_offered else self.slots
        return next((slot for slot in range(1, places + 1) if slot not in taken), None)

    @property
    def days_done_this_week(self) -> int:
        return self.other_days_done + bool(self.done_count)

    @property
    def part(self) -> str:
        return self.prescription.exercise.part

    @property
    def seconds(self) -> int:
        """About how long what is still to do takes."""
        left = max(0, self.slots - len(self.ticks))
        return left * seconds_for(self.prescription.dose, part=self.part)


@dataclass(frozen=True)
class Day:
    date: date
    items: Sequence[DayItem]

    @property
    def due_items(self) -> list[DayItem]:
        return [item for item in self.items if item.slots]

    @property
    def due(self) -> int:
        return sum(item.slots for item in self.items)

    @property
    def done(self) -> int:
        return sum(min(item.done_count, item.slots) for item in self.items)

    @property
    def minutes(self) -> int:
        """About how long the rest of the day's exercises take, in whole minutes."""
        return round(sum(item.seconds for item in self.items) / 60)

    @property
    def is_all_answered(self) -> bool:
        return all(item.next_slot is None for item in self.due_items)

    def by_part(self) -> list[tuple[str, list[DayItem]]]:
        """The items in the order of a session: strengthen, release, stretch."""
        groups = [(part, [i for i in self.items if i.part == part]) for part in PARTS]
        return [(part, items) for part, items in groups if items]


def build_day(plans: Sequence[Plan], ticks: Ticks, day: date) -> Day:
    """The day's items of all plans, in the plans' order."""
    items = [item for plan in plans for item in items_on(plan, ticks, day)]
    return Day(date=day, items=items)


def items_on(plan: Plan, ticks: Ticks, day: date) -> list[DayItem]:
    return [
        item
        for prescription in plan.in_force_on(day)
        if (item := item_on(plan, prescription, ticks, day)) is not None
    ]


def item_on(plan: Plan, prescription: Prescription, ticks: Ticks, day: date) -> DayItem | None:
    """The prescription on that day; None if it is neither due, offered nor done."""
    todays = ticks.of(prescription.line, day)
    frequency = prescription.frequency
    others = other_days_done(plan, prescription, ticks, day)
    slots = due_slots(
        frequency,
        day=day,
        day_index=plan.day_index(day),
        stage_first_day_index=stage_first_index(prescription.stage),
        other_days_done_this_week=others,
    )
    done_today = sum(tick.is_done for tick in todays)
    is_offered = slots_offered(frequency, done_today=done_today) > 0
    if not (slots or is_offered or todays):
        return None
    return DayItem(prescription, plan, slots, todays, is_offered, others)


def other_days_done(plan: Plan, prescription: Prescription, ticks: Ticks, day: date) -> int:
    """On how many other days of the same programme week this line was done."""
    if prescription.frequency.kind != "times_a_week":
        return 0
    week = plan.week_on(day)
    window = week_window(plan.programme.start_on, week, plan.pauses) if week else None
    if window is None:
        return 0
    first, last = window
    last = last or day + timedelta(days=7)
    days = ticks.done_by_line.get(prescription.line, {})
    return sum(first <= done_on <= last for done_on in days if done_on != day)


def ticks_needed_from(plans: Sequence[Plan], day: date) -> date:
    """How far back ticks must be read to judge this day's weekly quotas."""
    weeks = [(plan, plan.week_on(day)) for plan in plans]
    windows = [week_window(p.programme.start_on, week, p.pauses) for p, week in weeks if week]
    return min([day, *(window[0] for window in windows if window)])
