"""Is each day of a strip judged by what was due and done on it?"""

from datetime import date, timedelta

import pytest

from exercises.dosing.frequency import Frequency
from programmes.adherence import Adherence
from programmes.day_states import DayState, day_states, state_of, total_adherence
from programmes.models import Pause
from programmes.plans import running_plans_for, ticks_for

from .programmes import a_prescription, a_programme, a_tick, succeeded

MONDAY = date(2026, 1, 5)
TODAY = MONDAY + timedelta(days=6)


def on(days: int) -> date:
    return MONDAY + timedelta(days=days)


def states(sam, *, first: int = 0, last: int = 6, today: date = TODAY) -> list[DayState]:
    plans = running_plans_for([sam.pk], since=on(first)).get(sam.pk, [])
    ticks = ticks_for([sam.pk], first_day=on(first), last_day=on(last))[sam.pk]
    return day_states(plans, ticks, first_day=on(first), last_day=on(last), today=today)


def names(found: list[DayState]) -> str:
    return " ".join(day.state for day in found)


JUDGED = [
    (3, 3, False, "full"),
    (3, 1, False, "part"),
    (3, 0, False, "none"),
    (3, 0, True, "future"),
    (3, 1, True, "part"),
]


@pytest.mark.parametrize(("due", "done", "is_today", "state"), JUDGED)
def test_a_day_is_judged_by_its_counts(due, done, is_today, state):
    assert state_of(due, done, is_today=is_today) == state


def test_a_day_reads_in_words():
    assert DayState(MONDAY, "part", 3, 1).words == "some done, 1 of 3"
    assert DayState(MONDAY, "rest").words == "nothing due"


def test_a_week_of_all_kinds(sam):
    programme = a_programme(sam, on(1))
    bridge, plank = a_prescription(programme), a_prescription(programme, "Side plank")
    Pause.objects.create(programme=programme, from_day=on(4), to_day=on(4))
    for day in (1, 2):
        a_tick(bridge, on(day))
    a_tick(plank, on(1))
    found = states(sam, last=7)
    assert names(found) == "rest full part none paused none future future"
    assert (found[2].due, found[2].done) == (2, 1)


def test_days_between_are_days_of_rest(sam):
    bridge = a_prescription(a_programme(sam, MONDAY), frequency=Frequency("every_n_days", n=3))
    a_tick(bridge, on(3))
    assert names(states(sam)) == "none rest rest full rest rest future"


def test_two_times_a_day_are_two(sam):
    bridge = a_prescription(a_programme(sam, MONDAY), frequency=Frequency(times_per_day=2))
    a_tick(bridge, on(0))
    for slot in (1, 2):
        a_tick(bridge, on(1), slot=slot)
    assert names(states(sam)).startswith("part full none")


def test_a_weekly_quota_counts_on_the_days_it_was_done(sam):
    bridge = a_prescription(a_programme(sam, MONDAY), frequency=Frequency("times_a_week", n=2))
    a_tick(bridge, on(2))
    assert names(states(sam)) == "rest rest full rest rest rest rest"


def test_as_needed_is_never_due(sam):
    ball = a_prescription(a_programme(sam, MONDAY), frequency=Frequency("as_needed"))
    a_tick(ball, on(1))
    assert names(states(sam)) == "rest rest rest rest rest rest rest"


def test_a_day_is_full_without_what_is_only_if_you_like(sam):
    programme = a_programme(sam, MONDAY)
    bridge = a_prescription(programme)
    extra = a_prescription(programme, "Side plank", must_do=False)
    a_tick(bridge, on(0))
    a_tick(extra, on(1))
    found = states(sam)
    assert names(found[:2]) == "full none"
    assert (found[0].due, found[0].done) == (1, 1)


def test_where_nothing_is_must_do_the_others_count_when_done(sam):
    extra = a_prescription(a_programme(sam, MONDAY), must_do=False)
    a_tick(extra, on(1))
    assert names(states(sam)[:3]) == "rest full rest"


def test_a_skip_is_not_done(sam):
    bridge = a_prescription(a_programme(sam, MONDAY))
    a_tick(bridge, on(0), outcome="skipped")
    assert states(sam)[0].state == "none"


def test_a_revision_keeps_the_days_before_it(sam):
    old = a_prescription(a_programme(sam, MONDAY))
    a_tick(old, on(0))
    a_tick(succeeded(old, on=on(2)), on(2))
    assert names(states(sam)[:4]) == "full none full none"


def test_the_days_of_two_programmes_are_added_up(sam):
    first, second = a_programme(sam, MONDAY), a_programme(sam, on(2), name="Second")
    bridge, plank = a_prescription(first), a_prescription(second, "Side plank")
    for day in (1, 2, 3):
        a_tick(bridge, on(day))
    a_tick(plank, on(3))
    assert names(states(sam)[:4]) == "none full part full"


def test_a_pause_of_one_programme_leaves_the_other(sam):
    first, second = a_programme(sam, MONDAY), a_programme(sam, MONDAY, name="Second")
    a_prescription(first)
    plank = a_prescription(second, "Side plank")
    a_tick(plank, on(1))
    Pause.objects.create(programme=first, from_day=on(1), to_day=on(3))
    Pause.objects.create(programme=second, from_day=on(3), to_day=on(3))
    assert names(states(sam)[:5]) == "none full none paused none"


def test_after_the_end_nothing_is_due(sam):
    a_prescription(a_programme(sam, MONDAY, ended_on=on(2)))
    assert names(states(sam)[:5]) == "none none none rest rest"


def test_without_a_programme_every_day_is_free(sam):
    assert names(states(sam)[:3]) == "rest rest rest"


def test_all_programmes_together_and_must_do_apart(sam):
    first, second = a_programme(sam, MONDAY), a_programme(sam, MONDAY, name="Second")
    bridge, plank = a_prescription(first), a_prescription(second, "Side plank", must_do=False)
    a_tick(bridge, on(0))
    a_tick(plank, on(0))
    a_tick(plank, on(1))
    plans = running_plans_for([sam.pk])[sam.pk]
    ticks = ticks_for([sam.pk], first_day=MONDAY, last_day=on(3))[sam.pk]
    assert total_adherence(plans, ticks, first=MONDAY, last=on(3)) == Adherence(1, 4, 2, 4)
