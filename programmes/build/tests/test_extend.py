"""A running programme gets more weeks: the patient reads why, and no day counts as missed."""

from datetime import timedelta

import pytest
from django.urls import reverse

from programmes.changes import change_in, for_patient, in_plain_words
from programmes.models import Pause, Revision
from programmes.plans import running_plans_for
from programmes.tests.programmes import a_prescription, a_programme, days_ago


def sent(programme, **fields):
    return {"weeks": 2, "reason": "One more push", "seen_week": 4} | fields


def page_of(programme) -> str:
    return reverse("build:extend", args=[programme.code])


def a_plan(sam, days: int):
    programme = a_programme(sam, days_ago(sam, days), stages=((1, 2), (3, 4)))
    a_prescription(programme.stages.last())
    return programme


def plan_of(sam):
    (plan,) = running_plans_for([sam.pk])[sam.pk]
    return plan


def test_the_last_stage_goes_on_and_the_patient_reads_why(sam, priya, priya_client):
    programme = a_plan(sam, 20)
    priya_client.post(page_of(programme), sent(programme))
    revision = Revision.objects.get()
    change = change_in(revision.changes[0])
    until = programme.start_on + timedelta(days=6 * 7 - 1)
    assert (plan_of(sam).last_week, revision.by, revision.reason) == (6, priya, "One more push")
    assert "is longer by 2 weeks" in in_plain_words(change)
    told = for_patient(change)
    assert (f"{until.day} {until:%B}" in told.now, told.why) == (True, "One more push")


def test_a_double_tap_makes_it_longer_once(sam, priya_client):
    programme = a_plan(sam, 20)
    for _ in range(2):
        priya_client.post(page_of(programme), sent(programme))
    assert (plan_of(sam).last_week, Revision.objects.count()) == (6, 1)


def test_days_since_its_end_do_not_count_as_missed(sam, priya_client):
    programme = a_plan(sam, 28 + 9)  # over for nine days and today
    priya_client.post(page_of(programme), sent(programme))
    plan, today = plan_of(sam), sam.local_today()
    pause = Pause.objects.get()
    assert (pause.from_day, pause.to_day) == (days_ago(sam, 9), days_ago(sam, 1))
    assert (plan.week_on(today), len(plan.in_force_on(today))) == (5, 1)
    assert plan.in_force_on(days_ago(sam, 3)) == []


def test_on_the_day_after_its_end_there_is_nothing_to_pause(sam, priya_client):
    programme = a_plan(sam, 28)
    priya_client.post(page_of(programme), sent(programme))
    assert (Pause.objects.count(), plan_of(sam).week_on(sam.local_today())) == (0, 5)


@pytest.mark.parametrize(
    "wrong", [{"reason": ""}, {"weeks": 0}, {"weeks": 27}, {"weeks": "x"}, {"seen_week": ""}]
)
def test_what_is_wrong_comes_back(sam, priya_client, wrong):
    programme = a_plan(sam, 20)
    answer = priya_client.post(page_of(programme), sent(programme, **wrong))
    assert (answer.status_code, plan_of(sam).last_week) == (422, 4)


def test_a_stranger_finds_nothing_and_an_ended_one_stays_ended(sam, tess, priya_client):
    theirs, ended = a_plan(tess, 3), a_plan(sam, 3)
    ended.ended_on = sam.local_today()
    ended.save()
    answers = [priya_client.post(page_of(p), sent(p)).status_code for p in (theirs, ended)]
    assert answers == [404, 404]
