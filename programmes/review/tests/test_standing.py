"""How far along is a programme, in words and in days?"""

from datetime import date, timedelta

import pytest

from programmes.models import Pause
from programmes.plans import running_plans_for
from programmes.review.standing import days_idle, days_to_end, standing_on
from programmes.tests.programmes import a_prescription, a_programme

START = date(2026, 1, 5)


def on(days: int) -> date:
    return START + timedelta(days=days)


@pytest.fixture
def programme(sam):
    programme = a_programme(sam, START, stages=((1, 2), (3, 4)))
    a_prescription(programme)
    return programme


def plan_of(programme):
    return running_plans_for([programme.patient_id], since=START)[programme.patient_id][0]


STANDINGS = [
    (-1, "waiting", "Starts on 5 January"),
    (0, "running", "Week 1 of 4"),
    (6, "running", "Week 1 of 4"),
    (7, "running", "Week 2 of 4"),
    (27, "running", "Week 4 of 4"),
    (28, "over", "Over since 1 February"),
]


@pytest.mark.parametrize(("day", "state", "words"), STANDINGS)
def test_a_programme_reads_in_words(programme, day, state, words):
    standing = standing_on(plan_of(programme), on(day))
    assert (standing.state, standing.words) == (state, words)


def test_a_paused_programme_keeps_its_week(programme):
    Pause.objects.create(programme=programme, from_day=on(9), to_day=on(10))
    Pause.objects.create(programme=programme, from_day=on(11))
    standing = standing_on(plan_of(programme), on(40))
    assert (standing.state, standing.week) == ("paused", 2)
    assert standing.words == "Week 2 of 4, paused since 14 January"


def test_a_pause_with_a_last_day_says_until_when(programme):
    Pause.objects.create(programme=programme, from_day=on(9), to_day=on(10))
    Pause.objects.create(programme=programme, from_day=on(11), to_day=on(20))
    standing = standing_on(plan_of(programme), on(12))
    assert standing.words == "Week 2 of 4, paused since 14 January until 25 January"


def test_a_pause_moves_the_end(programme):
    Pause.objects.create(programme=programme, from_day=on(9), to_day=on(15))
    assert standing_on(plan_of(programme), on(34)).words == "Week 4 of 4"
    assert standing_on(plan_of(programme), on(35)).words == "Over since 8 February"


def test_a_pause_from_the_first_day_on_stands_before_week_one(programme):
    Pause.objects.create(programme=programme, from_day=START)
    standing = standing_on(plan_of(programme), on(3))
    assert (standing.state, standing.week) == ("paused", None)
    assert standing.words == "Week 1 of 4, paused since 5 January"


def test_an_ended_programme_says_so(programme):
    programme.ended_on = on(9)
    programme.save()
    assert standing_on(plan_of(programme), on(9)).words == "Ended on 14 January"


IDLE = [
    ("never, on the first day", None, 0, 0),
    ("never, on the sixth", None, 5, 5),
    ("today", 5, 5, 0),
    ("yesterday", 4, 5, 1),
    ("before this programme began", -20, 5, 5),
    ("over the pause of two days", 6, 12, 4),
    ("in the pause", 6, 9, None),
    ("before the start", None, -1, None),
    ("after the end", 6, 50, None),
]


@pytest.mark.parametrize(("_", "last", "today", "idle"), IDLE)
def test_idle_days_are_those_that_counted(programme, _, last, today, idle):
    Pause.objects.create(programme=programme, from_day=on(8), to_day=on(9))
    last_done_on = None if last is None else on(last)
    assert days_idle(plan_of(programme), last_done_on, on(today)) == idle


ENDS = [(0, 27), (27, 0), (28, -1), (-1, None), (9, None)]


@pytest.mark.parametrize(("day", "left"), ENDS)
def test_days_to_the_end_leave_out_the_pause(programme, day, left):
    if day == 9:
        Pause.objects.create(programme=programme, from_day=on(9))
    assert days_to_end(plan_of(programme), on(day)) == left
