"""Which programmes run, and what was ticked? In a constant number of queries."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from programmes.models import Pause
from programmes.plans import running_plans_for, ticks_for

from .programmes import a_prescription, a_programme, a_tick, days_ago, succeeded

MONDAY = date(2026, 1, 5)


def plan_of(patient, **kwargs):
    (plan,) = running_plans_for([patient.pk], **kwargs)[patient.pk]
    return plan


@pytest.mark.parametrize("how_many", [1, 3, 20])
def test_plans_take_two_queries_however_many_prescriptions(
    sam, how_many, django_assert_num_queries
):
    programme = a_programme(sam, stages=((1, 2), (3, 12)))
    for number in range(how_many):
        a_prescription(programme, f"Exercise {number}")
    with django_assert_num_queries(2):
        plan = plan_of(sam)
        found = plan.in_force_on(sam.local_today())
    assert [str(p.exercise) for p in found] == [f"Exercise {n}" for n in range(how_many)]


def test_a_stage_holds_its_weeks_and_no_others(sam):
    plan = plan_of_stages(sam, (1, 2), (3, 4))
    names = [stage.name if stage else None for stage in map(plan.stage_on, days(0, 13, 14, 27, 28))]
    assert names == ["Stage 1", "Stage 1", "Stage 2", "Stage 2", None]
    assert [plan.is_over_on(day) for day in days(27, 28)] == [False, True]


def plan_of_stages(sam, *stages):
    a_programme(sam, MONDAY, stages=stages)
    return plan_of(sam)


def days(*offsets):
    return [MONDAY + timedelta(days=offset) for offset in offsets]


def test_a_stage_without_exercises_is_a_rest_stage(sam):
    plan = plan_of_stages(sam, (1, 2))
    assert plan.in_force_on(MONDAY) == []


def test_nothing_is_in_force_before_the_start_and_during_a_pause(sam):
    programme = a_programme(sam, MONDAY)
    bridge = a_prescription(programme)
    Pause.objects.create(programme=programme, from_day=days(3)[0], to_day=days(4)[0])
    plan = plan_of(sam)
    assert [plan.in_force_on(day) for day in days(-1, 0, 3, 4, 5)] == [
        [], [bridge], [], [], [bridge]
    ]  # fmt: skip


def test_several_pauses_neither_double_a_stage_nor_cost_a_query(sam, django_assert_num_queries):
    programme = a_programme(sam, MONDAY, stages=((1, 2), (3, 4)))
    a_prescription(programme)
    for first, last in ((3, 4), (8, 8)):
        Pause.objects.create(programme=programme, from_day=days(first)[0], to_day=days(last)[0])
    with django_assert_num_queries(2):
        plan = plan_of(sam)
    assert [stage.name for stage in plan.stages] == ["Stage 1", "Stage 2"]
    assert plan.pauses == ((days(3)[0], days(4)[0]), (days(8)[0], days(8)[0]))


def test_each_version_holds_on_its_own_days(sam):
    old = a_prescription(a_programme(sam, MONDAY))
    new = succeeded(old, on=days(7)[0])
    plan = plan_of(sam)
    assert [plan.in_force_on(day) for day in days(6, 7)] == [[old], [new]]
    assert new.line == old.line


def test_an_ended_programme_is_asked_for_by_its_last_day(sam):
    a_prescription(a_programme(sam, MONDAY, ended_on=days(9)[0]))
    assert running_plans_for([sam.pk]) == {}
    assert running_plans_for([sam.pk], since=days(10)[0]) == {}
    plan = plan_of(sam, since=days(9)[0])
    assert [len(plan.in_force_on(day)) for day in days(9, 10)] == [1, 0]


def test_the_patients_of_a_caseload_are_kept_apart(sam, tess, django_assert_num_queries):
    a_prescription(a_programme(sam, name="Sam's"))
    a_prescription(a_programme(tess, name="Tess's"))
    with django_assert_num_queries(2):
        plans = running_plans_for([sam.pk, tess.pk])
    named = {pk: [plan.programme.name for plan in found] for pk, found in plans.items()}
    assert named == {sam.pk: ["Sam's"], tess.pk: ["Tess's"]}


def test_ticks_come_in_one_query_and_leave_out_what_was_undone(sam, django_assert_num_queries):
    bridge = a_prescription(a_programme(sam, days_ago(sam, 5)))
    kept = a_tick(bridge)
    a_tick(bridge, days_ago(sam, 1), undone_at=timezone.now())
    with django_assert_num_queries(1):
        ticks = ticks_for([sam.pk], first_day=days_ago(sam, 5), last_day=sam.local_today())
    assert [tick.tick_id for tick in ticks[sam.pk].all] == [kept.tick_id]


def test_a_line_is_counted_over_its_versions(sam):
    old = a_prescription(a_programme(sam, days_ago(sam, 5)))
    a_tick(old, days_ago(sam, 3))
    new = succeeded(old, on=days_ago(sam, 1))
    a_tick(new)
    ticks = ticks_for([sam.pk], first_day=days_ago(sam, 5), last_day=sam.local_today())[sam.pk]
    assert ticks.done_by_line == {old.line: {days_ago(sam, 3): 1, sam.local_today(): 1}}


def test_a_skipped_exercise_is_no_done_one(sam):
    bridge = a_prescription(a_programme(sam))
    a_tick(bridge, outcome="skipped")
    ticks = ticks_for([sam.pk], first_day=sam.local_today(), last_day=sam.local_today())[sam.pk]
    assert ticks.done_by_line == {}
    assert [tick.is_done for tick in ticks.of(bridge.line, sam.local_today())] == [False]
